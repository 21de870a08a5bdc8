"""What a settled table would be as an edition, and what that changes."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from mingtang.catalogue.models import Erratum, ImportedRow, ImportedTable, Item, Standard
from mingtang.catalogue.queries.errata import Granted, granted_to_next
from mingtang.catalogue.queries.known import organ_names
from mingtang.catalogue.queries.skipped import asked_before
from mingtang.catalogue.queries.standards import (
    bodies_of,
    in_force,
    items_of,
    open_item,
    shared_in,
    shipped_standard,
    vocabulary,
)
from mingtang.catalogue.queries.tables import settled_rows, values_of
from mingtang.catalogue.queries.wordings import item_text
from mingtang.catalogue.rules.ahead import Ahead, ahead
from mingtang.catalogue.rules.beside import Beside, Elsewhere, beside
from mingtang.catalogue.rules.bodies import Bodies
from mingtang.catalogue.rules.editions import (
    Compared,
    Comparison,
    Settled,
    Weakened,
    compare,
)
from mingtang.catalogue.rules.errata import granted_by, let_pass
from mingtang.catalogue.rules.first_days import check_after, check_first_day
from mingtang.catalogue.rules.general_term import longer_without_article
from mingtang.catalogue.rules.items import Element, ItemText, StandardText
from mingtang.catalogue.rules.official.drafting import (
    Heading,
    Held,
    refuse_blanks,
    written_standard,
)
from mingtang.catalogue.rules.official.texts import elements_of, settled_elements
from mingtang.catalogue.rules.official.within import Within, within
from mingtang.catalogue.rules.opening import OpenItem
from mingtang.catalogue.rules.skipped import Skipped, skipped
from mingtang.catalogue.rules.standards import checked_standard
from mingtang.catalogue.rules.unasked import unasked
from mingtang.foundation.errors import RuleBroken
from mingtang.foundation.text import gettext_noop as _
from mingtang.organs.models import County, Organ
from mingtang.terms.queries import calendar

TOLD_AT_MOST = 5
WEAKENED = _(
    "这一版有%(count)s处放宽或者漏掉了法定要求，或者重复、自相矛盾，不能采用：\n%(places)s"
)
PLACE = "{0}第{1}行：{2}"
MORE = _("……另有%(count)s处。")


@dataclass(frozen=True)
class Planned:
    """An edition as it would be: its text, what it replaces, what changes, which duties follow.

    `places`: by the code of each item, the sheet and the row where the table has it. `unasked`:
    what the catalogue that comes with the software asks for by law, and no catalogue of the county
    would. `beside`: what other catalogues of the county that are in force ask already; `within`:
    what its own rows ask of one organ in two ways. `skipped`: of which periods it comes too late;
    `not_before`: from which day on a text that is written already may be in force at all.
    """

    text: StandardText
    replaces: Standard | None
    comparison: Comparison
    ahead: Ahead
    places: Mapping[str, tuple[str, int]]
    beside: Beside = Beside()
    unasked: Sequence[ItemText] = ()
    within: Within = Within()
    granted: Granted = field(default_factory=dict)
    skipped: Sequence[Skipped] = ()
    not_before: datetime.date = datetime.date.min

    @property
    def used(self) -> list[Erratum]:
        """Of what is granted, that without which the edition would be refused."""
        found = (*self.comparison.changed, *self.comparison.removed)
        keys = {key for change in found for key in granted_by(change)}
        return [one for key, one in self.granted.items() if key in keys]

    @property
    def long(self) -> list[ItemText]:
        """What would leave more time than the general term, and names no law that sets it."""
        return longer_without_article(self.comparison, self.text.at_once_days)

    @property
    def refused(self) -> list[Weakened]:
        """What contradicts itself, what a county may not weaken, what it has in force elsewhere."""
        return [*self.within.refused, *self.comparison.weakened, *self.beside.refused]

    def refuse(self) -> None:
        """Raises RuleBroken, with the items for which the edition cannot be."""
        refused = self.refused
        if not refused:
            return
        told = [self._told(one) for one in refused[:TOLD_AT_MOST]]
        rest = len(refused) - len(told)
        places = "\n".join([*told, *([MORE % {"count": rest}] if rest else [])])
        raise RuleBroken(WEAKENED, count=len(refused), places=places)

    def check_day(self, starts_on: datetime.date, on: datetime.date) -> None:
        """Raises RuleBroken where, said on a day, it could not be in force from the first day."""
        check_first_day(self.text, starts_on, on)
        if self.replaces:
            check_after(starts_on, self.replaces.edition, self.replaces.from_on)

    def may_begin_on(self, day: datetime.date, on: datetime.date) -> bool:
        """Whether, said on a day, another first day could be chosen still."""
        is_after = self.replaces is None or day > self.replaces.from_on
        return is_after and day >= max(on, self.not_before)

    def _told(self, weakened: Weakened) -> str:
        """With its place in the table, if it is there at all."""
        said = weakened.template % weakened.params
        place = self.places.get(weakened.code)
        return PLACE.format(*place, said) if place else said


def current_edition(county: County, title: str) -> Standard | None:
    """The edition of that title that a new one replaces: the one without an end."""
    return county.standards.filter(title=title, to_on__isnull=True).first()


def edition_held(county: County, text: StandardText) -> Standard | None:
    """What the county has adopted under the name and number of a text, whatever it says."""
    found = _called(county, text)
    return None if found is None or found.is_withdrawn else found


def edition_withdrawn(county: County, text: StandardText) -> Standard | None:
    """The same that was taken back before its first day, and may be adopted once more."""
    found = _called(county, text)
    return found if found is not None and found.is_withdrawn else None


def _called(county: County, text: StandardText) -> Standard | None:
    return county.standards.filter(title=text.title, edition=text.edition).first()


def planned_edition(table: ImportedTable, heading: Heading) -> Planned:
    """Raises RuleBroken where the table makes no good standard. Few queries, fixed."""
    refuse_blanks(heading)
    county = table.county
    current, items = _current(county, heading.title)
    old = [item_text(item) for item in items]
    codes = Item.objects.filter(standard__county=county).values_list("code", flat=True)
    words = vocabulary()
    held = Held(old, frozenset(codes), organ_names(county), words)
    rows = settled_rows(table)
    text = checked_standard(written_standard(rows, heading, held), words)
    share = shared_in(county, heading.from_on)
    granted = granted_to_next(current)
    return replace(
        planned_against(county, text, heading.from_on, current, items, granted),
        within=within(rows, [item.code for item in text.items], share),
        places={
            item.code: (row.row.sheet, row.row.row)
            for row, item in zip(rows, text.items, strict=True)
        },
    )


def planned_standard(county: County, text: StandardText, from_on: datetime.date) -> Planned:
    """What a text that is written already would change from a day on. Few queries, fixed."""
    current, items = _current(county, text.title)
    planned = planned_against(county, text, from_on, current, items, granted_to_next(current))
    return replace(planned, not_before=text.from_on)


def _current(county: County, title: str) -> tuple[Standard | None, list[Item]]:
    current = current_edition(county, title)
    if current is None:
        return None, []
    return current, list(current.items.select_related("standard").order_by("order", "id"))


def planned_against(
    county: County,
    text: StandardText,
    from_on: datetime.date,
    current: Standard | None,
    items: Sequence[Item],
    granted: Granted,
) -> Planned:
    """A text beside the edition that it would replace, `items` those of that edition."""
    old = [item_text(item) for item in items]
    organs = Organ.objects.filter(county=county).order_by("id")
    bodies = bodies_of(organs)
    names = {organ.pk: organ.name for organ in organs}
    new, days = _open_items(text, from_on), calendar(county.code)
    before, after = (
        Settled(one.at_once_days, one.pre_disclosure_days) for one in (current or text, text)
    )

    def owed_by(item: ItemText) -> list[str]:
        return [names[body.id] for body in bodies if item.bodies.covers(body, from_on)]

    def share(one: Bodies, other: Bodies) -> bool:
        return any(one.covers(body, from_on) and other.covers(body, from_on) for body in bodies)

    return Planned(
        text=text,
        replaces=current,
        comparison=let_pass(
            compare(old, text.items, Compared(before, after, owed_by)),
            {key: one.names for key, one in granted.items()},
        ),
        granted=granted,
        ahead=ahead(
            [replace(open_item(item), to_on=None) for item in items if item.mode == "active"],
            new,
            bodies,
            days,
            since=from_on,
        ),
        skipped=skipped(
            asked_before(county, text.title, from_on), new, bodies, days, since=from_on
        ),
        places={},
        beside=beside(
            text.items,
            _elsewhere(county, text.title, from_on),
            at_once=text.at_once_days,
            share=share,
        ),
        unasked=_unasked(county, text, from_on),
    )


def _unasked(county: County, text: StandardText, from_on: datetime.date) -> list[ItemText]:
    """Of the model catalogue, beside this text and all others that are in force with it."""
    model = shipped_standard()
    if text.title == model.title:
        return []
    others = Item.objects.filter(standard__in=in_force(county, from_on)).exclude(
        standard__title=text.title
    )
    asked = [item_text(item) for item in others.select_related("standard")]
    return unasked(model.items, [*text.items, *asked])


def _elsewhere(county: County, own: str, from_on: datetime.date) -> list[Elsewhere]:
    """What other catalogues ask that are in force on the first day. One query."""
    items = Item.objects.filter(standard__in=in_force(county, from_on)).exclude(standard__title=own)
    return [
        Elsewhere(item_text(item), item.standard.title, item.standard.at_once_days)
        for item in items.select_related("standard").order_by("standard_id", "order")
    ]


def elements_so_far(county: County, on: datetime.date, row: ImportedRow) -> list[Element]:
    """Of a row whose doubts are at hand: as settled, else as in the edition in force. One query."""
    values = values_of(row)
    same = items_of(county, on, with_internal=True).filter(level2=values.get("level2"))
    known = [element for item in same for element in item_text(item).elements]
    elements = elements_of(str(values.get("elements") or row.elements), known=known)
    return settled_elements(elements, values.get("kinds"))


def _open_items(text: StandardText, from_on: datetime.date) -> list[OpenItem]:
    """They have no row yet: their number in the table will do."""
    return [
        OpenItem(
            id=number,
            code=item.code,
            name=item.level2,
            due=item.due,
            bodies=item.bodies,
            from_on=from_on,
            cited=item.term_basis,
            at_once_days=text.at_once_days,
            statement=item.statement,
        )
        for number, item in enumerate(text.items)
        if item.mode == "active"
    ]
