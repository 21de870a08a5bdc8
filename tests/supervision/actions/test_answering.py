"""The organ answers once, in public; somebody of another organ settles it."""

import datetime

import pytest

from mingtang.foundation.errors import NotUnderstood, RuleBroken
from mingtang.journeys.openings import opened
from mingtang.ledger.choices import FieldGroup
from mingtang.ledger.models import Entry
from mingtang.organs.choices import Role
from mingtang.supervision import actions, permissions
from mingtang.supervision.choices import FindingState
from mingtang.supervision.models import Answer
from tests.factories.organs import OrganFactory, PostFactory, staffed_organ
from tests.factories.supervision import FindingFactory

pytestmark = pytest.mark.django_db
AT = datetime.datetime(2026, 11, 12, 2, tzinfo=datetime.UTC)
ON = AT.date()
SAID = "本期没有数字可报，下一期起补上。"
WHY = "查过台账，情况属实，可以接受。"


@pytest.fixture
def staff():
    return staffed_organ()


@pytest.fixture
def finding(staff):
    return FindingFactory(organ=staff.organ)


@pytest.fixture
def office(staff):
    return PostFactory(
        organ=OrganFactory(county=staff.organ.county), role=Role.OPENNESS_OFFICE
    ).holder


def answered(finding, staff):
    return actions.answer_finding(finding=finding, text=SAID, by=staff.officer, at=AT)


def settled(finding, by, *, accepted=True, reason=WHY):
    return actions.settle_finding(finding=finding, accepted=accepted, reason=reason, by=by, at=AT)


def test_the_organ_answers_once(finding, staff):
    assert answered(finding, staff).state == FindingState.ANSWERED
    assert Answer.objects.get().organ == staff.organ
    with pytest.raises(RuleBroken, match="已经说明过"):
        answered(finding, staff)


def test_nobody_else_answers_for_it(finding, office):
    with pytest.raises(RuleBroken, match="公开专员"):
        actions.answer_finding(finding=finding, text=SAID, by=office, at=AT)


def test_an_answer_that_says_nothing_is_not_taken(finding, staff):
    with pytest.raises(NotUnderstood):
        actions.answer_finding(finding=finding, text="已阅", by=staff.officer, at=AT)


@pytest.mark.parametrize(
    ("accepted", "state"), [(True, FindingState.ACCEPTED), (False, FindingState.KEPT)]
)
def test_the_office_settles_what_was_answered_once(finding, staff, office, accepted, state):
    with pytest.raises(RuleBroken, match="还没有说明"):
        settled(finding, office)
    answered(finding, staff)

    done = settled(finding, office, accepted=accepted)
    assert (done.state, done.settlement, done.settled_by) == (state, WHY, office)
    assert done.stands != accepted
    with pytest.raises(RuleBroken, match="已经核定过"):
        settled(finding, office)


def test_nobody_settles_what_concerns_the_organ_he_works_in(finding, staff):
    answered(finding, staff)
    own = PostFactory(organ=staff.organ, role=Role.OPENNESS_OFFICE).holder
    with pytest.raises(RuleBroken, match="自己机关"):
        settled(finding, own)
    with pytest.raises(RuleBroken, match="自己机关"):
        settled(finding, staff.officer)
    auditor = PostFactory(organ=OrganFactory(county=staff.organ.county), role=Role.AUDITOR).holder
    assert settled(finding, auditor).state == FindingState.ACCEPTED


def test_who_works_there_or_oversees_it_reads_it_at_the_desk(finding, staff, office):
    stranger = staffed_organ().officer

    assert permissions.may_read(staff.officer, finding, ON)
    assert permissions.may_read(office, finding, ON)
    assert not permissions.may_read(stranger, finding, ON)


def test_what_was_asked_answered_and_settled_opens_as_it_is_shown(finding, staff, office):
    answered(finding, staff)
    settled(finding, office)
    acts = opened(list(Entry.objects.filter(object_id=finding.object_id).order_by("index")))

    assert [(one.entry.act, one.misfits) for one in acts] == [
        ("finding.answered", []),
        ("finding.settled", []),
    ]
    assert SAID in acts[0].groups[FieldGroup.TEXT].content.decode()
    assert '"accepted":true' in acts[1].groups[FieldGroup.STRUCTURED].content.decode()
    assert FieldGroup.PERSON not in acts[0].groups

    Answer.objects.update(text="改过的话，与当时说的不一样。")
    acts = opened([one.entry for one in acts])
    assert acts[0].misfits == [FieldGroup.TEXT]
