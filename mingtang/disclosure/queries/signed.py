"""Who signed each edition, and how, told beside the entries that put it on record."""

import datetime
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from mingtang.catalogue.choices import Audience
from mingtang.disclosure.choices import WAS_PUBLIC, StepCode
from mingtang.disclosure.models import Disclosure, Edition, Signature
from mingtang.disclosure.queries.committed import PUBLISHING, PUBLISHING_ANYWHERE
from mingtang.ledger.choices import Act
from mingtang.ledger.models import Entry
from mingtang.ledger.rules import Plain

# The acts that are somebody's consent. What the last step of a workflow is called, is no matter.
BY_STEP = {StepCode.SECRECY: Act.SECRECY_PASSED, StepCode.SUPERVISION: Act.STEP_PASSED}
SIGNING = frozenset({*BY_STEP.values(), Act.APPROVED, Act.APPROVED_AFTERWARDS})


Person = Mapping[str, Plain]


def signers(entries: Sequence[Entry], *, inside: bool = False) -> dict[int, Person]:
    """What the person of each signing entry is by the signatures there are, by the entry's key.

    Of what was made public, unless asked `inside`. The n-th act of a kind on an object is its n-th
    signature of that kind; one that is missing, or of another second, has no answer. Two queries.
    """
    wanted = {entry.object_id for entry in entries if entry.act in SIGNING}
    if not wanted:
        return {}
    told = Entry.objects.filter(object_id__in=wanted, act__in=SIGNING).order_by("index")
    signed = Signature.objects.filter(edition__disclosure__object_id__in=wanted)
    if not inside:
        signed = signed.filter(
            edition__disclosure__audience=Audience.PUBLIC,
            edition__disclosure__first_published_at__isnull=False,
        )
    given = _by_act(signed.select_related("by", "edition__disclosure").order_by("pk"))
    found: dict[int, Person] = {}
    for entry in told:
        signature = next(given.get((entry.object_id, entry.act), iter(())), None)
        if signature and signature.at.replace(microsecond=0) == entry.at:
            found[entry.pk] = {"by": signature.by.username, **how_signed(signature)}
    return found


def how_signed(signature: Signature) -> dict[str, Plain]:
    """In which post, whether for another or lent, and what was signed."""
    return {
        "post": signature.post_id,
        "is_stand_in": signature.is_stand_in,
        "is_borrowed": signature.is_borrowed,
        "digest": signature.digest,
    }


def signed_before(standing: Iterable[Signature]) -> list[Plain]:
    """Everybody who had signed an edition when it was published, its drafters too."""
    before = sorted((one for one in standing if not one.is_afterwards), key=lambda one: one.pk)
    return [
        {
            "step": str(one.step),
            "by": one.by_id,
            "at": one.at.astimezone(datetime.UTC).replace(microsecond=0).isoformat(),
            **how_signed(one),
        }
        for one in before
    ]


def signed_when_published(
    entries: Sequence[Entry], *, inside: bool = False
) -> dict[int, list[Plain]]:
    """Of each publishing entry, those who signed that edition, by the key of the entry.

    Three queries. The n-th publication of an object is of its n-th edition that was published.
    """
    acts = PUBLISHING_ANYWHERE if inside else PUBLISHING
    wanted = {entry.object_id for entry in entries if entry.act in acts}
    if not wanted:
        return {}
    every = Entry.objects.filter(object_id__in=wanted, act__in=acts).order_by("index")
    shown = Edition.objects.filter(disclosure__object_id__in=wanted, state__in=WAS_PUBLIC)
    if not inside:
        shown = shown.filter(disclosure__audience=Audience.PUBLIC)
    standing = Signature.objects.filter(void_at__isnull=True)
    shown = shown.select_related("disclosure").prefetch_related(Prefetch("signatures", standing))
    editions: dict[UUID, Iterator[Edition]] = {
        object_id: iter(list(of_it))
        for object_id, of_it in groupby(
            shown.order_by("disclosure__object_id", "number"),
            key=lambda one: one.disclosure.object_id,
        )
    }
    return {
        key: signed_before(edition.signatures.all())
        for object_id, key in every.values_list("object_id", "pk")
        if (edition := next(editions.get(object_id, iter(())), None))
    }


def signed_without_an_act(among: QuerySet[Disclosure]) -> Iterator[UUID]:
    """Of these the publications with more approvals that followed than the log has; two queries,
    or one."""
    afterwards = Signature.objects.filter(
        edition__disclosure__in=among, is_afterwards=True, void_at__isnull=True
    )
    given = Counter(afterwards.values_list("edition__disclosure__object_id", flat=True))
    if not given:
        return
    entries = Entry.objects.filter(object_id__in=given, act=Act.APPROVED_AFTERWARDS)
    told = Counter(entries.values_list("object_id", flat=True))
    yield from (object_id for object_id, count in given.items() if count > told[object_id])


def _by_act(signed: Iterable[Signature]) -> dict[tuple[UUID, str], Iterator[Signature]]:
    found: dict[tuple[UUID, str], list[Signature]] = {}
    for one in signed:
        if one.step != StepCode.DRAFT:
            act = Act.APPROVED_AFTERWARDS if one.is_afterwards else _act_of(one)
            found.setdefault((one.edition.disclosure.object_id, act), []).append(one)
    return {key: iter(rows) for key, rows in found.items()}


def _act_of(signature: Signature) -> Act:
    return BY_STEP.get(StepCode(signature.step), Act.APPROVED)
