"""Words of the register that never should have been public are held back from the public."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from mingtang.catalogue.models import Fact
from mingtang.catalogue.permissions import may_hold_back_fact
from mingtang.channels.desk.asking import Asked, ask, sent
from mingtang.channels.desk.forms.holding_back import HoldBackForm
from mingtang.channels.desk.pages.holding_back import office_of, titles_left, words_that_go
from mingtang.channels.shared.access import Seat, StaffRequest, only_if
from mingtang.issued.models import IssuedDocument
from mingtang.issued.permissions import may_hold_back_document
from mingtang.issued.queries.register import public_titles_left, was_document
from mingtang.journeys import holding_back

ASKS = require_http_methods(["GET", "HEAD", "POST"])


@ASKS
@only_if(may_hold_back_document, IssuedDocument, "current__fact")
def document(request: StaffRequest, seat: Seat, document: IssuedDocument) -> HttpResponse:
    back = reverse("desk:document", args=[document.object_id])
    above = f"{document.organ.name} · {document.number}"

    def act(given: dict[str, Any]) -> None:
        holding_back.hold_back_document(document=document, **given)

    goes = words_that_go(public_titles_left(document))
    return _asked(request, seat, "documents", above, back, goes, act)


@ASKS
@only_if(may_hold_back_fact, Fact, "item")
def fact(request: StaffRequest, seat: Seat, fact: Fact) -> HttpResponse:
    if document := was_document(fact):
        return redirect("desk:document-hold-back", document.object_id)
    back = reverse("desk:fact", args=[fact.object_id])
    above = f"{fact.organ.name} · {fact.get_kind_display()}"

    def act(given: dict[str, Any]) -> None:
        holding_back.hold_back_fact(fact=fact, **given)

    goes = words_that_go(titles_left(fact))
    return _asked(request, seat, "facts", above, back, goes, act)


def _asked(
    request: StaffRequest,
    seat: Seat,
    menu: str,
    above: str,
    back: str,
    goes: str,
    act: Callable[[dict[str, Any]], None],
) -> HttpResponse:
    asked: Asked[Any] = Asked(
        menu=menu,
        title=_("隐去以前的文字"),
        above=above,
        lede=_("不应当公开却公开过的标题、证据和理由，从网站、接口和下载的数据里隐去，不能恢复。"),
        form=HoldBackForm(sent(request)),
        verb=_("隐去"),
        is_final=True,
        back=back,
        happens=[
            goes,
            _(
                "还在登记着的，现在的标题留着，以前的隐去；已经撤销的、改为不公开的，公开过的全部隐去。"
            ),
            _("由它产生的公开任务、有关的纠错和提醒里的标题一起隐去。文号和日期留着，不出现空号。"),
            _("什么时候、由谁、依据哪一条、为什么隐去，公众能看到，记入公开日志；日志仍然完整。"),
            _("已经公开的信息不在这里：请到那件公开信息里撤回，再依法删除。"),
        ],
    )

    def sent_act(form: HoldBackForm) -> HttpResponse:
        act({**form.cleaned_data, "office": office_of(seat), "by": seat.person, "at": seat.at})
        return redirect(back)

    return ask(request, seat, asked, sent_act)
