"""How much each organ withholds, on which grounds, and whether it looks at that again when due."""

import datetime
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import reduce
from operator import add

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mingtang.channels.shared.shown.dates import Day, full_day
from mingtang.channels.shared.shown.numbers import grouped
from mingtang.channels.website.counted import Counted, Share, counted, rate_words
from mingtang.channels.website.rows import Fact
from mingtang.channels.website.withheld_list import list_address
from mingtang.disclosure.choices import ExemptionGround
from mingtang.disclosure.models import Disclosure
from mingtang.foundation.clock import day_of
from mingtang.organs.models import County, Organ
from mingtang.organs.queries import public
from mingtang.withheld.queries.figures import Figures, figures
from mingtang.withheld.queries.listed import Way
from mingtang.withheld.queries.standing import looks_at
from mingtang.withheld.rules.terms import Looked, next_look


@dataclass(frozen=True)
class WithheldRow:
    """One organ: numbers with their whole, and no rate of few."""

    name: str
    address: str
    withheld: Counted
    grounds: list[Counted]
    looked: Share
    overdue: Counted
    released: Counted


@dataclass(frozen=True)
class Look:
    """A step of `.course`."""

    title: str
    when: Day
    proof: str
    css: str = ""


def withheld_table(county: County, on: datetime.date, year: int) -> dict[str, object]:
    found = figures(county, on, year=year)
    shown = [one for one in public.every_organ(county) if one.pk in found]
    rows = [_row(one.name, _address(one), found[one.pk], one, year) for one in shown]
    return {
        "rows": rows,
        "sum": _row(_("合计"), "", _all(found.values()), None, year) if rows else None,
        "months": county.look_again_months,
        "day": full_day(on),
        "csv": f"{reverse('website:withheld-csv')}?year={year}",
        "year": year,
    }


def withheld_lines(county: County, on: datetime.date, year: int) -> Iterator[list[object]]:
    """The same, for a table; a column for each ground."""
    found = figures(county, on, year=year)
    yield [
        *(_("机关"), _("编码"), _("不予公开"), _("现在逾期未评估")),
        *(f"{ground.label}（{ground.value}）" for ground in ExemptionGround),
        _("年度"),
        *(_("到期的评估审查"), _("按期"), _("逾期后评估"), _("逾期未评估"), _("按期率（%）")),
        _("数量少"),
        *(_("改为公开"), _("截至")),
    ]
    for organ in public.every_organ(county):
        if organ.pk in found:
            of_organ, looked = found[organ.pk], found[organ.pk].looked
            yield [
                *(organ.name, organ.code, looked.withheld, looked.waiting),
                *(of_organ.by_ground.get(ground, 0) for ground in ExemptionGround.values),
                year,
                *(looked.due_total, looked.in_time, looked.late, looked.overdue),
                "" if looked.rate is None else looked.rate,
                _("是") if looked.is_few else "",
                *(looked.released, on.isoformat()),
            ]


def withheld_of(organ: Organ, on: datetime.date) -> list[Fact]:
    """What the page of an organ says of it; empty where it never withheld anything."""
    found = figures(organ.county, on, year=on.year, organ=organ).get(organ.pk)
    if found is None:
        return []
    row = _row(organ.name, "", found, organ, on.year)
    looked = row.looked
    of = f"{looked.part.words}/{looked.whole.words}" if looked.whole.number else looked.none
    return [
        _fact(_("不予公开"), row.withheld),
        *(Fact(_("依据"), ground.words, ground.address) for ground in row.grounds),
        Fact(
            _("%(year)s年按期评估审查") % {"year": on.year},
            f"{looked.rate}（{of}）" if looked.rate else of,
            looked.part.address,
        ),
        _fact(_("现在逾期未评估"), row.overdue),
        _fact(_("%(year)s年到期的评估，改为公开的") % {"year": on.year}, row.released),
    ]


def _fact(label: str, number: Counted) -> Fact:
    return Fact(label, _("%(n)s件") % {"n": number.words}, number.address)


def looks_shown(disclosure: Disclosure) -> list[Look]:
    """Of what withholds, every look at it, and until when the next is due. One query."""
    looks = list(looks_at(disclosure))
    steps = [_look_ahead(disclosure, looks[0].examined_at if looks else None)]
    for one in looks:
        late = _late(one.late_by) if one.late_by > 0 else ""
        steps.append(
            Look(
                title=str(one.get_result_display()),
                when=full_day(day_of(one.examined_at)),
                proof=late + one.reason,
                css="bad" if late else "",
            )
        )
    return [one for one in steps if one is not None]


def _late(days: int) -> str:
    return ngettext("逾期%(n)s个工作日。", "逾期%(n)s个工作日。", days) % {"n": days}


def _look_ahead(disclosure: Disclosure, last: datetime.datetime | None) -> Look | None:
    since = last or disclosure.first_published_at
    if disclosure.is_withdrawn or since is None:
        return None
    months = disclosure.county.look_again_months
    until = next_look(day_of(since), months)
    return Look(
        title=_("下一次评估审查"),
        when=full_day(until),
        proof=_("每%(n)s个月一次（本县设定）。依据：《政府信息公开条例》第十八条。")
        % {"n": months},
    )


def _row(name: str, address: str, found: Figures, organ: Organ | None, year: int) -> WithheldRow:
    looked = found.looked
    return WithheldRow(
        name=name,
        address=address,
        withheld=counted(looked.withheld, list_address(Way.NOW, organ)),
        grounds=_grounds(found.by_ground, organ),
        looked=Share(
            rate=rate_words(looked.in_time, looked.due_total, is_few=looked.is_few),
            part=counted(looked.in_time, list_address(Way.IN_TIME, organ, year=year)),
            whole=counted(looked.due_total, list_address(Way.DUE, organ, year=year)),
            none=_("还没有到期的"),
            is_few=looked.is_few and bool(looked.due_total),
        ),
        overdue=counted(looked.waiting, list_address(Way.WAITING, organ)),
        released=counted(looked.released, list_address(Way.RELEASED, organ, year=year)),
    )


def _grounds(counts: Mapping[str, int], organ: Organ | None) -> list[Counted]:
    return [
        Counted(
            _("%(ground)s%(n)s件") % {"ground": one.label, "n": grouped(counts[one.value])},
            counts[one.value],
            list_address(Way.NOW, organ, one.value),
        )
        for one in ExemptionGround
        if counts.get(one.value)
    ]


def _address(organ: Organ) -> str:
    return reverse("website:organ", args=[organ.object_id])


def _all(found: Iterable[Figures]) -> Figures:
    every = list(found)
    summed = Figures(reduce(add, (one.looked for one in every), Looked()))
    for one in every:
        for ground, count in one.by_ground.items():
            summed.by_ground[ground] += count
    return summed
