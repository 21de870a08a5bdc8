"""What a settled table would be as an edition, and what that changes."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from mingtang.catalogue.models import ImportedTable, Item, Standard
from mingtang.catalogue.queries.known import organ_names
from mingtang.catalogue.queries.standards import (
    FACTS,
    bodies_of,
    in_force,
    open_item,
    vocabulary,
)
from mingtang.catalogue.queries.tables import settled_rows
from mingtang.catalogue.rules.ahead import Ahead, ahead
from mingtang.catalogue.rules.editions import Compared, Comparison, Weakened, compare
from mingtang.catalogue.rules.items import Element, ElementKind, ItemText, StandardText
from mingtang.catalogue.rules.official.drafting import Heading, Held, written_standard
from mingtang.catalogue.rules.opening import OpenItem
from mingtang.catalogue.rules.standards import (
    checked_standard,
    kept_basis,
    kept_bodies,
    kept_due,
)
from mingtang.foundation.errors import RuleBroken
from mingtang.foundation.terms import Unit
from mingtang.foundation.text import gettext_noop as _
from mingtang.organs.models import County, Organ
from mingtang.terms.queries import calendar

TOLD_AT_MOST, TITLE_AT_MOST = 5, 200
WEAKENED = _("这一版放宽或者漏掉了%(count)s处法定要求，不能采用：\n%(places)s")
PLACE = "{0}第{1}行：{2}"
MORE = _("……另有%(count)s处。")


@dataclass(frozen=True)
class Planned:
    """An edition as it would be: its text, what it replaces, what changes, which duties follow.

    `places`: by the code of each item, the sheet and the row where the table has it.
    """

    text: StandardText
    replaces: Standard | None
    comparison: Comparison
    ahead: Ahead
    places: Mapping[str, tuple[str, int]]

    def refuse_weakening(self) -> None:
        """Raises RuleBroken, with the items that a county may not weaken."""
        weakened = self.comparison.weakened
        if not weakened:
            return
        told = [self._told(one) for one in weakened[:TOLD_AT_MOST]]
        rest = len(weakened) - len(told)
        places = "\n".join([*told, *([MORE % {"count": rest}] if rest else [])])
        raise RuleBroken(WEAKENED, count=len(weakened), places=places)

    def _told(self, weakened: Weakened) -> str:
        """With its place in the table, if it is there at all."""
        said = weakened.template % weakened.params
        place = self.places.get(weakened.code)
        return PLACE.format(*place, said) if place else said


def current_edition(county: County, title: str) -> Standard | None:
    """The edition of that title that a new one replaces: the one without an end."""
    return county.standards.filter(title=title, to_on__isnull=True).first()


def usual_heading(table: ImportedTable, on: datetime.date) -> Heading:
    """What is offered: name and settings of the edition in force, from next year's first day.

    A county without any takes the first line over its table for the name.
    """
    latest = in_force(table.county, on).last()
    lines = [line for around in table.around for line in around["above"]]
    year = on.year + 1
    heading = Heading(
        title=next(iter(lines), table.name)[:TITLE_AT_MOST],
        edition=f"{year}年版",
        from_on=datetime.date(year, 1, 1),
    )
    if latest is None:
        return heading
    return replace(
        heading,
        title=latest.title,
        at_once_days=latest.at_once_days,
        pre_disclosure_days=latest.pre_disclosure_days,
    )


def planned_edition(table: ImportedTable, heading: Heading) -> Planned:
    """Raises StandardNotUnderstood where the table makes no good standard. Few queries, fixed."""
    county = table.county
    current = current_edition(county, heading.title)
    items = (
        list(current.items.select_related("standard").order_by("order", "id")) if current else []
    )
    old = [item_text(item) for item in items]
    codes = Item.objects.filter(standard__county=county).values_list("code", flat=True)
    held = Held(old, frozenset(codes), organ_names(county))
    rows = settled_rows(table)
    text = checked_standard(written_standard(rows, heading, held), vocabulary())
    bodies = bodies_of(Organ.objects.filter(county=county).order_by("id"))
    at_once = current.at_once_days if current else heading.at_once_days

    def owed_by(item: ItemText) -> int:
        return sum(item.bodies.covers(body, heading.from_on) for body in bodies)

    return Planned(
        text=text,
        replaces=current,
        comparison=compare(old, text.items, Compared(at_once, heading.at_once_days, owed_by)),
        ahead=ahead(
            [replace(open_item(item), to_on=None) for item in items if item.mode == "active"],
            _open_items(text.items, heading),
            bodies,
            calendar(county.code),
            since=heading.from_on,
        ),
        places={
            item.code: (row.row.sheet, row.row.row)
            for row, item in zip(rows, text.items, strict=True)
        },
    )


def item_text(item: Item) -> ItemText:
    """An item as its standard worded it."""
    return ItemText(
        code=item.code,
        clause=item.clause,
        level1=item.level1,
        level2=item.level2,
        elements=tuple(
            Element(**{**row, "kind": ElementKind(row.get("kind", ElementKind.TEXT))})
            for row in item.elements
        ),
        basis=kept_basis(item.basis),
        due=kept_due(item.due_rule, FACTS),
        bodies=kept_bodies(item.bodies),
        channels=tuple(item.channels),
        gates=tuple(item.gates),
        notice_days=item.notice_days,
        notice_unit=Unit(item.notice_unit),
        pre_disclosure_days=item.pre_disclosure_days,
        emphasis=item.emphasis,
        audience=item.audience,
        mode=item.mode,
        printed=item.printed,
    )


def _open_items(items: Sequence[ItemText], heading: Heading) -> list[OpenItem]:
    """They have no row yet: their number in the table will do."""
    return [
        OpenItem(
            id=number,
            code=item.code,
            name=item.level2,
            due=item.due,
            bodies=item.bodies,
            from_on=heading.from_on,
            cited=item.term_basis,
            at_once_days=heading.at_once_days,
        )
        for number, item in enumerate(items)
        if item.mode == "active"
    ]
