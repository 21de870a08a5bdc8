"""Forms that change something: shown with what will happen, sent, and answered in the page."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import render

from mingtang.channels.desk.forms.finding import finding_of
from mingtang.channels.desk.pages.frame import desk_frame
from mingtang.channels.desk.pages.handed import OpenMatters
from mingtang.channels.shared.access import Seat, StaffRequest
from mingtang.channels.shared.told import told
from mingtang.foundation.errors import RuleBroken

F = TypeVar("F", bound=BaseForm)
FIND = "find"


@dataclass(frozen=True)
class Asked(Generic[F]):
    """What a page asks: its form, its verb, what will happen then, and the way back.

    `beyond`: what else leads on from here, label and address. `is_final`: it cannot simply be taken
    back, so that Enter in a field must not do it. `listed`: what it is about, one on a line.
    `open`: what stays open, sort by sort.
    """

    menu: str
    title: str
    form: F
    verb: str
    back: str
    above: str = ""
    lede: str = ""
    happens: Sequence[str] = ()
    is_final: bool = False
    beyond: Sequence[tuple[str, str]] = ()
    listed: Sequence[str] = ()
    open: Sequence[OpenMatters] = ()


def ask(
    request: StaffRequest, seat: Seat, asked: Asked[F], act: Callable[[F], HttpResponse]
) -> HttpResponse:
    """The form; sent, what `act` answers. Refused, it comes back with all that was typed."""
    if request.method != "POST":
        return asking(request, seat, asked)
    if not asked.form.is_valid():
        return asking(request, seat, asked, status=422)
    try:
        return act(asked.form)
    except RuleBroken as broken:
        return asking(request, seat, asked, problem=told(broken), status=409)


def asking(
    request: StaffRequest, seat: Seat, asked: Asked[F], *, problem: str = "", status: int = 200
) -> HttpResponse:
    shown = {**desk_frame(seat, asked.menu), "asked": asked, "form": asked.form, "problem": problem}
    shown["finding"] = finding_of(asked.form)
    shown["kept"] = {name: value for name, value in request.GET.items() if name != FIND}
    return render(request, "desk/asking.html", shown, status=status)


def sent(request: StaffRequest) -> dict[str, str] | None:
    """What was typed, for a form that is bound only once it was sent."""
    return request.POST if request.method == "POST" else None


def looked_for(request: StaffRequest) -> str:
    """What of a long list of choices was looked for, for a form that offers one."""
    return request.GET.get(FIND, "").strip()
