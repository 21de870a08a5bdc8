import datetime

import pytest

from mingtang.catalogue.choices import FactKind
from mingtang.catalogue.rules import facts
from mingtang.organs.rules.roles import GRANTS, Power

DAY = datetime.date
TODAY = DAY(2026, 11, 2)
SINCE = DAY(2026, 1, 1)


def why_not(happened_on, *, kind="decided", gone_on=None):
    return facts.why_not_that_day(
        kind, happened_on, on=TODAY, organ="某局", since=SINCE, gone_on=gone_on
    )


@pytest.mark.parametrize("day", [SINCE, TODAY])
def test_a_fact_happened_while_the_organ_existed_and_not_after_today(day):
    assert why_not(day) is None


def test_an_organ_of_unknown_age_may_have_old_facts():
    assert (
        facts.why_not_that_day(
            "held", DAY(1990, 1, 1), on=TODAY, organ="某局", since=None, gone_on=None
        )
        is None
    )


@pytest.mark.parametrize(
    ("day", "gone_on", "template"),
    [
        (DAY(2026, 11, 3), None, facts.IN_FUTURE),
        (DAY(2025, 12, 31), None, facts.BEFORE_ORGAN),
        (DAY(2026, 10, 1), DAY(2026, 11, 1), facts.ORGAN_GONE),
        (DAY(2026, 10, 1), DAY(2027, 1, 1), facts.ORGAN_GONE),
    ],
)
def test_a_day_that_cannot_be_is_refused_with_the_mend(day, gone_on, template):
    refused, params = why_not(day, gone_on=gone_on)

    assert refused == template
    assert "请" in template % params


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
