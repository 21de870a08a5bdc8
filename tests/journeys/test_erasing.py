import pytest
from django.core.files.base import ContentFile

from mingtang.cases.models import Dispute
from mingtang.disclosure import actions
from mingtang.disclosure.actions.erasing import ERASED
from mingtang.disclosure.choices import WithdrawalGround
from mingtang.disclosure.models import Attachment, Disclosure, Edition, SearchEntry, Signature
from mingtang.files.models import StoredFile
from mingtang.foundation.errors import RuleBroken
from mingtang.journeys import publishing, substance
from mingtang.journeys.erasing import erase
from mingtang.journeys.openings import opened
from mingtang.ledger.models import Entry, Salt
from mingtang.ledger.queries import leaf, told_about
from mingtang.notices.models import Notice
from mingtang.supervision.models import Band, Examination
from tests.disclosure.publishing import corrected, later, published, scene
from tests.factories.cases import DisputeFactory
from tests.factories.people import UserFactory
from tests.factories.supervision import FindingFactory
from tests.ledger.made_up import made_up_resident_number
from tlog.merkle import leaf_hash

pytestmark = pytest.mark.django_db
NAME = "某某某甲"
AT = later(60)


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
