import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.tlog import making
from tlog import leaves
from tlog.errors import Broken

WRITTEN = making.act(
    5,
    basis="tiaoli.14",
    due_on=datetime.date(2026, 12, 18),
    previous=0,
    commitments={"text": "ab" * 32, "data": "cd" * 32},
)


def test_an_entry_is_canonical_and_holds_codes_times_and_commitments():
    assert WRITTEN == (
        b'{"act":"disclosure.published","at":"2026-11-23T02:25:00Z","basis":"tiaoli.14",'
        b'"c":{"data":"hmac-sha256:' + b"cd" * 32 + b'","text":"hmac-sha256:' + b"ab" * 32 + b'"},'
        b'"due":"2026-12-18","obj":"00000000000000000000000000000005",'
        b'"org":"11320400MB1234567X","prev":0,"v":1}'
    )


OLDEST = datetime.datetime(1000, 1, 1)  # noqa: DTZ001 - hypothesis adds the zone


@given(
    act=st.from_regex(r"[a-z_]{1,32}\.[a-z_]{1,32}", fullmatch=True),
    at=st.datetimes(OLDEST, timezones=st.just(datetime.UTC)),
    due_on=st.none() | st.dates(datetime.date(1000, 1, 1)),
    previous=st.none() | st.integers(0, 10**18 - 1),
    commitments=st.dictionaries(
        st.sampled_from(["text", "data", "files", "person"]),
        st.binary(min_size=32, max_size=32).map(bytes.hex),
    ),
    basis=st.sampled_from(["", "other", "tiaoli.14.2"]),
)
def test_what_is_written_is_read_back(act, at, due_on, previous, commitments, basis):
    leaf = leaves.Leaf(
        act=act,
        object_id="0" * 32,
        organ=making.ORGAN,
        at=at.replace(microsecond=0),
        basis=basis,
        due_on=due_on,
        previous=previous,
        commitments=commitments,
    )

    assert leaves.read_leaf(leaf.written()) == leaf


DATA, TEXT = (
    b'"data":"hmac-sha256:' + b"cd" * 32 + b'"',
    b'"text":"hmac-sha256:' + b"ab" * 32 + b'"',
)


@pytest.mark.parametrize(
    "written",
    [
        b"",
        WRITTEN[:-1],
        WRITTEN + b"\n",
        WRITTEN.replace(b'"v":1', b'"v":2'),
        WRITTEN.replace(b":0,", b":00,"),
        WRITTEN.replace(b"2026-11-23", b"2026-02-30"),
        WRITTEN.replace(b"2026-11-23", b"0026-11-23"),
        WRITTEN.replace(b"2026-12-18", b"2026-13-18"),
        WRITTEN.replace(b"disclosure.published", "公开".encode()),
        WRITTEN.replace(b'"tiaoli.14"', '"第十四条"'.encode()),
        WRITTEN.replace(DATA + b"," + TEXT, TEXT + b"," + DATA),
        WRITTEN.replace(DATA, TEXT),
        WRITTEN.replace(DATA + b",", DATA),
        WRITTEN.replace(TEXT, b""),
        WRITTEN.replace(
            DATA,
            DATA
            + b","
            + b",".join(DATA.replace(b"data", b"d" + bytes([c])) for c in b"efghijklmnop"),
        ),
    ],
)
def test_anything_else_is_no_entry(written):
    assert leaves.read_leaf(WRITTEN).previous == 0
    with pytest.raises(Broken, match="not the record of a public act"):
        leaves.read_leaf(written)


def test_a_value_has_one_way_to_be_written():
    assert leaves.canonical({"b": [1, None, True], "a": "明\n"}) == (
        '{"a":"明\\n","b":[1,null,true]}'.encode()
    )


def test_a_commitment_binds_to_salt_and_content():
    made = leaves.commitment(salt=bytes(32), content=b"content")

    assert len(made) == 64
    assert made != leaves.commitment(salt=bytes(31) + b"\1", content=b"content")
    assert made != leaves.commitment(salt=bytes(32), content=b"Content")
    # HMAC-SHA256, as any other tool computes it: RFC 4231, case 2.
    assert leaves.commitment(salt=b"Jefe", content=b"what do ya want for nothing?") == (
        "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
    )
