import datetime
from pathlib import Path

import pytest

import mingtang
from mingtang.catalogue.actions import (
    accept_transfer,
    decide_transfer,
    propose_transfer,
    share_duty,
    withdraw_transfer,
)
from mingtang.catalogue.choices import TransferEnd, TransferState
from mingtang.catalogue.models import Duty, DutyTransfer
from mingtang.catalogue.permissions import may_answer_transfer, may_withdraw_transfer
from mingtang.catalogue.queries.told import transfers_not_as_told
from mingtang.catalogue.queries.transfers import ends_of, joint_bodies
from mingtang.disclosure.models import Disclosure
from mingtang.disclosure.permissions import may_withdraw
from mingtang.disclosure.queries.search import search
from mingtang.foundation.errors import RuleBroken
from mingtang.journeys.foreseen_successions import End, end_of, foreseen
from mingtang.journeys.successions import (
    confirm_succession,
    decline_succession,
    dissolve_organ,
    foresee_succession,
    merge_organ,
    propose_succession,
    rename_organ,
    withdraw_succession,
)
from mingtang.ledger.models import Entry
from mingtang.notices.models import Notice as Told
from mingtang.organs.choices import Role, SuccessionKind
from mingtang.organs.models import SuccessionProposal
from tests.factories.catalogue import DutyFactory, PeriodDutyFactory
from tests.factories.disclosure import DisclosureFactory
from tests.factories.organs import CountyFactory, OrganFactory, PostFactory

pytestmark = pytest.mark.django_db
ON = datetime.date(2026, 3, 2)
BEFORE = datetime.date(2026, 1, 1)
AT = datetime.datetime(2026, 3, 10, 1, tzinfo=datetime.UTC)
BEFORE_AT = datetime.datetime(2026, 3, 9, 1, tzinfo=datetime.UTC)
HOW = {"on": ON, "basis": "机构改革方案", "at": AT}


@pytest.fixture
def organ():
    return OrganFactory(name="地税局")


@pytest.fixture
def successor(organ):
    return OrganFactory(county=organ.county, name="税务局")


def acts():
    return list(Entry.objects.order_by("index").values_list("act", flat=True))


def found(county, text):
    rows = search(county=county, text=text).rows
    return ["".join(part.text for part in row.title) for row in rows]


def test_open_duties_go_to_the_successor_and_ended_ones_stay(organ, successor, clerk):
    duty = DutyFactory(organ=organ)
    ended = DutyFactory(organ=organ, state="nil", ended_at=AT, late_by=0)

    merge_organ(organ=organ, into=successor, by=clerk, **HOW)

    duty.refresh_from_db()
    ended.refresh_from_db()
    organ.refresh_from_db()
    assert (duty.organ, duty.taken_over_from) == (successor, organ)
    assert ended.organ == organ
    assert organ.is_dissolved
    assert acts() == ["organ.merged", "duties.taken_over"]


def test_a_successor_that_owes_the_same_owes_it_twice(organ, successor, clerk):
    period = {
        "fact": None,
        "period_start": datetime.date(2025, 1, 1),
        "period_end": datetime.date(2025, 12, 31),
    }
    duty = DutyFactory(organ=organ, **period)
    DutyFactory(organ=successor, item=duty.item, **period)

    merge_organ(organ=organ, into=successor, by=clerk, **HOW)

    duty.refresh_from_db()
    assert duty.organ == successor


def test_a_merger_that_is_refused_leaves_everything_as_it_was(organ, clerk):
    duty = DutyFactory(organ=organ)

    with pytest.raises(RuleBroken):
        merge_organ(organ=organ, into=OrganFactory(county=CountyFactory()), by=clerk, **HOW)

    duty.refresh_from_db()
    assert duty.organ == organ
    assert acts() == []


def test_what_an_organ_published_is_found_by_its_successors_name(organ, successor, clerk):
    page = DisclosureFactory(organ=organ, title="征收公告")

    merge_organ(organ=organ, into=successor, by=clerk, **HOW)

    assert found(organ.county, "税务局") == [page.title]
    assert found(organ.county, "地税局") == [page.title]


def test_a_renamed_organ_is_found_by_both_names(organ, clerk):
    page = DisclosureFactory(organ=organ, title="征收公告")

    rename_organ(organ=organ, name="县税务分局", by=clerk, **HOW)

    assert found(organ.county, "税务分局") == [page.title]
    assert found(organ.county, "地税局") == [page.title]


def test_an_organ_that_owes_something_is_not_dissolved_into_nothing(organ, clerk):
    DutyFactory(organ=organ)

    with pytest.raises(RuleBroken, match="请先选定"):
        dissolve_organ(organ=organ, by=clerk, **HOW)

    organ.refresh_from_db()
    assert not organ.is_dissolved


def test_an_organ_that_published_something_leaves_somebody_to_answer_for_it(organ, clerk):
    DisclosureFactory(organ=organ)

    with pytest.raises(RuleBroken, match="要有人更正、答复"):
        dissolve_organ(organ=organ, by=clerk, **HOW)

    organ.refresh_from_db()
    assert not organ.is_dissolved


def test_so_does_one_into_which_such_an_organ_was_merged(organ, successor, clerk):
    DisclosureFactory(organ=organ)
    merge_organ(organ=organ, into=successor, by=clerk, **HOW)

    with pytest.raises(RuleBroken, match="要有人更正、答复"):
        dissolve_organ(organ=successor, by=clerk, **{**HOW, "on": datetime.date(2026, 3, 9)})


def test_what_a_dissolved_organ_owes_goes_to_the_one_named(organ, successor, clerk):
    duty = DutyFactory(organ=organ)

    dissolve_organ(organ=organ, duties_to=successor, by=clerk, **HOW)

    duty.refresh_from_db()
    organ.refresh_from_db()
    assert (duty.organ, organ.is_dissolved) == (successor, True)


def test_what_a_dissolved_organ_published_is_its_successors_to_answer_for_and_found_by_it(
    organ, successor, clerk
):
    page = DisclosureFactory(organ=organ, title="征收公告")
    approver = PostFactory(organ=successor, role=Role.APPROVER, from_on=BEFORE).holder

    dissolve_organ(organ=organ, duties_to=successor, by=clerk, **HOW)

    assert found(organ.county, "税务局") == [page.title]
    assert found(organ.county, "地税局") == [page.title]
    assert may_withdraw(approver, Disclosure.objects.get(), ON)


def test_an_organ_that_owes_nothing_is_dissolved(organ, clerk):
    assert dissolve_organ(organ=organ, by=clerk, **HOW).is_dissolved


class TestProposalsThatWait:
    """A transfer that nobody answered when one of its two organs ended."""

    @pytest.fixture
    def third(self, organ):
        return OrganFactory(county=organ.county, name="民政局")

    @pytest.fixture
    def officers(self, organ, successor, third):
        return {
            one.name: PostFactory(organ=one, role=Role.OFFICER, from_on=BEFORE).holder
            for one in (successor, third)
        }

    def proposed(self, giver, taker, clerk, **given):
        return propose_transfer(
            duty=PeriodDutyFactory(organ=giver, title="低保公示"),
            taker=taker,
            because="职责划转",
            by=clerk,
            at=BEFORE_AT,
            **given,
        )

    def waiting(self):
        return DutyTransfer.objects.get(state=TransferState.PROPOSED)

    def told(self, person):
        return list(Told.objects.filter(recipient=person).values_list("subject", flat=True))

    def test_what_was_put_to_it_is_put_to_its_successor(
        self, organ, successor, third, officers, clerk
    ):
        first = self.proposed(third, organ, clerk, with_later=True)

        merge_organ(organ=organ, into=successor, by=clerk, **HOW)

        first.refresh_from_db()
        again = self.waiting()
        assert first.state == TransferState.WITHDRAWN
        assert first.answer == "地税局已经撤并，改由民政局请税务局接收，另等答复。"
        assert (again.giver, again.organ, again.duty) == (third, successor, first.duty)
        assert (again.because, again.with_later) == ("职责划转", True)
        assert may_answer_transfer(officers["税务局"], again, ON)
        assert acts()[1:] == ["organ.merged", "transfer.withdrawn", "transfer.proposed"]
        assert ["请答复是否接收" in one for one in self.told(officers["税务局"])] == [True]
        assert ["机关撤并，改请答复" in one for one in self.told(officers["民政局"])] == [True]
        assert ends_of([first, again]) == {first.pk: TransferEnd.ORGAN_ENDED}
        assert transfers_not_as_told(organ.county, [first.pk, again.pk]) == []

        accept_transfer(transfer=again, by=officers["税务局"], at=AT)

        first.duty.refresh_from_db()
        assert first.duty.organ == successor

    @pytest.mark.parametrize("kind", ["merged", "dissolved"])
    def test_what_it_proposed_its_successor_proposes(
        self, organ, successor, third, officers, clerk, kind
    ):
        first = self.proposed(organ, third, clerk)

        if kind == "merged":
            merge_organ(organ=organ, into=successor, by=clerk, **HOW)
        else:
            dissolve_organ(organ=organ, duties_to=successor, by=clerk, **HOW)

        again = self.waiting()
        assert (again.giver, again.organ) == (successor, third)
        assert may_withdraw_transfer(officers["税务局"], again, ON)
        first.refresh_from_db()
        assert first.answer == "地税局已经撤并，改由税务局请民政局接收，另等答复。"

    @pytest.mark.parametrize("is_giver", [True, False])
    def test_between_two_that_are_one_now_it_ends(
        self, organ, successor, officers, clerk, is_giver
    ):
        pair = (organ, successor) if is_giver else (successor, organ)
        first = self.proposed(*pair, clerk)

        merge_organ(organ=organ, into=successor, by=clerk, **HOW)

        first.refresh_from_db()
        first.duty.refresh_from_db()
        assert not DutyTransfer.objects.filter(state=TransferState.PROPOSED).exists()
        assert first.answer == "地税局已经撤并，这次移交随之了结；任务由税务局负责。"
        assert first.duty.organ == successor
        assert ["已随机关撤并了结" in one for one in self.told(officers["税务局"])] == [True]
        assert transfers_not_as_told(organ.county, [first.pk]) == []

    def test_where_nobody_succeeds_it_ends_and_who_proposed_it_is_told(
        self, organ, third, officers, clerk
    ):
        first = self.proposed(third, organ, clerk)

        dissolve_organ(organ=organ, by=clerk, **HOW)

        first.refresh_from_db()
        assert first.state == TransferState.WITHDRAWN
        assert not DutyTransfer.objects.filter(state=TransferState.PROPOSED).exists()
        assert ["已随机关撤并了结" in one for one in self.told(officers["民政局"])] == [True]

    def test_of_a_duty_that_is_done_nothing_is_proposed_again(
        self, organ, successor, third, officers, clerk
    ):
        first = self.proposed(third, organ, clerk)
        Duty.objects.filter(pk=first.duty_id).update(state="nil", ended_at=AT, late_by=0)

        merge_organ(organ=organ, into=successor, by=clerk, **HOW)

        assert not DutyTransfer.objects.filter(state=TransferState.PROPOSED).exists()

    def test_what_was_taken_back_or_decided_before_is_not_said_to_have_ended_with_it(
        self, organ, successor, third, clerk
    ):
        back = self.proposed(third, organ, clerk)
        withdraw_transfer(transfer=back, because="填错", by=clerk, at=BEFORE_AT)
        over = self.proposed(third, organ, clerk)
        decide_transfer(duty=over.duty, taker=successor, because="三定", by=clerk, at=BEFORE_AT)
        merge_organ(organ=organ, into=successor, by=clerk, **HOW)

        found = ends_of(DutyTransfer.objects.select_related("organ", "giver"))

        assert found == {back.pk: TransferEnd.TAKEN_BACK, over.pk: TransferEnd.DECIDED}


@pytest.fixture
def two(organ):
    """Both of the county's openness office."""
    place = OrganFactory(county=organ.county)
    return [
        PostFactory(organ=place, role=Role.OPENNESS_OFFICE, from_on=BEFORE).holder
        for _number in range(2)
    ]


def end(organ, successor, kind=SuccessionKind.MERGED):
    return End(organ, kind, successor, ON, "机构改革方案")


def propose(two, *args):
    return propose_succession(end=end(*args), by=two[0], at=AT)


def confirm(made, by):
    seen = foreseen(end_of(made), on=AT.date()).mark
    return confirm_succession(proposal=made, seen=seen, by=by, at=AT)


class TestTwoPersons:
    @pytest.mark.parametrize("kind", [SuccessionKind.MERGED, SuccessionKind.DISSOLVED])
    def test_what_is_proposed_changes_nothing_and_the_other_person_is_told(
        self, organ, successor, two, kind
    ):
        duty = DutyFactory(organ=organ)

        made = propose(two, organ, successor, kind)

        duty.refresh_from_db()
        organ.refresh_from_db()
        assert (duty.organ, organ.is_dissolved) == (organ, False)
        assert acts() == ["organ.succession_proposed"]
        assert made.foreseen["duties"] == 1
        told = Told.objects.get()
        assert (told.recipient, told.path) == (two[1], f"/desk/organs/{organ.object_id}/")
        assert "地税局自2026年3月2日" in told.subject
        assert told.text == "依据：机构改革方案"

    def test_foreseen_it_leaves_no_trace(self, organ, successor, two):
        DutyFactory(organ=organ)

        seen = foresee_succession(end=end(organ, successor), by=two[0], at=AT)

        assert seen.counts["duties"] == 1
        assert acts() == []
        assert not Told.objects.exists()
        assert not SuccessionProposal.objects.exists()
        organ.refresh_from_db()
        assert not organ.is_dissolved

    def test_what_cannot_be_is_refused_before_it_is_proposed(self, organ, successor, two):
        DutyFactory(organ=organ)
        for changes, said in (
            ({"successor": None, "kind": SuccessionKind.DISSOLVED}, "还有没完成的公开任务"),
            ({"successor": OrganFactory(county=CountyFactory())}, "另一个县"),
            ({"successor": organ}, "自己承接"),
            ({"on": datetime.date(2026, 3, 11)}, "还没有到"),
        ):
            for act in (foresee_succession, propose_succession):
                with pytest.raises(RuleBroken, match=said):
                    act(end=end(organ, successor)._replace(**changes), by=two[0], at=AT)
        propose(two, organ, successor)
        with pytest.raises(RuleBroken, match="已经有一份"):
            foresee_succession(end=end(organ, successor), by=two[1], at=AT)

    def test_the_same_person_cannot_confirm_it(self, organ, successor, two):
        made = propose(two, organ, successor)

        with pytest.raises(RuleBroken, match="您自己提出的"):
            confirm(made, two[0])

        organ.refresh_from_db()
        assert not organ.is_dissolved

    def test_confirmed_all_of_it_happens_once_and_the_first_person_hears_of_it(
        self, organ, successor, two
    ):
        duty, led = DutyFactory(organ=organ), DutyFactory(organ=two[0].posts.get().organ)
        share_duty(duty=led, organs=[organ], by=two[0], at=AT)
        made = propose(two, organ, successor)

        assert confirm(made, two[1]) == organ

        duty.refresh_from_db()
        organ.refresh_from_db()
        assert (duty.organ, organ.is_dissolved) == (successor, True)
        assert joint_bodies(led) == [successor]
        assert acts()[1:] == [
            *("organ.succession_proposed", "organ.merged", "duties.taken_over", "duty.shared")
        ]
        told = Told.objects.get(recipient=two[0])
        assert "已经确认，开始生效" in told.subject
        with pytest.raises(RuleBroken, match="已经有了结果"):
            confirm(made, two[1])

    def test_a_dissolution_with_nobody_after_it_is_confirmed_too(self, organ, two):
        made = propose(two, organ, None, SuccessionKind.DISSOLVED)
        assert "撤销" in Told.objects.get().subject

        assert confirm(made, two[1]).is_dissolved
        assert acts() == ["organ.succession_proposed", "organ.dissolved"]

    def test_what_came_since_it_was_shown_is_shown_anew(self, organ, successor, two):
        made = propose(two, organ, successor)
        seen = foreseen(end_of(made), on=AT.date()).mark
        DutyFactory(organ=organ)

        with pytest.raises(RuleBroken, match="又有变化"):
            confirm_succession(proposal=made, seen=seen, by=two[1], at=AT)

        assert confirm(made, two[1]).is_dissolved

    def test_what_can_no_longer_be_is_refused_when_it_is_confirmed(self, organ, successor, two):
        made = propose(two, organ, successor)
        merge_organ(organ=successor, into=OrganFactory(county=organ.county), by=two[1], **HOW)

        with pytest.raises(RuleBroken, match="已经在2026-03-02撤并"):
            confirm(made, two[1])

        made.refresh_from_db()
        assert made.is_waiting

    def test_declined_or_taken_back_it_stands_in_the_log_with_the_reason(
        self, organ, successor, two
    ):
        first = propose(two, organ, successor)
        decline_succession(proposal=first, because="文件没有印发", by=two[1], at=AT)
        second = propose(two, organ, successor)
        withdraw_succession(proposal=second, because="抄错", by=two[0], at=AT)

        assert acts() == [
            *("organ.succession_proposed", "organ.succession_declined"),
            *("organ.succession_proposed", "organ.succession_withdrawn"),
        ]
        organ.refresh_from_db()
        assert not organ.is_dissolved
        texts = set(Told.objects.values_list("recipient", "text"))
        assert (two[1].pk, "理由：抄错") in texts
        assert any("理由：文件没有印发" in text for to, text in texts if to == two[0].pk)


def test_no_channel_ends_an_organ_without_a_second_person():
    """Who asks for a page finds `confirm_succession` alone."""
    channels = Path(mingtang.__file__).parent / "channels"
    written = [file.read_text() for file in channels.rglob("*.py")]

    assert len(written) > 100
    for name in ("merge_organ", "dissolve_organ"):
        assert not [text for text in written if name in text]
