"""Where one is in an official table: what the address asks of its rows, kept from row to row."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from mingtang.catalogue.choices import Aspect
from mingtang.catalogue.models import ImportedRow, ImportedTable
from mingtang.catalogue.queries.table_places import (
    Matter,
    Wanted,
    is_waiting,
    matters_of,
    next_waiting,
    open_by_aspect,
    page_of,
)
from mingtang.channels.shared.access import StaffRequest
from mingtang.channels.shared.choosing import Chosen, choose
from mingtang.channels.shared.missing import Missing

ROWS = 50
STATE, SHEET, OPEN, MATTER, WORDS = "state", "sheet", "open", "matter", "q"


@dataclass(frozen=True)
class Place:
    """What was asked of a table, and the addresses that ask the same of its rows.

    `matters` are offered in a list: by their sheet where there are several. `shared`: the first
    levels that several sheets have, so that a choice made says of which it is.
    """

    table: ImportedTable
    wanted: Wanted
    filters: list[Chosen]
    matters: Mapping[str, list[Matter]]

    @property
    def shared(self) -> set[str]:
        sheets = Counter(one.level1 for of_sheet in self.matters.values() for one in of_sheet)
        return {level1 for level1, times in sheets.items() if times > 1}

    @property
    def is_filtered(self) -> bool:
        return self.wanted != Wanted()

    @property
    def asked(self) -> dict[str, str]:
        """As an address says it."""
        wanted = self.wanted
        said = {
            STATE: wanted.state,
            SHEET: wanted.sheet,
            OPEN: wanted.aspect,
            MATTER: str(wanted.matter.number) if wanted.matter else "",
            WORDS: wanted.words,
        }
        return {name: value for name, value in said.items() if value}

    @property
    def kept(self) -> dict[str, str]:
        """What is chosen by links, for the form of what is not."""
        return {name: value for name, value in self.asked.items() if name not in {MATTER, WORDS}}

    def row(self, number: int, **asked: str) -> str:
        """The address of a row, with whatever else it asks."""
        return _with(row_address(self.table, number), {**self.asked, **asked})

    def focus(self, was: Sequence[int] = ()) -> str:
        """Where 重点 and fields are settled for the rows asked for, with what was just settled."""
        address = reverse("desk:table-focus", args=[self.table.object_id])
        return _with(address, {**self.asked, **({"was": ",".join(map(str, was))} if was else {})})

    @property
    def settlements(self) -> str:
        """Where a settlement is taken back, with whatever is asked."""
        return _with(reverse("desk:table-settlements", args=[self.table.object_id]), self.asked)

    def list_at(self, number: int) -> str:
        """The page of the list on which that row stands. One query."""
        page = page_of(self.table, self.wanted, number, ROWS)
        asked = {**self.asked, **({"page": str(page)} if page > 1 else {})}
        return f"{_with(reverse('desk:table', args=[self.table.object_id]), asked)}#row-{number}"

    def next(self, after: int) -> str:
        """The next row that waits, of those asked for, in whichever state they stand; nothing
        where none does."""
        following = next_waiting(self.table, after, replace(self.wanted, state=""))
        return self.row(following.number) if following else ""

    def anywhere(self, after: int) -> str:
        """The next row that waits in the whole table, where less than that was asked for."""
        following = next_waiting(self.table, after) if self.is_filtered else None
        return row_address(self.table, following.number) if following else ""

    def after(self, row: ImportedRow, **asked: str) -> str:
        """This row while what was asked for in it waits, else the next that waits, else this."""
        if is_waiting(row, self.wanted.aspect):
            return self.row(row.number, **asked)
        following = next_waiting(self.table, row.number, replace(self.wanted, state=""))
        return self.row((following or row).number, **asked)


def place_of(request: StaffRequest, table: ImportedTable) -> Place:
    """Raises Missing for what the address asks and the table does not have. Two queries."""
    matters = matters_of(table)
    sheets = list(dict.fromkeys(one.sheet for one in matters))
    everything: tuple[str, str | Promise] = ("", _("全部"))
    states = [
        everything,
        ("waiting", _("待核定")),
        ("settled", _("已核定")),
        ("read", _("读懂的")),
    ]
    state = choose(request, STATE, _("查看"), states)
    sheet = choose(
        request,
        SHEET,
        _("表"),
        [everything, *((name, name) for name in sheets)],
        without=dict.fromkeys(["", *sheets], MATTER),
    )
    open_ = choose(request, OPEN, _("还没核定的"), [everything, *_aspects(request, table)])
    offered = [one for one in matters if sheet.value in {"", one.sheet}]
    by_sheet: dict[str, list[Matter]] = {}
    for one in offered:
        by_sheet.setdefault(one.sheet, []).append(one)
    return Place(
        table=table,
        wanted=Wanted(
            state=state.value,
            sheet=sheet.value,
            matter=_matter(request.GET.get(MATTER, ""), offered),
            aspect=open_.value,
            words=request.GET.get(WORDS, "").strip(),
        ),
        filters=[
            state,
            *([sheet] if len(sheets) > 1 else []),
            *([open_] if len(open_.choices) > 1 else []),
        ],
        matters=by_sheet,
    )


def row_address(table: ImportedTable, number: int) -> str:
    return reverse("desk:table-row", args=[table.object_id, number])


def _aspects(request: StaffRequest, table: ImportedTable) -> list[tuple[str, str]]:
    """With how many rows wait for each; the one asked for stays when none waits any more."""
    counts = open_by_aspect(table)
    asked = request.GET.get(OPEN, "")
    return [
        (one.value, f"{one.label} {counts.get(one, 0)}")
        for one in Aspect
        if one in counts or one == asked
    ]


def _matter(asked: str, offered: list[Matter]) -> Matter | None:
    if not asked:
        return None
    found = next((one for one in offered if str(one.number) == asked), None)
    if found is None:
        raise Missing(_("地址里的筛选条件不认识，请从页面上的链接重新选择。"))
    return found


def _with(address: str, asked: Mapping[str, str]) -> str:
    return f"{address}?{urlencode(asked)}" if asked else address
