"""An edition taken for a change: the row locked, and all that a decision about it needs."""

from mingtang.catalogue.models import Item
from mingtang.disclosure.models import Disclosure, Edition
from mingtang.organs.models import County, Organ

FRESH = ("disclosure__duty", "disclosure__organ")
WHOLE = (*FRESH, "disclosure__item", "disclosure__organ__county")


def locked_edition(edition: Edition) -> Edition:
    """The edition as it stands now, locked until the transaction ends. Four queries at most.

    The organ is read anew, as it may have been dissolved meanwhile; item and county of whoever
    asks are good enough, and half of what there is to read. What hardly any decision asks for
    (the edition before it, the organ's superior) is left out.
    """
    known = _known(edition)
    locked = (
        Edition.objects.select_for_update(of=("self",))
        .select_related(*(FRESH if known else WHOLE))
        .prefetch_related("attachments__file", "signatures")
        .get(pk=edition.pk)
    )
    if known:
        _give(locked.disclosure, *known)
    return locked


def _known(edition: Edition) -> tuple[Item, County] | None:
    if not Edition.disclosure.is_cached(edition):
        return None
    disclosure = edition.disclosure
    if not (Disclosure.item.is_cached(disclosure) and Disclosure.organ.is_cached(disclosure)):
        return None
    organ = disclosure.organ
    return (disclosure.item, organ.county) if Organ.county.is_cached(organ) else None


def _give(disclosure: Disclosure, item: Item, county: County) -> None:
    """Neither ever changes: a disclosure keeps its item, and no organ leaves its county."""
    disclosure.item = item
    disclosure.organ.county = county
