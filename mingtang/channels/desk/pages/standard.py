"""The catalogues of a county at the desk, and the one that comes with the software."""

import datetime
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from mingtang.catalogue.choices import Audience, Mode
from mingtang.catalogue.models import Item, Standard
from mingtang.catalogue.queries.editions import Planned
from mingtang.catalogue.queries.standards import bearing_among
from mingtang.catalogue.rules.items import StandardText
from mingtang.channels.desk.forms.standard import AdoptForm
from mingtang.channels.desk.pages.frame import desk_frame
from mingtang.channels.desk.pages.planned import changes
from mingtang.channels.shared.access import Seat
from mingtang.channels.shared.shown.dates import full_day
from mingtang.channels.shared.shown.numbers import grouped

EDITIONS = 10


@dataclass(frozen=True)
class ShownEdition:
    """`files` lead to it as a table, in each form; `back` to taking it back, while that can be."""

    name: str
    words: list[str]
    files: list[tuple[str, str]]
    back: str


@dataclass(frozen=True)
class Counts:
    """Who the items are for; together all of them."""

    public: int
    on_request: int
    internal: int

    @property
    def words(self) -> str:
        """Why the catalogue that everybody sees has fewer rows than there are items."""
        shown = _("%(total)s个事项：向社会公开的%(public)s个") % {
            "total": grouped(self.public + self.on_request + self.internal),
            "public": grouped(self.public),
        }
        rest = [
            _("依申请公开的%(n)s个") % {"n": grouped(self.on_request)} if self.on_request else "",
            _("只在机关内部公开的%(n)s个（网站的目录里不列）") % {"n": grouped(self.internal)}
            if self.internal
            else "",
        ]
        return _("，").join(filter(None, [shown, *rest]))


def standard_page(
    seat: Seat,
    shipped: StandardText,
    held: Standard | None,
    form: AdoptForm,
    planned: Planned | None,
    *,
    problem: str = "",
) -> dict[str, Any]:
    """`held`: what comes with the software, where it was adopted; then nothing is planned."""
    adopted = list(seat.county.standards.order_by("-from_on", "-id")[:EDITIONS])
    return {
        **desk_frame(seat, "standard"),
        **changes(seat, planned),
        "form": form,
        "problem": problem,
        "editions": _editions(adopted, seat.on),
        "shipped_name": _name(shipped.title, shipped.edition),
        "shipped_words": _count((one.audience, one.mode) for one in shipped.items).words,
        "shipped_state": _state_of_shipped(held, shipped, seat.on),
    }


def first_day(seat: Seat, shipped: StandardText) -> datetime.date:
    """From when it is offered: at once to who has none, else from the next year's first day."""
    has_one = seat.county.standards.exists()
    day = datetime.date(seat.on.year + 1, 1, 1) if has_one else seat.on
    return max(day, shipped.from_on)


def _name(title: str, edition: str) -> str:
    return _("《%(title)s》%(edition)s") % {"title": title, "edition": edition}


def _editions(adopted: list[Standard], on: datetime.date) -> list[ShownEdition]:
    items = Item.objects.filter(standard__in=adopted).values_list("standard", "audience", "mode")
    bearing = bearing_among(adopted)
    found: dict[int, list[tuple[str, str]]] = {}
    for standard, audience, mode in items:
        found.setdefault(standard, []).append((audience, mode))
    return [
        ShownEdition(
            name=_name(one.title, one.edition),
            words=[_since(one, on), _count(found.get(one.pk, [])).words],
            files=[
                (label, reverse("desk:edition-table", args=[one.object_id, form]))
                for form, label in (("xlsx", _("官方格式的表格（Excel）")), ("csv", "CSV"))
            ],
            back=reverse("desk:edition-withdraw", args=[one.object_id])
            if one.from_on >= on and not one.is_withdrawn and one.pk not in bearing
            else "",
        )
        for one in adopted
    ]


def _since(one: Standard, on: datetime.date) -> str:
    days = {"from": full_day(one.from_on), "to": full_day(one.to_on) if one.to_on else ""}
    if one.is_withdrawn:
        return _("已撤回，没有产生过任务（原定%(from)s起施行）") % days
    if one.from_on > on:
        return _("%(from)s起施行，还没有施行") % days
    if one.to_on is None:
        return _("现行，%(from)s起施行") % days
    if one.to_on >= on:
        return _("现行，%(from)s起施行，到%(to)s为止") % days
    return _("已停用，%(from)s至%(to)s") % days


def _count(items: Iterable[tuple[str, str]]) -> Counts:
    found: Counter[str] = Counter()
    for audience, mode in items:
        inside = audience != Audience.PUBLIC
        found["internal" if inside else "public" if mode == Mode.ACTIVE else "on_request"] += 1
    return Counts(found["public"], found["on_request"], found["internal"])


def _state_of_shipped(held: Standard | None, shipped: StandardText, on: datetime.date) -> str:
    """Empty where it can be adopted."""
    if held is None:
        return ""
    if held.digest != shipped.digest:
        return _("本县采用过这个版本号的目录，内容和随软件提供的不同。等软件带来新版再采用。")
    return _("已经采用：%(since)s。不用再采用。软件带来新版时，这里先列出会改变什么。") % {
        "since": _since(held, on)
    }
