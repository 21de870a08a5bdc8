import datetime

from django.db import transaction
from django.db.models import QuerySet

from mingtang.disclosure.actions.bulk import index_disclosure
from mingtang.disclosure.models import (
    Attachment,
    Delivery,
    Disclosure,
    Edition,
    Receipt,
    Signature,
)
from mingtang.disclosure.permissions import may_withdraw
from mingtang.disclosure.queries.committed import erasure
from mingtang.disclosure.rules import correcting
from mingtang.files.actions import discard
from mingtang.files.models import StoredFile
from mingtang.foundation import clock
from mingtang.foundation.errors import RuleBroken
from mingtang.foundation.personal_data.refusing import refuse_personal_data
from mingtang.foundation.prose import clean_line
from mingtang.foundation.text import gettext_noop as _
from mingtang.ledger.actions import erase_salts
from mingtang.ledger.choices import Act, FieldGroup
from mingtang.ledger.rules import canonical
from mingtang.organs.actions import record_act
from mingtang.people.models import User

PERSONAL_DATA_LAW = "个人信息保护法:47"
ERASED = "（内容已依法删除）"


@transaction.atomic
def erase(*, disclosure: Disclosure, reason: str, by: User, at: datetime.datetime) -> Disclosure:
    """Deletes for good what a withdrawn publication said (个人信息保护法 art. 47).

    Every edition, its files, photographs of its sheets, what search knows, and the salts: nothing
    is left that opens what the log committed to, and all other proofs stay good. The tombstone
    stays and says so. Raises RuleBroken.
    """
    gone = (
        Disclosure.objects.select_for_update(of=("self",))
        .select_related("organ__county", "item", "current", "duty", "replaced_by")
        .get(pk=disclosure.pk)
    )
    because = clean_line(reason)
    if not may_withdraw(by, gone, clock.day_of(at)):
        raise RuleBroken(_("依法删除要由本机关的签发人或者县政务公开办来定。"))
    if problem := correcting.why_not_erase(
        is_withdrawn=gone.is_withdrawn, is_erased=gone.is_erased, reason=because
    ):
        raise RuleBroken(problem)
    refuse_personal_data(because, on=clock.day_of(at))
    _empty(gone)
    gone.title, gone.erased_at, gone.erasure_reason = ERASED, at, because
    gone.save(update_fields=["title", "erased_at", "erasure_reason"])
    index_disclosure(disclosure=gone)
    entries = _close(gone)
    record_act(
        act=Act.PERSONAL_DATA_ERASED,
        about=gone,
        basis=PERSONAL_DATA_LAW,
        fields={
            FieldGroup.TEXT: canonical(erasure(gone)),
            FieldGroup.STRUCTURED: canonical({"entries": entries}),
            FieldGroup.PERSON: canonical({"by": by.username}),
        },
        by=by,
        at=at,
    )
    return gone


def _close(disclosure: Disclosure) -> list[int]:
    """Nothing opens what the log binds us to of it, nor of the photographs of its sheets."""
    origin = disclosure.organ.county.log_origin
    sheets = Delivery.objects.filter(edition__disclosure=disclosure)
    return sorted(
        erase_salts(origin=origin, objects=[disclosure.object_id])
        + erase_salts(
            origin=origin,
            objects=sheets.values_list("object_id", flat=True),
            groups=[FieldGroup.FILES],
        )
    )


def _empty(disclosure: Disclosure) -> None:
    editions = Edition.objects.filter(disclosure=disclosure)
    used = [
        *Attachment.objects.filter(edition__in=editions).values_list("file_id", flat=True),
        *_photographs(disclosure).values_list("photograph_id", flat=True),
    ]
    Attachment.objects.filter(edition__in=editions).delete()
    _photographs(disclosure).update(photograph=None, where="", note="")
    Signature.objects.filter(edition__in=editions).update(note="")
    editions.update(
        **dict.fromkeys(("summary", "document_number", "body", "body_html"), ""),
        **dict.fromkeys(("decision_note", "held_because"), ""),
        title=ERASED,
        values={},
        checks=[],
    )
    editions.exclude(correction_reason="").update(correction_reason=ERASED)
    editions.filter(is_emergency=True).update(emergency_reason=ERASED)
    discard(files=StoredFile.objects.filter(pk__in=used))


def _photographs(disclosure: Disclosure) -> QuerySet[Receipt]:
    return Receipt.objects.filter(delivery__edition__disclosure=disclosure)
