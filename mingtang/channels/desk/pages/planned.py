"""What an edition would change, before it is adopted: item by item, and which duties follow."""

from typing import Any

from django.utils.translation import gettext as _

from mingtang.catalogue.models import ImportedTable
from mingtang.catalogue.queries import tables as queries
from mingtang.catalogue.queries.editions import Planned, usual_heading
from mingtang.catalogue.rules.beside import Alike
from mingtang.catalogue.rules.items import ItemText
from mingtang.channels.desk.forms.tables import EditionForm
from mingtang.channels.desk.pages.frame import desk_frame
from mingtang.channels.shared.access import Seat
from mingtang.channels.shared.shown.dues import rule_words
from mingtang.channels.shared.shown.planned import SHOWN_MOST, change_groups, duties_words
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
        **changes(seat, planned),
    }


def changes(seat: Seat, planned: Planned | None) -> dict[str, Any]:
    """What an edition would change, item by item; nothing where there is none to compare."""
    if planned is None:
        return {
            "planned": None,
            "groups": [],
            "duties": "",
            "weakened": [],
            "unasked": [],
            "alike": [],
        }
    names = dict(Organ.objects.filter(county=seat.county).values_list("code", "name"))
    return {
        "planned": planned,
        "groups": change_groups(planned, names),
        "duties": duties_words(planned.ahead.total),
        "weakened": _weakened(planned),
        "unasked": [(one.level2, basis_words(one)) for one in planned.unasked],
        "alike": [_alike(one) for one in planned.beside.alike[:SHOWN_MOST]],
    }


def _alike(found: Alike) -> tuple[str, str]:
    """The name, and in which catalogue it stands with which term."""
    other = found.other
    said = {"standard": other.standard, "term": rule_words(other.item.due, other.at_once)}
    return found.item.level2, _("《%(standard)s》，%(term)s") % said


def basis_words(item: ItemText) -> str:
    """Which articles ask for it."""
    return _("、").join(f"《{one.law}》{one.article}" for one in item.basis if not one.is_local)


def _weakened(planned: Planned) -> list[tuple[str, str]]:
    """Where each stands in the table, if it does, and why it may not be."""
    found = [(planned.places.get(one.code), told(one)) for one in planned.refused]
    return [
        (_("%(sheet)s第%(row)s行") % {"sheet": at[0], "row": at[1]} if at else "", words)
        for at, words in found[:SHOWN_MOST]
    ]
