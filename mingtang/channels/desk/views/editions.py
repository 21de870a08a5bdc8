from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from mingtang.channels.desk.forms.editions import EditionForm, EmergencyForm
from mingtang.channels.desk.pages.editions import draft_page, edition_page
from mingtang.channels.desk.uploads import kept
from mingtang.channels.shared.access import Seat, StaffRequest, only_if_edition, seated
from mingtang.channels.shared.told import told
from mingtang.disclosure import actions, permissions
from mingtang.disclosure.choices import PersonalDataDecision
from mingtang.disclosure.models import Attachment, Edition
from mingtang.foundation.errors import RuleBroken
from mingtang.foundation.prose import paste
from mingtang.foundation.text import gettext_noop
from mingtang.journeys import publishing
from mingtang.organs.rules.roles import Power

REST_KEPT = gettext_noop("写对的各栏已经保存。下面这几栏没有保存，改好再保存一次。")


@require_safe
@only_if_edition(permissions.may_read_draft)
def detail(request: StaffRequest, seat: Seat, edition: Edition) -> HttpResponse:
    """A draft to whoever may write in it, and to everyone else of the organ a page to read."""
    if edition.is_editable and permissions.may_draft(seat.person, edition, seat.on):
        page = draft_page(seat, edition, _form_of(edition))
        return render(request, "desk/editions/draft.html", page)
    return render(request, "desk/editions/detail.html", edition_page(seat, edition))


def _form_of(edition: Edition) -> EditionForm:
    return EditionForm(edition=edition, initial=EditionForm.typed_in(edition))


def address_of(edition: Edition) -> HttpResponse:
    return redirect("desk:edition", edition.disclosure.object_id, edition.number)


@require_POST
@only_if_edition(permissions.may_draft)
def save(request: StaffRequest, seat: Seat, edition: Edition) -> HttpResponse:
    """Keeps what was typed, the files and decisions beside it; sends it to review if asked to."""
    form = EditionForm(request.POST, edition=edition)
    is_whole = form.is_valid()
    if not form.names_version:
        return _refused(request, seat, edition, form, problems=[], status=422)
    try:
        saved = _save(seat, edition, form)
    except RuleBroken as broken:
        return _refused(request, seat, edition, form, problems=[told(broken)], status=409)
    if not is_whole:
        problems = [_(REST_KEPT), *_change_files(request, seat, saved)]
        return _refused(request, seat, edition, form, problems=problems, status=422)
    problems = [*_attach(request, seat, saved), *_change_files(request, seat, saved)]
    if not problems and request.POST.get("then") == "submit":
        problems = _submit(request, seat, saved)
    if problems:
        saved = Edition.objects.get(pk=saved.pk)
        return _again(request, seat, saved, _form_of(saved), problems=problems, status=422)
    return address_of(saved)


def _refused(
    request: StaffRequest,
    seat: Seat,
    edition: Edition,
    form: EditionForm,
    *,
    problems: list[str],
    status: int,
) -> HttpResponse:
    """The page once more. Its files are kept: nobody should have to send them twice."""
    problems = [*problems, *_attach(request, seat, edition)]
    stored = Edition.objects.only("version").get(pk=edition.pk)
    typed = request.POST.copy()
    if typed.get("version") == str(edition.version):
        typed["version"] = str(stored.version)  # its own files are no one else's change
    form.data = typed
    return _again(request, seat, edition, form, problems=problems, status=status)


def _save(seat: Seat, edition: Edition, form: EditionForm) -> Edition:
    return actions.save_draft(
        edition=edition,
        version=form.cleaned_data["version"],
        changes=form.changes(),
        by=seat.person,
        at=seat.at,
    )


def _attach(request: StaffRequest, seat: Seat, edition: Edition) -> list[str]:
    """Takes each file for itself: one that is refused does not stop the others."""
    problems = []
    for upload in request.FILES.getlist("files"):
        try:
            actions.attach(
                edition=edition,
                file=kept(upload, seat),
                name=upload.name or "",
                by=seat.person,
                at=seat.at,
            )
        except RuleBroken as broken:
            name = _("“%(name)s”没有收下：") % {"name": upload.name}
            problems.append(name + told(broken))
    return problems


def _change_files(request: StaffRequest, seat: Seat, edition: Edition) -> list[str]:
    """Removes the file whose button was pressed; keeps what was decided on the others."""
    for attachment in edition.attachments.all():
        if request.POST.get("detach") == str(attachment.pk):
            if problems := _detach(seat, attachment):
                return problems
            continue
        decision = request.POST.get(f"decision-{attachment.pk}", attachment.decision)
        note = request.POST.get(f"note-{attachment.pk}", attachment.decision_note)
        if (decision, note) == (attachment.decision, attachment.decision_note):
            continue
        if decision not in PersonalDataDecision.values:
            return [_("附件的处理方式要从列出的几种里选。")]
        try:
            actions.decide_personal_data(
                attachment=attachment,
                decision=PersonalDataDecision(decision),
                note=note,
                by=seat.person,
                at=seat.at,
            )
        except RuleBroken as broken:
            return [f"{attachment.name}：{told(broken)}"]
    return []


def _detach(seat: Seat, attachment: Attachment) -> list[str]:
    try:
        actions.detach(attachment=attachment, by=seat.person, at=seat.at)
    except RuleBroken as broken:
        return [told(broken)]
    return []


def _submit(request: StaffRequest, seat: Seat, edition: Edition) -> list[str]:
    emergency = EmergencyForm(request.POST)
    if not emergency.is_valid():  # never sent as one that is not urgent
        return [str(said) for said in emergency.errors["emergency_reason"]]
    reason = emergency.cleaned_data["emergency_reason"]
    try:
        publishing.submit_draft(
            edition=edition,
            is_emergency=bool(reason),
            emergency_reason=reason,
            by=seat.person,
            at=seat.at,
        )
    except RuleBroken as broken:
        return [told(broken)]
    return []


def _again(
    request: StaffRequest,
    seat: Seat,
    edition: Edition,
    form: EditionForm,
    *,
    problems: list[str] | None = None,
    status: int,
) -> HttpResponse:
    """The page once more, with all that was typed; what another saved stands beside it."""
    stored = Edition.objects.select_related(
        "disclosure__organ__county", "disclosure__item", "disclosure__duty__fact"
    ).get(pk=edition.pk)
    page = draft_page(seat, stored, form, problems=problems or [], typed=request.POST)
    return render(request, "desk/editions/draft.html", page, status=status)


@require_POST
@only_if_edition(permissions.may_draft)
def autosave(request: StaffRequest, seat: Seat, edition: Edition) -> JsonResponse:
    """The same, asked by the page itself while someone types; answers what to show."""
    form = EditionForm(request.POST, edition=edition)
    is_whole = form.is_valid()
    if not form.names_version:
        return JsonResponse(
            {"problem": _("页面不完整，没有自动保存。请刷新页面再写。")}, status=422
        )
    try:
        saved = _save(seat, edition, form)
    except RuleBroken as broken:
        return JsonResponse({"problem": told(broken)}, status=409)
    time = f"{timezone.localtime(seat.at):%H:%M}"
    stops = [row for row in saved.checks if row["level"] == "stop"]
    said = _("%(time)s已自动保存") % {"time": time}
    if not is_whole:
        said = _("%(time)s已自动保存其余各栏；这一栏没有保存：") % {"time": time}
        said += " ".join(form.wrong())
    return JsonResponse(
        {"version": saved.version, "said": said, "stops": len(stops), "is_whole": is_whole}
    )


@require_POST
@seated(Power.DRAFT)
def clean_paste(request: StaffRequest, seat: Seat) -> JsonResponse:
    """What was copied from Word, WPS, Excel or a page, as clean text."""
    pasted = paste(request.POST.get("html", ""))
    return JsonResponse({"text": pasted.markdown, "notes": [_(note) for note in pasted.notes]})


@require_POST
@only_if_edition(permissions.may_draft)
def abandon(request: StaffRequest, seat: Seat, edition: Edition) -> HttpResponse:
    try:
        actions.abandon_draft(edition=edition, by=seat.person, at=seat.at)
    except RuleBroken as broken:
        return _again(
            request, seat, edition, _form_of(edition), problems=[told(broken)], status=409
        )
    return redirect("desk:drafts")
