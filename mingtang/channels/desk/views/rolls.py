"""Rolls in Excel: bodies, accounts and posts, each looked through first and registered then."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from mingtang.channels.desk.forms.rolls import Parcel, RollForm
from mingtang.channels.desk.pages.rolls import RollWords, roll_page
from mingtang.channels.shared.access import Seat, StaffRequest, seated
from mingtang.channels.shared.blank_tables import blank_table
from mingtang.channels.shared.told import told
from mingtang.files.rules.limits import Limits
from mingtang.files.tables import read_table
from mingtang.foundation.errors import RuleBroken
from mingtang.foundation.tables import Row
from mingtang.organs import actions
from mingtang.organs.rules import organ_rolls, staff_rolls
from mingtang.organs.rules.roles import Power
from mingtang.organs.rules.rolls import Outcome, RollRow
from mingtang.people.one_time_passwords import one_time_password

ASKS = require_http_methods(["GET", "HEAD", "POST"])
PAGE = "desk/rolls/roll.html"
ORGANS, STAFF = "mingtang.organs.apart.organ_roll", "mingtang.organs.apart.staff_roll"
# Rows in one transaction: meanwhile nobody else of the county can act.
AT_A_TIME = 200
ACCOUNTS_AT_A_TIME = 20  # a password takes a moment to be kept
Act = Callable[[Sequence[Row]], list[RollRow]]


@ASKS
@seated(Power.MANAGE_ORGANS)
def organs(request: StaffRequest, seat: Seat) -> HttpResponse:
    words = RollWords(
        menu="organs",
        title=_("用名册成批登记机关"),
        lede=_("部门、乡镇、村、学校、医院……一张表登记完。名册里已经有的，只补上空着的内容。"),
        back=reverse("desk:organs"),
        template="desk:organ-roll-template",
        layout=organ_rolls.LAYOUT,
        outcomes={
            Outcome.NEW: _("新登记"),
            Outcome.FILLED: _("补上空着的"),
            Outcome.LATER: _("排在下一批"),
            Outcome.KNOWN: _("已经有，不变"),
            Outcome.WRONG: _("有问题，不登记"),
        },
        happens=[
            _("登记的机关马上出现在网站的机关目录里；目录要求公开的任务从明天凌晨起产生。"),
            _("代码和类别永不更改。主管领域和公开栏从今天起算。"),
        ],
    )

    def act(rows: Sequence[Row]) -> list[RollRow]:
        return actions.register_organs(
            county=seat.county, rows=rows, most=AT_A_TIME, by=seat.person, at=seat.at
        )

    return _roll(request, seat, words, ORGANS, act, act)


@ASKS
@seated(Power.MANAGE_PEOPLE)
def accounts(request: StaffRequest, seat: Seat) -> HttpResponse:
    words = RollWords(
        menu="accounts",
        title=_("用名册成批建立账号"),
        lede=_("同一张人员名册，系统管理员先建立账号，安全保密管理员再登记岗位。"),
        back=reverse("desk:accounts"),
        template="desk:account-roll-template",
        layout=staff_rolls.LAYOUT,
        outcomes={
            Outcome.NEW: _("新建账号"),
            Outcome.LATER: _("排在下一批"),
            Outcome.KNOWN: _("已经有账号"),
            Outcome.WRONG: _("有问题，不建立"),
        },
        happens=[
            _(
                "一次最多建立20个。页面显示每个人的一次性密码，只显示这一次，请打印以后裁开，当面交给本人。"
            ),
            _("账号没有任何权限，直到安全保密管理员登记岗位。"),
        ],
    )

    def open_with(passwords: Callable[[], str] | None) -> Act:
        return lambda rows: actions.open_accounts(
            county=seat.county,
            rows=rows,
            passwords=passwords,
            most=ACCOUNTS_AT_A_TIME,
            by=seat.person,
            at=seat.at,
        )

    return _roll(request, seat, words, STAFF, open_with(None), open_with(one_time_password))


@ASKS
@seated(Power.ASSIGN_ROLES)
def posts(request: StaffRequest, seat: Seat) -> HttpResponse:
    words = RollWords(
        menu="posts",
        title=_("用名册成批登记岗位"),
        lede=_("同一张人员名册，系统管理员先建立账号，安全保密管理员再登记岗位。"),
        back=reverse("desk:posts"),
        template="desk:post-roll-template",
        layout=staff_rolls.LAYOUT,
        outcomes={
            Outcome.NEW: _("新登记岗位"),
            Outcome.LATER: _("排在下一批"),
            Outcome.KNOWN: _("已经在岗，不变"),
            Outcome.WRONG: _("有问题，不登记"),
        },
        happens=[
            _("从开始那天起，本人登录以后就能办理这个岗位的事。"),
            _("第一责任人、公开专员和村公开员的姓名、职务公众能看到。"),
            _("登记记入公开日志和审计记录，只能登记离任，不能删除。"),
        ],
    )

    def act(rows: Sequence[Row]) -> list[RollRow]:
        return actions.fill_posts(
            county=seat.county, rows=rows, most=AT_A_TIME, by=seat.person, at=seat.at
        )

    return _roll(request, seat, words, STAFF, act, act)


@require_safe
@seated(Power.MANAGE_ORGANS)
def organ_template(request: StaffRequest, seat: Seat, form: str) -> HttpResponse:
    return blank_table(organ_rolls.LAYOUT, form, name="organs")


@require_safe
@seated(Power.MANAGE_PEOPLE)
def account_template(request: StaffRequest, seat: Seat, form: str) -> HttpResponse:
    return blank_table(staff_rolls.LAYOUT, form, name="people")


@require_safe
@seated(Power.ASSIGN_ROLES)
def post_template(request: StaffRequest, seat: Seat, form: str) -> HttpResponse:
    return blank_table(staff_rolls.LAYOUT, form, name="people")


def _roll(
    request: StaffRequest, seat: Seat, words: RollWords, worker: str, trial: Act, act: Act
) -> HttpResponse:
    """A file is read and tried out; sent on, what was shown is registered."""
    salt = f"{words.template} {seat.county.code} {seat.person.pk}"
    if request.method != "POST":
        return render(request, PAGE, roll_page(seat, words, RollForm()))
    if "rows" in request.POST:
        return _registered(request, seat, words, salt, act)
    form = RollForm(request.POST, request.FILES)
    if not form.is_valid():
        return render(request, PAGE, roll_page(seat, words, form), status=422)
    upload = form.cleaned_data["file"]
    try:
        limits = Limits(**settings.FILE_LIMITS)
        found = read_table(upload, name=upload.name, limits=limits, worker=worker)
        if found.problems:
            raise RuleBroken(found.problems[0].template, **found.problems[0].params)
    except RuleBroken as broken:
        return render(request, PAGE, roll_page(seat, words, form, problem=told(broken)), status=409)
    rows = actions.tried(action=lambda: trial(found.rows))
    try:
        sealed = Parcel(upload.name, _to_send_on(found.rows, rows)).sealed(salt)
    except RuleBroken as broken:
        return render(request, PAGE, roll_page(seat, words, form, problem=told(broken)), status=409)
    page = roll_page(seat, words, RollForm(), rows, name=upload.name, sealed=sealed)
    return render(request, PAGE, page)


def _to_send_on(rows: Sequence[Row], shown: Sequence[RollRow]) -> list[Row]:
    """What there is still something to do about."""
    left = {one.row for one in shown if one.outcome not in {Outcome.KNOWN, Outcome.WRONG}}
    return [row for row in rows if row.row in left]


def _registered(
    request: StaffRequest, seat: Seat, words: RollWords, salt: str, act: Act
) -> HttpResponse:
    try:
        parcel = Parcel.opened(request.POST["rows"], salt)
    except RuleBroken as broken:
        page = roll_page(seat, words, RollForm(), problem=told(broken))
        return render(request, PAGE, page, status=409)
    rows = act(parcel.rows)
    later = {row.row for row in rows if row.outcome is Outcome.LATER}
    left = replace(parcel, rows=[row for row in parcel.rows if row.row in later])
    sealed = left.sealed(salt) if later else ""
    page = roll_page(seat, words, RollForm(), rows, name=parcel.name, sealed=sealed, is_done=True)
    return render(request, PAGE, page)
