"""What the log binds us to, what lists show, and what the night's work asks."""

import datetime

import pytest

from mingtang.ledger.choices import Act, FieldGroup
from mingtang.ledger.models import Entry
from mingtang.supervision.choices import FindingState
from mingtang.supervision.models import Finding
from mingtang.supervision.queries import committed, findings
from tests.factories.organs import OrganFactory
from tests.factories.supervision import (
    AnswerFactory,
    FindingFactory,
    InspectionDayFactory,
)

pytestmark = pytest.mark.django_db


def test_an_act_commits_to_what_it_told_and_to_nothing_else():
    finding = FindingFactory()

    assert set(committed.bound(finding, Act.FINDING_RAISED)) == {FieldGroup.STRUCTURED}
    assert committed.bound(finding, Act.FINDING_ANSWERED) == {}
    assert set(committed.bound(finding, Act.FINDING_SETTLED)) == {FieldGroup.TEXT}
    assert set(committed.bound(finding, Act.FINDING_CLOSED)) == {FieldGroup.STRUCTURED}
    assert committed.bound(finding, Act.PUBLISHED) == {}


def test_a_finding_of_a_period_names_its_days():
    told = committed.raised(FindingFactory(bunched=True))

    assert (told["period_start"], told["period_end"]) == ("2026-07-01", "2026-09-30")
    assert (told["disclosure"], told["edition"]) == (None, None)


def test_lists_are_of_one_county_and_narrowed_as_asked():
    one = FindingFactory()
    other = FindingFactory(organ=OrganFactory(county=one.county), bunched=True)
    FindingFactory()
    AnswerFactory(finding__organ=one.organ, finding__about_on=datetime.date(2025, 3, 1))

    every = findings.findings_of(one.county)
    assert every.count() == 3
    ends = (datetime.date(2026, 1, 1), one.about_on)
    assert list(findings.between(every, *ends)) == [one, other]
    assert list(findings.between(every, *[one.about_on] * 2)) == [one]
    assert findings.years_of(one.county) == [2026, 2025]
    assert findings.years_of(one.county, other.organ) == [2026]
    assert findings.find(one.county, other.object_id) == other
    assert findings.for_desk(one.county, None, "").count() == 3
    assert list(findings.for_desk(one.county, [other.organ_id], FindingState.OPEN)) == [other]
    assert findings.counts_by_organ(findings.between(every, *ends)) == {
        one.organ_id: {"no_figures": 1},
        other.organ_id: {"bunched": 1},
    }
    assert findings.asked_by_organ(every) == {one.organ_id: 2, other.organ_id: 1}
    assert findings.counts_by_state(every) == {"open": 2, "answered": 1}
    assert findings.waiting_of([one.organ_id]) == (1, one.found_at)
    assert findings.waiting_of([]) == (0, None)


def test_an_inspection_day_opens_as_it_is_shown():
    day = InspectionDayFactory()
    entry = Entry(pk=1, act=Act.INSPECTION_ENTERED, object_id=day.object_id)

    assert committed.contents([entry]) == {1: committed.inspection(day)}


def test_where_nothing_of_the_kind_was_done_nothing_is_asked(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert committed.contents([]) == {}


def test_names_are_fit_to_be_read():
    finding = FindingFactory()

    assert str(finding) == "该有数字的没有数字, 2026-11-02"
    assert str(InspectionDayFactory()) == "2026-09-30 第三季度政务公开检查"
    assert str(AnswerFactory(finding=finding)).startswith("answer to ")
    assert Finding.objects.get().is_open
