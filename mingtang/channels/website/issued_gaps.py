"""The numbers of an organ's register that have no document, and what was said of them."""

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mingtang.channels.shared.choosing import Chosen, choose
from mingtang.channels.shared.paging import in_order
from mingtang.channels.shared.requests import PublicRequest
from mingtang.channels.shared.shown.dates import Day, full_day
from mingtang.channels.shared.shown.numbers import grouped
from mingtang.channels.shared.shown.states import Mark, Shape
from mingtang.channels.website.counted import Counted, counted
from mingtang.channels.website.recorded import Recorded, misfits_of_register, proofs_of_gaps
from mingtang.foundation.clock import day_of
from mingtang.issued.models import GapExplanation
from mingtang.issued.queries.explained import Missing, Past
from mingtang.issued.queries.gaps import Series, explained_in, numbers_in
from mingtang.issued.queries.register import years_of
from mingtang.issued.rules.numbers import Gap
from mingtang.organs.models import Organ

PARAMETERS = ("year", "series", "state")
IN_A_PAGE = 50
EXPLAINED, UNEXPLAINED = "explained", "unexplained"


@dataclass(frozen=True)
class Asked:
    """What the address asks for: the year, the filters as shown, and what is missing then."""

    year: int
    filters: list[Chosen]
    series: list[Series]
    missing: list[Missing]
    past: list[Past]
    is_narrowed: bool


@dataclass(frozen=True)
class ShownReason:
    """`kind` and `words`: why there is no document, as was said by `organ` on `said`."""

    kind: str
    words: str
    organ: str
    address: str
    said: Day
    proofs: Sequence[Recorded]


@dataclass(frozen=True)
class ShownMissing:
    numbers: str
    count: str
    mark: Mark
    reason: ShownReason | None


@dataclass(frozen=True)
class ShownPast:
    """`later`: under which numbers a document was registered since; `register`: where it stands."""

    numbers: str
    reason: ShownReason
    withdrawn: Day | None
    because: str
    later: str
    register: str


def asked_of(request: PublicRequest, organ: Organ, on: datetime.date) -> Asked:
    """Raises Missing for what is not offered."""
    years = sorted({*years_of(organ), on.year}, reverse=True)
    year = choose(request, "year", _("年度"), [(str(one), str(one)) for one in years])
    every, past = numbers_in(organ, int(year.value))
    names = [(one.series, one.series) for one in every]
    series = choose(request, "series", _("机关代字"), [("", _("全部")), *names])
    states = [("", _("全部")), (UNEXPLAINED, _("未说明")), (EXPLAINED, _("已说明"))]
    state = choose(request, "state", _("说明"), states)
    chosen = [one for one in every if series.value in ("", one.series)]
    return Asked(
        year=int(year.value),
        filters=[year, *([series] if len(names) > 1 else []), state],
        series=chosen,
        missing=[
            one
            for part in chosen
            for one in part.reasons
            if not state.value or bool(one.said) == (state.value == EXPLAINED)
        ],
        past=[one for one in past if series.value in ("", one.said.series)],
        is_narrowed=bool(series.value or state.value),
    )


def shown_page(request: PublicRequest, organ: Organ, asked: Asked) -> dict[str, object]:
    paged = in_order(asked.missing, request, IN_A_PAGE)
    shown = [one.said for one in paged.rows if one.said] + [one.said for one in asked.past]
    proofs = proofs_of_gaps([one.object_id for one in shown])
    return {
        "filters": asked.filters,
        "year": asked.year,
        "is_narrowed": asked.is_narrowed,
        "paged": paged,
        "total": ngettext("空号%(n)s个", "空号%(n)s个", _count(asked.missing))
        % {"n": grouped(_count(asked.missing))},
        "missing": [_missing(one, proofs) for one in paged.rows],
        "past": [_past(one, proofs) for one in asked.past],
        "misfits": misfits_of_register(organ, [], explained_in(asked.series, asked.past)),
    }


def figures(organ: Organ, one: Series) -> dict[str, Counted]:
    """How many numbers of a series are missing, and of how many it was said why."""
    counts = {
        "": one.missing,
        EXPLAINED: one.explained,
        UNEXPLAINED: one.missing - one.explained,
    }
    return {
        state or "all": counted(count, gaps_address(organ, one.year, one.series, state))
        for state, count in counts.items()
    }


def gaps_address(organ: Organ, year: int, series: str = "", state: str = "") -> str:
    asked = {"year": str(year), "series": series, "state": state}
    narrowed = urlencode({name: value for name, value in asked.items() if value})
    return f"{reverse('website:issued-gaps', args=[organ.object_id])}?{narrowed}"


def said_before(past: Sequence[Past]) -> dict[tuple[str, int], list[str]]:
    """By letters and serial, what was said of a number before a document was registered there."""
    found: dict[tuple[str, int], list[str]] = {}
    for one in past:
        for serial in one.later:
            found.setdefault((one.said.series, serial), []).append(
                _("登记以前说明过这是空号：%(kind)s。%(words)s（%(organ)s，%(day)s）")
                % {
                    "kind": one.said.get_kind_display(),
                    "words": one.said.words,
                    "organ": one.said.said_for.name,
                    "day": full_day(day_of(one.said.said_at)),
                }
            )
    return found


def gap_lines(asked: Asked) -> Iterator[Sequence[object]]:
    """For the CSV: what is missing, then what was said and is over; codes beside words."""
    yield (
        _("编号"),
        _("机关代字"),
        _("年份"),
        _("起号"),
        _("止号"),
        _("几个号"),
        _("说明"),
        _("原因代码"),
        _("原因"),
        _("说明的话"),
        _("由谁说明"),
        _("说明日期"),
        _("撤回日期"),
        _("撤回原因"),
        _("后来登记了文件的号"),
    )
    for missing in asked.missing:
        state = EXPLAINED if missing.said else UNEXPLAINED
        yield (*_line(missing.series, missing.year, missing.gap, state, missing.said), "")
    for past in asked.past:
        state = "over" if past.said.stands else "withdrawn"
        line = _line(past.said.series, past.said.year, past.said.gap, state, past.said)
        yield (*line, " ".join(map(str, past.later)))


def _line(
    series: str, year: int, gap: Gap, state: str, said: GapExplanation | None
) -> Sequence[object]:
    numbers = (series, year, gap.first, gap.last, gap.missing, state)
    if said is None:
        return ("", *numbers, *[""] * 7)
    withdrawn = day_of(said.withdrawn_at).isoformat() if said.withdrawn_at else ""
    return (
        str(said.object_id),
        *numbers,
        said.kind,
        str(said.get_kind_display()),
        said.words,
        said.said_for.name,
        day_of(said.said_at).isoformat(),
        withdrawn,
        said.withdrawn_because,
    )


def _count(missing: Sequence[Missing]) -> int:
    return sum(one.gap.missing for one in missing)


def _missing(one: Missing, proofs: Mapping[UUID, Sequence[Recorded]]) -> ShownMissing:
    count = one.gap.missing
    return ShownMissing(
        numbers=one.numbers,
        count=ngettext("%(n)s个号", "%(n)s个号", count) % {"n": grouped(count)},
        mark=Mark(Shape.NIL, _("已说明")) if one.said else Mark(Shape.LATE, _("未说明")),
        reason=_reason(one.said, proofs) if one.said else None,
    )


def _past(one: Past, proofs: Mapping[UUID, Sequence[Recorded]]) -> ShownPast:
    said = one.said
    asked = urlencode({"year": said.year, "series": said.series, "sort": "number"})
    register = reverse("website:issued", args=[said.organ.object_id])
    return ShownPast(
        numbers=said.numbers,
        reason=_reason(said, proofs),
        withdrawn=full_day(day_of(said.withdrawn_at)) if said.withdrawn_at else None,
        because=said.withdrawn_because,
        later=_("、").join(map(str, one.later)),
        register=f"{register}?{asked}#list",
    )


def _reason(said: GapExplanation, proofs: Mapping[UUID, Sequence[Recorded]]) -> ShownReason:
    return ShownReason(
        kind=str(said.get_kind_display()),
        words=said.words,
        organ=said.said_for.name,
        address=reverse("website:organ", args=[said.said_for.object_id]),
        said=full_day(day_of(said.said_at)),
        proofs=proofs.get(said.object_id, ()),
    )
