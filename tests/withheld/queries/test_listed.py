import pytest

from mingtang.foundation.clock import day_of
from mingtang.withheld import actions
from mingtang.withheld.queries.figures import figures
from mingtang.withheld.queries.listed import InTurn, Way, listed
from tests.factories.organs import OrganFactory
from tests.issued.registers import SECRET
from tests.withheld.scenes import REASON, beside, day, hidden_document, inside, withholding

pytestmark = pytest.mark.django_db
ON = day_of(day(years=2))
DUE = 2027


@pytest.fixture
def scene():
    """Looked at in time, late, and not at all; one thing that concerns the organ's own alone."""
    looked, scene = withholding()
    late, _ = withholding(beside(scene), exemption="E16b")
    own, _ = withholding(inside(scene))
    hidden_document(scene.staff, said=SECRET)
    by = {"reason": REASON, "by": scene.staff.approver}
    actions.confirm_publication(disclosure=looked, at=day(years=1), **by)
    actions.confirm_publication(disclosure=late, at=day(years=1, days=60), **by)
    actions.confirm_publication(disclosure=own, at=day(years=1), **by)
    return scene


def test_as_many_are_listed_as_the_figures_say(scene):
    county, organ = scene.organ.county, scene.organ
    figure = figures(county, ON, year=DUE)[organ.pk]
    looked = figure.looked

    def count(way, ground="", of=organ, year=DUE):
        return len(listed(county, way, ON, year=year, organ=of, ground=ground))

    assert count(Way.NOW) == looked.withheld == 3
    assert count(Way.IN_TIME) == looked.in_time == 1
    assert count(Way.LATE) == looked.late == 1
    assert count(Way.OVERDUE) == looked.overdue == 1
    assert count(Way.WAITING) == looked.waiting == 1
    assert count(Way.DUE, of=None) == looked.due_total == 3
    assert count(Way.RELEASED) == looked.released == 0
    for ground in ("E15", "E16b", "E14a"):
        assert count(Way.NOW, ground) == figure.by_ground[ground] == 1
    assert count(Way.DUE, "E16b") == 1
    assert count(Way.NOW, of=OrganFactory(county=county)) == 0


def test_each_look_is_listed_in_the_year_in_which_it_was_due_and_what_is_today_in_any(scene):
    county = scene.organ.county

    def count(way, year):
        return len(listed(county, way, ON, year=year, organ=None, ground=""))

    assert [count(Way.DUE, year) for year in (DUE - 1, DUE, DUE + 1)] == [0, 3, 0]
    assert [count(Way.WAITING, year) for year in (DUE, DUE + 1)] == [1, 1]


def test_pages_of_a_list_in_parts_hold_each_row_once_and_ask_only_the_parts_they_show(
    scene, django_assert_num_queries
):
    found = listed(scene.organ.county, Way.DUE, ON, year=DUE, organ=None, ground="")
    whole = list(found[:])

    pages = [one for start in range(4) for one in found[start : start + 1]]
    assert pages == whole
    assert list(found[1:3]) == whole[1:3]
    assert list(found[4:9]) == []
    with django_assert_num_queries(1):
        list(found[0:2])
    assert len(InTurn([])) == 0
