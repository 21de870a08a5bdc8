"""What an edition would change, before it is adopted: item by item, and which duties follow."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from mingtang.catalogue.models import ImportedTable
from mingtang.catalogue.queries import tables as queries
from mingtang.catalogue.queries.editions import Planned
from mingtang.catalogue.queries.headings import name_beside, usual_heading
from mingtang.catalogue.rules.ahead import Counts
from mingtang.catalogue.rules.beside import Alike
from mingtang.catalogue.rules.edition_parts import Part
from mingtang.catalogue.rules.editions import Change, Weakened
from mingtang.catalogue.rules.items import ItemText
from mingtang.channels.desk.forms.tables import EditionForm
from mingtang.channels.desk.pages.frame import desk_frame
from mingtang.channels.desk.pages.planned_words import Edition, PartWords, part_label
from mingtang.channels.shared.access import Seat
from mingtang.channels.shared.shown.dues import rule_words
from mingtang.channels.shared.told import told
from mingtang.organs.models import Organ

SHOWN_MOST = 100


@dataclass(frozen=True)
class ShownChange:
    """An item, what of it changes and how, the duties that follow, and why it may not be."""

    title: str
    level1: str
    parts: list[tuple[str, str, str]]
    duties: str
    weakened: list[str]


@dataclass(frozen=True)
class ShownGroup:
    key: str
    title: str
    rows: list[ShownChange]
    total: int


def initial(table: ImportedTable, seat: Seat) -> dict[str, Any]:
    """The name and the settings of the edition in force, and the next year's first day."""
    heading = usual_heading(table, seat.on)
    return {name: getattr(heading, name) for name in EditionForm.base_fields}


def planned_page(
    seat: Seat,
    table: ImportedTable,
    form: EditionForm,
    planned: Planned | None,
    *,
    problem: str = "",
) -> dict[str, Any]:
    return {
        **desk_frame(seat, "standard"),
        "table": table,
        "form": form,
        "problem": problem,
        "progress": queries.progress(table),
        "rename": _rename(table, form, planned),
        **changes(seat, planned, whole=_whole(table, form)),
    }


def _rename(
    table: ImportedTable, form: EditionForm, planned: Planned | None
) -> dict[str, Any] | None:
    """Where an edition would be refused for what it does to the one of its name: that one, another
    name for it, and what else was typed."""
    if planned is None or planned.replaces is None or not planned.comparison.weakened:
        return None
    return {
        "standard": str(planned.replaces),
        "title": name_beside(table, planned.text.title),
        "typed": [(name, said) for name, said in _typed(form).items() if name != "title"],
    }


def _whole(table: ImportedTable, form: EditionForm) -> str:
    """Where all the changes are to be had, by the same heading."""
    return f"{reverse('desk:table-changes', args=[table.object_id])}?{urlencode(_typed(form))}"


def _typed(form: EditionForm) -> dict[str, Any]:
    """What the form shows: as sent, else as offered."""
    return {field.html_name: field.value() or "" for field in form}


def changes(seat: Seat, planned: Planned | None, *, whole: str = "") -> dict[str, Any]:
    """What an edition would change, item by item; nothing where there is none to compare.

    `whole`: where all of it is to be had as a table.
    """
    if planned is None:
        return {
            "planned": None,
            "groups": [],
            "duties": "",
            "weakened": [],
            "unasked": [],
            "alike": [],
            "two": [],
            "whole": "",
        }
    names = dict(Organ.objects.filter(county=seat.county).values_list("code", "name"))
    return {
        "planned": planned,
        "groups": _groups(planned, names),
        "duties": duties_words(planned.ahead.total),
        "weakened": places_told(planned, planned.refused[:SHOWN_MOST]),
        "unasked": [(one.level2, basis_words(one)) for one in planned.unasked],
        "alike": [_alike(one) for one in planned.beside.alike[:SHOWN_MOST]],
        "two": places_told(planned, planned.within.two[:SHOWN_MOST]),
        "whole": whole,
    }


def _alike(found: Alike) -> tuple[str, str]:
    """The name, and in which catalogue it stands with which term."""
    other = found.other
    said = {"standard": other.standard, "term": rule_words(other.item.due, other.at_once)}
    return found.item.level2, _("《%(standard)s》，%(term)s") % said


def basis_words(item: ItemText) -> str:
    """Which articles ask for it."""
    return _("、").join(one.words for one in item.basis if not one.is_local)


def places_told(planned: Planned, found: Iterable[Weakened]) -> list[tuple[str, str]]:
    """Where each stands in the table, if it does, and what there is to say of it."""
    return [(place_words(planned, one.code), told(one)) for one in found]


def place_words(planned: Planned, code: str) -> str:
    at = planned.places.get(code)
    return _("%(sheet)s第%(row)s行") % {"sheet": at[0], "row": at[1]} if at else ""


def duties_words(counts: Counts) -> str:
    """Of a year from the first day; nothing where none changes."""
    parts = [
        _("产生%(count)s件") % {"count": counts.opened} if counts.opened else "",
        _("改期%(count)s件") % {"count": counts.moved} if counts.moved else "",
        _("不再产生%(count)s件") % {"count": counts.closed} if counts.closed else "",
    ]
    return _("，").join(filter(None, parts))


def kinds_of_changes(planned: Planned) -> list[tuple[str, str, Sequence[Change]]]:
    found = planned.comparison
    return [
        ("added", _("新增的事项"), found.added),
        ("changed", _("有变化的事项"), found.changed),
        ("removed", _("不再列入的事项"), found.removed),
    ]


def _groups(planned: Planned, names: Mapping[str, str]) -> list[ShownGroup]:
    return [
        ShownGroup(
            key=key,
            title=title,
            rows=[shown_change(one, planned, names) for one in changes[:SHOWN_MOST]],
            total=len(changes),
        )
        for key, title, changes in kinds_of_changes(planned)
        if changes
    ]


def shown_change(change: Change, planned: Planned, names: Mapping[str, str]) -> ShownChange:
    item = change.new or change.old
    assert item is not None  # noqa: S101 - a change is of an item in one of both
    duties = planned.ahead.by_code.get(item.code, Counts())
    both = (change.old, change.new)
    settled = (planned.replaces or planned.text, planned.text)
    return ShownChange(
        title=item.level2,
        level1=item.level1,
        parts=[_part(part, both, settled, names) for part in change.parts],
        duties=duties_words(duties),
        weakened=[told(one) for one in change.weakened],
    )


def _part(
    part: Part,
    both: tuple[ItemText | None, ItemText | None],
    settled: tuple[Edition, Edition],
    names: Mapping[str, str],
) -> tuple[str, str, str]:
    """What changes, from what, to what."""
    words = PartWords(both, names)
    old, new = (
        words.of(part, item, edition) if item else ""
        for item, edition in zip(both, settled, strict=True)
    )
    return part_label(part), old, new
