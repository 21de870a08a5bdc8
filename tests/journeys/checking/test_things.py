"""Duties, facts, disputes and boards, against all that the log tells of them."""

import uuid
from dataclasses import replace

import pytest

from mingtang.cases.actions import hide_text, receive_dispute
from mingtang.cases.models import Dispute
from mingtang.catalogue import actions as catalogue
from mingtang.catalogue.models import Duty, Erratum, Fact, Item, Standard
from mingtang.catalogue.queries.standards import shipped_standard
from mingtang.catalogue.rules.items import Citation
from mingtang.disclosure.choices import WithdrawalGround
from mingtang.disclosure.models import Delivery, Disclosure
from mingtang.foundation.working_days import Due
from mingtang.journeys import publishing as journeys
from mingtang.journeys.erasing import erase
from mingtang.ledger.actions import record
from mingtang.ledger.choices import Act, FieldGroup
from mingtang.ledger.models import Entry, Salt
from mingtang.ledger.rules import canonical
from mingtang.organs.actions import create_organ, open_place, rename_organ
from mingtang.organs.models import Organ
from tests.catalogue.mending import mended
from tests.disclosure.publishing import Scene, later, published
from tests.disclosure.test_deliveries import hang
from tests.factories.catalogue import ItemFactory, StandardFactory
from tests.factories.organs import OrganFactory, PlaceFactory
from tests.factories.people import UserFactory
from tests.files.made import damaged
from tests.journeys.checking.made import answered, decided, found

pytestmark = pytest.mark.django_db


class TestThings:
    """Facts, duties, disputes and boards are compared with all that the log tells of them."""

    @pytest.fixture
    def asked(self, county, shown, there):
        made = receive_dispute(
            county=county,
            organ=there.organ,
            kind="wrong",
            subject_kind="disclosure",
            subject_id=shown.object_id,
            subject_title=shown.title,
            text="表里的合计与各行相加不一致。",
            idempotency_key="k",
            due=Due(later(300).date(), is_provisional=False),
            at=later(50),
        )
        return Dispute.objects.filter(pk=made.pk)

    @pytest.fixture
    def duty(self, there):
        return decided(there)

    def test_what_is_as_the_log_tells_it_fits(self, county, log, asked, duty):
        assert found(county, log) == []

    def test_a_dispute_that_is_gone_or_is_of_another_day_is_found(self, county, log, asked):
        about, index = asked.get().object_id, Entry.objects.get(act="dispute.received").index
        asked.update(due_on=later(900).date())
        assert found(county, log) == [(about, "纠错或公开建议与日志不符")]

        asked.update(due_on=later(300).date(), received_at=later(48))
        assert found(county, log) == [(about, "纠错或公开建议与日志不符")]

        asked.delete()
        assert found(county, log) == [
            (about, f"内容与日志{index}号条目不符"),
            (about, "纠错或公开建议与日志不符"),
        ]

    def test_words_that_are_hidden_without_an_act_are_found(self, county, log, there, asked):
        about, index = asked.get().object_id, Entry.objects.get(act="dispute.received").index
        asked.update(hidden_because="言语不当")

        assert (about, f"内容与日志{index}号条目不符") in found(county, log)

    def test_words_that_are_hidden_by_an_act_fit(self, county, log, there, asked):
        by = there.staff.approver
        hide_text(dispute=asked.get(), because="言语不当", by=by, at=later(60))
        assert found(county, log) == []

        asked.update(kind="missing")
        ((_about, words),) = found(county, log)
        assert words.startswith("内容与日志")

    def test_a_duty_of_another_organ_is_found(self, county, log, duty):
        Duty.objects.update(organ=OrganFactory(county=county))
        assert found(county, log) == [
            (duty.object_id, "公开任务与日志不符"),
            (county.object_id, "公开任务的计数与任务本身不符"),
        ]

    def test_what_a_fact_opened_is_of_no_period(self, county, log, duty):
        assert found(county, log) == []
        Duty.objects.update(period_start="2025-01-01", period_end="2025-12-31")
        assert found(county, log) == [(duty.object_id, "公开任务与日志不符")]

    def test_a_fact_of_another_day_is_found(self, county, log, duty):
        index = Entry.objects.get(act="fact.recorded").index
        Fact.objects.update(happened_on=later(-99).date())
        assert found(county, log) == [(duty.fact.object_id, f"内容与日志{index}号条目不符")]

    def test_an_organ_that_is_called_otherwise_is_found(self, county, log):
        made = create_organ(
            county=county,
            kind="department",
            tier="county",
            code="ZB-990001-1",
            name="县文化局",
            by=None,
            at=later(1),
        )
        assert found(county, log) == []
        made = rename_organ(
            organ=made,
            name="县文旅局",
            on=later(30).date(),
            basis="县委办〔2026〕1号",
            by=None,
            at=later(30),
        )
        assert found(county, log) == []

        Organ.objects.filter(pk=made.pk).update(name="县旅游局")
        assert found(county, log) == [(made.object_id, "机关登记与日志不符")]

    def test_a_fact_that_nobody_put_on_record_is_found(self, county, log, duty):
        fact = Fact.objects.get()
        first = fact.object_id
        fact.pk, fact.object_id = None, uuid.uuid4()
        fact.save()
        assert found(county, log) == [(fact.object_id, "登记的事实与日志不符")]

        Fact.objects.filter(pk=fact.pk).delete()
        Fact.objects.update(withdrawn_at=later(60), withdrawn_because="没有这回事")
        assert found(county, log) == [(first, "登记的事实与日志不符")]

    def test_lateness_that_is_no_longer_shown_is_found(self, county, log, duty, there):
        made = answered(there, duty)
        assert found(county, log) == []
        assert Disclosure.objects.get(pk=made.pk).late_by > 0
        for late_by in (0, None):
            Disclosure.objects.filter(pk=made.pk).update(late_by=late_by)
            expected = (made.object_id, "迟了几个工作日与完成的公开任务不符")
            assert found(county, log) == [expected]

    def test_an_erasure_of_something_else_excuses_nothing(self, county, log, there, duty):
        fact = Fact.objects.get()
        entry = Entry.objects.get(act="fact.recorded")
        record(
            origin=county.log_origin,
            act=Act.PERSONAL_DATA_ERASED,
            object_id=uuid.uuid4(),
            organ_code=there.organ.code,
            basis="",
            due_on=None,
            fields={FieldGroup.STRUCTURED: canonical({"entries": [entry.index]})},
            at=later(90),
        )
        Salt.objects.filter(entry=entry, group="text").delete()
        assert found(county, log) == [(fact.object_id, f"内容与日志{entry.index}号条目不符")]

    def test_a_photograph_that_is_not_what_was_seen_is_found(self, county, log, there):
        place = {"name": "公开栏", "address": "", "opened_on": later(1).date()}
        open_place(organ=there.organ, by=None, at=later(1), **place)
        item = ItemFactory(
            standard=there.item.standard, elements=[], channels=["website", "board"], notice_days=5
        )
        posted = published(Scene(there.staff, item, None), at=later(20))
        sheet = posted.deliveries.get(channel="board")
        hang(sheet, there.staff.officer, later(30))
        assert found(county, log) == []

        damaged(sheet.receipts.get().photograph, b"other")
        assert found(county, log) == [(sheet.object_id, "公开栏的照片与存入时不同，或者已经损坏")]

    @pytest.mark.parametrize(
        "change",
        [
            lambda items: items.filter(code="G-01").update(level2="别的"),
            lambda items: items.filter(code="G-06").update(due_rule={"standing": True}),
            lambda items: items.filter(code="G-02").delete(),
            lambda items: items.filter(code="G-03").update(printed={"subject": "别的机关"}),
        ],
    )
    def test_an_item_of_the_catalogue_that_is_another_is_found(self, county, log, change):
        adopted = catalogue.adopt_standard(
            county=county, standard=shipped_standard(), by=UserFactory(), at=later(1)
        )
        assert found(county, log) == []

        change(Item.objects.filter(standard=adopted))
        assert found(county, log) == [(adopted.object_id, "公开目录的事项与发布时不符")]

    @pytest.mark.parametrize("change", [{"to_on": "2027-01-01"}, {"at_once_days": 60}])
    def test_a_catalogue_that_ends_or_settles_otherwise_is_found(self, county, log, change):
        adopted = catalogue.adopt_standard(
            county=county, standard=shipped_standard(), by=UserFactory(), at=later(1)
        )
        Standard.objects.update(**change)

        assert found(county, log) == [(adopted.object_id, "公开目录的事项与发布时不符")]

    def test_a_catalogue_that_nobody_adopted_is_found(self, county, log):
        catalogue.adopt_standard(
            county=county, standard=shipped_standard(), by=UserFactory(), at=later(1)
        )
        invented = StandardFactory(county=county)

        assert found(county, log) == [(invented.object_id, "公开目录的事项与发布时不符")]

    @pytest.mark.parametrize(
        "change",
        [
            lambda errata: errata.update(because="别的理由，也够长，但是没有人这样写过。"),
            lambda errata: errata.update(matter="bodies"),
            lambda errata: errata.update(names=["甲局"]),
            lambda errata: errata.update(used_in=Standard.objects.first()),
        ],
    )
    def test_what_two_persons_mended_of_a_catalogue_is_what_they_said(self, county, log, change):
        shipped = shipped_standard()
        own = replace(
            shipped.items[0],
            code="P-1",
            level2="港口作业情况",
            basis=(Citation("某某港口管理条例", "第三条"),),
        )
        adopted = catalogue.adopt_standard(
            county=county,
            standard=replace(shipped, title="补充目录", items=(own,)),
            by=UserFactory(),
            at=later(1),
        )
        erratum = mended(adopted.items.get(), at=later(2))
        assert found(county, log) == []

        change(Erratum.objects.filter(pk=erratum.pk))
        assert found(county, log) == [(adopted.object_id, "公开目录的事项与发布时不符")]

    def test_a_board_on_which_something_hangs_without_an_act_is_found(self, county, log, shown):
        sheet = Delivery.objects.create(
            organ=shown.organ,
            edition=shown.current,
            channel="board",
            place=PlaceFactory(organ=shown.organ),
            state="posted",
            created_at=later(9),
            posted_at=later(9),
        )
        assert (sheet.object_id, "张贴与日志不符") in found(county, log)

    def test_an_erasure_leaves_all_of_it_fitting(self, county, log, there, asked):
        """What was said of the page is bound anew, without the title that named somebody."""
        shown = Disclosure.objects.get(object_id=asked.get().subject_id)
        by = there.staff.approver
        journeys.withdraw(
            disclosure=shown,
            ground=WithdrawalGround.PERSONAL_DATA,
            reason="涉及个人信息",
            by=by,
            at=later(60),
        )
        assert found(county, log) == []
        erase(disclosure=Disclosure.objects.get(), reason="依法删除", by=by, at=later(70))
        assert found(county, log) == []

        asked.update(text="写得很好。")
        index = Entry.objects.filter(act="data.erased").latest("index").index
        assert found(county, log) == [(asked.get().object_id, f"内容与日志{index}号条目不符")]
