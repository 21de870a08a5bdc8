from hypothesis import given
from hypothesis import strategies as st

from tlog import encoding


@given(st.binary())
def test_what_is_written_is_read_back(raw):
    assert encoding.decoded(encoding.encoded(raw)) == raw


@given(st.binary(min_size=1).filter(lambda raw: len(raw) % 3))
def test_bits_that_nobody_reads_are_no_second_way_to_write_it(raw):
    """The last letter of a group that is not full has bits over."""
    written = encoding.encoded(raw)
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
    body = written.rstrip("=")
    others = [
        body[:-1] + letter + "=" * (len(written) - len(body))
        for letter in letters
        if letter != body[-1]
    ]

    assert all(encoding.decoded(other) != raw for other in others)


def test_what_is_not_base64_is_nothing():
    for written in ("*", "AAA", "AAAA=", "公开", "AA==\n", "A A="):
        assert encoding.decoded(written) is None
    assert encoding.decoded("") == b""
