"""A fact that never happened: whoever held a draft for it is told, and nobody waits for one."""

import datetime

import pytest

from mingtang.catalogue.models import Duty
from mingtang.disclosure import actions
from mingtang.disclosure.choices import EditionState, StepCode
from mingtang.disclosure.models import Edition
from mingtang.disclosure.queries import desk
from mingtang.disclosure.rules.drafting import NO_LONGER_OWED
from mingtang.foundation.errors import RuleBroken
from mingtang.issued.actions import register_document
from mingtang.issued.rules.registering import Particulars
from mingtang.journeys.consulting import ask_organ
from mingtang.journeys.successions import merge_organ
from mingtang.journeys.unfinished import hanging
from mingtang.journeys.withdrawn_facts import withdraw_document, withdraw_fact
from mingtang.notices.models import Notice
from mingtang.organs.choices import Role
from mingtang.organs.models import Post
from tests.disclosure.publishing import (
    acts_about,
    again,
    corrected,
    draft,
    later,
    published,
    reviewed,
    scene,
    submitted,
)
from tests.factories.catalogue import FactFactory, ItemFactory
from tests.factories.organs import OrganFactory, holder_of

pytestmark = pytest.mark.django_db
BECAUSE = "会议没有召开"


@pytest.fixture
def there():
    made = scene()
    fact = FactFactory(organ=made.organ, item=made.item, recorded_at=later(-48))
    Duty.objects.filter(pk=made.duty.pk).update(fact=fact, period_start=None, period_end=None)
    made.duty.refresh_from_db()
    return made


def withdraw(there, *, at=4, by=None):
    return withdraw_fact(
        fact=there.duty.fact, because=BECAUSE, by=by or there.staff.officer, at=later(at)
    )


def told():
    return [(one.recipient, one.subject, one.path) for one in Notice.objects.order_by("id")]


def test_a_draft_in_review_is_given_up_with_the_reason_and_the_next_signer_is_told(there):
    edition = reviewed(there)

    withdraw(there)

    edition = again(edition)
    path = f"/desk/e/{edition.disclosure.object_id}/1/"
    subject = f"任务不再成立：{there.organ.name}《{edition.title}》"
    assert edition.state == EditionState.ABANDONED
    assert edition.remarks.get().text == NO_LONGER_OWED
    assert acts_about(edition.disclosure)[-1] == "disclosure.abandoned"
    assert told() == [(there.staff.approver, subject, path)]
    assert Notice.objects.get().text.startswith(f"产生任务的事实已经撤销登记，原因：{BECAUSE}")


def test_it_waits_for_nobody_any_more_and_goes_to_no_successor(there):
    edition = reviewed(there)
    office = holder_of(Role.OPENNESS_OFFICE, organ=OrganFactory(county=there.organ.county))
    withdraw(there, by=office)

    approver = Post.objects.filter(holder=there.staff.approver)
    assert desk.to_sign(there.staff.approver, approver) == []
    assert not desk.under_way([there.organ.pk]).exists()
    assert not desk.drafts([there.organ.pk]).exists()
    assert hanging(approver.get(), later(5).date()) == []
    assert there.staff.officer in [recipient for recipient, _subject, _path in told()]
    heir = OrganFactory(county=there.organ.county)
    merge_organ(
        organ=there.organ, into=heir, on=later(5).date(), basis="机构改革", by=office, at=later(5)
    )
    assert again(edition).disclosure.organ == there.organ


def test_it_is_refused_with_the_right_sentence(there):
    edition = reviewed(there)
    withdraw(there)
    Edition.objects.filter(pk=edition.pk).update(state=EditionState.IN_REVIEW)

    with pytest.raises(RuleBroken) as broken:
        actions.sign(edition=edition, step=StepCode.APPROVAL, by=there.staff.approver, at=later(5))
    assert broken.value.template == NO_LONGER_OWED
    there.duty.refresh_from_db()
    with pytest.raises(RuleBroken) as broken:
        draft(there, at=later(6))
    assert broken.value.template == NO_LONGER_OWED


@pytest.mark.parametrize("made", [draft, submitted])
def test_what_is_with_its_drafter_concerns_nobody_who_signs(there, made):
    edition = made(there)

    withdraw(there)

    recipients = {recipient for recipient, _subject, _path in told()}
    assert recipients == (set() if made is draft else {there.staff.reviewer})
    assert again(edition).state == EditionState.ABANDONED


def test_who_set_the_time_for_it_and_who_was_asked_about_it_are_told(there):
    asked = OrganFactory(county=there.organ.county)
    expert = holder_of(Role.OFFICER, organ=asked)
    edition = reviewed(there)
    actions.sign(
        edition=edition,
        step=StepCode.APPROVAL,
        publish_at=later(48),
        by=there.staff.approver,
        at=later(3),
    )
    ask_organ(edition=edition, organ=asked, question="对吗", by=there.staff.officer, at=later(3))
    before = set(Notice.objects.values_list("pk", flat=True))

    withdraw(there)

    assert {one.recipient for one in Notice.objects.exclude(pk__in=before)} == {
        there.staff.approver,
        expert,
    }
    assert again(edition).publish_at is None


def test_what_is_public_stays_and_whoever_does_the_daily_work_is_asked_to_look(there):
    disclosure = published(there).disclosure
    office = holder_of(Role.OPENNESS_OFFICE, organ=OrganFactory(county=there.organ.county))

    withdraw(there, at=200, by=office)

    [(recipient, _subject, path)] = told()
    assert (recipient, path) == (there.staff.officer, f"/desk/publications/{disclosure.object_id}/")
    disclosure.refresh_from_db()
    assert (disclosure.is_withdrawn, disclosure.is_unowed) == (False, True)


def test_a_correction_of_what_is_public_goes_on_and_nothing_is_owed_again(there):
    disclosure = published(there).disclosure
    withdraw(there)

    corrected(there, disclosure, at=later(6), title="更正的标题")
    gone = actions.withdraw(
        disclosure=disclosure,
        ground="error",
        reason="没有这回事",
        by=there.staff.approver,
        at=later(7),
    )

    assert gone.is_withdrawn
    assert Duty.objects.get().state == "void"


def test_where_nothing_was_written_yet_nobody_is_told(there):
    withdraw(there)

    assert told() == []


@pytest.mark.parametrize("attribute", ["active", "request"])
def test_of_a_document_that_was_never_issued_it_is_the_same(there, attribute):
    item = ItemFactory(
        standard=there.item.standard, due_rule={"after": "document_issued", "n": 20, "unit": "wd"}
    )
    said = Particulars(
        title="一份文件",
        issued_on=datetime.date(2026, 3, 9),
        attribute=attribute,
        **({} if attribute == "active" else {"ground": "E16a", "reason": "内部事务"}),
    )
    made, _is_new = register_document(
        organ=there.organ,
        number="示财〔2026〕1号",
        said=said,
        item=item if attribute == "active" else None,
        recorded_for=there.organ,
        confirmed=["series"],
        by=there.staff.officer,
        at=later(0),
    )
    duty = Duty.objects.filter(item=item).first()
    edition = draft(there._replace(item=item, duty=duty)) if duty else None

    gone = withdraw_document(document=made, because="没有印发", by=there.staff.officer, at=later(4))

    assert not gone.stands
    assert edition is None or again(edition).state == EditionState.ABANDONED
