"""What the log binds us to of findings, answers and inspection days, made from what is shown."""

from collections.abc import Mapping, Sequence

from mingtang.ledger.choices import Act, FieldGroup
from mingtang.ledger.models import Entry
from mingtang.ledger.rules import Plain, canonical
from mingtang.supervision.choices import FindingState
from mingtang.supervision.models import Finding, InspectionDay

OF_FINDINGS = (
    *(Act.FINDING_RAISED, Act.FINDING_ANSWERED, Act.FINDING_SETTLED, Act.FINDING_CLOSED),
)
OF_INSPECTIONS = (Act.INSPECTION_ENTERED, Act.INSPECTION_CANCELLED)
Content = Mapping[FieldGroup, bytes]


def contents(entries: Sequence[Entry]) -> dict[int, Content]:
    """By the key of the entry. Two queries at most."""
    return {**_findings(entries), **_inspections(entries)}


def _findings(entries: Sequence[Entry]) -> dict[int, Content]:
    wanted = [entry for entry in entries if entry.act in OF_FINDINGS]
    if not wanted:
        return {}
    known = Finding.objects.select_related(
        "disclosure", "edition", "other__disclosure", "mended_by", "answer__organ", "settled_for"
    ).in_bulk([entry.object_id for entry in wanted], field_name="object_id")
    return {
        entry.pk: bound(finding, Act(entry.act))
        for entry in wanted
        if (finding := known.get(entry.object_id))
    }


def _inspections(entries: Sequence[Entry]) -> dict[int, Content]:
    wanted = [entry for entry in entries if entry.act in OF_INSPECTIONS]
    if not wanted:
        return {}
    known = InspectionDay.objects.in_bulk(
        [entry.object_id for entry in wanted], field_name="object_id"
    )
    return {entry.pk: inspection(day) for entry in wanted if (day := known.get(entry.object_id))}


def bound(finding: Finding, act: Act) -> Content:
    """What an act on a finding commits to, but for who did it."""
    words, data = _words(finding, act), _data(finding, act)
    groups = {FieldGroup.TEXT: words, FieldGroup.STRUCTURED: data}
    return {group: canonical(value) for group, value in groups.items() if value}


def _words(finding: Finding, act: Act) -> dict[str, Plain]:
    if act == Act.FINDING_ANSWERED and hasattr(finding, "answer"):
        return {"answer": finding.answer.text}
    if act == Act.FINDING_SETTLED:
        return {"reason": finding.settlement}
    return {}


def _data(finding: Finding, act: Act) -> dict[str, Plain]:
    if act == Act.FINDING_RAISED:
        return raised(finding)
    if act == Act.FINDING_ANSWERED and hasattr(finding, "answer"):
        return {"for": finding.answer.organ.code}
    if act == Act.FINDING_SETTLED and finding.settled_for:
        return {"for": finding.settled_for.code, "accepted": is_accepted(finding)}
    if act == Act.FINDING_CLOSED:
        mended = finding.mended_by
        return {"because": finding.closed_because, "edition": mended.number if mended else None}
    return {}


def is_accepted(finding: Finding) -> bool:
    """What was kept may be closed since; what was accepted is not touched any more."""
    return finding.state == FindingState.ACCEPTED


def raised(finding: Finding) -> dict[str, Plain]:
    """What was found, with its evidence: as the API tells it too."""
    edition, other = finding.edition, finding.other
    return {
        "kind": finding.kind,
        "disclosure": finding.disclosure.object_id.hex if finding.disclosure else None,
        "edition": edition.number if edition else None,
        "other": other.disclosure.object_id.hex if other else None,
        "other_edition": other.number if other else None,
        "period_start": finding.period_start.isoformat() if finding.period_start else None,
        "period_end": finding.period_end.isoformat() if finding.period_end else None,
        "evidence": finding.evidence,
    }


def inspection(day: InspectionDay) -> Content:
    return {
        FieldGroup.TEXT: canonical({"title": day.title}),
        FieldGroup.STRUCTURED: canonical({"on": day.on.isoformat()}),
    }
