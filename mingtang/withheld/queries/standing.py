"""What an organ withholds today (不予公开的信息), each with when it was looked at last."""

import datetime
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from itertools import takewhile

from django.db.models import DateTimeField, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Cast, Coalesce

from mingtang.disclosure.choices import Outcome
from mingtang.disclosure.models import Disclosure
from mingtang.foundation.clock import day_of, span_of
from mingtang.issued.choices import Attribute
from mingtang.issued.models import IssuedDocument
from mingtang.organs.models import County, Organ
from mingtang.withheld.models import Examination
from mingtang.withheld.rules.terms import ONE_DAY, first_in_time, next_look

# By what each kind of thing is looked at again: the publication of it, or its day of issue.
WITHHOLDS = Q(outcome=Outcome.WITHHELD, first_published_at__isnull=False, withdrawn_at=None)
HIDDEN = Q(current__attribute=Attribute.NONE, withdrawn_at=None)


@dataclass(frozen=True)
class Withheld:
    """One thing withheld: what, on which ground, since when, and by when it is looked at again.

    `title` is for whoever works in the organ. The public sees that of a publication alone.
    """

    thing: Disclosure | IssuedDocument
    organ: Organ
    title: str
    ground: str
    since: datetime.date
    looked_on: datetime.date
    due_on: datetime.date

    @property
    def is_document(self) -> bool:
        return isinstance(self.thing, IssuedDocument)


def publications(county: County, organs: Collection[int] | None = None) -> QuerySet[Disclosure]:
    """Those that withhold and stand, each with when it was `looked_at` last: at first when it was
    published."""
    last = Examination.objects.filter(disclosure=OuterRef("pk")).order_by("-number")
    found = Disclosure.objects.filter(WITHHOLDS, county=county)
    if organs is not None:
        found = found.filter(organ__in=organs)
    looked_at = Coalesce(Subquery(last.values("examined_at")[:1]), "first_published_at")
    return found.select_related("organ", "current", "item").annotate(looked_at=looked_at)


def documents(county: County, organs: Collection[int] | None = None) -> QuerySet[IssuedDocument]:
    """Those that are not for anybody (不予公开), likewise; at first when they were issued: that is
    decided while they are drafted (国办发〔2016〕80号), whenever they came on the register.

    Not those that whoever applies may get (依申请公开).
    """
    last = Examination.objects.filter(document=OuterRef("pk")).order_by("-number")
    found = IssuedDocument.objects.filter(HIDDEN, organ__county=county)
    if organs is not None:
        found = found.filter(organ__in=organs)
    found = found.annotate(issued_at=Cast("current__issued_on", DateTimeField()))
    looked_at = Coalesce(Subquery(last.values("examined_at")[:1]), "issued_at")
    return found.select_related("organ", "current").annotate(looked_at=looked_at)


def withheld_by(
    county: County,
    organs: Collection[int] | None,
    *,
    due_until: datetime.date | None = None,
) -> list[Withheld]:
    """What these organs withhold, or all of the county; what is due first in front. Two queries.

    What concerns an organ's own people alone too. `due_until`: only what has to be looked at again
    by that day.
    """
    published, registered = publications(county, organs), documents(county, organs)
    if due_until is not None:
        before = due_before(county, due_until + ONE_DAY)
        published = published.filter(before["disclosure"])
        registered = registered.filter(before["document"])
    found: Iterable[Withheld] = (
        *(of_publication(one, county) for one in published),
        *(of_document(one, county) for one in registered),
    )
    return sorted(found, key=lambda one: (one.due_on, one.since, one.thing.pk))


def of_publication(one: Disclosure, county: County) -> Withheld:
    """One of `publications`."""
    looked_on = day_of(one.looked_at)  # type: ignore[attr-defined] # as annotated
    published_at = one.first_published_at
    return Withheld(
        thing=one,
        organ=one.organ,
        title=one.title,
        ground=one.current.exemption if one.current else "",
        since=day_of(published_at) if published_at else looked_on,
        looked_on=looked_on,
        due_on=next_look(looked_on, county.look_again_months),
    )


def of_document(one: IssuedDocument, county: County) -> Withheld:
    """One of `documents`."""
    looked_on = day_of(one.looked_at)  # type: ignore[attr-defined] # as annotated
    return Withheld(
        thing=one,
        organ=one.organ,
        title=f"{one.number} {one.now.title}".strip(),
        ground=one.now.ground,
        since=one.now.issued_on,
        looked_on=looked_on,
        due_on=next_look(looked_on, county.look_again_months),
    )


def hidden_since(document: IssuedDocument) -> datetime.date:
    """Since when the register says without a break that nobody is given it. One query.

    That it was said before to be for whoever applies, is no withholding.
    """
    said = document.registrations.order_by("-number").values_list("attribute", "recorded_at")
    hidden = takewhile(lambda one: one[0] == Attribute.NONE, said)
    return min(day_of(at) for _attribute, at in hidden)


def looks_at(thing: Disclosure | IssuedDocument) -> QuerySet[Examination]:
    """Every look at one thing, the latest first."""
    of_it = Q(disclosure=thing) if isinstance(thing, Disclosure) else Q(document=thing)
    return Examination.objects.filter(of_it).select_related("organ", "examiner").order_by("-number")


def due_before(county: County, day: datetime.date) -> dict[str, Q]:
    """What was to be looked at before that day and was not: of publications and of documents."""
    first = first_in_time(day, county.look_again_months)
    moment, _last = span_of(first)

    def none_since(name: str) -> Q:
        since = Examination.objects.filter(**{name: OuterRef("pk")}, examined_at__gte=moment)
        return ~Q(Exists(since))

    return {
        "disclosure": Q(first_published_at__lt=moment) & none_since("disclosure"),
        "document": Q(current__issued_on__lt=first) & none_since("document"),
    }
