import datetime

import pytest

from mingtang.catalogue.choices import DutyState
from mingtang.disclosure import actions
from mingtang.disclosure.choices import EditionState, Validity, WithdrawalGround
from mingtang.disclosure.models import Delivery, Disclosure, SearchEntry
from mingtang.disclosure.queries import public
from mingtang.disclosure.queries.desk import past_their_end
from mingtang.foundation.errors import RuleBroken
from mingtang.organs.choices import Role
from tests.disclosure.publishing import corrected, draft, later, open_duty, published, scene
from tests.factories.organs import PlaceFactory, holder_of

pytestmark = pytest.mark.django_db


def take_back(disclosure, by, **given):
    return actions.withdraw(
        **{
            "disclosure": disclosure,
            "ground": WithdrawalGround.ERROR,
            "reason": "名单有误",
            "by": by,
            "at": later(40),
            **given,
        }
    )


def test_a_tombstone_keeps_address_title_reason_and_ground():
    there = scene()
    disclosure = published(there).disclosure

    gone = take_back(disclosure, there.staff.approver)

    assert (gone.object_id, gone.title) == (disclosure.object_id, "2025年决算公告")
    assert (gone.withdrawal_ground, gone.withdrawal_reason) == ("error", "名单有误")
    assert public.find(there.organ.county, gone.object_id) == gone
    assert gone not in public.standing(there.organ.county)


def test_no_edition_of_it_can_be_read_any_more():
    there = scene()
    first = published(there)
    corrected(there, first.disclosure, at=later(30))

    gone = take_back(Disclosure.objects.get(pk=first.disclosure_id), there.staff.approver)

    assert set(gone.editions.values_list("state", flat=True)) == {EditionState.WITHDRAWN}
    assert public.edition(gone, 1) is None


def test_a_correction_under_way_is_given_up():
    there = scene()
    disclosure = published(there).disclosure
    actions.start_correction(disclosure=disclosure, by=there.staff.officer, at=later(10))

    gone = take_back(disclosure, there.staff.approver)

    assert gone.editions.get(number=2).state == EditionState.ABANDONED


def test_what_hangs_must_come_down_and_what_waits_is_not_hung():
    there = scene(channels=["website", "board"])
    hanging, waiting = PlaceFactory(organ=there.organ), PlaceFactory(organ=there.organ)
    edition = published(there)
    Delivery.objects.filter(place=hanging).update(state="posted", posted_at=later(5))

    take_back(edition.disclosure, there.staff.approver)

    states = dict(edition.deliveries.values_list("place", "state"))
    assert states == {None: "removed", hanging.pk: "to_remove", waiting.pk: "cancelled"}


@pytest.mark.parametrize(
    ("ground", "state"),
    [
        (WithdrawalGround.ERROR, DutyState.OPEN),
        (WithdrawalGround.PERSONAL_DATA, DutyState.OPEN),
        (WithdrawalGround.LEGAL_ORDER, DutyState.FULFILLED),
    ],
)
def test_a_duty_is_owed_again_after_a_fault(ground, state):
    there = scene()

    gone = take_back(
        published(there).disclosure, there.staff.approver, ground=ground, basis="示府责〔2026〕3号"
    )

    gone.duty.refresh_from_db()
    assert gone.duty.state == state


@pytest.mark.parametrize(
    ("ground", "says"),
    [
        (WithdrawalGround.MOVED, "移交给哪个机关"),
        (WithdrawalGround.LEGAL_ORDER, "责令文书的文号"),
        (WithdrawalGround.PENALTY_CHANGED, "不是行政处罚"),
    ],
)
def test_a_ground_asks_for_what_belongs_to_it(ground, says):
    there = scene()
    with pytest.raises(RuleBroken, match=says):
        take_back(published(there).disclosure, there.staff.approver, ground=ground, basis=" ")


def test_a_penalty_is_taken_back_by_the_law_on_penalties():
    there = scene(level2="行政处罚决定")

    gone = take_back(
        published(there).disclosure,
        there.staff.approver,
        ground=WithdrawalGround.PENALTY_CHANGED,
    )

    assert gone.withdrawal_basis == "《行政处罚法》第四十八条"


def test_with_a_replacement_the_duty_stays_settled():
    there = scene()
    wrong = published(there).disclosure
    second = open_duty(
        there.organ,
        there.item,
        period_start=datetime.date(2024, 1, 1),
        period_end=datetime.date(2024, 12, 31),
    )
    right = published(there._replace(duty=second)).disclosure

    gone = take_back(wrong, there.staff.approver, replaced_by=right)

    assert gone.replaced_by == right
    gone.duty.refresh_from_db()
    assert gone.duty.state == DutyState.FULFILLED


def test_a_replacement_is_another_public_one_of_the_county():
    there, elsewhere = scene(), scene()
    disclosure = published(there).disclosure
    other = published(elsewhere).disclosure

    for wrong in (disclosure, other):
        with pytest.raises(RuleBroken, match="替代它的信息"):
            take_back(disclosure, there.staff.approver, replaced_by=wrong)


def test_a_disclosure_without_a_duty_is_taken_back_too():
    there = scene(with_duty=False)

    assert take_back(published(there).disclosure, there.staff.approver).is_withdrawn


def test_the_openness_office_may_order_it():
    there = scene()
    office = holder_of(Role.OPENNESS_OFFICE, organ=there.organ)

    assert take_back(published(there).disclosure, office).is_withdrawn


def test_an_officer_may_not():
    there = scene()
    with pytest.raises(RuleBroken, match="签发人"):
        take_back(published(there).disclosure, there.staff.officer)


def test_a_draft_is_not_withdrawn():
    there = scene()
    with pytest.raises(RuleBroken, match="还没有公开"):
        take_back(draft(there).disclosure, there.staff.approver)


def test_it_is_taken_back_once():
    there = scene()
    gone = take_back(published(there).disclosure, there.staff.approver)

    with pytest.raises(RuleBroken, match="已经撤回"):
        take_back(gone, there.staff.approver)


def test_nothing_more_is_published_under_a_tombstone():
    there = scene()
    gone = take_back(published(there).disclosure, there.staff.approver)

    with pytest.raises(RuleBroken, match="正在公开"):
        actions.start_correction(disclosure=gone, by=there.staff.officer, at=later(50))


class TestValidity:
    def mark(self, disclosure, by, validity=Validity.REPEALED, note="被示政发〔2026〕2号废止"):
        return actions.change_validity(
            disclosure=disclosure, validity=validity, note=note, by=by, at=later(50)
        )

    def test_a_document_says_that_it_no_longer_binds(self):
        there = scene()
        document = published(there, document_number="示财〔2026〕41号").disclosure

        marked = self.mark(document, there.staff.approver)

        assert (marked.validity, marked.validity_note) == ("repealed", "被示政发〔2026〕2号废止")

    def test_the_approver_decides(self):
        there = scene()
        with pytest.raises(RuleBroken, match="签发人"):
            self.mark(published(there).disclosure, there.staff.officer)

    def test_a_mark_says_by_what(self):
        there = scene()
        with pytest.raises(RuleBroken, match="写明依据"):
            self.mark(published(there).disclosure, there.staff.approver, note="")

    def test_a_draft_has_no_validity(self):
        there = scene()
        with pytest.raises(RuleBroken, match="正在公开"):
            self.mark(draft(there).disclosure, there.staff.approver)


class TestExpiry:
    END = datetime.date(2026, 6, 30)

    def document(self, there):
        document = published(there, document_number="示财〔2026〕41号").disclosure
        return actions.change_validity(
            disclosure=document,
            validity=Validity.IN_FORCE,
            note="",
            until=self.END,
            by=there.staff.approver,
            at=later(10),
        )

    def on(self, day):
        return datetime.datetime.combine(day, datetime.time(1), datetime.UTC)

    def test_a_document_expires_the_day_after_its_last(self):
        document = self.document(scene())
        assert list(past_their_end(self.END)) == []
        assert actions.expire(disclosure=document, at=self.on(self.END)).validity == "in_force"

        day_after = self.END + datetime.timedelta(days=1)
        assert list(past_their_end(day_after)) == [document]
        assert actions.expire(disclosure=document, at=self.on(day_after)).validity == "expired"
        assert list(past_their_end(day_after)) == []

    def test_it_expires_once_and_a_document_without_an_end_never(self):
        late = self.on(datetime.date(2027, 1, 1))
        document = actions.expire(disclosure=self.document(scene()), at=late)
        endless = published(scene(), document_number="示财〔2026〕42号").disclosure

        assert actions.expire(disclosure=document, at=late).validity == "expired"
        assert actions.expire(disclosure=endless, at=late).validity == "in_force"

    def test_a_document_whose_last_day_is_over_is_not_marked_as_in_force(self):
        there = scene()
        document = published(there, document_number="示财〔2026〕41号").disclosure

        with pytest.raises(RuleBroken, match="标为“已失效”"):
            actions.change_validity(
                disclosure=document,
                validity=Validity.IN_FORCE,
                note="",
                until=datetime.date(2020, 1, 1),
                by=there.staff.approver,
                at=later(10),
            )


def test_a_title_that_may_name_somebody_is_no_longer_shown():
    there = scene(level2="救助名单")
    edition = published(there, title="张某甲临时救助")

    gone = take_back(
        edition.disclosure,
        there.staff.approver,
        ground=WithdrawalGround.PERSONAL_DATA,
        reason="涉及个人信息",
    )

    edition.refresh_from_db()
    assert gone.title == "救助名单（原标题涉及个人信息，不再显示）"
    assert edition.title == "张某甲临时救助"
    pieces = SearchEntry.objects.filter(disclosure=gone).values_list("text", flat=True)
    assert not any("张某甲" in piece for piece in pieces)
