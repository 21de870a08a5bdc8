"""Editions of the catalogue that are not in force: still to come, ended, or taken back."""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from mingtang.catalogue.models import Item, Standard
from mingtang.catalogue.queries.coming import (
    coming_editions,
    in_its_place,
    public_changes,
)
from mingtang.catalogue.queries.errata import errata_of
from mingtang.catalogue.queries.known import organ_names
from mingtang.channels.shared.shown.dates import full_day
from mingtang.channels.shared.shown.errata import errata_lines, shown_errata
from mingtang.channels.shared.shown.planned import (
    change_groups,
    change_lines,
    duties_words,
    skipped_groups,
    skipped_lines,
)
from mingtang.channels.website.recorded import misfits_of_standard
from mingtang.channels.website.rows import Crumb
from mingtang.organs.models import County


@dataclass(frozen=True)
class ComingLine:
    """An edition that is adopted and not in force yet, in a line; `address` tells what it
    changes."""

    name: str
    words: str
    address: str


@dataclass(frozen=True)
class NotInForce:
    """Why an item binds nobody today: what to say on its page, and where to go on.

    `instead` leads to the item by the same code that is in force, if there is one.
    """

    state: str
    title: str
    words: str
    edition: str
    instead: str
    because: str
    is_never_in_force: bool


def coming_lines(county: County, on: datetime.date) -> list[ComingLine]:
    return [
        ComingLine(_name(one), _since(one, on), _address(one))
        for one in coming_editions(county, on)
    ]


def edition_page(standard: Standard, on: datetime.date) -> dict[str, object]:
    """One that was withdrawn changes nothing."""
    planned = None if standard.is_withdrawn else public_changes(standard)
    replaced = planned.replaces if planned else None
    return {
        "standard": standard,
        "name": _name(standard),
        "state": _state(standard, on),
        "words": _since(standard, on),
        "crumbs": [Crumb(_("目录"), reverse("website:items"))],
        "misfits": misfits_of_standard(standard),
        "planned": planned,
        "replaced": _name(replaced) if replaced else "",
        "used": shown_errata(planned.used) if planned else [],
        "errata": shown_errata(errata_of(standard)),
        "duties": duties_words(planned.ahead.total) if planned else "",
        "skipped": skipped_groups(planned, on) if planned else [],
        "whole": changes_address(standard) if planned else "",
        "groups": change_groups(planned, organ_names(standard.county).organs) if planned else [],
    }


def changes_address(standard: Standard) -> str:
    return reverse("website:edition-changes-csv", args=[standard.object_id])


def public_change_lines(standard: Standard, on: datetime.date) -> Iterator[Sequence[str]]:
    """Its head first; of one that was withdrawn nothing more, as it changes nothing."""
    yield (
        *(_("改动"), _("事项代码"), _("一级事项"), _("二级事项")),
        *(_("改的是"), _("原来"), _("改成"), _("公开任务")),
    )
    if not standard.is_withdrawn:
        names, planned = organ_names(standard.county).organs, public_changes(standard)
        yield from errata_lines(planned.used)
        yield from skipped_lines(planned, on)
        yield from change_lines(planned, names)


def standing_of_item(item: Item, on: datetime.date) -> NotInForce | None:
    """None where it is in force."""
    standard = item.standard
    if standard.from_on <= on and not standard.has_ended(on) and not standard.is_withdrawn:
        return None
    instead = in_its_place(item, on)
    state = _state(standard, on)
    return NotInForce(
        state=state,
        title=_("这一项%(state)s") % {"state": state},
        words=f"{_name(standard)}{_('：')}{_since(standard, on)}",
        edition=_address(standard),
        instead=reverse("website:item", args=[instead.object_id]) if instead else "",
        because=standard.withdrawn_because,
        is_never_in_force=standard.is_withdrawn or standard.is_coming(on),
    )


def _state(standard: Standard, on: datetime.date) -> str:
    if standard.is_withdrawn:
        return _("已撤回")
    if standard.is_coming(on):
        return _("还没有施行")
    return _("已停用") if standard.has_ended(on) else _("现行")


def _since(standard: Standard, on: datetime.date) -> str:
    days = {
        "from": full_day(standard.from_on),
        "to": full_day(standard.to_on) if standard.to_on else "",
    }
    if standard.is_withdrawn:
        return _("原定自%(from)s起施行，已经撤回，没有产生过任务。") % days
    if standard.is_coming(on):
        return _("还没有施行，自%(from)s起施行。") % days
    if standard.to_on is None:
        return _("自%(from)s起施行。") % days
    return _("自%(from)s起施行，到%(to)s为止。") % days


def _name(standard: Standard) -> str:
    said = {"title": standard.title, "edition": standard.edition}
    return _("《%(title)s》%(edition)s") % said


def _address(standard: Standard) -> str:
    return reverse("website:catalogue-edition", args=[standard.object_id])
