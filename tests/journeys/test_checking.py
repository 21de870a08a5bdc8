"""What a check of everything finds, and the nightly job that does it."""

import datetime
import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from mingtang.audit.models import AuditRecord, Mismatch
from mingtang.cases.actions import hide_text, receive_dispute
from mingtang.cases.models import Dispute
from mingtang.catalogue import actions as catalogue
from mingtang.catalogue.models import Duty, Fact, Item
from mingtang.catalogue.queries.standards import shipped_standard
from mingtang.disclosure import actions
from mingtang.disclosure.choices import StepCode, WithdrawalGround
from mingtang.disclosure.models import Delivery, Disclosure, Edition, Signature
from mingtang.disclosure.queries.checked import committed, in_earlier_forms
from mingtang.files.actions import store
from mingtang.foundation import clock
from mingtang.foundation.working_days import Due
from mingtang.journeys import publishing as journeys
from mingtang.journeys.checking import Misfit, confirmed, of_county
from mingtang.journeys.erasing import erase
from mingtang.journeys.openings import closed, opened
from mingtang.journeys.persons import changed
from mingtang.journeys.schedule import CHECK_RECORD, JOBS
from mingtang.ledger.actions import record
from mingtang.ledger.choices import Act, FieldGroup
from mingtang.ledger.models import Entry, Salt
from mingtang.ledger.rules import canonical
from mingtang.organs.actions import create_organ, open_place, rename_organ
from mingtang.organs.actions.entries import record_change
from mingtang.organs.models import Organ
from tests.catalogue.actions.test_opening import monthly
from tests.disclosure.publishing import Scene, again, corrected, draft, later, published, scene
from tests.disclosure.test_deliveries import hang
from tests.factories.catalogue import ItemFactory
from tests.factories.organs import CountyFactory, OrganFactory, PlaceFactory, VillageFactory
from tests.files.made import damaged
from tests.ledger.put_out import Published

pytestmark = pytest.mark.django_db
NIGHT = datetime.datetime(2026, 11, 26, 18, 30, tzinfo=datetime.UTC)


class Now:
    """The turn of a job at one moment, with all the time it wants."""

    at = NIGHT

    def now(self):
        return self.at

    def goes_on(self):
        return True


@pytest.fixture
def county():
    return CountyFactory(name="示范县", code="990001")


@pytest.fixture
def log(county, settings, tmp_path):
    return Published(county, settings, tmp_path)


@pytest.fixture
def there(county):
    """A duty that no act opened would itself not fit."""
    return scene(organ=OrganFactory(county=county), with_duty=False)


def another(there):
    """A further item for the same people."""
    standard = there.item.standard
    return Scene(
        there.staff, ItemFactory(standard=standard, elements=[], channels=["website"]), None
    )


@pytest.fixture
def shown(there, log):
    made = published(there).disclosure
    log.publish()
    return made


def found(county, log):
    return [(one.object_id, one.words) for one in of_county(county, log.folder)]


def check():
    (job,) = [job for job in JOBS if job.name == CHECK_RECORD]
    return job.sweep(Now())


def test_an_honest_county_has_nothing_that_does_not_fit(county, log, there, shown):
    corrected(there, shown, at=later(30), body="更正后的正文，写明正确的数字。")
    actions.withdraw(
        disclosure=shown,
        ground=WithdrawalGround.ERROR,
        reason="数字有误",
        by=there.staff.approver,
        at=later(40),
    )
    published(another(there), at=later(50))
    log.publish()

    assert found(county, log) == []


def test_what_is_not_published_yet_is_checked_by_its_row(county, log, there):
    """Nothing was put before the public: there are no files at all."""
    published(there)

    assert found(county, log) == []


def test_a_change_is_found_by_its_object(county, log, shown):
    index = Entry.objects.get(act="disclosure.published").index
    Edition.objects.filter(disclosure=shown).update(body="改过的正文")

    assert found(county, log) == [(shown.object_id, f"内容与日志{index}号条目不符")]


def test_what_was_put_there_without_an_act_is_found(county, log, shown):
    item = ItemFactory(standard=shown.item.standard, elements=[], channels=["website"])
    fields = {
        field.attname: getattr(shown, field.attname)
        for field in Disclosure._meta.concrete_fields
        if field.name not in {"id", "object_id", "current", "duty", "index_number", "item"}
    }
    added = Disclosure.objects.create(**fields, item=item, index_number="SF0100/2026-99999")

    assert (added.object_id, "日志里没有公开它的记录") in found(county, log)


def test_every_row_is_looked_at_also_of_what_has_no_page(county, log, shown):
    entry = Entry.objects.get(act="disclosure.draft_started")
    Entry.objects.filter(pk=entry.pk).update(organ_code="113200000000000000")

    assert found(county, log) == [(entry.object_id, f"日志{entry.index}号条目与写入时不同")]


def test_a_row_that_is_barred_fits_by_its_hash(county, log, shown):
    entry = Entry.objects.get(act="disclosure.draft_started")
    Entry.objects.filter(pk=entry.pk).update(barred_at=NIGHT, organ_code="0" * 18)

    ((_about, words),) = found(county, log)
    assert words.endswith("停止提供，没有公告")


def test_a_file_that_is_not_what_was_published_is_found(county, log, there):
    edition = draft(there)
    file = store(content=b"first", name="a.txt", by=there.staff.officer, at=later(0))
    actions.attach(edition=edition, file=file, name="表.txt", by=there.staff.officer, at=later(1))
    edition = actions.submit(edition=again(edition), by=there.staff.officer, at=later(1))
    for step, who in (
        (StepCode.SECRECY, there.staff.reviewer),
        (StepCode.APPROVAL, there.staff.approver),
    ):
        edition = actions.sign(edition=edition, step=step, by=who, at=later(2))
    log.publish()
    assert found(county, log) == []

    damaged(file, b"other")

    expected = (edition.disclosure.object_id, "附件“表.txt”与存入时不同，或者已经损坏")
    assert found(county, log) == [expected]


def test_an_edition_that_is_put_back_in_force_is_found(county, log, there, shown):
    corrected(there, shown, at=later(30), body="更正后的正文，写明正确的数字。")
    assert found(county, log) == []
    Disclosure.objects.update(current=Edition.objects.get(number=1))

    assert found(county, log) == [(shown.object_id, "现行版本不是日志里最后公开的那一版")]


def test_what_was_published_and_is_gone_is_found(county, log, shown):
    index = Entry.objects.get(act="disclosure.published").index
    Disclosure.objects.update(audience="internal")

    expected = f"日志{index}号条目公开过它，现在没有了，也没有撤回说明"
    assert (shown.object_id, expected) in found(county, log)


class TestValidity:
    """Whether a document binds is what the last entry about that says."""

    @pytest.fixture
    def document(self, there, log):
        made = published(there, document_number="示政发〔2026〕1号").disclosure
        log.publish()
        return made

    def change(self, there, document, validity, at, until=None):
        return actions.change_validity(
            disclosure=document,
            validity=validity,
            note="由新办法代替",
            until=until,
            by=there.staff.approver,
            at=at,
        )

    def test_one_of_which_nobody_said_anything_is_in_force_as_at_first(self, county, log, document):
        assert found(county, log) == []
        Disclosure.objects.update(validity="repealed", validity_note="由新办法代替")
        assert found(county, log) == [(document.object_id, "效力标注与日志不符")]

    def test_what_was_said_last_fits_with_the_edition_of_then(self, county, log, there, document):
        self.change(there, document, "amended", later(30), until=later(9999).date())
        corrected(there, document, at=later(40), body="更正后的正文，写明正确的数字。")
        assert found(county, log) == []
        self.change(there, document, "repealed", later(50))
        assert found(county, log) == []

        index = Entry.objects.filter(act="disclosure.validity_changed").latest("index").index
        Disclosure.objects.update(validity="in_force")
        assert found(county, log) == [(document.object_id, f"内容与日志{index}号条目不符")]

    def test_one_at_its_end_fits(self, county, log, there, document):
        self.change(there, document, "amended", later(30), until=later(999).date())
        actions.expire(disclosure=document, at=later(9999))
        assert found(county, log) == []

    def test_it_is_said_where_the_edition_of_then_is_gone(self, county, log, there, document):
        self.change(there, document, "repealed", later(50))
        Entry.objects.filter(act="disclosure.published").update(index=10**6)
        assert (document.object_id, "效力标注与日志不符") in found(county, log)

    @pytest.mark.parametrize("form", ["{v}: {why}", "{v}: {until}"])
    def test_what_was_said_before_the_day_was_among_it_fits(
        self, county, log, there, document, monkeypatch, form
    ):
        def earlier(document):
            return form.format(
                v=document.validity, why=document.validity_note, until=document.valid_until
            )

        monkeypatch.setattr("mingtang.disclosure.actions.corrections._validity", earlier)
        self.change(there, document, "amended", later(30), until=later(999).date())
        assert found(county, log) == []

    def test_of_what_is_taken_back_it_is_asked_no_more(self, county, log, there, document):
        self.change(there, document, "repealed", later(50))
        actions.withdraw(
            disclosure=document,
            ground=WithdrawalGround.ERROR,
            reason="数字有误",
            by=there.staff.approver,
            at=later(60),
        )
        assert found(county, log) == []


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
    def duty(self, there, county):
        """Opened by a fact."""
        item = ItemFactory(
            standard=there.item.standard,
            elements=[],
            channels=["website"],
            due_rule={"after": "decided", "n": 20, "unit": "d"},
            bodies={"kinds": ["department"], "tiers": [], "fields": [], "sectors": [], "codes": []},
        )
        catalogue.record_fact(
            organ=there.organ,
            kind="decided",
            title="一项决定",
            happened_on=later(0).date(),
            recorded_for=there.organ,
            item=item,
            evidence="会议纪要〔2026〕1号",
            by=there.staff.officer,
            at=later(50),
        )
        return Duty.objects.get(item=item)

    def test_what_is_as_the_log_tells_it_fits(self, county, log, asked, duty):
        assert found(county, log) == []

    def test_a_dispute_that_is_gone_or_due_later_is_found(self, county, log, asked):
        about, index = asked.get().object_id, Entry.objects.get(act="dispute.received").index
        asked.update(due_on=later(900).date())
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
        made = published(Scene(there.staff, duty.item, duty), at=later(24 * 60)).disclosure
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
        PlaceFactory(organ=there.organ)
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
        ],
    )
    def test_an_item_of_the_catalogue_that_is_another_is_found(self, county, log, there, change):
        adopted = catalogue.adopt_standard(
            county=county, standard=shipped_standard(), by=there.staff.head, at=later(1)
        )
        assert found(county, log) == []

        change(Item.objects.filter(standard=adopted))
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
        assert found(county, log) == [(sheet.object_id, "张贴与日志不符")]

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


def test_an_index_number_that_was_changed_is_found(county, log, shown):
    index = Entry.objects.get(act="disclosure.published").index
    Disclosure.objects.update(index_number="X/2026-00001")

    assert found(county, log) == [(shown.object_id, f"内容与日志{index}号条目不符")]


class TestFirstForm:
    """Entries of before the index number was committed to: they hold, and nothing else does."""

    @pytest.fixture
    def shown(self, monkeypatch, county, log, there):
        def first(edition, **said):
            made = committed(edition, **said)
            first, *_others = in_earlier_forms(made[FieldGroup.STRUCTURED])
            return made | {FieldGroup.STRUCTURED: first}

        monkeypatch.setattr("mingtang.disclosure.actions.acts.committed", first)
        made = published(there).disclosure
        log.publish()
        return made

    def test_they_are_opened_as_they_were_made(self, county, log, shown):
        assert found(county, log) == []
        entry = Entry.objects.get(act="disclosure.published")
        (one,) = opened([entry])
        assert b"index_number" not in one.groups[FieldGroup.STRUCTURED].content

    def test_another_change_is_found_all_the_same(self, county, log, shown):
        Edition.objects.update(values={"total": "1"})
        assert len(found(county, log)) == 1

    def test_a_tombstone_of_them_holds_and_is_told(self, county, log, there, shown):
        actions.withdraw(
            disclosure=shown,
            ground=WithdrawalGround.ERROR,
            reason="数字有误",
            by=there.staff.approver,
            at=later(40),
        )
        log.publish()
        assert found(county, log) == []
        entry = Entry.objects.get(act="disclosure.withdrawn")
        own = {group: entry.commitments[group] for group in ("text", "data", "files")}
        assert closed([entry]) == {entry.pk: own}


class TestPersons:
    @pytest.mark.parametrize("act", ["disclosure.secrecy_passed", "disclosure.approved"])
    def test_who_signed_is_compared_with_the_signature(self, county, log, there, shown, act):
        entry = Entry.objects.get(act=act)
        step = {"disclosure.approved": "approval"}.get(act, "secrecy")
        Signature.objects.filter(step=step).update(by=there.staff.head)

        assert found(county, log) == [
            (shown.object_id, f"日志{entry.index}号条目的经办人与审计记录不符")
        ]

    def test_and_with_the_audit_whatever_the_act(self, county, log, there, shown):
        entry = Entry.objects.get(act="disclosure.submitted")
        AuditRecord.objects.filter(entry=entry).update(by=there.staff.head)

        assert found(county, log) == [
            (shown.object_id, f"日志{entry.index}号条目的经办人与审计记录不符")
        ]

    def test_who_changed_an_organ_is_compared_with_the_audit(self, county, log, there):
        place = {"name": "公开栏", "address": "县政府门前", "opened_on": clock.day_of(NIGHT)}
        open_place(organ=there.organ, by=there.staff.approver, at=NIGHT, **place)
        log.publish()
        assert found(county, log) == []
        entry = Entry.objects.get(act="organ.place_opened")

        AuditRecord.objects.filter(entry=entry).update(by=there.staff.head)

        words = f"日志{entry.index}号条目的经办人与审计记录不符"
        assert found(county, log) == [(entry.object_id, words)]

    def test_of_the_first_entries_about_organs_that_cannot_be_told(self, county, log, there):
        record_change(act=Act.ORGAN_CHANGED, about=there.organ, by=there.staff.approver, at=NIGHT)
        entry = Entry.objects.get(act="organ.changed")
        old = {group: made for group, made in entry.commitments.items() if group != "by"}

        AuditRecord.objects.filter(entry=entry).update(by=there.staff.head)
        entry.commitments = old

        assert list(changed([entry])) == []

    def test_a_signature_that_is_gone_or_dated_otherwise_is_missed(self, county, log, shown):
        Signature.objects.filter(step="approval").update(at=later(2))
        Signature.objects.filter(step="secrecy").delete()

        assert len(found(county, log)) == 2

    def test_who_acted_is_closed_by_an_erasure_alone(self, county, log, there, shown):
        salts = Salt.objects.filter(entry__act="disclosure.approved", group="person")
        salts.delete()
        assert len(found(county, log)) == 1

        actions.withdraw(
            disclosure=shown,
            ground=WithdrawalGround.PERSONAL_DATA,
            reason="写有不应公开的个人信息",
            by=there.staff.approver,
            at=later(40),
        )
        actions.erase(disclosure=shown, reason="依法删除", by=there.staff.approver, at=later(41))
        assert [words for _of, words in found(county, log) if "经办人" in words] == []


class TestDuties:
    @pytest.fixture
    def duty(self, county, log):
        """Opened by the job, so that the log tells of it from its beginning."""
        village = VillageFactory(county=county)
        monthly(county)
        catalogue.open_duties(county=county, on=clock.day_of(NIGHT), at=NIGHT)
        log.publish()
        return Duty.objects.filter(organ=village).first()

    def test_duties_as_they_were_told_fit(self, county, log, duty):
        assert duty is not None
        assert found(county, log) == []

    @pytest.mark.parametrize(
        "change",
        [
            lambda duty: duty.update(due_on=datetime.date(2027, 12, 31)),
            lambda duty: duty.delete(),
            lambda duty: duty.update(state="fulfilled", ended_at=NIGHT, late_by=0),
        ],
    )
    def test_a_duty_that_moved_vanished_or_ended_in_silence_is_found(
        self, county, log, duty, change
    ):
        change(Duty.objects.filter(pk=duty.pk))

        assert (duty.object_id, "公开任务与日志不符") in found(county, log)

    def test_what_the_log_committed_to_must_be_there_whole(self, county, log, duty):
        entry = Entry.objects.get(act="duties.opened", commitments__has_key="data")
        Salt.objects.filter(entry=entry).update(content=b"{}")

        assert (entry.object_id, f"内容与日志{entry.index}号条目不符") in found(county, log)


def test_the_nightly_job_keeps_what_it_finds_and_closes_it_when_it_is_mended(
    county, log, shown, client
):
    body = shown.current.body
    Edition.objects.filter(disclosure=shown).update(body="改过的正文")

    check()

    (kept,) = Mismatch.objects.all()
    assert (kept.county_code, kept.object_id, kept.gone_at) == ("990001", shown.object_id, None)
    assert client.get("/healthz").json()["mismatches"] == {"990001": 1}

    Edition.objects.filter(disclosure=shown).update(body=body)
    check()

    kept.refresh_from_db()
    assert kept.gone_at == NIGHT
    assert client.get("/healthz").json() == {"status": "ok"}


def test_what_does_not_fit_in_one_county_is_no_matter_of_another(county, log, shown):
    elsewhere = CountyFactory(name="邻县", code="990002")
    published(scene(organ=OrganFactory(county=elsewhere), with_duty=False))
    Edition.objects.filter(disclosure=shown).update(body="改过的正文")

    check()

    assert set(Mismatch.objects.values_list("county_code", flat=True)) == {"990001"}


@pytest.mark.parametrize("count", [1, 3])
def test_publications_are_checked_together(county, log, there, count):
    for number in range(count):
        published(another(there), at=later(10 * number))
    log.publish()

    with CaptureQueriesContext(connection) as asked:
        assert found(county, log) == []

    assert len(asked) == 27


def test_a_misfit_counts_entries_from_one_and_says_why():
    assert Misfit(None, "%(index)s号条目", 0).words == "0号条目"
    assert Misfit(None, "不完整：%(why)s", why="缺少 x").words == "不完整：缺少 x"


def test_only_what_is_found_twice_is_told():
    stays, passes = Misfit(None, "留下的"), Misfit(None, "正在写的")
    looks = [[stays, passes], [stays]]

    assert confirmed(lambda: looks.pop(0)) == [stays]
    assert looks == []


def test_where_nothing_is_found_nobody_looks_twice():
    looks = [[]]

    assert confirmed(lambda: looks.pop(0)) == []
