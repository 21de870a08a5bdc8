import datetime
import uuid

import pytest

from mingtang.cases.choices import DisputeKind, DisputeResult, SubjectKind
from mingtang.cases.models import Dispute
from mingtang.catalogue.choices import Audience
from mingtang.foundation.errors import NotUnderstood, RuleBroken
from mingtang.journeys.disputes import answer_dispute, raise_dispute
from mingtang.notices.models import Notice
from mingtang.organs.actions import merge_organ
from mingtang.organs.choices import Role
from tests.factories.catalogue import DutyFactory, ItemFactory
from tests.factories.disclosure import DisclosureFactory
from tests.factories.organs import CountyFactory, OrganFactory, holder_of
from tests.factories.terms import CalendarNoticeFactory

pytestmark = pytest.mark.django_db
AT = datetime.datetime(2026, 3, 10, 8, tzinfo=datetime.UTC)
TEXT = "表里的合计与各行相加不一致。"


def say(county, kind, subject_id, **given):
    asked = {
        "kind": DisputeKind.WRONG,
        "text": TEXT,
        "contact": "13900000000",
        "idempotency_key": "form-1",
        "at": AT,
    }
    return raise_dispute(county=county, subject_kind=kind, subject_id=subject_id, **asked | given)


@pytest.fixture
def organ():
    return OrganFactory()


@pytest.fixture
def office(organ):
    return holder_of(
        Role.OPENNESS_OFFICE, organ=OrganFactory(county=organ.county, name="政务公开办")
    )


def pages(organ):
    item = ItemFactory(standard__county=organ.county)
    return {
        SubjectKind.DISCLOSURE: (one := DisclosureFactory(organ=organ), one.title),
        SubjectKind.DUTY: (one := DutyFactory(organ=organ), one.title),
        SubjectKind.ITEM: (item, item.level2),
        SubjectKind.ORGAN: (organ, organ.name),
    }


@pytest.mark.parametrize("kind", SubjectKind)
def test_it_is_said_of_a_page_and_its_organ(organ, office, kind):
    page, title = pages(organ)[kind]

    dispute = say(organ.county, kind, page.object_id)

    assert (dispute.subject_id, dispute.subject_title) == (page.object_id, title)
    whole_county = kind == SubjectKind.ITEM
    assert dispute.organ == (office.posts.get().organ if whole_county else organ)
    assert dispute.contact


@pytest.mark.parametrize("kind", SubjectKind)
def test_a_page_of_another_county_is_no_page_here(organ, kind):
    page, _title = pages(OrganFactory())[kind]

    with pytest.raises(RuleBroken, match="没有找到"):
        say(organ.county, kind, page.object_id)

    assert not Dispute.objects.exists()


def test_what_is_internal_or_not_published_is_no_page(organ):
    inside = DisclosureFactory(organ=organ, audience=Audience.INTERNAL)
    draft = DisclosureFactory(organ=organ, first_published_at=None)
    duty = DutyFactory(organ=organ, item__audience=Audience.INTERNAL)

    for kind, page in [
        (SubjectKind.DISCLOSURE, inside.object_id),
        (SubjectKind.DISCLOSURE, draft.object_id),
        (SubjectKind.DUTY, duty.object_id),
        (SubjectKind.ITEM, duty.item.object_id),
        (SubjectKind.ORGAN, uuid.uuid4()),
    ]:
        with pytest.raises(RuleBroken, match="没有找到"):
            say(organ.county, kind, page)


def test_a_withdrawn_publication_can_still_be_spoken_of(organ):
    gone = DisclosureFactory(
        organ=organ,
        withdrawn_at=AT,
        withdrawal_ground="error",
        withdrawal_reason="合计有误",
    )

    assert say(organ.county, SubjectKind.DISCLOSURE, gone.object_id)


def test_it_is_due_in_the_countys_working_days(organ):
    organ.county.dispute_answer_working_days = 5
    organ.county.save()
    CalendarNoticeFactory(county_code=organ.county.code, days_off={"2026-03-11": "某节"})

    dispute = say(organ.county, SubjectKind.ORGAN, organ.object_id)

    assert dispute.due_on == datetime.date(2026, 3, 18)
    assert not dispute.due_is_provisional


def test_late_in_the_evening_counts_by_the_day_here(organ):
    evening = datetime.datetime(2026, 3, 10, 16, 30, tzinfo=datetime.UTC)  # the 11th here

    dispute = say(organ.county, SubjectKind.ORGAN, organ.object_id, at=evening)

    assert dispute.due_on == datetime.date(2026, 3, 16)


def test_the_openness_office_is_told_once(organ, office):
    holder_of(Role.OPENNESS_OFFICE, organ=OrganFactory())

    first = say(organ.county, SubjectKind.ORGAN, organ.object_id)
    second = say(organ.county, SubjectKind.ORGAN, organ.object_id)

    assert first == second
    notice = Notice.objects.get()
    assert (notice.recipient, notice.kind) == (office, "dispute")
    assert notice.text == f"{organ.name}；请在2026年3月13日前答复，答复公布在那一页上。"
    assert notice.path == f"/desk/disputes/{first.object_id}/"
    assert "13900000000" not in notice.subject + notice.text


def test_what_cannot_be_understood_tells_nobody(organ, office):
    with pytest.raises(NotUnderstood):
        say(organ.county, SubjectKind.ORGAN, organ.object_id, text="错")

    assert not Notice.objects.exists()


def test_the_successor_answers_for_what_an_organ_published_before(organ, clerk):
    page = DisclosureFactory(organ=organ)
    successor = OrganFactory(county=organ.county)
    merge_organ(
        organ=organ,
        into=successor,
        on=datetime.date(2026, 3, 1),
        basis="机构改革方案",
        by=clerk,
        at=AT,
    )

    assert say(organ.county, SubjectKind.DISCLOSURE, page.object_id).organ == successor


def test_where_nobody_took_over_the_organ_itself_is_named():
    gone = OrganFactory(dissolved_on=datetime.date(2026, 3, 1))

    assert say(gone.county, SubjectKind.ORGAN, gone.object_id).organ == gone


def test_what_is_the_whole_countys_goes_to_who_leads_it_where_there_is_no_office():
    item = ItemFactory()
    county = item.standard.county
    leading = OrganFactory(county=county, order=1)
    OrganFactory(county=county, order=2)

    assert say(county, SubjectKind.ITEM, item.object_id).organ == leading


def test_a_county_without_organs_can_receive_nothing():
    item = ItemFactory(standard__county=CountyFactory())

    with pytest.raises(RuleBroken, match="还没有登记机关"):
        say(item.standard.county, SubjectKind.ITEM, item.object_id)


@pytest.mark.parametrize(
    ("result", "is_told"),
    [
        (DisputeResult.UPHELD, True),
        (DisputeResult.PARTLY, True),
        (DisputeResult.REJECTED, False),
        (DisputeResult.ELSEWHERE, False),
    ],
)
def test_where_it_was_true_the_organ_learns_what_to_mend(organ, office, result, is_told):
    officer = holder_of(Role.OFFICER, organ=organ)
    dispute = say(organ.county, SubjectKind.ORGAN, organ.object_id)

    answered = answer_dispute(
        dispute=dispute, result=result, answer="合计应为十二。", by=office, at=AT
    )

    assert not answered.is_open
    told = Notice.objects.exclude(recipient=office)
    assert [notice.recipient for notice in told] == ([officer] if is_told else [])
