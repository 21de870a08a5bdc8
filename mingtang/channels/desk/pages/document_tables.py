"""Tables of documents at the desk: what would become of each row, and what did."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext as _

from mingtang.channels.desk.forms.documents import DocumentTableForm
from mingtang.channels.desk.pages.documents import organs_to_register_for
from mingtang.channels.desk.pages.frame import desk_frame
from mingtang.channels.shared.access import Seat, StaffRequest
from mingtang.channels.shared.choosing import choose
from mingtang.channels.shared.paging import in_order, newest_first
from mingtang.channels.shared.shown.dates import full_day
from mingtang.channels.shared.shown.numbers import grouped
from mingtang.channels.shared.told import told
from mingtang.foundation.errors import NotUnderstood
from mingtang.foundation.tables import Problem, day_in, has_clock
from mingtang.issued.models import DocumentTable
from mingtang.issued.queries.tables import KNOWN, NEW, WRONG, tables_of
from mingtang.issued.rules.rows import LABELS

ROWS = 50
AT_ONCE = 200  # rows that one press of the button looks at


@dataclass(frozen=True)
class ShownRow:
    """One row: where it stands, what it says, and what is wrong in it, by its column."""

    place: str
    number: str
    title: str
    words: str
    state: str
    problems: list[tuple[str, str]]
    is_done: bool = False

    @property
    def is_known(self) -> bool:
        return self.state == KNOWN


def tables_page(
    request: StaffRequest, seat: Seat, form: DocumentTableForm, *, problem: str = ""
) -> dict[str, Any]:
    organs = {organ.pk for organ in organs_to_register_for(seat)}
    return {
        **desk_frame(seat, "documents"),
        "paged": newest_first(tables_of(organs), request),
        "form": form,
        "problem": problem,
    }


def table_page(
    request: StaffRequest, seat: Seat, table: DocumentTable, *, problem: str = ""
) -> dict[str, Any]:
    problems: dict[int, list[tuple[str, str]]] = {}
    for one in table.problems:
        column = gettext(LABELS[one["column"]]) if one["column"] else ""
        told_words = told(Problem.kept(one))
        problems.setdefault(one["row"], []).append((column, told_words))
    rows = [
        _shown(row, problems.get(row["row"], []), is_done=place < table.done)
        for place, row in enumerate(table.rows)
    ]
    counts = {
        state: sum(row.state == state and not (state == NEW and row.is_done) for row in rows)
        for state in (NEW, KNOWN, WRONG)
    }
    states = [
        ("", _("全部")),
        (WRONG, _("有问题的")),
        (NEW, _("可以登记的")),
        (KNOWN, _("已经登记过的")),
    ]
    state = choose(request, "state", _("查看"), states)
    shown = [row for row in rows if state.value in ("", row.state)]
    left = sum(row["state"] == NEW for row in table.rows[table.done :])
    verb = ngettext("登记这%(n)s件", "登记这%(n)s件", left) % {"n": grouped(left)}
    if left > AT_ONCE:
        said = {"n": grouped(AT_ONCE), "left": grouped(left - AT_ONCE)}
        verb = _("先登记%(n)s件（还剩%(left)s件）") % said
        if table.done:
            verb = _("接着登记%(n)s件（还剩%(left)s件）") % said
    written = {row["row"] for row in table.rows}
    beside = [words for row, told in problems.items() if row not in written for words in told]
    return {
        **desk_frame(seat, "documents"),
        "table": table,
        "counts": counts,
        "left": left,
        "verb": verb,
        "filters": [state],
        "paged": in_order(shown, request, ROWS),
        "beside": [words for _column, words in beside],
        "problem": problem,
    }


def _shown(row: dict[str, Any], problems: list[tuple[str, str]], *, is_done: bool) -> ShownRow:
    words = row["words"]
    return ShownRow(
        place=_("第%(row)s行") % {"row": grouped(row["row"])},
        number=words.get("number", ""),
        title=words.get("title", ""),
        words=" · ".join(filter(None, [_day(words), words.get("attribute", "")])),
        state=WRONG if problems else row["state"],
        problems=problems,
        is_done=is_done,
    )


def _day(words: dict[str, str]) -> str:
    """As written; where a time of the day stood with it, as which day it is read."""
    typed = words.get("issued_on", "")
    if not has_clock(typed):
        return typed
    try:
        return _("%(typed)s（按%(day)s登记）") % {"typed": typed, "day": full_day(day_in(typed))}
    except NotUnderstood:
        return typed
