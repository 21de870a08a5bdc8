"""Who signed each edition, told beside the entries that put it on record."""

from collections.abc import Iterable, Iterator, Sequence
from uuid import UUID

from mingtang.catalogue.choices import Audience
from mingtang.disclosure.choices import StepCode
from mingtang.disclosure.models import Signature
from mingtang.ledger.choices import Act
from mingtang.ledger.models import Entry
from mingtang.ledger.rules import canonical

# The acts that are somebody's consent. What the last step of a workflow is called, is no matter.
BY_STEP = {StepCode.SECRECY: Act.SECRECY_PASSED, StepCode.SUPERVISION: Act.STEP_PASSED}
SIGNING = frozenset({*BY_STEP.values(), Act.APPROVED, Act.APPROVED_AFTERWARDS})


def signers(entries: Sequence[Entry], *, inside: bool = False) -> dict[int, bytes]:
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
    found: dict[int, bytes] = {}
    for entry in told:
        signature = next(given.get((entry.object_id, entry.act), iter(())), None)
        if signature and signature.at.replace(microsecond=0) == entry.at:
            found[entry.pk] = canonical({"by": signature.by.username})
    return found


def _by_act(signed: Iterable[Signature]) -> dict[tuple[UUID, str], Iterator[Signature]]:
    found: dict[tuple[UUID, str], list[Signature]] = {}
    for one in signed:
        if one.step != StepCode.DRAFT:
            act = Act.APPROVED_AFTERWARDS if one.is_afterwards else _act_of(one)
            found.setdefault((one.edition.disclosure.object_id, act), []).append(one)
    return {key: iter(rows) for key, rows in found.items()}


def _act_of(signature: Signature) -> Act:
    return BY_STEP.get(StepCode(signature.step), Act.APPROVED)
