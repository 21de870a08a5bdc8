import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from mingtang.foundation.clock import day_of
from mingtang.withheld import actions
from mingtang.withheld.queries.figures import figures, years_of
from mingtang.withheld.queries.standing import looks_at, withheld_by
from mingtang.withheld.rules.terms import Looked
from tests.factories.organs import OrganFactory
from tests.issued.registers import ON_REQUEST, SECRET
from tests.withheld.scenes import REASON, beside, day, hidden_document, inside, withholding


def confirm(disclosure, scene, at):
    actions.confirm_publication(
        disclosure=disclosure, reason=REASON, by=scene.staff.approver, at=at
    )


@pytest.mark.django_db
def test_each_organ_has_what_it_withholds_by_ground_and_how_it_looked_again():
    looked_at, scene = withholding()
    withholding(beside(scene), exemption="E16b")
    own, of_own = withholding(inside(scene))
    hidden_document(scene.staff, said=SECRET)
    hidden_document(scene.staff, said=ON_REQUEST, number="示发〔2026〕2号")
    confirm(looked_at, scene, day(years=1))
    confirm(own, of_own, day(years=1))
    county = scene.organ.county

    with CaptureQueriesContext(
        connection,
    ) as queries:
        found = figures(county, day_of(day(years=1, days=1)), year=2027)

    assert len(queries) == 3
    mine = found[scene.organ.pk]
    assert mine.looked == Looked(withheld=3, waiting=1, overdue=1, in_time=1)
    assert mine.by_ground == {"E15": 1, "E16b": 1, "E14a": 1}
    other = OrganFactory(county=county)
    assert figures(county, day_of(day()), year=2026, organ=other) == {}
    alone = figures(county, day_of(day()), year=2026, organ=scene.organ)
    assert alone[scene.organ.pk].looked.withheld == 3


@pytest.mark.django_db
def test_a_look_counts_in_the_year_in_which_it_was_due_and_what_waits_is_of_today():
    looked_at, scene = withholding()  # due in March 2027
    withholding(beside(scene))  # as well, and not looked at
    confirm(looked_at, scene, day(years=1, days=300))  # in January 2028; due again in 2029
    county, on = scene.organ.county, day_of(day(years=2))

    by_year = {
        year: figures(county, on, year=year)[scene.organ.pk].looked for year in (2026, 2027, 2028)
    }

    assert by_year == {
        2026: Looked(withheld=2, waiting=1),
        2027: Looked(withheld=2, waiting=1, overdue=1, late=1),
        2028: Looked(withheld=2, waiting=1),
    }
    assert (by_year[2027].due_total, by_year[2027].rate) == (2, 0)
    assert years_of(county, on) == [2028, 2027]
    assert years_of(county, day_of(day(years=4))) == [2030, 2029, 2028, 2027]


@pytest.mark.django_db
def test_before_anything_was_due_there_are_this_year_and_the_last():
    assert years_of(OrganFactory().county, datetime.date(2026, 5, 1)) == [2026, 2025]


@pytest.mark.django_db
def test_what_has_to_be_looked_at_first_stands_in_front():
    first, scene = withholding()
    second, _ = withholding(inside(scene))
    document = hidden_document(scene.staff)
    confirm(first, scene, day(days=300))
    mine = [scene.organ.pk]

    with CaptureQueriesContext(connection) as queries:
        found = withheld_by(scene.organ.county, mine)

    assert len(queries) == 2
    assert [one.thing for one in found] == [second, document, first]
    assert [one.is_document for one in found] == [False, True, False]
    assert found[2].looked_on == day_of(day(days=300))
    assert found[2].since == datetime.date(2026, 3, 10)
    assert [look.number for look in looks_at(first)] == [1]
    assert not looks_at(document).exists()
