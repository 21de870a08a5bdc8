"""Rows adopted by mistake (目录勘误) at the desk: what may be mended, what waits, what came."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from mingtang.catalogue.models import ErratumProposal, Item
from mingtang.catalogue.queries import errata as queries
from mingtang.channels.desk.pages.frame import desk_frame
from mingtang.channels.shared.access import Seat
from mingtang.channels.shared.shown.errata import ShownErratum, names_words, shown_errata
from mingtang.channels.shared.told import told
from mingtang.foundation.cells import tight
from mingtang.journeys.errata import seconds
from mingtang.organs.rules.roles import Power

SHOWN_MOST = 50


@dataclass(frozen=True)
class ShownItem:
    """A row of the catalogue that may be mended; `address` leads to the form."""

    name: str
    level1: str
    basis: str
    edition: str
    address: str


def errata_page(seat: Seat, *, words: str = "") -> dict[str, Any]:
    """What waits, what stands or was used, what came to nothing; and the rows that may be mended,
    those with certain words in their name."""
    items = queries.mendable_items(seat.county, seat.on)
    wanted = [item for item in items if tight(words) in tight(f"{item.level1}{item.level2}")]
    return {
        **desk_frame(seat, "standard"),
        "waiting": queries.waiting_errata(seat.county),
        "errata": shown_errata(queries.errata_in(seat.county), with_people=True),
        "refused": queries.refused_errata(seat.county),
        "items": [_shown(item) for item in wanted[:SHOWN_MOST]],
        "found": len(wanted),
        "mendable": len(items),
        "words": words,
    }


def erratum_page(seat: Seat, proposal: ErratumProposal) -> dict[str, Any]:
    """One, as it stands; what can still be done with it and by whom."""
    erratum = proposal.recorded
    item = proposal.item
    why = queries.why_item_not_mended(item) if proposal.is_waiting else None
    is_own = proposal.proposed_by_id == seat.person.pk
    return {
        **desk_frame(seat, "standard"),
        "proposal": proposal,
        "item": item,
        "basis_words": basis_words(item),
        "names_words": names_words(proposal.names),
        "erratum": _one(proposal),
        "is_own": is_own,
        "may_confirm": proposal.is_waiting and not is_own,
        "may_withdraw": erratum.is_open if erratum else proposal.is_waiting and is_own,
        "no_longer": _no_longer(proposal) or (told(why) if why else ""),
    }


def has_second(seat: Seat) -> bool:
    return bool(seconds(seat.county, but=seat.person, on=seat.on))


def errata_for_me(seat: Seat) -> list[ErratumProposal]:
    """What others proposed and the person may confirm. One query, none where nothing is theirs."""
    if not seat.may(Power.ADOPT_STANDARD):
        return []
    found = queries.waiting_errata(seat.county)
    return [one for one in found if one.proposed_by_id != seat.person.pk]


def basis_words(item: Item) -> str:
    return _("、").join(cited.words for cited in queries.basis_of(item))


def _one(proposal: ErratumProposal) -> ShownErratum | None:
    if proposal.recorded is None:
        return None
    [shown] = shown_errata([proposal.recorded], with_people=True)
    return shown


def _no_longer(proposal: ErratumProposal) -> str:
    """Of what waits, where what it rests on has changed meanwhile."""
    if proposal.is_waiting and proposal.item.standard.to_on is not None:
        return _("提出以后，这一项所在的目录已经有新版接替：不能再确认，请收回或者不同意。")
    return ""


def _shown(item: Item) -> ShownItem:
    return ShownItem(
        name=item.level2,
        level1=item.level1,
        basis=basis_words(item),
        edition=str(item.standard),
        address=reverse("desk:erratum-new", args=[item.object_id]),
    )
