import datetime

import pytest

from mingtang.catalogue.choices import Audience, DutyState, Emphasis, LateAnswer, Standing
from mingtang.catalogue.models import Duty
from mingtang.catalogue.queries import (
    due_soon,
    due_today,
    duties_of,
    open_duties_of,
    overdue,
    standing_on,
    tallies,
    tallies_by_emphasis,
    tallies_by_item,
    tallies_by_month,
    tallies_by_organ,
    tallies_by_tier,
    tally,
    timeline,
    with_standing,
)
from mingtang.catalogue.queries.owed import answered_late, public_duties, wholes_on
from mingtang.catalogue.queries.pages import find_duty, find_item, moves_of
from mingtang.catalogue.rules.standing import Tally, standing
from mingtang.organs.choices import Tier
from tests.factories.catalogue import (
    DutyFactory,
    ItemFactory,
    StandardFactory,
    ended_duty,
)
from tests.factories.organs import CountyFactory, OrganFactory

DAY = datetime.date
ON = DAY(2026, 10, 26)  # a Monday
DUE = DAY(2026, 10, 22)
AT = datetime.datetime(2026, 10, 20, 2, tzinfo=datetime.UTC)
YEAR = {"since": DAY(2026, 1, 1), "until": DAY(2026, 12, 31)}


@pytest.fixture
def organ(db):
    return OrganFactory()


def one_of_each(organ, **about):
    """A duty in each way it can stand on the day."""
    return {
        Standing.KEPT: ended_duty(organ=organ, late_by=0, **about),
        Standing.LATE: DutyFactory(organ=organ, **about),
        Standing.LATE_DONE: ended_duty(organ=organ, late_by=3, **about),
        Standing.NIL: ended_duty(DutyState.NIL, organ=organ, late_by=2, **about),
        Standing.WITHHELD: ended_duty(DutyState.WITHHELD, organ=organ, **about),
        Standing.NOT_DUE: DutyFactory(organ=organ, due_on=ON, **about),
        Standing.VOID: DutyFactory(organ=organ, state=DutyState.VOID, ended_at=AT, **about),
    }


EACH_ONCE = Tally(
    kept=1, late_open=1, late_done=1, nil=1, withheld=1, not_due=1, late_days=3, nil_late=1
)


def test_the_database_says_of_each_duty_what_the_rule_says(organ):
    expected = one_of_each(organ)

    for duty in with_standing(Duty.objects.all(), ON):
        said = standing(duty.state, due_on=duty.due_on, late_by=duty.late_by, on=ON)
        assert duty.standing == said
        assert expected[said] == duty


@pytest.mark.parametrize("way", [way for way in Standing if way is not Standing.VOID])
def test_duties_are_found_by_how_they_stand(organ, way):
    expected = one_of_each(organ)

    [duty] = duties_of(organ.county, on=ON, standing=way)

    assert (duty, duty.standing) == (expected[way], way)


def test_what_shares_are_shares_of_is_found_as_the_rule_counts_it(organ):
    one_of_each(organ)

    found = {whole: Duty.objects.filter(way).count() for whole, way in wholes_on(ON).items()}

    done = EACH_ONCE.kept + EACH_ONCE.late_done
    assert found == {"owed": EACH_ONCE.owed, "done": done, "due": EACH_ONCE.due_total}


def test_what_was_answered_late_is_found_as_the_rule_counts_it(organ):
    one_of_each(organ)
    late = ended_duty(DutyState.WITHHELD, organ=organ, late_by=1)

    found = {way: list(Duty.objects.filter(q)) for way, q in answered_late().items()}

    [nil] = found[LateAnswer.NIL]
    assert (nil.state, nil.late_by) == (DutyState.NIL, 2)
    assert found[LateAnswer.WITHHELD] == [late]
    assert tally(Duty.objects.all(), ON).withheld_late == 1


def test_what_is_void_is_in_no_list(organ):
    found = one_of_each(organ)

    listed = set(duties_of(organ, on=ON, with_internal=True))

    assert listed == set(found.values()) - {found[Standing.VOID]}
    assert Standing.VOID not in standing_on(ON)


def test_duties_are_listed_by_their_day_and_narrowed_by_what_is_asked(organ):
    county = organ.county
    town = OrganFactory(county=county, tier=Tier.TOWNSHIP)
    key = ItemFactory(standard=StandardFactory(county=county), emphasis=Emphasis.KEY, code="K-1")
    again = ItemFactory(standard=StandardFactory(county=county), code="K-1")
    late = DutyFactory(organ=organ, item=key, due_on=DAY(2026, 11, 30))
    early = DutyFactory(organ=town, item=again, due_on=DAY(2026, 10, 1))
    DutyFactory()

    assert list(duties_of(county, on=ON)) == [early, late]
    assert list(duties_of(organ, on=ON)) == [late]
    assert list(duties_of(county, on=ON, tier=Tier.TOWNSHIP)) == [early]
    assert list(duties_of(county, on=ON, item=key)) == [early, late]
    assert list(duties_of(county, on=ON, emphasis=Emphasis.KEY)) == [late]
    assert list(duties_of(county, on=ON, since=DAY(2026, 11, 1))) == [late]
    assert list(duties_of(county, on=ON, until=DAY(2026, 10, 1))) == [early]


def test_what_is_internal_is_in_no_public_list_or_sum(organ):
    inside = DutyFactory(organ=organ, item__audience=Audience.INTERNAL, due_on=ON)
    county = organ.county

    assert not duties_of(county, on=ON).exists()
    assert not overdue(organ, DAY(2027, 1, 1)).exists()
    assert not due_soon(organ, ON).exists()
    assert not due_today(county, ON).exists()
    assert tallies(county, **YEAR, on=ON) == Tally()
    assert timeline(organ, **YEAR, on=ON) == []
    assert find_duty(county, inside.object_id) is None
    assert find_item(county, inside.item.object_id) is None
    assert list(duties_of(county, on=ON, with_internal=True)) == [inside]
    assert list(open_duties_of([organ.pk])) == [inside]


def test_the_rows_of_one_county_are_in_no_list_of_another(organ):
    duty = DutyFactory(organ=organ)
    other = CountyFactory()

    assert not duties_of(other, on=ON, with_internal=True).exists()
    assert find_duty(other, duty.object_id) is None
    assert find_item(other, duty.item.object_id) is None
    assert find_duty(organ.county, duty.object_id) == duty
    assert find_item(organ.county, duty.item.object_id) == duty.item
    assert moves_of(duty) == []


def test_late_is_what_is_open_after_its_day_and_the_day_itself_is_in_time(organ):
    late = DutyFactory(organ=organ, due_on=DAY(2026, 10, 25))
    today = DutyFactory(organ=organ, due_on=ON)
    ended_duty(organ=organ)

    assert list(overdue(organ, ON)) == [late]
    assert list(due_today(organ, ON)) == [today]


def test_what_is_due_soon_is_counted_in_working_days_from_today(organ):
    last = DutyFactory(organ=organ, due_on=DAY(2026, 11, 9))
    today = DutyFactory(organ=organ, due_on=ON)
    DutyFactory(organ=organ, due_on=DAY(2026, 11, 10))
    DutyFactory(organ=organ, due_on=DAY(2026, 10, 25))

    assert list(due_soon(organ.county, ON)) == [today, last]
    assert list(due_soon(organ, ON, days=5)) == [today]


def test_the_desk_lists_what_its_organs_still_owe(organ):
    other = OrganFactory(county=organ.county)
    own = DutyFactory(organ=organ)
    later = DutyFactory(organ=other, due_on=DAY(2026, 12, 1))
    ended_duty(organ=organ)
    DutyFactory()

    assert list(open_duties_of({organ.pk, other.pk})) == [own, later]
    assert list(open_duties_of({organ.pk, other.pk}, until=DUE)) == [own]


def test_a_county_and_an_organ_are_summed_over_the_days_asked(organ):
    one_of_each(organ)
    one_of_each(OrganFactory(county=organ.county))
    DutyFactory(organ=organ, due_on=DAY(2025, 12, 31))
    one_of_each(OrganFactory())

    assert tallies(organ, **YEAR, on=ON) == EACH_ONCE
    assert tallies(organ.county, **YEAR, on=ON) == Tally(
        kept=2, late_open=2, late_done=2, nil=2, withheld=2, not_due=2, late_days=6, nil_late=2
    )
    assert tally(Duty.objects.none(), ON) == Tally()


def test_sums_by_organ_tier_item_emphasis_and_month_add_up(organ):
    county = organ.county
    town = OrganFactory(county=county, tier=Tier.TOWNSHIP)
    item = ItemFactory(standard=StandardFactory(county=county), emphasis=Emphasis.KEY, code="K-1")
    one_of_each(organ, item=item)
    DutyFactory(organ=town, item__code="G-1", due_on=DAY(2026, 9, 30))
    duties = public_duties(county)
    late = Tally(late_open=1)

    assert tallies_by_organ(duties, ON) == {organ.pk: EACH_ONCE, town.pk: late}
    assert tallies_by_tier(duties, ON) == {Tier.COUNTY: EACH_ONCE, Tier.TOWNSHIP: late}
    assert tallies_by_item(duties, ON) == {"K-1": EACH_ONCE, "G-1": late}
    assert tallies_by_emphasis(duties, ON) == {Emphasis.KEY: EACH_ONCE, Emphasis.GENERAL: late}
    assert tallies_by_month(duties, ON) == {DAY(2026, 9, 1): late, DAY(2026, 10, 1): EACH_ONCE}


def test_an_organs_year_is_told_month_by_month(organ):
    november = DutyFactory(organ=organ, due_on=DAY(2026, 11, 10))
    october = DutyFactory(organ=organ), ended_duty(organ=organ)
    DutyFactory(organ=organ, due_on=DAY(2027, 1, 1))

    first, second = timeline(organ, **YEAR, on=ON)

    assert (first.first, first.duties) == (DAY(2026, 10, 1), october)
    assert (second.first, second.duties) == (DAY(2026, 11, 1), (november,))
    assert [duty.standing for duty in first.duties] == ["late", "kept"]


@pytest.mark.parametrize("rows", [1, 3])
def test_each_list_and_each_sum_takes_a_fixed_number_of_queries(
    organ, rows, django_assert_num_queries
):
    for _ in range(rows):
        one_of_each(organ)
    county = organ.county

    def shown(duties):
        return [(duty.organ.name, duty.item.level2) for duty in duties]

    with django_assert_num_queries(1):
        assert len(shown(duties_of(county, on=ON))) == 6 * rows
    with django_assert_num_queries(1):
        assert len(shown(overdue(county, ON))) == rows
    with django_assert_num_queries(2):
        assert len(shown(due_soon(county, ON))) == rows
    with django_assert_num_queries(1):
        assert len(shown(open_duties_of([organ.pk]))) == 2 * rows
    with django_assert_num_queries(1):
        assert len(timeline(organ, **YEAR, on=ON)) == 1
    with django_assert_num_queries(1):
        assert tallies(county, **YEAR, on=ON).kept == rows
    for summed in (tallies_by_organ, tallies_by_item, tallies_by_month):
        with django_assert_num_queries(1):
            summed(public_duties(county), ON)
