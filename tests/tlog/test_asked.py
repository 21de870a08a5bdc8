import pytest
from hypothesis import given
from hypothesis import strategies as st

from tlog import asked
from tlog.errors import Broken

HASH = b"A" * 43 + b"="


@given(
    st.integers(0, 10**18),
    st.lists(st.binary(min_size=32, max_size=32), max_size=asked.MOST_HASHES),
    st.binary(),
)
def test_what_is_written_is_read_back(old, proof, rest):
    found = asked.read(asked.written(old, proof, rest))
    assert found == asked.Asked(old, tuple(proof), rest)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"old 1\n",
        b"new 1\n\ntext\n",
        b"old\n\ntext\n",
        b"old -1\n\ntext\n",
        b"old 01\n\ntext\n",
        b"old  1\n\ntext\n",
        b"old 1 \n\ntext\n",
        b"old " + b"9" * 20 + b"\n\ntext\n",
        b"old \xff\n\ntext\n",
        b"old 1\nno hash\n\ntext\n",
        b"old 1\n" + (HASH + b"\n") * (asked.MOST_HASHES + 1) + b"\ntext\n",
    ],
)
def test_what_is_no_request_is_refused(body):
    with pytest.raises(Broken, match="cannot be read|not a hash"):
        asked.read(body)
