"""Editions that are adopted and not in force yet, and what they change for everybody to read."""

import datetime
from collections.abc import Iterable

from django.db.models import F, QuerySet

from mingtang.catalogue.choices import Audience
from mingtang.catalogue.models import Item, Standard
from mingtang.catalogue.queries.editions import Planned, planned_against
from mingtang.catalogue.queries.errata import granted_to
from mingtang.catalogue.queries.standards import items_of
from mingtang.catalogue.queries.wordings import item_text
from mingtang.catalogue.rules.items import StandardText
from mingtang.organs.models import County

DAY = datetime.timedelta(days=1)


def coming_editions(county: County, on: datetime.date) -> QuerySet[Standard]:
    """By their first day; none that was withdrawn. One query."""
    known = county.standards.filter(from_on__gt=on).exclude(to_on__lt=F("from_on"))
    return known.order_by("from_on", "id")


def replaced_by(standard: Standard) -> Standard | None:
    """The edition of its title that ended, or ends, the day before. One query."""
    before = standard.from_on - DAY
    known = Standard.objects.filter(county=standard.county_id, title=standard.title, to_on=before)
    return known.filter(from_on__lte=before).first()


def public_changes(standard: Standard) -> Planned:
    """An edition beside the one that it replaces, with what everybody may read alone: what is
    inside an organ now and public then is new, and the other way round. Few queries, fixed."""
    replaced = replaced_by(standard)
    text = StandardText(
        title=standard.title,
        edition=standard.edition,
        basis=standard.basis,
        from_on=standard.from_on,
        at_once_days=standard.at_once_days,
        pre_disclosure_days=standard.pre_disclosure_days,
        items=tuple(item_text(item) for item in _public([standard])),
    )
    items = _public([replaced] if replaced else [])
    granted = granted_to(standard)
    return planned_against(standard.county, text, standard.from_on, replaced, items, granted)


def in_its_place(item: Item, on: datetime.date) -> Item | None:
    """Of an item that is not in force, the one by its code that is, in its own catalogue first."""
    same = list(items_of(item.standard.county, on).filter(code=item.code))
    own = (one for one in same if one.standard.title == item.standard.title)
    return next(own, next(iter(same), None))


def _public(standards: Iterable[Standard]) -> list[Item]:
    items = Item.objects.filter(standard__in=standards, audience=Audience.PUBLIC)
    return list(items.select_related("standard").order_by("order", "id"))
