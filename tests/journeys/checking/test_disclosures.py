"""What is published, against the entries that published it and took it back."""

import pytest

from mingtang.disclosure import actions
from mingtang.disclosure.actions.bulk import reindex_all
from mingtang.disclosure.choices import StepCode, WithdrawalGround
from mingtang.disclosure.models import Disclosure, Edition
from mingtang.disclosure.queries import checked
from mingtang.disclosure.queries.checked import committed, in_earlier_forms
from mingtang.disclosure.queries.committed import erasure
from mingtang.files.actions import store
from mingtang.files.models import FileText, StoredFile
from mingtang.files.rules.readings import text_digest
from mingtang.journeys.openings import closed, opened
from mingtang.ledger.choices import FieldGroup
from mingtang.ledger.models import Entry
from tests.disclosure.publishing import again, corrected, draft, later, published, reviewed
from tests.disclosure.test_emergency import urgent
from tests.factories.catalogue import ItemFactory
from tests.files.made import damaged
from tests.journeys.checking.made import another, answered, decided, found

pytestmark = pytest.mark.django_db
LATENESS = "迟了几个工作日与完成的公开任务不符"


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


@pytest.mark.parametrize("group", ["text", "data", "files"])
def test_what_nothing_opens_any_more_is_found(county, log, shown, group):
    """Whoever deletes a salt could say anything under it; only an erasure closes what stands."""
    assert found(county, log) == []
    entry = Entry.objects.get(act="disclosure.published")
    entry.salts.get(group=group).delete()

    assert found(county, log) == [(shown.object_id, f"内容与日志{entry.index}号条目不符")]


def test_another_reason_beside_no_salts_is_found(county, log, there, shown):
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
    entry.salts.filter(group__in=("text", "data", "files")).delete()
    Disclosure.objects.update(withdrawal_reason="别的理由")

    assert found(county, log) == [(shown.object_id, "是否撤回与日志不符")]


def test_another_day_for_the_lists_is_found(county, log, shown):
    for day in (later(-9999), None):
        Disclosure.objects.update(published_at=day)
        assert found(county, log) == [(shown.object_id, "公开时间与日志不符")]


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


def test_an_index_number_that_was_changed_is_found(county, log, shown):
    index = Entry.objects.get(act="disclosure.published").index
    Disclosure.objects.update(index_number="X/2026-00001")

    assert found(county, log) == [(shown.object_id, f"内容与日志{index}号条目不符")]


@pytest.fixture
def as_at_first(monkeypatch):
    """Acts commit to what they did at first."""

    def first(edition, **said):
        made = committed(edition, **said)
        first, *_others = in_earlier_forms(made[FieldGroup.STRUCTURED])
        return made | {FieldGroup.STRUCTURED: first}

    monkeypatch.setattr("mingtang.disclosure.actions.acts.committed", first)


class TestAnswer:
    """What a publication is shown as the answer to."""

    EXPECTED = "它完成的公开任务与日志不符"

    @pytest.fixture
    def duty(self, there):
        return decided(there)

    def test_another_duty_is_found(self, county, log, there, duty):
        made, other = answered(there, duty), decided(there, level2="另一件事")
        assert found(county, log) == []
        index = Entry.objects.get(act="disclosure.published").index
        Disclosure.objects.update(duty=other)

        assert found(county, log) == [
            (made.object_id, f"内容与日志{index}号条目不符"),
            (made.object_id, LATENESS),
            (made.object_id, self.EXPECTED),
        ]

    def test_also_of_entries_that_did_not_name_it(self, county, log, there, duty, as_at_first):
        made, other = answered(there, duty), decided(there, level2="另一件事")
        assert found(county, log) == []
        Disclosure.objects.update(duty=other)
        assert found(county, log) == [(made.object_id, LATENESS), (made.object_id, self.EXPECTED)]

    def test_and_that_it_answers_none_or_one(self, county, log, there, duty, as_at_first):
        made = published(another(there)).disclosure
        Disclosure.objects.update(duty=duty)
        assert found(county, log) == [(made.object_id, self.EXPECTED)]

        answered(there, duty)
        Disclosure.objects.update(duty=None)
        assert (made.object_id, self.EXPECTED) not in found(county, log)
        assert len(found(county, log)) == 3


class TestEmergency:
    """That it was published before the approval, and why."""

    @pytest.fixture
    def shown(self, there, log):
        made = urgent(there).disclosure
        log.publish()
        return made

    @pytest.mark.parametrize(
        "change", [{"is_emergency": False}, {"emergency_reason": "另一个理由"}]
    )
    def test_it_stays_so(self, county, log, shown, change):
        assert found(county, log) == []
        index = Entry.objects.get(act="disclosure.published").index
        Edition.objects.update(**change)
        assert found(county, log) == [(shown.object_id, f"内容与日志{index}号条目不符")]

    def test_what_was_none_does_not_become_one(self, county, log, there):
        made = published(there).disclosure
        index = Entry.objects.get(act="disclosure.published").index
        Edition.objects.update(is_emergency=True, emergency_reason="山洪预警")
        assert found(county, log) == [(made.object_id, f"内容与日志{index}号条目不符")]

    def test_entries_that_did_not_name_it_hold(self, county, log, there, as_at_first):
        urgent(there)
        assert found(county, log) == []


class TestReplacement:
    """What stands in the place of something that was taken back."""

    @pytest.fixture
    def gone(self, there, shown):
        instead = published(another(there), at=later(20)).disclosure
        return actions.withdraw(
            disclosure=shown,
            ground=WithdrawalGround.SUPERSEDED,
            reason="已有新的",
            replaced_by=instead,
            by=there.staff.approver,
            at=later(40),
        )

    @pytest.fixture
    def other(self, there, gone):
        return published(another(there), at=later(60)).disclosure

    def test_it_stays_the_same(self, county, log, gone, other):
        assert found(county, log) == []
        for change in (other, None):
            Disclosure.objects.filter(pk=gone.pk).update(replaced_by=change)
            assert found(county, log) == [(gone.object_id, "是否撤回与日志不符")]

    def test_entries_that_did_not_name_it_hold(self, county, log, as_at_first, gone):
        assert found(county, log) == []

    def test_also_after_an_erasure(self, county, log, there, gone, other):
        by = there.staff.approver
        actions.erase(disclosure=gone, reason="依法删除", by=by, at=later(70))
        assert found(county, log) == []
        index = Entry.objects.get(act="data.erased").index
        Disclosure.objects.filter(pk=gone.pk).update(replaced_by=other)
        assert (gone.object_id, f"内容与日志{index}号条目不符") in found(county, log)

    def test_also_an_erasure_that_did_not_name_it(self, county, log, there, gone, monkeypatch):
        def at_first(disclosure):
            said = erasure(disclosure)
            del said["replaced_by"]
            return said

        monkeypatch.setattr("mingtang.disclosure.actions.erasing.erasure", at_first)
        by = there.staff.approver
        actions.erase(disclosure=gone, reason="依法删除", by=by, at=later(70))
        assert found(county, log) == []


class TestFirstForm:
    """Entries of before the index number was committed to: they hold, and nothing else does."""

    @pytest.fixture
    def shown(self, as_at_first, county, log, there):
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


def test_what_is_no_document_never_comes_to_bind(county, log, shown):
    Disclosure.objects.update(validity="in_force")

    assert found(county, log) == [(shown.object_id, "效力标注与日志不符")]


def test_an_erasure_that_never_was_is_found(county, log, there, shown):
    actions.withdraw(
        disclosure=shown,
        ground=WithdrawalGround.ERROR,
        reason="数字有误",
        by=there.staff.approver,
        at=later(40),
    )
    log.publish()
    assert found(county, log) == []

    Disclosure.objects.update(erased_at=later(50), erasure_reason="依法删除")
    assert (shown.object_id, "是否撤回与日志不符") in found(county, log)


class TestTheTimeThatWasSet:
    """A page says that something came later than it was set for."""

    @pytest.fixture
    def shown(self, there, log):
        edition, by = reviewed(there), there.staff.approver
        step = StepCode.APPROVAL
        edition = actions.sign(edition=edition, step=step, publish_at=later(24), by=by, at=later(4))
        return actions.publish_scheduled(edition=edition, at=later(30)).disclosure

    def test_it_is_as_it_was_signed(self, county, log, shown):
        assert found(county, log) == []

    @pytest.mark.parametrize("at", [None, later(29)])
    def test_another_or_none_is_found(self, county, log, shown, at):
        index = Entry.objects.get(act="disclosure.published").index
        Edition.objects.update(publish_at=at)

        assert found(county, log) == [(shown.object_id, f"内容与日志{index}号条目不符")]


class TestWhatAFileIs:
    @pytest.fixture
    def file(self):
        return store(content="名单,金额\n".encode(), name="a.csv", by=None, at=later(0))

    def attached(self, there, file):
        edition, by = draft(there), there.staff.officer
        actions.attach(edition=edition, file=file, name="a.csv", by=by, at=later(1))
        edition = actions.submit(edition=again(edition), by=by, at=later(1))
        for step, by in (("secrecy", there.staff.reviewer), ("approval", there.staff.approver)):
            edition = actions.sign(edition=edition, step=StepCode(step), by=by, at=later(2))
        return edition.disclosure

    @pytest.fixture
    def shown(self, there, file):
        return self.attached(there, file)

    def content(self):
        return f"内容与日志{Entry.objects.get(act='disclosure.published').index}号条目不符"

    def test_what_it_is_served_as_is_bound(self, county, log, shown):
        assert found(county, log) == []
        StoredFile.objects.update(media_type="text/html")

        assert found(county, log) == [(shown.object_id, self.content())]

    def test_words_that_were_not_read_from_it_are_found(self, county, log, shown):
        passages = [["第1行", "另一份名单"]]
        FileText.objects.update(passages=passages)
        said = (shown.object_id, "附件“a.csv”的文字不是存入时读出的")
        assert found(county, log) == [said]

        StoredFile.objects.update(text_digest=text_digest(passages))
        reindex_all(county=county)
        assert found(county, log) == [(shown.object_id, self.content())]

        FileText.objects.all().delete()
        assert said in found(county, log)

    def test_entries_that_did_not_say_what_it_is_hold(self, county, log, there, monkeypatch, file):
        with monkeypatch.context() as patch:
            patch.setattr(checked, "files_of", checked.file_hashes)
            self.attached(there, file)

        assert found(county, log) == []
