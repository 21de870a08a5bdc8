"""What is withheld at the desk: what has to be looked at again, and by when."""

import datetime
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from mingtang.catalogue.choices import Audience
from mingtang.channels.desk.pages.frame import desk_frame
from mingtang.channels.desk.pages.left import SOON, left
from mingtang.channels.desk.pages.seen import organs_seen
from mingtang.channels.shared.access import Seat, StaffRequest
from mingtang.channels.shared.choosing import Chosen, choose
from mingtang.channels.shared.paging import in_order
from mingtang.disclosure.choices import ExemptionGround
from mingtang.disclosure.models import Disclosure
from mingtang.foundation.working_days import Calendar
from mingtang.organs.rules.roles import Power
from mingtang.terms.queries import calendar
from mingtang.terms.words import day_words
from mingtang.withheld import permissions
from mingtang.withheld.queries.listing import Kind, Listing, Order, withheld_listing
from mingtang.withheld.queries.released import Released
from mingtang.withheld.queries.standing import Withheld, withheld_by
from mingtang.withheld.rules.terms import ONE_DAY

AHEAD = datetime.timedelta(days=30)
KEPT = ("due", "kind", "ground", "order")


@dataclass(frozen=True)
class WithheldRow:
    """Named `days_left` as of every matter, so that the same words stand beside it."""

    one: Withheld
    days_left: int
    ground: str
    address: str
    is_mine: bool

    @property
    def is_late(self) -> bool:
        return self.days_left < 0

    @property
    def is_soon(self) -> bool:
        return 0 <= self.days_left <= SOON

    @property
    def days_late(self) -> int:
        return -self.days_left


@dataclass(frozen=True)
class Question:
    """What the address asks for: four choices as links, and words typed."""

    due: Chosen
    kind: Chosen
    ground: Chosen
    order: Chosen
    words: str

    @property
    def filters(self) -> list[Chosen]:
        return [self.due, self.kind, self.ground, self.order]

    @property
    def is_narrowed(self) -> bool:
        return bool(self.due.value or self.kind.value or self.ground.value or self.words)

    def of(self, listing: Listing, on: datetime.date) -> Listing:
        """What of it is asked for, in the order asked for."""
        soon = on + AHEAD + ONE_DAY
        ends = {"late": (on, None), "soon": (soon, on), "later": (None, soon)}
        before, since = ends.get(self.due.value, (None, None))
        found = listing.due(before=before, since=since).sorted_by(Order(self.order.value))
        if self.kind.value:
            found = found.of_kind(Kind(self.kind.value))
        if self.ground.value:
            found = found.on_ground(self.ground.value)
        return found.with_words(self.words)


def question(request: StaffRequest) -> Question:
    anything = ("", _("全部"))
    due = [
        anything,
        ("late", _("已逾期")),
        ("soon", _("%(n)s天内到期") % {"n": AHEAD.days}),
        ("later", _("以后")),
    ]
    kinds = [anything, (Kind.PUBLICATION, _("公开任务")), (Kind.DOCUMENT, _("发文登记"))]
    orders = [
        (Order.DUE, _("最先到期的在前")),
        (Order.LONGEST, _("不予公开最久的在前")),
        (Order.ORGAN, _("按机关")),
    ]
    return Question(
        due=choose(request, "due", _("评估审查"), due),
        kind=choose(request, "kind", _("来自"), kinds),
        ground=choose(request, "ground", _("依据"), [anything, *ExemptionGround.choices]),
        order=choose(request, "order", _("排列"), orders),
        words=request.GET.get("q", "").strip(),
    )


def withheld_page(request: StaffRequest, seat: Seat) -> dict[str, Any]:
    """All that one's own organs withhold, and those merged into them; of the county, for who
    oversees it. The most urgent first, unless the address asks for another order."""
    listing, asked = _listing(seat), question(request)
    paged = in_order(asked.of(listing, seat.on), request)
    return {
        **desk_frame(seat, "withheld"),
        "filters": asked.filters,
        "words": asked.words,
        "kept": {one: request.GET.get(one, "") for one in KEPT},
        "is_narrowed": asked.is_narrowed,
        "paged": paged,
        "rows": _rows(paged.rows, seat, seat.answers_for(Power.READ_DESK)),
        "late": listing.overdue(seat.on),
        "months": seat.county.look_again_months,
        "query": request.META.get("QUERY_STRING", ""),
    }


def withheld_lines(seat: Seat, asked: Question) -> Iterator[Sequence[object]]:
    """The same as lines of a table with its head, all pages of it."""
    days = calendar(seat.county.code)
    yield [
        *(_("机关"), _("标题"), _("来自"), _("依据"), _("何时起不予公开")),
        *(_("上次评估审查"), _("应当评估审查"), _("逾期几个工作日")),
    ]
    for one in asked.of(_listing(seat), seat.on).each():
        yield [
            one.organ.name,
            one.title,
            _("发文登记") if one.is_document else _("公开任务"),
            str(ExemptionGround(one.ground).label),
            one.since,
            "" if one.looked_on == one.since else one.looked_on,
            one.due_on,
            max(0, -left(one.due_on, seat.on, days)),
        ]


def _listing(seat: Seat) -> Listing:
    inside, own = seat.answers_for(Power.READ_INTERNAL), seat.answers_for(Power.READ_DESK)
    organs = None if organs_seen(seat) is None else own
    return withheld_listing(seat.county, organs, inside=inside)


def looks_soon(seat: Seat) -> list[WithheldRow]:
    """What the person has to look at within a month, or should have, in one's own organs."""
    inside, own = seat.answers_for(Power.READ_INTERNAL), seat.answers_for(Power.READ_DESK)
    soon = withheld_by(seat.county, own, due_until=seat.on + AHEAD)
    seen = [one for one in soon if one.organ.pk in inside or not _is_inside(one)]
    return [row for row in _rows(seen, seat, own) if row.is_mine]


def _rows(found: Iterable[Withheld], seat: Seat, own: Container[int]) -> list[WithheldRow]:
    """What may be done is asked once for each organ."""
    days = calendar(seat.county.code)
    may: dict[tuple[int, bool], bool] = {}
    rows = []
    for one in found:
        key = (one.organ.pk, one.is_document)
        if key not in may:
            may[key] = _may_examine(one, seat, is_own=one.organ.pk in own)
        rows.append(_row(one, seat, days, is_mine=may[key]))
    return rows


def _is_inside(one: Withheld) -> bool:
    return isinstance(one.thing, Disclosure) and one.thing.audience == Audience.INTERNAL


def _may_examine(one: Withheld, seat: Seat, *, is_own: bool) -> bool:
    """Of organs that are not one's own, by the posts at hand: no query for each of a county."""
    if not is_own:
        return one.is_document and seat.may(Power.RECORD_FACT, one.organ)
    if isinstance(one.thing, Disclosure):
        return permissions.may_examine_publication(seat.person, one.thing, seat.on)
    return permissions.may_examine_document(seat.person, one.thing, seat.on)


def _row(one: Withheld, seat: Seat, days: Calendar, *, is_mine: bool) -> WithheldRow:
    name = "desk:withheld-document" if one.is_document else "desk:withheld-publication"
    return WithheldRow(
        one=one,
        days_left=left(one.due_on, seat.on, days),
        ground=str(ExemptionGround(one.ground).label),
        address=reverse(name, args=[one.thing.object_id]),
        is_mine=is_mine,
    )


def released_words(found: Sequence[Released]) -> list[str]:
    """By when it will be owed, if it is found to be for everybody: where the day is not the same
    under all items, under which it is."""
    items: dict[str, list[str]] = {}
    for one in found:
        items.setdefault(_released_words(one), []).append(one.item)
    if len(items) == 1:
        return [*items]
    return [
        _("归入“%(item)s”的：%(said)s") % {"item": "”、“".join(names), "said": said}
        for said, names in items.items()
    ]


def _released_words(one: Released) -> str:
    if one.is_anew:
        said = _("应当公开的，期限从今天算起，%(due)s到期。")
        return said % {"due": day_words(one.due_on)}
    return _(
        "应当公开的，期限不重新算：%(said)s才写明不予公开，那时已经过了到期日（%(due)s）。"
        "到期日仍是那一天，按逾期计（本软件的规则）。"
    ) % {"said": day_words(one.said_on), "due": day_words(one.due_on)}
