"""An edition taken for a change: the row locked, and all that a decision about it needs."""

from django.db import models

from mingtang.catalogue.models import Item
from mingtang.disclosure.models import Attachment, Disclosure, Edition, Signature
from mingtang.foundation.asked_often import AskedOften
from mingtang.organs.models import County, Organ

KEY = models.BigIntegerField()
FRESH = Edition.objects.select_for_update(of=("self",)).select_related(
    "disclosure__duty", "disclosure__organ"
)
WHOLE = FRESH.select_related("disclosure__item", "disclosure__organ__county")

_FRESH = AskedOften(lambda key: FRESH.filter(pk=key), key=KEY)
_WHOLE = AskedOften(lambda key: WHOLE.filter(pk=key), key=KEY)
_SIGNATURES = AskedOften(lambda edition: Signature.objects.filter(edition=edition), edition=KEY)
_ATTACHMENTS = AskedOften(
    lambda edition: Attachment.objects.filter(edition=edition).select_related("file"), edition=KEY
)


def locked_edition(edition: Edition) -> Edition:
    """The edition as it stands now, locked until the transaction ends. Three queries.

    The organ is read anew, as it may have been dissolved meanwhile; item and county of whoever
    asks are good enough, and half of what there is to read. What hardly any decision asks for
    (the edition before it, the organ's superior) is left out.
    """
    known = _known(edition)
    locked = (_FRESH if known else _WHOLE).get(key=edition.pk)
    locked.given = _SIGNATURES(edition=locked.pk)
    locked.attached = _ATTACHMENTS(edition=locked.pk)
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
