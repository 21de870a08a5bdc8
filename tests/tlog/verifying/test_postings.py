from dataclasses import replace

import pytest

from tlog.verifying.postings import Postings
from tlog.verifying.told import Told

ONE, UP, DOWN = "1" * 32, "2026-12-20T02:00:00Z", "2026-12-28T02:00:00Z"
HANGS = {"object": ONE, "posted_at": "2026-12-20T02:00:00.25+00:00", "removed_at": None}
HUNG = HANGS | {"removed_at": DOWN}


@pytest.fixture
def postings():
    made = Postings()
    made.tell(Told("delivery.posted", ONE, at=UP))
    return made


def found(postings, *rows):
    return [(kind, obj) for kind, obj, _chinese, _english in postings.compare(rows)]


def test_what_hangs_since_the_log_says_so_holds(postings):
    assert found(postings, HANGS) == []


@pytest.mark.parametrize("rows", [[], [HUNG], [HANGS | {"posted_at": DOWN}]])
def test_what_is_gone_or_hung_at_another_time_is_found(postings, rows):
    assert found(postings, *rows) == [("posting", ONE)]


def test_what_hangs_without_an_entry_is_found(postings):
    other = "2" * 32
    assert found(postings, HANGS, HANGS | {"object": other}) == [("posting", other)]


def test_what_came_down_has_both_times(postings):
    postings.tell(Told("delivery.removed", ONE, at=DOWN))
    assert found(postings, HUNG) == []
    assert found(postings, HANGS) == [("posting", ONE)]


def test_what_never_hung_did_not_come_down(postings):
    postings.tell(Told("delivery.removed", "2" * 32, at=DOWN))
    postings.tell(Told("disclosure.published", "2" * 32, at=DOWN))
    assert found(postings, HANGS) == []


PAGE = "3" * 32
SENT = {"sheet": "11111111-1111-1111-1111-111111111111", "post_by": "2026-12-22", "notice": "5 d"}
WAITS = {
    "object": ONE,
    "posted_at": None,
    "removed_at": None,
    "disclosure": PAGE,
    "edition": 1,
    "post_by": "2026-12-22",
    "notice": "5 d",
    "state": "waiting",
}
UP_NOW = WAITS | {"posted_at": UP, "state": "posted"}
CAME_DOWN = UP_NOW | {"removed_at": DOWN, "state": "removed"}
POSTED, REMOVED = Told("delivery.posted", ONE, at=UP), Told("delivery.removed", ONE, at=DOWN)
WITHDRAWN = Told("disclosure.withdrawn", PAGE)


def sent_out(*later):
    """A publication on one sheet, and what came later."""
    made = Postings()
    made.tell(Told("disclosure.published", PAGE), {"edition": 1, "sheets": [SENT]})
    for one in later:
        made.tell(one, {"edition": 2, "sheets": []})
    return made


CORRECTED = Told("disclosure.corrected", PAGE)


@pytest.mark.parametrize(
    ("later", "row"),
    [
        ([], WAITS),
        ([POSTED], UP_NOW),
        ([POSTED], UP_NOW | {"state": "to_remove"}),
        ([POSTED, REMOVED], CAME_DOWN),
        ([CORRECTED], WAITS | {"state": "cancelled"}),
        ([POSTED, CORRECTED], UP_NOW | {"state": "to_remove"}),
        ([POSTED, WITHDRAWN], UP_NOW | {"state": "to_remove"}),
    ],
)
def test_what_was_sent_out_stands_as_the_log_says(later, row):
    assert found(sent_out(*later), row) == []


@pytest.mark.parametrize(
    ("later", "row"),
    [
        ([], WAITS | {"post_by": "2026-12-31"}),
        ([], WAITS | {"notice": "1 d"}),
        ([], WAITS | {"edition": 2}),
        ([], WAITS | {"disclosure": ONE}),
        ([], WAITS | {"state": "cancelled"}),
        ([], UP_NOW),
        ([POSTED], UP_NOW | {"state": "removed"}),
        ([POSTED, REMOVED], CAME_DOWN | {"state": "posted"}),
        ([CORRECTED], WAITS),
        ([POSTED, WITHDRAWN], UP_NOW),
        ([WITHDRAWN], WAITS),
    ],
)
def test_a_sheet_that_is_due_on_another_day_or_called_off_is_found(later, row):
    assert found(sent_out(*later), row) == [("posting", ONE)]


def test_a_sheet_that_waited_and_is_gone_is_found():
    assert found(sent_out()) == [("posting", ONE)]


def test_of_a_publication_that_nobody_opens_a_sheet_may_be_either():
    made = Postings()
    made.tell(Told("disclosure.published", PAGE))

    assert found(made, WAITS, WAITS | {"object": "2" * 32, "state": "cancelled"}) == []


def test_the_first_publications_did_not_say_on_which_sheets():
    made = Postings()
    made.tell(Told("disclosure.published", PAGE), {"edition": 1})
    made.tell(Told("disclosure.published_inside", ONE), {"edition": 1, "sheets": "none"})

    assert found(made, WAITS | {"post_by": "2026-12-31"}) == []
    assert found(made, WAITS | {"state": "cancelled"}) == [("posting", ONE)]


class TestWhyItComesDown:
    AT = "2026-12-26T02:00:00Z"
    GONE = Told("disclosure.withdrawn", PAGE, at=AT, basis="withdrawn-error")
    REPLACED = Told("disclosure.corrected", PAGE, at=AT)

    @pytest.mark.parametrize(
        ("later", "row", "because"),
        [
            ([], WAITS, {""}),
            ([POSTED], UP_NOW, {""}),
            ([POSTED], UP_NOW | {"state": "to_remove"}, {"term"}),
            ([POSTED, REMOVED], CAME_DOWN, {"", "term"}),
            ([GONE], WAITS | {"state": "cancelled"}, {"withdrawn-error"}),
            ([REPLACED], WAITS | {"state": "cancelled"}, {"replaced"}),
            ([POSTED, GONE], UP_NOW | {"state": "to_remove"}, {"withdrawn-error"}),
            ([POSTED, GONE, REMOVED], CAME_DOWN, {"withdrawn-error"}),
            ([POSTED, REMOVED, GONE], CAME_DOWN | {"removed_at": UP}, {"", "term"}),
            ([POSTED, REMOVED, GONE], CAME_DOWN | {"removed_at": AT}, {"", "term", GONE.basis}),
        ],
    )
    def test_it_is_what_the_log_says(self, later, row, because):
        if removed := row["removed_at"]:
            later = [replace(one, at=removed) if one is REMOVED else one for one in later]
        for said in ("", "term", "replaced", "withdrawn-error", "other"):
            expected = [] if said in because else [("posting", ONE)]
            assert found(sent_out(*later), row | {"because": said}) == expected

    def test_where_no_edition_is_known_nothing_is_said(self):
        made = Postings()
        made.tell(Told("disclosure.published", PAGE), {})
        assert found(made, WAITS | {"because": "other"}) == []


class TestWhoKeepsIt:
    """`A` published it; `B` took the place of `A`, `C` of `B`."""

    PUBLISHED = Told("disclosure.published", PAGE, "A")
    ROW = WAITS | {"state": "waiting"}

    def made(self, *later, **sheet):
        made = Postings()
        made.tell(self.PUBLISHED, {"edition": 1, "sheets": [SENT | sheet]})
        for one, data in later:
            made.tell(one, data)
        return made

    def of(self, postings, row=WAITS):
        return {one for one in "ABCD" if not found(postings, row | {"organ": one})}

    def test_it_is_as_it_was_sent_out_or_who_answers_for_it(self):
        merged = (Told("organ.merged", "9" * 32, "A"), {"into": "B"})
        gone = (Told("organ.dissolved", "8" * 32, "B"), {"successor": "C"})
        ended = (Told("organ.dissolved", "7" * 32, "C"), {"successor": ""})

        assert self.of(self.made(organ="D")) == {"D"}
        assert self.of(self.made()) == {"A"}
        assert self.of(self.made(merged, gone, ended)) == {"A", "B", "C"}

    def test_who_put_it_up_keeps_it(self):
        postings = self.made((replace(POSTED, organ="B"), {}), organ=None)
        assert self.of(postings, UP_NOW) == {"B"}

    def test_of_what_nobody_published_nothing_is_said(self):
        assert found(Postings(), WAITS | {"organ": "D"}) == []
