"""Rows adopted by mistake (目录勘误): which wait, which stand, and what became of them."""

import datetime
from collections.abc import Collection
from uuid import UUID

from django.db.models import Q, QuerySet

from mingtang.catalogue.models import Erratum, ErratumProposal, Item, Standard
from mingtang.catalogue.queries.standards import bodies_of, in_force, shipped_standard
from mingtang.catalogue.queries.wordings import item_text
from mingtang.catalogue.rules.bodies import kept_bodies
from mingtang.catalogue.rules.errata import WhyNot, nameable, standing_of, why_not_mended
from mingtang.catalogue.rules.items import Citation
from mingtang.catalogue.rules.standards import kept_basis
from mingtang.organs.models import County, Organ
from mingtang.people.proposals import ProposalState

Granted = dict[tuple[str, str], Erratum]


def why_item_not_mended(item: Item, standing: Collection[str] | None = None) -> WhyNot | None:
    """As the law stands in the catalogue that comes with the software today. One query, where it is
    not told which items of that stand in the county."""
    if standing is None:
        standing = standing_in(item.standard.county)
    return why_not_mended(item_text(item), shipped_standard().items, standing)


def standing_in(county: County) -> frozenset[str]:
    """Which items of the model the county has in the newest edition of any catalogue. One query."""
    model = shipped_standard().items
    newest = Item.objects.filter(standard__county=county, standard__to_on__isnull=True)
    known = newest.filter(code__in=[one.code for one in model])
    return standing_of(model, set(known.values_list("code", "level2")))


def names_of(item: Item, on: datetime.date) -> dict[str, list[str]]:
    """Which bodies owe an item on a day, which laws and elements it has. Few queries, fixed."""
    organs = Organ.objects.filter(county=item.standard.county_id).order_by("id")
    owing = kept_bodies(item.bodies)
    ids = {body.id for body in bodies_of(organs) if owing.covers(body, on)}
    return nameable(item_text(item), [organ.name for organ in organs if organ.pk in ids])


def basis_of(item: Item) -> tuple[Citation, ...]:
    return kept_basis(item.basis)


def mendable_items(county: County, on: datetime.date) -> list[Item]:
    """Of the editions in force that nothing replaces yet, in the order of the catalogue: what the
    county may take back, once two persons say so. Inside an organ too. Two queries."""
    current = in_force(county, on).filter(to_on__isnull=True)
    items = Item.objects.filter(standard__in=current).select_related("standard")
    known = items.order_by("standard__from_on", "standard_id", "order", "id")
    standing = standing_in(county)
    return [item for item in known if why_item_not_mended(item, standing) is None]


def find_mended_item(county: County, object_id: UUID) -> Item | None:
    """Any item of the county, inside an organ too. One query."""
    known = Item.objects.filter(standard__county=county, object_id=object_id)
    return known.select_related("standard__county").first()


def granted_to_next(current: Standard | None) -> Granted:
    """What the edition that replaces this one may make use of, by code and matter. Two queries.

    Not what the law asks for by now: a later model may say what an earlier one did not.
    """
    if current is None:
        return {}
    known = _whole(Erratum.objects.filter(_OPEN, item__standard=current))
    standing = standing_in(current.county)
    return _by_key([one for one in known if why_item_not_mended(one.item, standing) is None])


def granted_to(standard: Standard) -> Granted:
    """What an edition did make use of, by code and matter. One query."""
    return _by_key(list(_whole(Erratum.objects.filter(used_in=standard))))


def errata_of(standard: Standard) -> list[Erratum]:
    """All that two persons mended of an edition, the newest first. One query."""
    return list(_whole(Erratum.objects.filter(item__standard=standard)).order_by("-id"))


def errata_in(county: County) -> list[Erratum]:
    """All of a county, the newest first. One query."""
    return list(_whole(Erratum.objects.filter(item__standard__county=county)).order_by("-id"))


def waiting_errata(county: County) -> list[ErratumProposal]:
    """All that wait for a second person, the oldest first. One query."""
    return list(_proposals(county).filter(state=ProposalState.WAITING).order_by("id"))


def refused_errata(county: County) -> list[ErratumProposal]:
    """What never came to count, the newest first. One query."""
    states = (ProposalState.DECLINED, ProposalState.WITHDRAWN)
    return list(_proposals(county).filter(state__in=states).order_by("-id"))


def find_proposed_erratum(county: County, object_id: UUID) -> ErratumProposal | None:
    """Whatever became of it. One query."""
    return _proposals(county).filter(object_id=object_id).first()


_OPEN = Q(used_in__isnull=True, withdrawn_at__isnull=True)


def _proposals(county: County) -> QuerySet[ErratumProposal]:
    found = ErratumProposal.objects.filter(item__standard__county=county)
    return found.select_related(
        *("item__standard__county", "proposed_by", "answered_by"),
        *("recorded__used_in", "recorded__withdrawn_by"),
    )


def _whole(errata: QuerySet[Erratum]) -> QuerySet[Erratum]:
    return errata.select_related(
        *("item__standard", "used_in", "withdrawn_by"),
        *("proposal__proposed_by", "proposal__answered_by"),
    )


def _by_key(errata: list[Erratum]) -> Granted:
    return {(one.item.code, str(one.matter)): one for one in errata}
