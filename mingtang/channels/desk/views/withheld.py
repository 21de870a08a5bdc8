"""Looking again at what is withheld (定期评估审查), by whoever answers for it."""

from typing import Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from mingtang.audit import actions as audit
from mingtang.audit.choices import AuditKind
from mingtang.channels.desk.asking import Asked, ask, sent
from mingtang.channels.desk.forms.withheld import (
    ConfirmDocumentForm,
    ExamineForm,
    ReleaseDocumentForm,
)
from mingtang.channels.desk.pages import documents as registering
from mingtang.channels.desk.pages.withheld import (
    question,
    released_words,
    withheld_lines,
    withheld_page,
)
from mingtang.channels.desk.views.documents import ask_with_item
from mingtang.channels.shared.access import Seat, StaffRequest, only_if, seated
from mingtang.channels.shared.tables import csv_response
from mingtang.disclosure.models import Disclosure
from mingtang.issued.choices import Ground
from mingtang.issued.models import IssuedDocument
from mingtang.organs.rules.roles import Power
from mingtang.withheld import actions, permissions
from mingtang.withheld.choices import Result
from mingtang.withheld.queries.released import document_released, publication_released

ASKS = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@seated(Power.READ_DESK)
def withheld(request: StaffRequest, seat: Seat) -> HttpResponse:
    return render(request, "desk/withheld/list.html", withheld_page(request, seat))


@require_POST
@seated(Power.READ_DESK)
def export(request: StaffRequest, seat: Seat) -> HttpResponseBase:
    """What the address filters, as a table; that it was taken out is put on record."""
    asked = question(request)
    chosen = " ".join(filter(None, [asked.words, *(one.value for one in asked.filters)]))
    audit.record(
        kind=AuditKind.EXPORTED,
        by=seat.person,
        at=seat.at,
        county_code=seat.county.code,
        detail=f"评估审查 {chosen}"[:200],
    )
    response = csv_response(_("评估审查"), seat.on, withheld_lines(seat, asked))
    response.headers["Cache-Control"] = "no-store"
    return response


@ASKS
@only_if(permissions.may_examine_publication, Disclosure, "current", "item")
def publication(request: StaffRequest, seat: Seat, disclosure: Disclosure) -> HttpResponse:
    ground = disclosure.current.exemption if disclosure.current else ""
    asked: Asked[Any] = Asked(
        menu="withheld",
        title=_("评估审查"),
        above=f"{disclosure.organ.name} · {disclosure.title}",
        lede=_ground_words(ground),
        form=ExamineForm(sent(request), ground=ground, hint=_("至少10个字，公众会看到。")),
        verb=_("登记结论"),
        back=reverse("desk:withheld"),
        happens=[
            _("继续不予公开的，下一次评估审查从今天算起；依据变了的，请先更正那件公开信息。"),
            _("应当公开的，这件信息撤回，公开任务重新打开。"),
            *released_words(publication_released(disclosure, seat.on)),
            _("结论记入公开日志，每个机关评估审查了几件、按不按期，公众能看到。"),
        ],
    )

    def act(form: ExamineForm) -> HttpResponse:
        is_released = form.cleaned_data["result"] == Result.RELEASED
        examine = actions.release_publication if is_released else actions.confirm_publication
        examine(disclosure=disclosure, reason=form.why, by=seat.person, at=seat.at)
        return redirect("desk:duties" if is_released else "desk:withheld")

    return ask(request, seat, asked, act)


@ASKS
@only_if(permissions.may_examine_document, IssuedDocument, "current__fact")
def document(request: StaffRequest, seat: Seat, document: IssuedDocument) -> HttpResponse:
    """It stays withheld; whoever finds otherwise goes on to the other page."""
    ground = document.now.ground
    asked: Asked[Any] = Asked(
        menu="withheld",
        title=_("评估审查：继续不予公开"),
        above=f"{document.organ.name} · {document.number} {document.now.title}",
        lede=_ground_words(ground),
        form=ConfirmDocumentForm(
            sent(request),
            ground=ground,
            hint=_("至少10个字，只有本机关和监督部门能看到。"),
        ),
        verb=_("继续不予公开"),
        back=reverse("desk:withheld"),
        happens=[
            _("下一次评估审查从今天算起；依据变了的，请先更正发文登记。"),
            _("结论记入公开日志，每个机关评估审查了几件、按不按期，公众能看到。"),
        ],
        beyond=[
            (
                _("情势变化，应当公开"),
                reverse("desk:withheld-document-release", args=[document.object_id]),
            )
        ],
    )

    def act(form: ConfirmDocumentForm) -> HttpResponse:
        actions.confirm_document(document=document, reason=form.why, by=seat.person, at=seat.at)
        return redirect("desk:withheld")

    return ask(request, seat, asked, act)


@ASKS
@only_if(permissions.may_examine_document, IssuedDocument, "current__fact")
def release(request: StaffRequest, seat: Seat, document: IssuedDocument) -> HttpResponse:
    asked: Asked[Any] = Asked(
        menu="withheld",
        title=_("评估审查：应当公开"),
        above=f"{document.organ.name} · {document.number} {document.now.title}",
        form=ReleaseDocumentForm(sent(request), before=document.now.particulars),
        verb=_("改为主动公开"),
        is_final=True,
        back=reverse("desk:withheld"),
        happens=[
            _("发文登记改成主动公开，标题和理由公众能看到；公开任务马上产生。"),
            *released_words(document_released(document, seat.on)),
            _("涉及国家秘密的，先办理解密。"),
        ],
    )

    def act(form: ReleaseDocumentForm) -> HttpResponse:
        actions.release_document(
            document=document,
            said=form.said,
            because=form.cleaned_data["because"],
            item=form.item,
            recorded_for=registering.registers_for(seat, document.organ),
            by=seat.person,
            at=seat.at,
        )
        return redirect("desk:document", document.object_id)

    return ask_with_item(request, seat, asked, act, lambda _form: document.organ)


def _ground_words(ground: str) -> str:
    if not ground:
        return ""
    return _("现在的依据：%(ground)s。") % {"ground": Ground(ground).label}
