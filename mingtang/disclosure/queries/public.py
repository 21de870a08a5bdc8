"""What everyone may see. Internal disclosures are in none of these."""

import datetime
from uuid import UUID

from django.db.models import Count, QuerySet

from mingtang.catalogue.choices import Audience
from mingtang.catalogue.models import Duty, Item
from mingtang.disclosure.choices import WAS_PUBLIC
from mingtang.disclosure.models import Attachment, Disclosure, Edition
from mingtang.foundation import clock
from mingtang.organs.models import County, Organ


def published(county: County) -> QuerySet[Disclosure]:
    """All that has ever been public in a county, tombstones too; newest first."""
    return (
        Disclosure.objects.filter(
            county=county, audience=Audience.PUBLIC, first_published_at__isnull=False
        )
        .select_related("organ", "item", "current", "duty")
        .order_by("-first_published_at", "-id")
    )


def standing(county: County) -> QuerySet[Disclosure]:
    """What is public now: tombstones left out."""
    return published(county).filter(withdrawn_at__isnull=True)


def came_out(
    rows: QuerySet[Disclosure], first: datetime.date | None, last: datetime.date | None
) -> QuerySet[Disclosure]:
    """Those that became public between the two days, both included, tombstones too; None leaves
    that end open."""
    if first:
        rows = rows.filter(first_published_at__gte=clock.span_of(first)[0])
    return rows.filter(first_published_at__lte=clock.span_of(last)[1]) if last else rows


def of_organ(organ: Organ) -> QuerySet[Disclosure]:
    return published(organ.county).filter(organ=organ)


def of_item(county: County, item: Item) -> QuerySet[Disclosure]:
    """Of an item in all its editions: items of one code follow each other."""
    return published(county).filter(item__code=item.code)


def of_duty(duty: Duty) -> QuerySet[Disclosure]:
    """What was published to answer a duty, tombstones too."""
    return published(duty.organ.county).filter(duty=duty)


def counts_by_organ(county: County) -> dict[int, int]:
    """How many stand, by the organ's key; organs without any are left out."""
    rows = standing(county).order_by().values_list("organ_id").annotate(n=Count("id"))
    return dict(rows)


def counts_by_tier(county: County) -> dict[str, int]:
    """How many stand, by the tier of the organ, also of organs that are gone."""
    rows = standing(county).order_by().values_list("organ__tier").annotate(n=Count("id"))
    return dict(rows)


def counts_by_item(county: County) -> dict[str, int]:
    """How many stand, by the item's code."""
    rows = standing(county).order_by().values_list("item__code").annotate(n=Count("id"))
    return dict(rows)


def find(county: County, object_id: UUID) -> Disclosure | None:
    return (
        published(county)
        .select_related(
            "county",
            "organ__county",
            "organ__parent",
            "item__standard",
            "current",
            "duty__fact",
            "replaced_by",
        )
        .filter(object_id=object_id)
        .first()
    )


def editions(disclosure: Disclosure) -> QuerySet[Edition]:
    """Editions that were ever public, newest first."""
    return disclosure.editions.filter(state__in=WAS_PUBLIC).order_by("-number")


def edition(disclosure: Disclosure, number: int) -> Edition | None:
    """An edition that may be read: none of a withdrawn disclosure."""
    if disclosure.is_withdrawn:
        return None
    found = editions(disclosure).filter(number=number).first()
    if found:
        found.disclosure = disclosure
    return found


def attachments(edition: Edition) -> QuerySet[Attachment]:
    return edition.attachments.select_related("file")


def attachment(disclosure: Disclosure, attachment_id: int) -> Attachment | None:
    """A file that may be fetched: of an edition that was public, of nothing withdrawn."""
    if disclosure.is_withdrawn:
        return None
    return (
        Attachment.objects.select_related("file", "edition")
        .filter(pk=attachment_id, edition__disclosure=disclosure, edition__state__in=WAS_PUBLIC)
        .first()
    )
