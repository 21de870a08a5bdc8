"""重点或一般 and fields of many rows of an official table, on one page."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from mingtang.catalogue.choices import Aspect
from mingtang.catalogue.models import ImportedRow, Settlement
from mingtang.catalogue.queries import tables as queries
from mingtang.catalogue.queries.table_places import rows_wanted
from mingtang.channels.desk.forms.settling_focus import FocusForm
from mingtang.channels.desk.pages.frame import desk_frame
from mingtang.channels.desk.pages.table_place import Place
from mingtang.channels.desk.pages.table_words import titled_words, value_words
from mingtang.channels.shared.access import Seat, StaffRequest

AT_MOST = 500  # rows on the page: a form may have no more than a thousand fields


@dataclass(frozen=True)
class Offered:
    """The rows that may be chosen, each with what is said of it; `total` of all asked for."""

    choices: list[tuple[int, str]]
    total: int

    @property
    def left_off(self) -> int:
        return self.total - len(self.choices)


@dataclass(frozen=True)
class Was:
    """What was settled a moment ago, and in how many rows."""

    settlement: Settlement
    words: str
    rows: int


def rows_offered(place: Place) -> Offered:
    """Three queries."""
    rows = rows_wanted(place.table, place.wanted)
    return Offered([(row.number, _said(row)) for row in rows[:AT_MOST]], rows.count())


def focus_page(
    request: StaffRequest,
    seat: Seat,
    place: Place,
    form: FocusForm,
    offered: Offered,
    *,
    problem: str = "",
) -> dict[str, Any]:
    return {
        **desk_frame(seat, "standard"),
        "table": place.table,
        "place": place,
        "form": form,
        "offered": offered,
        "was": _was(request, place),
        "problem": problem,
    }


def _said(row: ImportedRow) -> str:
    """What it is called, and what it is so far: 社会救助 · 低保审批（重点；民政）."""
    values = queries.values_of(row)
    emphasis = value_words(Aspect.EMPHASIS, values.get(Aspect.EMPHASIS, ""), {})
    fields = value_words(Aspect.FIELDS, values.get(Aspect.FIELDS), {}) or titled_words(row)
    said = _("；").join(filter(None, [emphasis, fields]))
    name = " · ".join(filter(None, [row.level1, row.level2, row.subject]))
    return _("%(name)s（%(said)s）") % {"name": name, "said": said} if said else name


def _was(request: StaffRequest, place: Place) -> list[Was]:
    asked = request.GET.get("was", "").split(",")[:2]
    numbers = [int(one) for one in asked if one.isascii() and one.isdecimal() and len(one) < 19]
    held = place.table.settlements.filter(pk__in=numbers, undone_at__isnull=True).order_by("pk")
    return [
        Was(one, value_words(one.aspect, one.value, {}), one.doubts.count())
        for one in held
        if one.aspect in {Aspect.EMPHASIS, Aspect.FIELDS}
    ]
