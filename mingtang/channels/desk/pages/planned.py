"""What an edition would change, before it is adopted: item by item, and which duties follow."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from mingtang.catalogue.models import ImportedTable
from mingtang.catalogue.queries import tables as queries
from mingtang.catalogue.queries.editions import Planned
from mingtang.catalogue.queries.headings import name_beside, usual_heading
from mingtang.catalogue.rules.beside import Alike
from mingtang.catalogue.rules.editions import Weakened
from mingtang.catalogue.rules.items import ItemText
from mingtang.channels.desk.forms.tables import EditionForm
from mingtang.channels.desk.pages.frame import desk_frame
from mingtang.channels.shared.access import Seat
from mingtang.channels.shared.shown.dues import rule_words
from mingtang.channels.shared.shown.errata import shown_errata
from mingtang.channels.shared.shown.planned import (
    SHOWN_MOST,
    change_groups,
    duties_words,
    skipped_groups,
)
from mingtang.channels.shared.told import told
from mingtang.organs.models import Organ


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
            "errata": [],
            "groups": [],
            "duties": "",
            "skipped": [],
            "weakened": [],
            "unasked": [],
            "alike": [],
            "two": [],
            "long": [],
            "whole": "",
        }
    names = dict(Organ.objects.filter(county=seat.county).values_list("code", "name"))
    return {
        "planned": planned,
        "errata": shown_errata(planned.used, with_people=True),
        "groups": change_groups(planned, names),
        "duties": duties_words(planned.ahead.total),
        "skipped": skipped_groups(planned, seat.on),
        "weakened": places_told(planned, planned.refused[:SHOWN_MOST]),
        "unasked": [(one.level2, basis_words(one)) for one in planned.unasked],
        "alike": [_alike(one) for one in planned.beside.alike[:SHOWN_MOST]],
        "two": places_told(planned, planned.within.two[:SHOWN_MOST]),
        "long": [_long(one, planned) for one in planned.long],
        "whole": whole,
    }


def _long(item: ItemText, planned: Planned) -> tuple[str, str]:
    """The name, its term, and what it rests on."""
    said = {"term": rule_words(item.due, planned.text.at_once_days), "basis": basis_words(item)}
    words = _("%(term)s（%(basis)s）") if said["basis"] else _("%(term)s（本县规定）")
    return item.level2, words % said


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
