"""What is to be looked at, and an edition as the rules see it. Few texts are read twice."""

import datetime
from collections.abc import Iterable, Iterator, Sequence

from django.db.models import Count, F, Q, QuerySet

from mingtang.catalogue.choices import Audience
from mingtang.disclosure.choices import EditionState, Outcome
from mingtang.disclosure.models import Edition
from mingtang.files.choices import MediaType
from mingtang.files.rules.scans import pages
from mingtang.foundation import clock
from mingtang.organs.models import County, Organ
from mingtang.supervision.choices import STANDING, FindingKind
from mingtang.supervision.models import Band, Examination, Finding
from mingtang.supervision.rules.copies import WORTH_READING, Likeness, Text, likeness
from mingtang.supervision.rules.examining import VERSION, Seen, Twin
from mingtang.supervision.rules.hollow import Content, Element, File
from mingtang.supervision.rules.signatures import Signature, bands, estimate, signature, unpacked
from mingtang.supervision.rules.texts import comparable, is_long_enough, names_of, runs

# Eight quarters: so the work of a night has an end, however many findings are kept.
MEASURED_FOR = datetime.timedelta(days=2 * 366)
# In one night: what is left is looked at in the next.
AT_MOST = 5_000
# A night looks at what a machine that stood still left out.
LATELY = datetime.timedelta(days=2)
# Of those that share a part of the signature, the ones that share most; and of them, how many are
# read. So the work for one edition has an end, however many are alike.
CANDIDATES = 50
READ = 5
LONGEST_OF_A_FILE = 20_000
# What the names of an organ are told by.
OF_TEXT = ("disclosure__organ__county", "disclosure__organ__parent")
PICTURES = (MediaType.PNG, MediaType.JPEG)


def to_examine() -> QuerySet[Edition]:
    """Current public editions nobody has looked at by these rules yet, the oldest first."""
    return (
        _current()
        .filter(~Q(examination__version=VERSION) | Q(examination__isnull=True))
        .order_by("published_at", "id")[:AT_MOST]
    )


def just_out(county: County, at: datetime.datetime) -> Iterator[Edition]:
    """What came out lately for the first time and nobody has looked at; and the new editions of
    what is asked about, which may have mended it. The oldest first. Two queries, both by an index;
    all else waits for the night."""
    unseen = _current().filter(disclosure__county=county, examination__isnull=True)
    standing = Finding.objects.filter(county=county, state__in=STANDING, edition__isnull=False)
    yield from unseen.filter(disclosure__first_published_at__gte=at - LATELY).order_by(
        "published_at", "id"
    )
    yield from unseen.filter(disclosure__in=standing.values("disclosure")).order_by(
        "published_at", "id"
    )


def _current() -> QuerySet[Edition]:
    return Edition.objects.filter(
        state=EditionState.PUBLISHED,
        disclosure__audience=Audience.PUBLIC,
        disclosure__outcome=Outcome.CONTENT,
        disclosure__withdrawn_at__isnull=True,
    ).select_related(*OF_TEXT, "disclosure__item", "disclosure__county")


def is_to_be_examined(edition: Edition) -> bool:
    """Asked again when it is locked: somebody else may have been faster."""
    return (
        _current()
        .filter(pk=edition.pk)
        .exclude(pk__in=Examination.objects.filter(version=VERSION).values("edition"))
        .exists()
    )


def whose_text_is_gone() -> QuerySet[Finding]:
    """Standing findings of what was withdrawn since, or compared with what was."""
    return (
        Finding.objects.filter(state__in=STANDING)
        .filter(
            Q(disclosure__withdrawn_at__isnull=False)
            | Q(other__disclosure__withdrawn_at__isnull=False)
        )
        .order_by("id")
    )


def text_of(edition: Edition) -> Text:
    """The words of elements and body, and of the files, as far as they were read; titles are not
    compared. One query."""
    words = content_of(edition, files=files_of(edition)).all_words
    return Text(words, _names(edition.disclosure.organ), edition.document_number)


def _names(organ: Organ) -> tuple[str, ...]:
    above = organ.parent.name if organ.parent else ""
    return names_of(organ.name, county=organ.county.name, above=above)


def content_of(edition: Edition, *, files: Sequence[File]) -> Content:
    return Content(
        body=edition.body,
        elements=[
            Element(
                key=element["key"],
                kind=element.get("kind", "text"),
                is_required=bool(element.get("required")),
                value=str(edition.values.get(element["key"], "")),
                label=element["label"],
                hint=element.get("hint", ""),
                unit=element.get("unit", ""),
            )
            for element in edition.disclosure.item.elements
        ],
        files=files,
    )


def files_of(edition: Edition) -> list[File]:
    """A picture holds no words that a machine reads; nor does a file of scanned pages or pictures
    alone, whatever its properties say and whoever has gone through it by eye. Of long files the
    beginning is enough to tell a copy."""
    rows = edition.attachments.order_by("id").values_list(
        "file__media_type", "file__text__passages", "file__unread"
    )
    return [_file(*row) for row in rows]


def _file(media: str, passages: Sequence[Sequence[str]] | None, unread: Sequence[str]) -> File:
    seen_in = pages(passages or (), unread)
    return File(
        has_no_text=media in PICTURES or (passages is not None and seen_in.has_no_text),
        words=seen_in.words[:LONGEST_OF_A_FILE],
        has_pictures=seen_in.is_known and seen_in.has_pictures,
    )


def signature_of(text: Text) -> Signature:
    plain = comparable(text.words, names=text.names)
    return signature(runs(plain)) if is_long_enough(plain) else ()


def seen(edition: Edition, text: Text, made: Signature) -> Seen:
    """An edition with all that is compared with it. Twelve queries at most."""
    disclosure = edition.disclosure
    first = disclosure.first_published_at or edition.started_at
    return Seen(
        content=content_of(edition, files=files_of(edition)),
        organ=disclosure.organ_id,
        formed_on=edition.formed_on,
        first_out_on=clock.day_of(first),
        document_number=edition.document_number,
        twins=tuple(_twins(edition, text, made)),
        former=_former(edition, text),
    )


def _twins(edition: Edition, text: Text, made: Signature) -> list[Twin]:
    """Near-copies among what came out before, the most alike first."""
    near = [
        (estimate(made, unpacked(bytes(one.signature))), one) for one in _candidates(edition, made)
    ]
    near = sorted((one for one in near if one[0] >= WORTH_READING), key=_most_alike)
    found = []
    for _estimate, one in near[:READ]:
        if alike := likeness(text, text_of(one.edition)):
            found.append(_twin(one.edition, alike))
    return sorted(found, key=lambda twin: (-twin.likeness.alike, twin.key))


def _most_alike(one: tuple[int, Examination]) -> tuple[int, int]:
    return -one[0], one[1].edition_id


def _candidates(edition: Edition, made: Signature) -> Iterable[Examination]:
    """What shares a band with it and came out before it; those that share most."""
    if not made:
        return []
    disclosure = edition.disclosure
    same = Q()
    for number, value in enumerate(bands(made)):
        same |= Q(number=number, value=value)
    shared = (
        Band.objects.filter(same, county=disclosure.county_id)
        .exclude(examination__edition__disclosure=disclosure)
        .filter(
            examination__edition__disclosure__withdrawn_at__isnull=True,
            examination__edition__disclosure__first_published_at__lte=(
                disclosure.first_published_at
            ),
        )
        .order_by()
        .values_list("examination_id")
        .annotate(n=Count("id"))
        .order_by("-n", "examination_id")[:CANDIDATES]
    )
    return Examination.objects.filter(pk__in=[key for key, _count in shared]).select_related(
        *(f"edition__{joined}" for joined in OF_TEXT), "edition__disclosure__item"
    )


def _former(edition: Edition, text: Text) -> Twin | None:
    """The edition before it, where it says all but the same: was more than the day changed?"""
    if edition.number == 1:
        return None
    before = (
        Edition.objects.filter(
            disclosure=edition.disclosure, state=EditionState.SUPERSEDED, number__lt=edition.number
        )
        .order_by("-number")
        .first()
    )
    if before is None:
        return None
    before.disclosure = edition.disclosure
    earlier = text_of(before)
    alike = likeness(text, Text(earlier.words, earlier.names))
    return _twin(before, alike) if alike else None


def _twin(edition: Edition, alike: Likeness) -> Twin:
    published = edition.published_at or edition.started_at
    return Twin(
        key=edition.pk,
        organ=edition.disclosure.organ_id,
        likeness=alike,
        formed_on=edition.formed_on,
        published_on=clock.day_of(published),
    )


def chosen_days(
    county: County, first: datetime.date, last: datetime.date
) -> dict[int, list[datetime.date]]:
    """By organ, the days of what came out first between the two when the organ chose: overdue, or
    owed on no day. What came out by its due day came out rightly, whenever that was."""
    rows = (
        Edition.objects.filter(
            number=1,
            disclosure__county=county,
            disclosure__audience=Audience.PUBLIC,
            disclosure__first_published_at__range=(
                clock.span_of(first)[0],
                clock.span_of(last)[1],
            ),
        )
        .filter(Q(disclosure__late_by__isnull=True) | Q(disclosure__late_by__gt=0))
        .order_by("disclosure__first_published_at")
        .values_list("disclosure__organ_id", F("disclosure__first_published_at"))
    )
    found: dict[int, list[datetime.date]] = {}
    for organ, at in rows:
        found.setdefault(organ, []).append(clock.day_of(at))
    return found


def open_of_key(county: County, on: datetime.date) -> QuerySet[Finding]:
    """Standing findings that organs may have caught up with, quarter by quarter.

    A finding of a quarter further back than `MEASURED_FOR` stays as it stands.
    """
    return Finding.objects.filter(
        county=county,
        kind=FindingKind.AVOIDS_KEY,
        state__in=STANDING,
        period_end__gt=on - MEASURED_FOR,
    ).order_by("period_end", "id")
