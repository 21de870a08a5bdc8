import datetime

import pytest

from mingtang.catalogue.choices import FactKind
from mingtang.catalogue.rules import facts
from mingtang.organs.rules.roles import GRANTS, Power

DAY = datetime.date
TODAY = DAY(2026, 11, 2)
SINCE = DAY(2026, 1, 1)


GONE = DAY(2026, 10, 20)


def why_not(happened_on, *, kind="decided", gone_on=None, successor="", recorded_on=None):
    organ = facts.Concerned("某局", SINCE, gone_on, successor)
    return facts.why_not_that_day(kind, happened_on, on=TODAY, organ=organ, recorded_on=recorded_on)


@pytest.mark.parametrize("day", [SINCE, TODAY])
def test_a_fact_happened_while_the_organ_existed_and_not_after_today(day):
    assert why_not(day) is None


def test_an_organ_of_unknown_age_may_have_old_facts():
    organ = facts.Concerned("某局", since=None)

    assert facts.why_not_that_day("held", DAY(1990, 1, 1), on=TODAY, organ=organ) is None


@pytest.mark.parametrize(
    ("day", "organ", "template"),
    [
        (DAY(2026, 11, 3), {}, facts.IN_FUTURE),
        (DAY(2025, 12, 31), {}, facts.BEFORE_ORGAN),
        (DAY(2026, 10, 19), {"gone_on": GONE}, facts.NOBODY_SUCCEEDS),
        (GONE, {"gone_on": GONE}, facts.ORGAN_GONE),
        (GONE, {"gone_on": GONE, "successor": "某某局"}, facts.SUCCEEDED),
        (DAY(2025, 12, 31), {"gone_on": GONE, "successor": "某某局"}, facts.BEFORE_ORGAN),
    ],
)
def test_a_day_that_cannot_be_is_refused_with_the_mend(day, organ, template):
    refused, params = why_not(day, **organ)

    assert refused == template
    assert "请" in template % params


def test_what_happened_before_an_organ_ended_is_recorded_where_another_succeeds_it():
    assert why_not(DAY(2026, 10, 19), gone_on=GONE, successor="某某局") is None


def test_what_stands_on_record_of_an_organ_without_a_successor_may_be_put_right():
    day = DAY(2026, 10, 19)

    assert why_not(day, gone_on=GONE, recorded_on=day) is None


def test_what_is_on_record_did_not_happen_after_it_was_recorded_unless_it_is_a_plan():
    recorded = DAY(2026, 10, 26)

    assert why_not(recorded, recorded_on=recorded) is None
    assert why_not(DAY(2026, 10, 28), recorded_on=recorded) == (
        facts.AFTER_RECORDED,
        {"day": DAY(2026, 10, 28), "recorded": recorded},
    )
    assert why_not(DAY(2026, 10, 28), kind="held_planned", recorded_on=recorded) is None


@pytest.mark.parametrize(
    ("kind", "day", "due_on", "template"),
    [
        ("held", DAY(2026, 10, 1), DAY(2026, 10, 20), None),
        ("held_planned", DAY(2026, 11, 1), None, facts.PLANNED_PAST),
        ("held_planned", TODAY, None, None),
        ("held_planned", DAY(2026, 11, 8), TODAY, None),
        ("held_planned", DAY(2026, 11, 8), DAY(2026, 11, 1), facts.LATE_ALREADY),
    ],
)
def test_a_plan_that_comes_too_late_is_told_and_nothing_else(kind, day, due_on, template):
    refused = facts.why_late_already(kind, day, due_on=due_on, on=TODAY)

    assert (refused and refused[0]) == template
    if refused:
        assert "请" in template % refused[1]


def test_what_is_planned_is_recorded_ahead_of_its_day_but_no_more_than_a_year():
    planned = "supply_cut_planned"

    assert why_not(DAY(2027, 11, 3), kind=planned) is None
    assert why_not(DAY(2027, 11, 4), kind=planned)[0] == facts.TOO_FAR_AHEAD
    assert set(FactKind.values) >= facts.PLANNED


@pytest.mark.parametrize("kind", FactKind.values)
def test_some_role_has_the_power_that_each_kind_of_fact_takes(kind):
    power = Power(facts.power_needed(kind))

    assert any(power in powers for powers in GRANTS.values())


def test_what_passes_a_gate_needs_evidence_and_nothing_else_does():
    assert {kind for kind in FactKind.values if facts.needs_evidence(kind)} == {
        "congress_approved",
        "party_decided",
        "government_decided",
        "draft_shown",
        "hearing_held",
    }


def test_what_the_congress_and_the_finance_office_do_is_theirs_to_record():
    assert facts.power_needed("congress_approved") == Power.RECORD_CONGRESS_FACT
    assert facts.power_needed("replied") == Power.RECORD_REPLY
    assert facts.power_needed("decided") == Power.RECORD_FACT
