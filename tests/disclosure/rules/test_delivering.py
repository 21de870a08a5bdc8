import datetime

import pytest

from mingtang.disclosure.rules.delivering import notice_ends, objection_address, why_not_remove
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
    ("parts", "address"),
    [
        (("柳河村", "村部", "0000-1234567"), "柳河村，村部，0000-1234567"),
        (("柳河村", "", ""), "柳河村"),
    ],
)
def test_objections_go_to_the_body_that_posted(parts, address):
    name, where, phone = parts

    assert objection_address(name=name, address=where, phone=phone) == address


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
