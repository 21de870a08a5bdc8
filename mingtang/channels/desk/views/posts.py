from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from mingtang.channels.desk.asking import Asked, ask, looked_for, sent
from mingtang.channels.desk.forms.base import DeskForm
from mingtang.channels.desk.forms.handing import DepartureForm, KnowingForm, SuccessorForm
from mingtang.channels.desk.forms.posts import PostForm, StandInForm
from mingtang.channels.desk.pages.handed import left_words, open_matters
from mingtang.channels.desk.pages.posts import posts_page
from mingtang.channels.shared.access import Seat, StaffRequest, seated
from mingtang.foundation.errors import RuleBroken
from mingtang.journeys import departures
from mingtang.journeys.left_open import left_open
from mingtang.journeys.unfinished import hanging
from mingtang.organs import actions
from mingtang.organs.choices import Role
from mingtang.organs.models import Post
from mingtang.organs.queries.register import organs_of
from mingtang.organs.queries.tenures import find_tenure, people_by_organ
from mingtang.organs.rules.roles import Power

ASKS = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@seated(Power.ASSIGN_ROLES)
def posts(request: StaffRequest, seat: Seat) -> HttpResponse:
    return render(request, "desk/people/posts.html", posts_page(request, seat))


@ASKS
@seated(Power.ASSIGN_ROLES)
def fill(request: StaffRequest, seat: Seat) -> HttpResponse:
    initial = {"from_on": seat.on, "organ": request.GET.get("organ", "")}
    asked: Asked[Any] = Asked(
        menu="posts",
        title=_("登记任职"),
        form=PostForm(
            sent(request),
            people=people_by_organ(seat.county, seat.on),
            find=looked_for(request),
            organs=organs_of(seat.county),
            initial=initial,
        ),
        verb=_("登记任职"),
        back=reverse("desk:posts"),
        happens=[
            _("从开始那天起，本人登录以后就能办理这个岗位的事。"),
            _("第一责任人、公开专员和村公开员的姓名、职务公众能看到。"),
            _("登记记入公开日志和审计记录，只能登记离任，不能删除。"),
        ],
    )

    def act(form: PostForm) -> HttpResponse:
        actions.fill_post(
            organ=form.cleaned_data["organ"],
            role=Role(form.cleaned_data["role"]),
            holder=form.cleaned_data["holder"],
            title=form.cleaned_data["title"],
            from_on=form.cleaned_data["from_on"],
            to_on=form.cleaned_data["to_on"],
            by=seat.person,
            at=seat.at,
        )
        return redirect("desk:posts")

    return ask(request, seat, asked, act)


@ASKS
@seated(Power.ASSIGN_ROLES)
def stand_in(request: StaffRequest, seat: Seat, post_id: int) -> HttpResponse:
    """Somebody acts for the holder for a time (AB岗)."""
    post = _post(seat, post_id)
    asked: Asked[Any] = Asked(
        menu="posts",
        title=_("登记代行（AB岗）"),
        above=_in_words(post),
        form=StandInForm(
            sent(request),
            **_others(request, seat, post),
            initial={"from_on": seat.on},
        ),
        verb=_("登记代行"),
        back=reverse("desk:posts"),
        happens=[
            _("代行期间两个人都能办理这个岗位的事，记录里注明是代行。"),
            _("到最后一天自动结束。"),
        ],
    )

    def act(form: StandInForm) -> HttpResponse:
        actions.fill_post(
            organ=post.organ,
            role=Role(post.role),
            stands_in_for=post,
            by=seat.person,
            at=seat.at,
            **form.cleaned_data,
        )
        return redirect("desk:posts")

    return ask(request, seat, asked, act)


@ASKS
@seated(Power.ASSIGN_ROLES)
def leave(request: StaffRequest, seat: Seat, post_id: int) -> HttpResponse:
    """With what is not finished, which goes to somebody at once."""
    post = _post(seat, post_id)
    left = hanging(post, seat.on)
    asked: Asked[Any] = Asked(
        menu="posts",
        title=_("登记离任"),
        above=_in_words(post),
        lede=_("没有要移交的事。") if not left else "",
        form=DepartureForm(
            sent(request),
            **_others(request, seat, post),
            count=len(left),
            initial={"on": seat.on},
        ),
        verb=_("登记离任"),
        is_final=True,
        back=reverse("desk:posts"),
        listed=left_words(left),
        open=open_matters(post.organ, left_open(post, seat.on)),
        happens=[
            _(
                "过了最后一天，本人不能再办理这个岗位的事；他签过、还没有公开的，到时会停下来等人处理。"
            ),
            *(
                [_("上面这些当场移交给接手人，接手人收到清单，今日页上写明由谁移交。")]
                if left
                else []
            ),
            _("岗位因此空缺的，公众能看到。代行的人做到约定的最后一天。"),
            _("登记错了的，最后一天过去以前可以在“岗位”里收回。"),
        ],
    )

    def act(form: DepartureForm) -> HttpResponse:
        _warn(form, seat, post)
        departures.leave_post(
            post=post,
            on=form.cleaned_data["on"],
            successor=form.cleaned_data["successor"],
            by=seat.person,
            at=seat.at,
        )
        return redirect("desk:posts")

    return ask(request, seat, asked, act)


@ASKS
@seated(Power.ASSIGN_ROLES)
def stay(request: StaffRequest, seat: Seat, post_id: int) -> HttpResponse:
    """A departure that was a mistake is taken back."""
    post = _post(seat, post_id)
    asked: Asked[Any] = Asked(
        menu="posts",
        title=_("收回离任"),
        above=_in_words(post),
        form=DeskForm(sent(request)),
        verb=_("收回离任"),
        is_final=True,
        back=reverse("desk:posts"),
        happens=[
            _("本人继续担任，到离任登记以前原定的日子为止；没有定的，一直担任到登记离任。"),
            _("随离任给接手人登记的任职不再开始，移交的事回到本人，接手人收到通知。"),
            _("最后一天过去以后不能再收回。登记和收回都记入公开日志和审计记录。"),
        ],
    )

    def act(_form: DeskForm) -> HttpResponse:
        departures.take_back_departure(post=post, by=seat.person, at=seat.at)
        return redirect("desk:posts")

    return ask(request, seat, asked, act)


@ASKS
@seated(Power.ASSIGN_ROLES)
def hand_over(request: StaffRequest, seat: Seat, post_id: int) -> HttpResponse:
    """What somebody left behind whose account was shut, or whose time ran out."""
    post = _post(seat, post_id)
    left = hanging(post, seat.on)
    asked: Asked[Any] = Asked(
        menu="posts",
        title=_("移交没有办完的事"),
        above=_in_words(post),
        lede="" if left else _("没有要移交的事。"),
        form=SuccessorForm(sent(request), **_others(request, seat, post)),
        verb=_("移交"),
        back=reverse("desk:posts"),
        listed=left_words(left),
        open=open_matters(post.organ, left_open(post, seat.on)),
        happens=[_("接手人收到清单，今日页上写明由谁移交；还没有这个岗位的，从今天起一并任职。")],
    )

    def act(form: SuccessorForm) -> HttpResponse:
        _warn(form, seat, post)
        departures.hand_over_left(
            post=post, successor=form.cleaned_data["successor"], by=seat.person, at=seat.at
        )
        return redirect("desk:posts")

    return ask(request, seat, asked, act)


def _warn(form: KnowingForm, seat: Seat, post: Post) -> None:
    """Raises RuleBroken once where nobody else could sign what the successor takes over."""
    taker = form.cleaned_data["successor"]
    if taker is None or form.cleaned_data["anyway"]:
        return
    try:
        departures.refuse_unsigned(post=post, taker=taker, at=seat.at)
    except RuleBroken:
        form.warn()
        raise


def _others(request: StaffRequest, seat: Seat, post: Post) -> dict[str, Any]:
    """Who may come into that post: everybody but who holds it, those of its organ in front."""
    people = people_by_organ(seat.county, seat.on)
    return {
        "people": [(organ, person) for organ, person in people if person != post.holder],
        "first": post.organ.name,
        "find": looked_for(request),
    }


def _post(seat: Seat, post_id: int) -> Post:
    post = find_tenure(seat.county, post_id)
    if post is None:
        raise Http404
    return post


def _in_words(post: Post) -> str:
    return f"{post.organ.name} · {post.get_role_display()} · {post.holder}"
