from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from mingtang.catalogue.choices import Gate
from mingtang.catalogue.rules.gates import GateAnswer
from mingtang.channels.desk.forms.editions import (
    ApproveForm,
    EditionForm,
    EmergencyForm,
    ReturnForm,
    SignForm,
)
from mingtang.channels.desk.pages.frame import desk_frame
from mingtang.channels.desk.pages.today import held_told
from mingtang.channels.shared.access import Seat
from mingtang.channels.shared.shown.dates import full_day, full_moment
from mingtang.channels.shared.shown.elements import sections, short_values
from mingtang.channels.shared.told import told
from mingtang.disclosure import permissions
from mingtang.disclosure.choices import EditionState, Outcome, PersonalDataDecision, StepCode
from mingtang.disclosure.models import Attachment, Edition, Signature
from mingtang.disclosure.queries import gates as gate_queries
from mingtang.disclosure.queries import signing
from mingtang.disclosure.queries.consultations import latest, of_disclosure
from mingtang.disclosure.rules.workflow import Step
from mingtang.foundation.prose import html_from_markdown

# How a gate looks: passed, not yet, missing (visual kit: `.gate`).
PASSED, SHUT, BAD = "", "shut", "bad"


@dataclass(frozen=True)
class GateRow:
    title: str
    state: str
    lines: tuple[str, ...]
    css: str = PASSED


@dataclass(frozen=True)
class FileRow:
    """An attachment at the desk, with what the check list says of it."""

    attachment: Attachment
    findings: tuple[str, ...]
    needs_decision: bool
    decision: str
    note: str


@dataclass(frozen=True)
class CheckRow:
    """One line of the check list; `anchor` is the field that mends it."""

    words: str
    detail: str
    anchor: str
    is_stop: bool


def draft_page(
    seat: Seat,
    edition: Edition,
    form: EditionForm,
    *,
    problems: Sequence[str] = (),
    typed: QueryDict | None = None,
) -> dict[str, Any]:
    """Everything the drafting page shows. `typed` is a refused form: none of it is lost."""
    checks = check_rows(edition, form)
    return {
        **desk_frame(seat, "drafts"),
        "edition": edition,
        "disclosure": edition.disclosure,
        "form": form,
        "emergency": EmergencyForm(typed),
        "problems": problems,
        "is_stale": form.is_bound and str(form["version"].value()) != str(edition.version),
        "checks": checks,
        "stops": [row for row in checks if row.is_stop],
        "files": file_rows(edition, typed),
        "decisions": PersonalDataDecision.choices,
        "gates": gate_rows(seat, edition),
        "consulted": latest(of_disclosure(edition.disclosure)),
        "is_own": True,
        "steps": step_words(edition),
        "remarks": edition.remarks.select_related("by").order_by("-at")[:5],
        "stored_html": html_from_markdown(edition.body) if form.is_bound else "",
    }


def edition_page(
    seat: Seat, edition: Edition, *, problem: str = "", forms: dict[str, Any] | None = None
) -> dict[str, Any]:
    """An edition to read, with the steps that are this person's to take."""
    step = signing.next_step(edition)
    return {
        **desk_frame(seat, "to_sign"),
        "edition": edition,
        "held_because": held_told(edition),
        "disclosure": edition.disclosure,
        "problem": problem,
        "body_html": edition.body_html or html_from_markdown(edition.body),
        "values": short_values(edition),
        "sections": sections(edition),
        "checks": check_rows(edition, None),
        "files": file_rows(edition),
        "gates": gate_rows(seat, edition),
        "consulted": latest(of_disclosure(edition.disclosure)),
        "may_ask_organs": edition.is_open
        and permissions.may_ask_organs(seat.person, edition, seat.on),
        "is_own": False,
        "remarks": edition.remarks.select_related("by").order_by("-at")[:5],
        **_steps_to_take(seat, edition, step, forms or {}),
    }


def _steps_to_take(
    seat: Seat, edition: Edition, step: Step | None, forms: dict[str, Any]
) -> dict[str, Any]:
    organ = edition.disclosure.organ
    is_mine = _may_sign(seat, edition, step)
    is_last = step is not None and step == signing.workflow_of(organ).last
    is_approver = (
        signing.authority_to_sign(seat.person, signing.workflow_of(organ).last, organ, seat.on)
        is not None
    )
    waits = edition.state in (EditionState.SCHEDULED, EditionState.HELD)
    may_draft = signing.authority_to_draft(seat.person, organ, seat.on) is not None
    return {
        "step": step,
        "step_label": StepCode(step.code).label if step else "",
        "verb": _(step.verb) if step else "",
        "is_last": is_last,
        "is_afterwards": is_mine and edition.awaits_approval_afterwards,
        "may_sign": is_mine,
        "may_withdraw_approval": is_approver and waits,
        "may_release": is_approver and edition.state == EditionState.HELD and step is None,
        "may_recall": may_draft and edition.state == EditionState.IN_REVIEW,
        "sign_form": forms.get("sign") or (ApproveForm() if is_last else SignForm()),
        "return_form": forms.get("return") or ReturnForm(),
    }


def _may_sign(seat: Seat, edition: Edition, step: Step | None) -> bool:
    afterwards = edition.awaits_approval_afterwards
    in_review = edition.state in (EditionState.IN_REVIEW, EditionState.HELD)
    if step is None or not (in_review or afterwards):
        return False
    signed_by = {signature.by_id for signature in signing.standing(edition)}
    organ = edition.disclosure.organ
    right = signing.authority_to_sign(seat.person, step, organ, seat.on)
    return right is not None and seat.person.pk not in signed_by


def check_rows(edition: Edition, form: EditionForm | None) -> list[CheckRow]:
    """The check list of the latest saving, each line with the way to its field."""
    return [
        CheckRow(
            words=_(row["message"]),
            detail=_detail(row["detail"]),
            anchor=_anchor(row["place"], form),
            is_stop=row["level"] == "stop",
        )
        for row in edition.checks
    ]


def _detail(kept: str) -> str:
    """The kind of personal data is a word of ours; what was found stands behind it, masked."""
    label, colon, masked = kept.partition("：")
    return f"{_(label)}{_(colon)}{masked}" if colon and label else kept


def _anchor(place: str, form: EditionForm | None) -> str:
    if form is None:
        return ""
    if place.startswith("attachment:"):
        return f"#file-{place.removeprefix('attachment:')}"
    return f"#{form[place].id_for_label}" if place in form.fields else ""


def file_rows(edition: Edition, typed: QueryDict | None = None) -> list[FileRow]:
    given = typed or QueryDict()
    found: dict[str, list[str]] = {}
    for row in edition.checks:
        said = f"{_(row['message'])} {_detail(row['detail'])}".strip()
        found.setdefault(row["place"], []).append(said)
    return [
        FileRow(
            attachment=attachment,
            findings=tuple(found.get(f"attachment:{attachment.pk}", ())),
            needs_decision=f"attachment:{attachment.pk}" in found
            or attachment.decision != PersonalDataDecision.NONE,
            decision=given.get(f"decision-{attachment.pk}", attachment.decision),
            note=given.get(f"note-{attachment.pk}", attachment.decision_note),
        )
        for attachment in edition.attachments.select_related("file")
    ]


def gate_rows(seat: Seat, edition: Edition) -> list[GateRow]:
    """What stands before publication: the item's gates and the signatures, passed or not yet.

    Gates guard what an item publishes; an answer that publishes nothing of it passes none.
    """
    rows = [_check_gate(edition)]
    if edition.disclosure.outcome == Outcome.CONTENT:
        rows += [gate_row(answer) for answer in gate_queries.gates(edition, on=seat.on)]
    signed = {row.step: row for row in signing.standing(edition)}
    flow = signing.workflow_of(edition.disclosure.organ)
    return [*rows, *(_step_gate(edition, step, signed.get(step.code)) for step in flow.steps)]


def gate_row(answer: GateAnswer) -> GateRow:
    """A gate as it stands: the evidence that passed it, or why not yet and what opens it."""
    title = str(Gate(answer.code).label)
    if answer.is_passed:
        evidence = tuple(
            _("%(fact)s（%(day)s）") % {"fact": fact.words, "day": full_day(fact.happened_on)}
            for fact in answer.evidence
        )
        return GateRow(title, _("已通过"), evidence)
    return GateRow(title, _("还不能过"), (told(answer.because), told(answer.how)), SHUT)


def _check_gate(edition: Edition) -> GateRow:
    stops = sum(row["level"] == "stop" for row in edition.checks)
    if stops:
        line = _("还有%(count)s处要改。") % {"count": stops}
        return GateRow(_("检查清单"), _("还不能过"), (line,), BAD)
    return GateRow(_("检查清单"), _("已通过"), (_("要素齐全，没有发现要处理的个人信息。"),))


def _step_gate(edition: Edition, step: Step, signature: Signature | None) -> GateRow:
    title = StepCode(step.code).label
    if signature is None:
        waiting = _("还不能过：等待办理。办理人不能是起草人，也不能是其他环节的签署人。")
        return GateRow(str(title), _("还不能过"), (str(waiting),), SHUT)
    name = _("%(name)s（代）") % {"name": signature.by} if signature.is_stand_in else signature.by
    who = f"{name}{_('，')}{full_moment(signature.at)}"
    notes = tuple(note for note in (signature.note,) if note)
    return GateRow(str(title), _("已通过"), (who, *notes))


def step_words(edition: Edition) -> list[str]:
    """What happens after submission, said before the button is pressed."""
    flow = signing.workflow_of(edition.disclosure.organ)
    return [str(StepCode(step.code).label) for step in flow.steps]


def address(edition: Edition) -> str:
    return reverse("desk:edition", args=[edition.disclosure.object_id, edition.number])
