"""What is withheld, and each look at it, one by one: what the figures of `withheld` lead to."""

import datetime
from dataclasses import dataclass

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mingtang.channels.shared.choosing import Chosen, choose
from mingtang.channels.shared.missing import Missing
from mingtang.channels.shared.paging import Paged, in_order
from mingtang.channels.shared.requests import PublicRequest
from mingtang.channels.shared.shown.dates import full_day
from mingtang.channels.shared.shown.numbers import grouped
from mingtang.channels.shared.shown.states import Mark, Shape, held_mark
from mingtang.channels.website.filters import uuid_of
from mingtang.channels.website.rows import Row
from mingtang.disclosure.choices import ExemptionGround
from mingtang.disclosure.models import Disclosure
from mingtang.foundation.clock import day_of
from mingtang.issued.models import IssuedDocument
from mingtang.organs.models import County, Organ
from mingtang.organs.queries import public
from mingtang.withheld.models import Examination
from mingtang.withheld.queries.figures import years_of
from mingtang.withheld.queries.listed import OF_TODAY, InTurn, Listed, Way, listed
from mingtang.withheld.queries.standing import of_document, of_publication

PARAMETERS = ("state", "organ", "ground", "year")


@dataclass(frozen=True)
class Asked:
    """`way` is None where only the figures are asked for."""

    filters: list[Chosen]
    way: Way | None
    organ: Organ | None
    ground: str
    year: int


def list_address(way: Way, organ: Organ | None = None, ground: str = "", *, year: int = 0) -> str:
    """`year`: in which the looks were due, where it is not of what is today."""
    asked = {"state": way.value}
    if year:
        asked["year"] = str(year)
    if organ is not None:
        asked["organ"] = str(organ.object_id)
    if ground:
        asked["ground"] = ground
    return f"{reverse('website:withheld')}?{urlencode(asked)}"


def asked_of(request: PublicRequest, on: datetime.date) -> Asked:
    """Raises Missing for what is not offered. Grounds and organs narrow a list, not the figures."""
    state = choose(request, "state", _("查看"), _ways())
    way = Way(state.value) if state.value else None
    organ, year, chosen = _organ(request), year_asked(request, on), [state]
    if way not in OF_TODAY:
        chosen.append(year)
    if way is None:
        if organ or "ground" in request.GET:
            raise Missing(_("地址里的筛选条件不认识，请从页面上的链接重新选择。"))
        return Asked(chosen, None, None, "", int(year.value))
    ground = choose(request, "ground", _("依据"), [("", _("全部")), *ExemptionGround.choices])
    chosen.append(ground)
    if organ is not None:
        options = [("", _("全部")), (request.GET["organ"], organ.name)]
        chosen.append(choose(request, "organ", _("机关"), options))
    return Asked(chosen, way, organ, ground.value, int(year.value))


def year_asked(request: PublicRequest, on: datetime.date) -> Chosen:
    years = [str(year) for year in years_of(request.county, on)]
    return choose(request, "year", _("年度"), [(year, year) for year in years])


def _organ(request: PublicRequest) -> Organ | None:
    asked = request.GET.get("organ")
    if asked is None:
        return None
    found = public.find(request.county, uuid_of(asked))
    if found is None:
        raise Missing(_("没有这个机关。可以从机关名录里找。"))
    return found


def _ways() -> list[tuple[str, str]]:
    return [
        ("", _("汇总")),
        (Way.NOW, _("不予公开")),
        (Way.WAITING, _("现在逾期未评估")),
        (Way.DUE, _("到期的评估审查")),
        (Way.IN_TIME, _("按期评估审查")),
        (Way.LATE, _("逾期后评估")),
        (Way.OVERDUE, _("逾期未评估")),
        (Way.RELEASED, _("改为公开")),
    ]


def withheld_list(
    request: PublicRequest, asked: Asked, way: Way, on: datetime.date
) -> dict[str, object]:
    found: InTurn = listed(
        request.county, way, on, year=asked.year, organ=asked.organ, ground=asked.ground
    )
    paged: Paged[Listed] = in_order(found, request)
    title = _("%(total)s件，第%(first)s—%(last)s件") % {
        "total": grouped(paged.total),
        "first": grouped(paged.first),
        "last": grouped(paged.last),
    }
    return {
        "filters": asked.filters,
        "is_list": True,
        "paged": paged,
        "rows_title": title if paged.rows else _("列表"),
        "rows": [_row(one, request.county, on) for one in paged.rows],
    }


def _row(one: Listed, county: County, on: datetime.date) -> Row:
    if isinstance(one, Examination):
        return _look(one)
    if isinstance(one, IssuedDocument):
        return _document(one, county, on)
    return _publication(one, county, on)


def _publication(one: Disclosure, county: County, on: datetime.date) -> Row:
    held = of_publication(one, county)
    return Row(
        address=reverse("website:disclosure", args=[one.object_id]),
        title=one.title,
        mark=_mark(held.due_on, on),
        words=_words(one.organ, held.ground, held.due_on),
    )


def _document(one: IssuedDocument, county: County, on: datetime.date) -> Row:
    """By its number alone: its title is for nobody."""
    held = of_document(one, county)
    return Row(
        address=_register(one),
        title=one.number,
        mark=_mark(held.due_on, on),
        words=_words(one.organ, held.ground, held.due_on),
    )


def _words(organ: Organ, ground: str, due_on: datetime.date) -> tuple[str, ...]:
    return (
        organ.name,
        *((str(ExemptionGround(ground).label),) if ground else ()),
        _("%(day)s前再评估审查") % {"day": full_day(due_on)},
    )


def _mark(due_on: datetime.date, on: datetime.date) -> Mark:
    return Mark(Shape.LATE, _("逾期未评估")) if due_on < on else held_mark()


def _look(one: Examination) -> Row:
    title, address = _looked_at(one)
    late = ngettext("逾期%(n)s个工作日", "逾期%(n)s个工作日", one.late_by) % {"n": one.late_by}
    return Row(
        address=address,
        title=title,
        mark=Mark(Shape.WAS_LATE, late) if one.late_by > 0 else Mark(Shape.KEPT, _("按期")),
        words=(
            one.organ.name,
            str(ExemptionGround(one.ground).label),
            _("%(day)s评估审查：%(result)s")
            % {"day": full_day(day_of(one.examined_at)), "result": one.get_result_display()},
        ),
    )


def _looked_at(one: Examination) -> tuple[str, str]:
    if one.disclosure:
        address = reverse("website:disclosure", args=[one.disclosure.object_id])
        return one.disclosure.title, address
    assert one.document is not None  # noqa: S101 - a look is at one of the two
    return one.document.number, _register(one.document)


def _register(one: IssuedDocument) -> str:
    address = reverse("website:issued", args=[one.organ.object_id])
    return f"{address}?{urlencode({'year': one.year})}"
