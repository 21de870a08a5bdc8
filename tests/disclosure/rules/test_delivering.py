import datetime

import pytest

from mingtang.disclosure.rules.delivering import notice_ends, objection_address, why_not_remove
from mingtang.foundation.terms import Term, Unit
from mingtang.foundation.working_days import Calendar

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
