import datetime
from decimal import Decimal

import pytest

from mingtang.disclosure.rules.delivering import (
    Hung,
    degrees,
    ends_now,
    is_as_it_must_be,
    notice_ends,
    objection_address,
    reasons_to_come_down,
    why_not_remove,
)
from mingtang.foundation.terms import Term, Unit
from mingtang.foundation.working_days import Calendar
from mingtang.terms.rules import shipped_calendar

DAY = datetime.date(2026, 3, 10)


@pytest.mark.parametrize(
    ("term", "may_come_down_on"),
    [
        (Term(5, Unit.DAYS), datetime.date(2026, 3, 16)),
        (Term(5, Unit.WORKING_DAYS), datetime.date(2026, 3, 18)),
        (Term(1, Unit.MONTHS), datetime.date(2026, 4, 11)),
    ],
)
def test_the_day_of_posting_does_not_count(term, may_come_down_on):
    assert notice_ends(DAY, term, Calendar()) == may_come_down_on


def test_a_notice_in_working_days_counts_a_worked_saturday_and_no_holiday():
    """Posted on 28 September 2026: 29, 30 September, 8, 9 and the worked 10 October are five."""
    posted, term = datetime.date(2026, 9, 28), Term(5, Unit.WORKING_DAYS)

    assert notice_ends(posted, term, shipped_calendar()) == datetime.date(2026, 10, 11)


@pytest.mark.parametrize(
    ("unit", "told", "now"),
    [
        (Unit.WORKING_DAYS, datetime.date(2027, 1, 8), datetime.date(2027, 1, 9)),
        (Unit.WORKING_DAYS, datetime.date(2027, 1, 20), datetime.date(2027, 1, 20)),
        (Unit.DAYS, datetime.date(2027, 1, 4), datetime.date(2027, 1, 4)),
        (Unit.WORKING_DAYS, None, None),
    ],
)
def test_a_holiday_that_is_known_later_makes_working_days_longer_and_never_shorter(unit, told, now):
    """Ten working days from 24 December 2026 end on 7 January 2027, unless 1 January is off."""
    known = Calendar(frozenset({2027}), frozenset({datetime.date(2027, 1, 1)}))

    assert ends_now(told, datetime.date(2026, 12, 24), Term(10, unit), known) == now


def test_without_a_period_nothing_becomes_longer():
    assert ends_now(DAY, DAY, None, Calendar()) == DAY


@pytest.mark.parametrize(
    ("parts", "address"),
    [
        (("柳河村", "村部", "0000-1234567"), "柳河村，村部，0000-1234567"),
        (("柳河村", "", ""), "柳河村"),
    ],
)
def test_objections_go_to_the_body_that_posted(parts, address):
    name, where, phone = parts

    assert objection_address(name=name, address=where, phone=phone) == address


def test_the_phone_of_who_takes_objections_stays_behind_a_long_address():
    told = objection_address(name="局" * 200, address="路" * 200, phone="0311-0000000")

    assert told.endswith("路，0311-0000000")


@pytest.mark.parametrize(
    ("state", "remove_from", "says"),
    [
        ("waiting", None, "没有挂在"),
        ("removed", None, "没有挂在"),
        ("posted", DAY + datetime.timedelta(days=1), "公示期还没有满"),
        ("posted", DAY, ""),
        ("posted", None, ""),
        ("to_remove", DAY + datetime.timedelta(days=9), ""),
    ],
)
def test_a_sheet_comes_down_after_its_time_or_when_it_must(state, remove_from, says):
    reason = why_not_remove(state=state, remove_from=remove_from, on=DAY)

    assert says in reason
    assert bool(reason) == bool(says)


def test_degrees_are_kept_as_both_databases_keep_them():
    assert degrees(None) is None
    assert str(degrees(Decimal("30.1234567"))) == "30.123457"
    assert str(degrees(Decimal("104.1"))) == "104.100000"


FIRST, MIDDLE, LAST = (DAY + datetime.timedelta(days=n) for n in (1, 5, 9))
NEVER = Hung(None, None, None, None, has_term=True)


def hung(posted=FIRST, *, removed=None, remove_from=None, ended=None, has_term=False):
    return Hung(posted, removed, remove_from, ended, has_term=has_term)


@pytest.mark.parametrize(
    ("days", "states"),
    [
        (NEVER, {"waiting"}),
        (hung(None, ended=MIDDLE), {"cancelled"}),
        (hung(None, remove_from=LAST), set()),
        (hung(None, removed=LAST), set()),
        (hung(remove_from=MIDDLE, has_term=True), {"posted", "to_remove"}),
        (hung(has_term=True), set()),
        (hung(remove_from=LAST, ended=MIDDLE, has_term=True), {"to_remove"}),
        (hung(removed=MIDDLE, remove_from=MIDDLE, has_term=True), {"removed"}),
        (hung(removed=MIDDLE, remove_from=LAST, has_term=True), set()),
        (hung(removed=MIDDLE, remove_from=LAST, ended=FIRST, has_term=True), {"removed"}),
        (hung(removed=MIDDLE, remove_from=LAST, ended=LAST, has_term=True), set()),
        (hung(), {"posted"}),
        (hung(remove_from=LAST), set()),
        (hung(ended=MIDDLE, remove_from=MIDDLE), {"to_remove"}),
        (hung(ended=MIDDLE, remove_from=LAST), set()),
        (hung(ended=MIDDLE), set()),
        (hung(removed=LAST), {"removed"}),
        (hung(removed=LAST, ended=MIDDLE, remove_from=MIDDLE), {"removed"}),
        (hung(removed=FIRST, ended=MIDDLE), {"removed"}),
        (hung(removed=FIRST, ended=MIDDLE, remove_from=MIDDLE), set()),
        (hung(removed=MIDDLE, ended=MIDDLE), {"removed"}),
        (hung(removed=MIDDLE, ended=MIDDLE, remove_from=MIDDLE), {"removed"}),
    ],
)
def test_a_sheet_is_what_acts_can_have_made_of_it_and_nothing_else(days, states):
    every = ("waiting", "posted", "to_remove", "removed", "cancelled")

    assert {state for state in every if is_as_it_must_be(state, days)} == states


GONE = "内容有误"


@pytest.mark.parametrize(
    ("state", "came", "ended", "reasons"),
    [
        ("waiting", None, "", {""}),
        ("posted", None, "", {""}),
        ("cancelled", None, GONE, {GONE}),
        ("to_remove", None, "", {"公示期满"}),
        ("to_remove", None, GONE, {GONE}),
        ("removed", -1, "", {"", "公示期满"}),
        ("removed", -1, GONE, {"", "公示期满"}),
        ("removed", 0, GONE, {"", "公示期满", GONE}),
        ("removed", 1, GONE, {GONE}),
        ("removed", None, GONE, {GONE}),
    ],
)
def test_a_sheet_comes_down_for_a_reason_that_there_is(state, came, ended, reasons):
    assert reasons_to_come_down(state, came=came, ended=ended) == reasons
