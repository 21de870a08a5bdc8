"""An edition as rules see it: its words, its elements, what is in its files."""

import datetime
import hashlib
import json
from collections.abc import Iterable
from typing import Any

from mingtang.catalogue.models import Item
from mingtang.catalogue.rules.grounds import is_of_normative
from mingtang.disclosure.models import Attachment, Disclosure, Edition
from mingtang.disclosure.queries.posted import in_utc, sheets_of
from mingtang.disclosure.rules import checks
from mingtang.disclosure.rules.correcting import earlier_validity_notes
from mingtang.files import queries as files
from mingtang.files.choices import TextState
from mingtang.foundation import personal_data
from mingtang.ledger.choices import FieldGroup
from mingtang.ledger.rules import Plain, canonical

# What the data of an edition did not name at first, and what it named last.
LATER = ("duty", "emergency", "replaced_by", "sheets")
LATEST = "set_for"


def checked(edition: Edition, *, on: datetime.date) -> checks.Checked:
    disclosure = edition.disclosure
    values = edition.values
    return checks.Checked(
        outcome=disclosure.outcome,
        title=edition.title,
        summary=edition.summary,
        document_number=edition.document_number,
        formed_on=edition.formed_on,
        body=edition.body,
        elements=[
            checks.ElementText(
                key=element["key"],
                label=element["label"],
                hint=element.get("hint", ""),
                is_required=bool(element.get("required")),
                value=str(values.get(element["key"], "")),
                kind=element.get("kind", "text"),
            )
            for element in disclosure.item.elements
        ],
        files=[_file(attachment, on=on) for attachment in attachments(edition)],
        exemption=edition.exemption,
        third_party=edition.third_party,
        third_party_on=edition.third_party_on,
        is_of_normative=is_of_normative(disclosure.item.level2),
        decision=edition.decision,
        decision_note=edition.decision_note,
        is_correction=edition.number > 1,
        correction_reason=edition.correction_reason,
        emergency_reason=edition.emergency_reason if edition.is_emergency else "",
        same_number=_same_number(edition),
        cited=cited_by(disclosure.item),
    )


def cited_by(item: Item) -> list[tuple[str, str]]:
    """The laws and articles on which an item rests."""
    return [(one["law"], one.get("article", "")) for one in item.basis]


def _same_number(edition: Edition) -> list[str]:
    """The organ's other publications that stand under this document number; five are enough."""
    if not edition.document_number:
        return []
    others = Disclosure.objects.filter(
        organ_id=edition.disclosure.organ_id,
        current__document_number=edition.document_number,
        withdrawn_at__isnull=True,
    ).exclude(pk=edition.disclosure_id)
    return list(others.order_by("pk").values_list("title", flat=True)[:5])


def attachments(edition: Edition) -> Iterable[Attachment]:
    """None yet where the edition itself is only about to be kept; no query where locked."""
    if edition.attached is not None:
        return edition.attached
    return edition.attachments.all() if edition.pk else ()


def _file(attachment: Attachment, *, on: datetime.date) -> checks.FileText:
    found = [
        placed
        for placed in files.personal_data_in(attachment.file, on=on)
        if placed.finding.strength == personal_data.Strength.STRONG
    ]
    return checks.FileText(
        place=f"attachment:{attachment.pk}",
        name=attachment.name,
        is_read_whole=attachment.file.text_state == TextState.READ,
        findings=tuple(f"{p.place} {p.finding.label}：{p.finding.masked}" for p in found),
        decision=attachment.decision,
        note=attachment.decision_note,
    )


def findings(edition: Edition, *, on: datetime.date) -> list[checks.Finding]:
    return checks.findings(checked(edition, on=on), on=on)


def words(edition: Edition) -> dict[str, Plain]:
    """What is written in an edition, for its digest and its commitment in the ledger."""
    return {
        "title": edition.title,
        "summary": edition.summary,
        "document_number": edition.document_number,
        "formed_on": edition.formed_on.isoformat() if edition.formed_on else None,
        "body": edition.body,
        "exemption": edition.exemption,
        "correction_reason": edition.correction_reason,
        **_third_party(edition),
    }


def _third_party(edition: Edition) -> dict[str, Plain]:
    """How whoever would be harmed was asked; of what was written before that was asked, nothing."""
    if not edition.asked_of_others:
        return {}
    on = edition.third_party_on
    return {"third_party": edition.third_party, "third_party_on": on.isoformat() if on else None}


def file_hashes(edition: Edition) -> list[Plain]:
    return [
        {"name": attachment.name, "sha256": attachment.file.sha256}
        for attachment in attachments(edition)
    ]


def files_of(edition: Edition) -> list[Plain]:
    """Its files with what each is served as, and a digest of the words that search has of it."""
    return [
        {
            "name": attachment.name,
            "sha256": attachment.file.sha256,
            "media_type": attachment.file.media_type,
            "text": attachment.file.text_digest,
        }
        for attachment in attachments(edition)
    ]


def committed(edition: Edition, *, note: str = "") -> dict[FieldGroup, bytes]:
    """What the log binds us to of an edition: all that a reader sees, and the page it was put on;
    once it was public also by when it must hang on which board.

    `shown` is of the text as it was set for the page, so that it cannot be set otherwise later.
    `set_for` is when it was to come out, for a page says so where it came later.
    """
    disclosure = edition.disclosure
    duty, instead = disclosure.duty, disclosure.replaced_by
    data: dict[str, Plain] = {
        "edition": edition.number,
        "index_number": disclosure.index_number,
        "item": disclosure.item.code,
        "outcome": disclosure.outcome,
        "values": edition.values,
        "note": note,
        "shown": hashlib.sha256(edition.body_html.encode()).hexdigest(),
        "duty": str(duty.object_id) if duty else None,
        "emergency": edition.emergency_reason if edition.is_emergency else None,
        "replaced_by": str(instead.object_id) if instead else None,
        LATEST: in_utc(edition.publish_at),
    }
    if edition.was_public:
        data["sheets"] = sheets_of(edition)
    return {
        FieldGroup.TEXT: canonical(words(edition)),
        FieldGroup.STRUCTURED: canonical(data),
        FieldGroup.FILES: canonical(files_of(edition)),
    }


def files_in_earlier_forms(files: bytes) -> list[bytes]:
    """As they were committed to before kind and words were among it."""
    said = json.loads(files)
    return [canonical([{"name": one["name"], "sha256": one["sha256"]} for one in said])]


def in_earlier_forms(data: bytes) -> list[bytes]:
    """As it was committed to before the index number; the last day on which a document binds;
    duty, emergency, what replaces it and the sheets; and when it was to come out, and which organ
    keeps each sheet, were among it: such entries stay so. And as it was before there was a board.
    """
    said = json.loads(data)
    third = {name: value for name, value in _without_keepers(said).items() if name != LATEST}
    second = {name: value for name, value in third.items() if name not in LATER}
    first = {name: value for name, value in second.items() if name != "index_number"}
    notes = [str(said["note"]), *earlier_validity_notes(str(said["note"]))]
    forms = [first, second, *_without_board(third), third, *_without_board(said), said]
    return [canonical({**form, "note": note}) for form in forms for note in notes]


def _without_board(said: dict[str, Plain]) -> list[dict[str, Plain]]:
    """The one sheet of an organ that had no board may have got one since."""
    sheets = said.get("sheets")
    if not isinstance(sheets, list) or len(sheets) != 1 or not isinstance(sheets[0], dict):
        return []
    keeper = {"organ": None} if "organ" in sheets[0] else {}
    return [{**said, "sheets": [{**sheets[0], "place": None, **keeper}]}]


def _without_keepers(said: dict[str, Any]) -> dict[str, Any]:
    if "sheets" not in said:
        return said
    rows = [{name: row[name] for name in row if name != "organ"} for row in said["sheets"]]
    return {**said, "sheets": rows}


def digest(edition: Edition) -> str:
    """SHA-256 over everything a reader would see: a signature is good for this and nothing else."""
    content: dict[str, Plain] = {
        "words": words(edition),
        "values": edition.values,
        "files": file_hashes(edition),
        "outcome": edition.disclosure.outcome,
    }
    return hashlib.sha256(canonical(content)).hexdigest()
