"""The register of issued documents: registering one, correcting it, withdrawing it."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from mingtang.channels.desk.asking import Asked, ask, asking, sent
from mingtang.channels.desk.forms.documents import (
    CorrectDocumentForm,
    DocumentForm,
    ParticularsForm,
    RefileDocumentForm,
    WithdrawDocumentForm,
    initial_of,
)
from mingtang.channels.desk.pages import documents as pages
from mingtang.channels.shared.access import Seat, StaffRequest, only_if, seated
from mingtang.channels.shared.told import told
from mingtang.foundation.errors import RuleBroken
from mingtang.issued import permissions
from mingtang.issued.actions import (
    correct_document,
    refile_document,
    register_document,
)
from mingtang.issued.models import IssuedDocument
from mingtang.issued.queries.items import items_for_documents
from mingtang.issued.queries.partners import organ_names_ever
from mingtang.issued.rules.doubts import DOUBTS
from mingtang.issued.rules.registering import WHICH_ITEM
from mingtang.journeys.withdrawn_facts import withdraw_document
from mingtang.organs.models import Organ
from mingtang.organs.rules.roles import Power

ASKS = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@seated(Power.READ_DESK)
def documents(request: StaffRequest, seat: Seat) -> HttpResponse:
    return render(request, "desk/documents/list.html", pages.documents_page(request, seat))


@require_safe
@only_if(permissions.may_read_document, IssuedDocument, "current__fact")
def document(request: StaffRequest, seat: Seat, document: IssuedDocument) -> HttpResponse:
    return render(request, "desk/documents/detail.html", pages.document_page(seat, document))


@ASKS
@seated(Power.RECORD_FACT)
def new(request: StaffRequest, seat: Seat) -> HttpResponse:
    """Registers a document; asks a second time where it could fall under several items."""
    asked: Asked[Any] = Asked(
        menu="documents",
        title=_("登记发文"),
        lede=_("印发的文件当天登记，主动公开的、不公开的都登记，文号不留空。"),
        form=DocumentForm(
            sent(request),
            organs=pages.organs_to_register_for(seat),
            initial={"issued_on": seat.on},
        ),
        verb=_("登记"),
        back=reverse("desk:documents"),
        happens=[
            _("主动公开的，公开任务马上产生，从印发那天算起；要解读的，解读任务一起产生。"),
            _("登记记入公开日志，只能更正或者撤销，不能删除。"),
            _("不主动公开的，网站上只显示文号、日期、属性和依据，不显示标题和理由。"),
        ],
    )

    def act(form: DocumentForm) -> HttpResponse:
        organ = form.chosen_organ()
        document, _is_new = register_document(
            organ=organ,
            number=form.cleaned_data["number"],
            said=form.particulars(organ, organ_names_ever(seat.county)),
            item=form.item,
            recorded_for=pages.registers_for(seat, organ),
            confirmed=form.confirmed,
            by=seat.person,
            at=seat.at,
        )
        return redirect("desk:document", document.object_id)

    return ask_with_item(request, seat, asked, act, lambda form: form.chosen_organ())


@ASKS
@only_if(permissions.may_change_document, IssuedDocument, "current__fact")
def correct(request: StaffRequest, seat: Seat, document: IssuedDocument) -> HttpResponse:
    form = CorrectDocumentForm(sent(request), initial=initial_of(document.now.particulars))
    asked: Asked[Any] = Asked(
        menu="documents",
        title=_("更正发文登记"),
        above=f"{document.organ.name} · {document.number}",
        form=form,
        verb=_("更正"),
        back=reverse("desk:document", args=[document.object_id]),
        happens=[
            _("原来的登记保留，更正的理由公众能看到。"),
            _("改了印发日期的，还没有办结的公开任务重新计算到期日，改期的前后和理由都留下。"),
            _("由它产生的任务已经逾期的，只有县政务公开办可以把日期改晚。"),
            _("文号不能改：写错了的，撤销登记以后另行登记。"),
        ],
    )

    def act(form: CorrectDocumentForm) -> HttpResponse:
        correct_document(
            document=document,
            said=form.particulars(document.organ, organ_names_ever(seat.county)),
            because=form.cleaned_data["because"],
            item=form.item,
            confirmed=form.confirmed,
            recorded_for=pages.registers_for(seat, document.organ),
            by=seat.person,
            at=seat.at,
        )
        return redirect("desk:document", document.object_id)

    return ask_with_item(request, seat, asked, act, lambda _form: document.organ)


@ASKS
@only_if(permissions.may_change_document, IssuedDocument, "current__fact__item")
def refile(request: StaffRequest, seat: Seat, document: IssuedDocument) -> HttpResponse:
    """Under another item of the catalogue than was chosen."""
    fact = document.now.fact
    now = fact.item if fact else None
    items = items_for_documents(document.organ, document.now.issued_on, on=seat.on)
    asked: Asked[Any] = Asked(
        menu="documents",
        title=_("改归另一项公开事项"),
        above=f"{document.organ.name} · {document.number}",
        lede=_("现在归在“%(item)s”。") % {"item": now.level2} if now else "",
        form=RefileDocumentForm(sent(request), items=[one for one in items if one != now]),
        verb=_("改归"),
        is_final=True,
        back=reverse("desk:document", args=[document.object_id]),
        happens=[
            _("登记日期不变。原来的公开任务不再成立，新的事项下马上产生一件，从印发那天算起。"),
            _("解读任务照旧，已经逾期的仍然逾期。"),
            _("原来的任务已经逾期的，只有县政务公开办可以改归。"),
            _("两件任务的网页上都写明从哪一项改归哪一项、原来哪天到期、是否已经逾期和理由。"),
        ],
    )

    def act(form: RefileDocumentForm) -> HttpResponse:
        refile_document(
            document=document,
            recorded_for=pages.registers_for(seat, document.organ),
            by=seat.person,
            at=seat.at,
            **form.cleaned_data,
        )
        return redirect("desk:document", document.object_id)

    return ask(request, seat, asked, act)


@ASKS
@only_if(permissions.may_change_document, IssuedDocument, "current__fact")
def withdraw(request: StaffRequest, seat: Seat, document: IssuedDocument) -> HttpResponse:
    asked: Asked[Any] = Asked(
        menu="documents",
        title=_("撤销发文登记"),
        above=f"{document.organ.name} · {document.number}",
        form=WithdrawDocumentForm(sent(request)),
        verb=_("撤销登记"),
        is_final=True,
        back=reverse("desk:document", args=[document.object_id]),
        happens=[
            _("登记保留，注明已经撤销和理由，公众能看到；不能恢复，只能另行登记。"),
            _("由它产生的公开任务不再成立，办结了的也不再计入按期率。"),
            _("还没有公开的草稿不再办理；已经公开的信息不会自动撤回，由公开它的机关核对。"),
            _(
                "由它产生的任务已经逾期，或者逾期后才办结的，只有县政务公开办可以撤销；撤销后再登记也一样。"
            ),
        ],
    )

    def act(form: WithdrawDocumentForm) -> HttpResponse:
        because = form.cleaned_data["because"]
        withdraw_document(document=document, because=because, by=seat.person, at=seat.at)
        return redirect("desk:document", document.object_id)

    return ask(request, seat, asked, act)


def ask_with_item(
    request: StaffRequest, seat: Seat, asked: Asked[Any], act: Any, organ_of: Any
) -> HttpResponse:
    """As `ask`; where the item has to be chosen, with the items to choose from, and where
    there is something odd about the number, with that to confirm."""
    form: ParticularsForm = asked.form
    if request.method != "POST":
        return asking(request, seat, asked)
    form.ask_again(request.POST)
    if "item" in request.POST and form.is_valid():
        _offer_items(form, organ_of(form), seat)
        form.full_clean()
    if not form.is_valid():
        return asking(request, seat, asked, status=422)
    try:
        answer: HttpResponse = act(form)
    except RuleBroken as broken:
        if broken.template in DOUBTS:
            form.ask_about(DOUBTS[broken.template])
        if broken.template != WHICH_ITEM:
            return asking(request, seat, asked, problem=told(broken), status=409)
        _offer_items(form, organ_of(form), seat)
        said = _("这件文件可能属于下面几项公开事项，请在最下面选定。")
        return asking(request, seat, asked, problem=said, status=422)
    return answer


def _offer_items(form: ParticularsForm, organ: Organ, seat: Seat) -> None:
    form.ask_which_item(items_for_documents(organ, form.cleaned_data["issued_on"], on=seat.on))
