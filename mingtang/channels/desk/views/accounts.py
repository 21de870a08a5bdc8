from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from mingtang.channels.desk.asking import Asked, ask, sent
from mingtang.channels.desk.forms.accounts import AccountForm, NewAccountForm
from mingtang.channels.desk.forms.base import DeskForm
from mingtang.channels.desk.pages.accounts import account_page, accounts_page
from mingtang.channels.shared.access import Seat, StaffRequest, seated
from mingtang.organs import actions
from mingtang.organs.queries.tenures import accounts_of
from mingtang.organs.rules.roles import Power
from mingtang.people.models import User
from mingtang.people.one_time_passwords import one_time_password

ASKS = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@seated(Power.MANAGE_PEOPLE)
def accounts(request: StaffRequest, seat: Seat) -> HttpResponse:
    return render(request, "desk/people/accounts.html", accounts_page(request, seat))


@require_safe
@seated(Power.MANAGE_PEOPLE)
def account(request: StaffRequest, seat: Seat, account_id: int) -> HttpResponse:
    return render(
        request, "desk/people/account.html", account_page(seat, _account(seat, account_id))
    )


@ASKS
@seated(Power.MANAGE_PEOPLE)
def new(request: StaffRequest, seat: Seat) -> HttpResponse:
    asked: Asked[Any] = Asked(
        menu="accounts",
        title=_("建立账号"),
        form=NewAccountForm(sent(request)),
        verb=_("建立账号"),
        back=reverse("desk:accounts"),
        happens=[
            _("页面显示一个一次性密码，只显示这一次，请当面交给本人。"),
            _("本人第一次登录要先改密码。账号没有任何权限，直到安全保密管理员登记岗位。"),
        ],
    )

    def act(form: NewAccountForm) -> HttpResponse:
        password = one_time_password()
        made = actions.open_account(
            county=seat.county,
            password=password,
            is_temporary=True,
            by=seat.person,
            at=seat.at,
            **form.cleaned_data,
        )
        return _with_password(request, seat, made, password)

    return ask(request, seat, asked, act)


@ASKS
@seated(Power.MANAGE_PEOPLE)
def change(request: StaffRequest, seat: Seat, account_id: int) -> HttpResponse:
    account = _account(seat, account_id)
    initial = {"name": account.name, "email": account.email}
    asked: Asked[Any] = Asked(
        menu="accounts",
        title=_("更改姓名和邮箱"),
        above=account.username,
        form=AccountForm(sent(request), initial=initial),
        verb=_("保存"),
        back=_address(account),
    )

    def act(form: AccountForm) -> HttpResponse:
        actions.change_account(account=account, by=seat.person, at=seat.at, **form.cleaned_data)
        return redirect(_address(account))

    return ask(request, seat, asked, act)


@ASKS
@seated(Power.MANAGE_PEOPLE)
def reset_password(request: StaffRequest, seat: Seat, account_id: int) -> HttpResponse:
    account = _account(seat, account_id)
    asked: Asked[Any] = Asked(
        menu="accounts",
        title=_("重设密码"),
        above=f"{account} · {account.username}",
        form=DeskForm(sent(request)),
        verb=_("重设密码"),
        is_final=True,
        back=_address(account),
        happens=[
            _("原来的密码作废，已经登录的地方全部退出。"),
            _("页面显示一个一次性密码，只显示这一次；请先核实是本人，再当面交给他。"),
            _("本人用它登录以后要先改密码。"),
        ],
    )

    def act(form: DeskForm) -> HttpResponse:
        password = one_time_password()
        actions.reset_password(
            account=account, password=password, is_temporary=True, by=seat.person, at=seat.at
        )
        return _with_password(request, seat, account, password)

    return ask(request, seat, asked, act)


@ASKS
@seated(Power.MANAGE_PEOPLE)
def clear_second_factor(request: StaffRequest, seat: Seat, account_id: int) -> HttpResponse:
    account = _account(seat, account_id)
    asked: Asked[Any] = Asked(
        menu="accounts",
        title=_("清除动态口令"),
        above=f"{account} · {account.username}",
        form=DeskForm(sent(request)),
        verb=_("清除动态口令"),
        is_final=True,
        back=_address(account),
        happens=[
            _("手机丢了、备用口令也没有的，才这样办。请先核实是本人。"),
            _("以后只凭密码登录；岗位必须用动态口令的，下次登录要先重新设置。"),
        ],
    )

    def act(form: DeskForm) -> HttpResponse:
        actions.clear_second_factor(account=account, by=seat.person, at=seat.at)
        return redirect(_address(account))

    return ask(request, seat, asked, act)


@ASKS
@seated(Power.MANAGE_PEOPLE)
def close(request: StaffRequest, seat: Seat, account_id: int) -> HttpResponse:
    account = _account(seat, account_id)
    asked: Asked[Any] = Asked(
        menu="accounts",
        title=_("停用账号"),
        above=f"{account} · {account.username}",
        form=DeskForm(sent(request)),
        verb=_("停用账号"),
        is_final=True,
        back=_address(account),
        happens=[
            _("马上不能登录，已经登录的地方全部退出。"),
            _("现在担任的岗位今天全部离任；因此空缺的岗位，公众能看到。"),
            _("账号和他办过的事都保留。以后可以重新启用，岗位要另行登记。"),
        ],
    )

    def act(form: DeskForm) -> HttpResponse:
        actions.close_account(account=account, by=seat.person, at=seat.at)
        return redirect(_address(account))

    return ask(request, seat, asked, act)


@ASKS
@seated(Power.MANAGE_PEOPLE)
def reopen(request: StaffRequest, seat: Seat, account_id: int) -> HttpResponse:
    account = _account(seat, account_id)
    asked: Asked[Any] = Asked(
        menu="accounts",
        title=_("重新启用账号"),
        above=f"{account} · {account.username}",
        form=DeskForm(sent(request)),
        verb=_("重新启用"),
        back=_address(account),
        happens=[_("可以用原来的密码登录；以前的岗位不会自动恢复。")],
    )

    def act(form: DeskForm) -> HttpResponse:
        actions.reopen_account(account=account, by=seat.person, at=seat.at)
        return redirect(_address(account))

    return ask(request, seat, asked, act)


def _account(seat: Seat, account_id: int) -> User:
    """Of the county's own; one of another county, or of the installation, is not here."""
    return get_object_or_404(accounts_of(seat.county, seat.on), pk=account_id)


def _address(account: User) -> str:
    return reverse("desk:account", args=[account.pk])


def _with_password(request: StaffRequest, seat: Seat, account: User, password: str) -> HttpResponse:
    """The answer to the form itself: no address leads to the password again."""
    page = account_page(seat, account, password=password)
    response = render(request, "desk/people/account.html", page)
    response.headers["Cache-Control"] = "no-store"
    return response
