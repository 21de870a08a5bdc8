import datetime

import pytest

from mingtang.catalogue.queries import facts_about, facts_of_item, gates_of
from tests.factories.catalogue import DutyFactory, FactFactory, ItemFactory, PeriodDutyFactory

DAY = datetime.date
AT = datetime.datetime(2026, 9, 28, 2, tzinfo=datetime.UTC)
ON = DAY(2026, 11, 26)


def evidence(duty, kind, on, **about):
    return FactFactory(organ=duty.organ, duty=duty, kind=kind, happened_on=on, **about)


@pytest.mark.django_db
def test_what_is_known_about_a_duty_is_what_opened_it_and_its_evidence_that_stands():
    duty = DutyFactory()
    shown = evidence(duty, "draft_shown", DAY(2026, 8, 1))
    evidence(duty, "party_decided", DAY(2026, 9, 1), withdrawn_at=AT, withdrawn_because="错")
    old = evidence(duty, "government_decided", DAY(2026, 9, 2))
    new = evidence(
        duty, "government_decided", DAY(2026, 9, 3), corrects=old, corrected_because="错"
    )
    DutyFactory(organ=duty.organ)

    assert facts_about(duty) == [shown, new, duty.fact]


@pytest.mark.django_db
def test_a_duty_of_a_period_has_its_evidence_only():
    duty = PeriodDutyFactory()
    FactFactory(organ=duty.organ)
    shown = evidence(duty, "draft_shown", DAY(2026, 8, 1))

    assert facts_about(duty) == [shown]


@pytest.mark.django_db
def test_facts_of_an_item_wait_for_the_duty_they_will_prove():
    duty = DutyFactory()
    waiting = FactFactory(organ=duty.organ, item=duty.item, kind="draft_shown")
    evidence(duty, "draft_shown", DAY(2026, 8, 1), item=duty.item)
    FactFactory(item=duty.item)

    assert facts_of_item(duty.item, duty.organ) == [waiting]


@pytest.mark.django_db
@pytest.mark.parametrize("count", [1, 3])
def test_the_gates_of_a_duty_take_one_query(count, django_assert_num_queries):
    duty = DutyFactory(item__gates=["secrecy", "collective", "pre_disclosure"])
    for number in range(count):
        evidence(duty, "party_decided", DAY(2026, 9, 1 + number), number=f"〔2026〕{number}号")

    with django_assert_num_queries(1):
        collective, shown = gates_of(item=duty.item, duty=duty, on=ON)

    [first] = collective.evidence
    assert (collective.code, shown.code) == ("collective", "pre_disclosure")
    assert first.words.endswith("（〔2026〕0号）")


@pytest.mark.django_db
def test_an_item_without_gates_asks_nothing(django_assert_num_queries):
    item = ItemFactory(gates=["secrecy"])

    with django_assert_num_queries(0):
        assert gates_of(item=item, on=ON) == []


@pytest.mark.django_db
def test_a_plan_is_shown_as_long_as_the_law_says_or_else_as_the_county_has_settled():
    by_law = ItemFactory(gates=["pre_disclosure"], pre_disclosure_days=30)
    by_county = ItemFactory(gates=["pre_disclosure"], standard__pre_disclosure_days=7)
    shown = FactFactory(kind="draft_shown", happened_on=DAY(2026, 11, 19))

    [law], [county] = (gates_of(item=item, facts=[shown], on=ON) for item in (by_law, by_county))

    assert (law.is_passed, county.is_passed) == (False, True)
    assert county.evidence[0].words == shown.title


@pytest.mark.django_db
def test_without_a_duty_nothing_is_proved():
    [answer] = gates_of(item=ItemFactory(gates=["congress"]), on=ON)

    assert not answer.is_passed
