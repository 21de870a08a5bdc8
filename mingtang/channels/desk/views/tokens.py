"""Tokens of office systems: who has which, a new one, and one that must open nothing any more."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from mingtang.channels.desk.asking import Asked, ask, looked_for, sent
from mingtang.channels.desk.forms.base import DeskForm
from mingtang.channels.desk.forms.tokens import TokenForm
from mingtang.channels.desk.pages.frame import desk_frame
from mingtang.channels.shared.access import Seat, StaffRequest, only_if, seated
from mingtang.channels.shared.paging import newest_first
from mingtang.issued import actions, permissions
from mingtang.issued.models import ApiToken
from mingtang.issued.queries.tokens import clerks_of, tokens_of
from mingtang.organs.rules.roles import Power

ASKS = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@seated(Power.MANAGE_PEOPLE)
def tokens(request: StaffRequest, seat: Seat) -> HttpResponse:
    paged = newest_first(tokens_of(seat.county), request)
    shown = {**desk_frame(seat, "tokens"), "paged": paged}
    return render(request, "desk/people/tokens.html", shown)


@ASKS
@seated(Power.MANAGE_PEOPLE)
def new(request: StaffRequest, seat: Seat) -> HttpResponse:
    asked: Asked[Any] = Asked(
        menu="tokens",
        title=_("发给接口令牌"),
        form=TokenForm(
            sent(request), posts=list(clerks_of(seat.county, seat.on)), find=looked_for(request)
        ),
        verb=_("发给令牌"),
        back=reverse("desk:tokens"),
        happens=[
            _("页面显示令牌，只显示这一次，请交给管那个系统的人；系统里只保存它的摘要。"),
            _("有了令牌的系统只能为这一个机关登记发文，别的什么都不能做。"),
        ],
    )

    def act(form: TokenForm) -> HttpResponse:
        post = form.chosen_post()
        token, words = actions.issue_token(
            organ=post.organ,
            holder=post.holder,
            name=form.cleaned_data["name"],
            by=seat.person,
            at=seat.at,
        )
        shown = {**desk_frame(seat, "tokens"), "token": token, "words": words}
        return render(request, "desk/people/token_issued.html", shown)

    return ask(request, seat, asked, act)


@ASKS
@only_if(permissions.may_revoke_token, ApiToken, "holder")
def revoke(request: StaffRequest, seat: Seat, token: ApiToken) -> HttpResponse:
    asked = Asked(
        menu="tokens",
        title=_("收回接口令牌"),
        above=f"{token.organ.name} · {token.name}",
        form=DeskForm(sent(request)),
        verb=_("收回"),
        is_final=True,
        back=reverse("desk:tokens"),
        happens=[_("那个系统马上不能再登记；已经登记的不受影响。")],
    )

    def act(_form: DeskForm) -> HttpResponse:
        actions.revoke_token(token=token, by=seat.person, at=seat.at)
        return redirect("desk:tokens")

    return ask(request, seat, asked, act)
