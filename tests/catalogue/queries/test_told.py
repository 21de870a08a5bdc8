"""Which acts a transfer must have, by what its row says. No database is asked."""

import datetime

import pytest

from mingtang.catalogue.queries.told import acts_of

AT, LATER = (datetime.datetime(2026, 3, day, tzinfo=datetime.UTC) for day in (10, 11))


@pytest.mark.parametrize(
    ("way", "state", "answered_at", "acts"),
    [
        ("agreed", "proposed", None, {"transfer.proposed": AT}),
        ("agreed", "done", LATER, {"transfer.proposed": AT, "transfer.accepted": LATER}),
        ("agreed", "declined", LATER, {"transfer.proposed": AT, "transfer.declined": LATER}),
        ("agreed", "withdrawn", LATER, {"transfer.proposed": AT, "transfer.withdrawn": LATER}),
        ("decided", "done", AT, {"transfer.decided": AT}),
        ("decided", "done", LATER, {}),
        ("decided", "declined", AT, {}),
    ],
)
def test_a_state_says_by_which_acts_it_came_about(way, state, answered_at, acts):
    assert acts_of(way, state, proposed_at=AT, answered_at=answered_at) == acts
