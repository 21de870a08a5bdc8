import datetime
from dataclasses import replace

import pytest
from django.core.files.base import ContentFile

from mingtang.cases.models import Dispute
from mingtang.catalogue.actions import erase_words
from mingtang.catalogue.models import Duty, Fact, Item
from mingtang.disclosure import actions
from mingtang.disclosure.actions.erasing import ERASED, PERSONAL_DATA_LAW
from mingtang.disclosure.choices import WithdrawalGround
from mingtang.disclosure.models import Attachment, Disclosure, Edition, SearchEntry, Signature
from mingtang.files.models import StoredFile
from mingtang.foundation.errors import RuleBroken
from mingtang.issued.actions import correct_document
from mingtang.issued.actions.erasing import erase_titles
from mingtang.issued.models import IssuedDocument, Registration
from mingtang.journeys import publishing, substance
from mingtang.journeys.erasing import erase
from mingtang.journeys.openings import opened
from mingtang.ledger.models import Entry, Salt
from mingtang.ledger.queries import leaf, told_about
from mingtang.notices.models import Notice
from mingtang.supervision.models import Band, Examination
from tests.disclosure.publishing import Scene, corrected, later, published, scene
from tests.factories.cases import DisputeFactory
from tests.factories.people import UserFactory
from tests.factories.supervision import FindingFactory
from tests.issued.registers import AT as REGISTERED
from tests.issued.registers import OPEN, register
from tests.issued.registers import catalogue as register_items
from tests.journeys.checking.made import of_county
from tests.ledger.made_up import made_up_resident_number
from tests.ledger.put_out import Published
from tlog.merkle import leaf_hash

pytestmark = pytest.mark.django_db
NAME = "某某某甲"
AT = later(60)
HOUR = datetime.timedelta(hours=1)


def withdrawn(there, disclosure):
    return actions.withdraw(
        disclosure=disclosure,
        ground=WithdrawalGround.PERSONAL_DATA,
        reason="涉及个人信息",
        by=there.staff.approver,
        at=later(50),
    )


@pytest.fixture
def there():
    return scene()


@pytest.fixture
def gone(there):
    """Two editions full of a name, taken back, with all that copied their words."""
    shown = published(there, title=f"{NAME}的低保公示", body=f"{NAME}，每月500元。").disclosure
    shown = corrected(
        there, shown, at=later(40), summary=NAME, correction_reason=f"{NAME}写错了"
    ).disclosure
    file = StoredFile.objects.create(
        sha256="f" * 64,
        size=4,
        media_type="text/plain",
        content=ContentFile(NAME.encode(), name="f" * 64),
        text_state="read",
        stored_at=AT,
        latest_offered_at=AT,
    )
    Attachment.objects.create(edition=shown.current, file=file, name=f"{NAME}.txt")
    DisputeFactory(subject_id=shown.object_id, subject_title=f"{NAME}的低保公示")
    Notice.objects.create(
        key="k",
        county_code="910000",
        recipient=UserFactory(),
        kind="review",
        subject=f"{NAME}的低保公示",
        text=NAME,
        path=f"/desk/editions/{shown.object_id}/1/",
        at=AT,
    )
    return withdrawn(there, shown)


def everything_said():
    """Each text column of each table that could hold the words."""
    rows = [
        *Edition.objects.values_list("title", "summary", "body", "body_html", "correction_reason"),
        *Edition.objects.values_list("values", "checks", "decision_note", "document_number"),
        *Attachment.objects.values_list("name"),
        *SearchEntry.objects.values_list("text", "tokens"),
        *Dispute.objects.values_list("subject_title"),
        *Notice.objects.values_list("subject", "text"),
        *Signature.objects.values_list("note"),
    ]
    return str(rows)


def test_nothing_of_the_content_is_left_anywhere(there, gone, django_capture_on_commit_callbacks):
    kept = StoredFile.objects.get(sha256="f" * 64).content
    assert NAME in everything_said()

    with django_capture_on_commit_callbacks(execute=True):
        erase(disclosure=gone, reason="本人要求删除", by=there.staff.approver, at=AT)

    assert NAME not in everything_said()
    assert not StoredFile.objects.exists()
    assert not kept.storage.exists(str(kept))


def test_nothing_is_left_that_was_made_of_the_words_to_compare_them(there):
    shown = published(there, body=f"{NAME}，每月500元。").disclosure
    finding = FindingFactory(organ=there.organ, disclosure=shown, edition=shown.current)
    substance.examine(edition=shown.current, at=later(4))
    assert Examination.objects.exists()
    gone = publishing.withdraw(
        disclosure=shown,
        ground=WithdrawalGround.PERSONAL_DATA,
        reason="涉及个人信息",
        by=there.staff.approver,
        at=later(50),
    )
    assert not Examination.objects.exists()
    Examination.objects.create(edition=shown.current, version=1, signature=b"", at=AT)

    erase(disclosure=gone, reason="本人要求删除", by=there.staff.approver, at=AT)

    assert not Examination.objects.exists()
    assert not Band.objects.exists()
    finding.refresh_from_db()
    assert finding.evidence == {"asked": ["text"]}


def test_the_tombstone_stays_and_says_so(there, gone):
    erased = erase(disclosure=gone, reason="本人要求删除", by=there.staff.approver, at=AT)

    assert (erased.title, erased.erased_at) == (ERASED, AT)
    assert erased.is_withdrawn
    assert Dispute.objects.get().subject_title == ERASED


def test_no_salt_is_left_that_opens_what_was_committed_to(there, gone):
    before = list(Entry.objects.filter(object_id=gone.object_id).select_related("previous"))

    erase(disclosure=gone, reason="本人要求删除", by=there.staff.approver, at=AT)

    assert not Salt.objects.filter(entry__in=before).exists()
    assert all(one.groups == {} for one in opened(before))
    assert all(leaf_hash(leaf(entry)) == bytes(entry.hash) for entry in before)


def test_that_it_was_erased_is_on_record_with_the_article(there, gone):
    erase(disclosure=gone, reason="本人要求删除", by=there.staff.approver, at=AT)

    entry = Entry.objects.filter(object_id=gone.object_id).latest("index")
    assert (entry.act, entry.basis) == ("data.erased", "personal-information-law.47")


def test_another_publication_keeps_its_salts_and_its_file(there, gone):
    other = published(scene(organ=None)).disclosure
    shared = StoredFile.objects.get(sha256="f" * 64)
    Attachment.objects.create(edition=other.current, file=shared, name="说明.txt")

    erase(disclosure=gone, reason="本人要求删除", by=there.staff.approver, at=AT)

    assert StoredFile.objects.filter(pk=shared.pk).exists()
    assert Salt.objects.filter(entry__object_id=other.object_id).exists()


def test_what_stands_is_withdrawn_first(there):
    shown = published(there).disclosure
    with pytest.raises(RuleBroken, match="先撤回"):
        erase(disclosure=shown, reason="本人要求删除", by=there.staff.approver, at=AT)


def test_it_is_erased_once_and_with_a_reason(there, gone):
    with pytest.raises(RuleBroken, match="写明"):
        erase(disclosure=gone, reason=" ", by=there.staff.approver, at=AT)
    erase(disclosure=gone, reason="本人要求删除", by=there.staff.approver, at=AT)
    with pytest.raises(RuleBroken, match="已经依法删除"):
        erase(disclosure=gone, reason="本人要求删除", by=there.staff.approver, at=AT)


def test_an_officer_may_not(there, gone):
    with pytest.raises(RuleBroken, match="签发人或者县政务公开办"):
        erase(disclosure=gone, reason="本人要求删除", by=there.staff.officer, at=AT)


def test_the_reason_names_nobody_again(there, gone):
    with pytest.raises(RuleBroken, match="个人信息"):
        erase(
            disclosure=gone,
            reason=f"本人（{made_up_resident_number()}）要求删除",
            by=there.staff.approver,
            at=AT,
        )


def test_the_words_of_the_tombstone_are_bound_by_the_erasure(there, gone):
    erased = erase(disclosure=gone, reason="本人要求删除", by=there.staff.approver, at=AT)
    told = told_about([erased.object_id], ["data.erased"])

    assert opened(told)[0].misfits == []
    for changed in ({"erasure_reason": "另一个理由"}, {"withdrawal_reason": "另一个理由"}):
        was = {name: getattr(erased, name) for name in changed}
        Disclosure.objects.filter(pk=erased.pk).update(**changed)
        assert opened(told)[0].misfits == ["text"]
        Disclosure.objects.filter(pk=erased.pk).update(**was)


def test_what_was_erased_inside_is_opened_to_nobody(there, gone):
    erase(disclosure=gone, reason="本人要求删除", by=there.staff.approver, at=AT)
    Disclosure.objects.update(audience="internal")

    (one,) = opened(told_about([gone.object_id], ["data.erased"]))

    assert "text" not in one.groups


class TestBehindIt:
    """A document whose title names somebody was registered, explained, and published."""

    @pytest.fixture
    def there(self):
        return scene(with_duty=False)

    @pytest.fixture
    def log(self, there, settings, tmp_path):
        return Published(there.organ.county, settings, tmp_path)

    @pytest.fixture
    def document(self, there, log):
        register_items(there.organ.county)
        said = replace(OPEN, title=f"{NAME}的低保决定", needs_reading=True)
        document = register(there.staff, said=said)
        correct_document(
            document=document,
            said=replace(said, title=f"{NAME}的低保的决定", is_normative=True),
            because=f"{NAME}写漏了字",
            recorded_for=there.organ,
            by=there.staff.officer,
            at=REGISTERED + HOUR,
        )
        return IssuedDocument.objects.get()

    @pytest.fixture
    def erased(self, there, document, log):
        Item.objects.filter(code="W-1").update(elements=[], channels=["website"])
        duty = Duty.objects.get(fact=document.now.fact, item__code="W-1")
        shown = published(Scene(there.staff, duty.item, duty), at=REGISTERED + 2 * HOUR).disclosure
        log.publish()
        taken_back = actions.withdraw(
            disclosure=shown,
            ground=WithdrawalGround.PERSONAL_DATA,
            reason="涉及个人信息",
            by=there.staff.approver,
            at=REGISTERED + 30 * HOUR,
        )
        made = erase(
            disclosure=taken_back,
            reason="本人要求删除",
            by=there.staff.approver,
            at=REGISTERED + 40 * HOUR,
        )
        log.publish()
        return made

    def test_nothing_is_called_after_it_any_more(self, erased):
        said = [
            *Fact.objects.values_list("title", "evidence", "corrected_because"),
            *Duty.objects.values_list("title"),
            *Registration.objects.values_list("title", "because"),
            *(bytes(one) for one in Salt.objects.values_list("content", flat=True) if one),
        ]
        assert NAME not in repr(said)
        assert NAME.encode() not in b"".join(one for one in said if isinstance(one, bytes))
        assert {duty.title for duty in Duty.objects.filter(fact__isnull=False)} == {
            f"规范性文件：{ERASED}",
            f"解读0：{ERASED}",
        }

    def test_one_that_was_corrected_at_that_moment_is_left_whole(self, there, document):
        old = Fact.objects.get(corrects__isnull=True)
        Duty.objects.filter(fact=document.now.fact, item__code="W-1").update(fact=old)
        duty = Duty.objects.get(item__code="W-1")

        with pytest.raises(RuleBroken):
            erase_words(
                duty=duty,
                erased_with=duty.object_id,
                instead=ERASED,
                basis=PERSONAL_DATA_LAW,
                by=there.staff.approver,
                at=AT,
            )
        assert NAME in Fact.objects.get(pk=old.pk).title

    def test_nor_is_it_said_why_it_was_taken_off_the_register(self, there, document):
        IssuedDocument.objects.update(withdrawn_at=AT, withdrawn_because=f"{NAME}登错了")

        (gone,) = erase_titles(
            facts=Fact.objects.all(),
            erased_with=document.object_id,
            instead=ERASED,
            basis=PERSONAL_DATA_LAW,
            by=there.staff.approver,
            at=AT,
        )

        assert gone == document
        assert IssuedDocument.objects.get().withdrawn_because == ERASED

    def test_number_and_days_stay(self, there, erased):
        assert [str(one) for one in IssuedDocument.objects.values_list("serial", flat=True)] == [
            "1"
        ]
        assert set(Fact.objects.values_list("happened_on", flat=True)) == {OPEN.issued_on}

    def test_all_of_it_is_as_the_log_has_it(self, there, erased, log):
        assert [one.words for one in of_county(there.organ.county, log.folder)] == []

    def test_what_is_called_otherwise_later_is_found_as_ever(self, there, erased, log):
        duty = Duty.objects.filter(item__code="W-3").get()
        Duty.objects.filter(pk=duty.pk).update(title="别的")

        found = [(one.object_id, one.words) for one in of_county(there.organ.county, log.folder)]
        assert found == [(duty.object_id, "公开任务与日志不符")]

    @pytest.mark.parametrize(
        "rows", [lambda: Fact.objects.all(), lambda: Registration.objects.filter(number=1)]
    )
    def test_no_other_words_are_put_in_their_place(self, there, erased, log, rows):
        rows().update(title="别的")

        found = [one.words for one in of_county(there.organ.county, log.folder)]
        assert found
        assert all("内容与日志" in words for words in found)

    def test_the_pages_say_nothing_of_it_and_do_not_alarm(self, there, erased, client):
        county = there.organ.county
        for address in (
            f"/duties/{erased.duty.object_id}/",
            f"/organs/{there.organ.object_id}/issued/?year=2026",
            f"/d/{erased.object_id}/",
        ):
            page = client.get(address, HTTP_HOST=county.host).content.decode()
            assert NAME not in page
            assert "与公开日志的记录不符" not in page
