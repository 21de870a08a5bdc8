import datetime

import pytest

from mingtang.catalogue.rules.bodies import Bodies, Body
from mingtang.catalogue.rules.changeover import still_due
from mingtang.catalogue.rules.opening import OpenItem
from mingtang.catalogue.rules.terms_of_items import (
    AfterFact,
    Lasting,
)
from mingtang.foundation.terms import Term, Unit
from mingtang.terms.rules import shipped_calendar

DAY = datetime.date
FIRST = DAY(2026, 9, 19)
PENALTY = AfterFact("decided", Term(5, Unit.WORKING_DAYS))
BODY = Body(id=1, kind="department", tier="county", sector="", code="CZ")


def is_still(happened_on, **about):
    about = {"due": PENALTY, "bodies": Bodies(kinds=frozenset({"department"})), **about}
    item = OpenItem(id=1, code="G-11", name="行政处罚决定", from_on=FIRST, **about)
    return still_due(item, BODY, happened_on, shipped_calendar())


@pytest.mark.parametrize(
    ("happened_on", "is_so"),
    [
        (DAY(2026, 9, 18), True),
        (DAY(2026, 9, 14), True),
        (DAY(2026, 9, 11), False),
        (FIRST, False),
    ],
)
def test_a_fact_from_before_is_asked_for_while_its_day_is_still_ahead(happened_on, is_so):
    assert is_still(happened_on) == is_so


def test_what_no_fact_opens_with_a_term_or_another_body_owes_is_not():
    assert not is_still(DAY(2026, 9, 18), due=Lasting())
    assert not is_still(DAY(2026, 9, 18), bodies=Bodies(kinds=frozenset({"utility"})))
