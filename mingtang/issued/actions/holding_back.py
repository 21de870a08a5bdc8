import datetime
from collections.abc import Sequence

from django.db import transaction

from mingtang.catalogue.actions.holding_back import checked_holding, hold_back_words, mark_held
from mingtang.catalogue.models import Duty, Fact
from mingtang.catalogue.queries.corrected import latest_form
from mingtang.catalogue.rules.holding_back import INSTEAD, NOTHING_LEFT, SECRET, Holding
from mingtang.foundation.errors import RuleBroken
from mingtang.issued.choices import Attribute
from mingtang.issued.models import IssuedDocument, Registration
from mingtang.issued.queries.committed import left_now
from mingtang.ledger.actions import erase_salts
from mingtang.ledger.choices import Act, FieldGroup
from mingtang.ledger.rules import canonical
from mingtang.organs.actions import record_act
from mingtang.organs.models import Organ
from mingtang.people.models import User


@transaction.atomic
def hold_back_document(
    *,
    document: IssuedDocument,
    ground: str,
    because: str,
    office: Organ,
    with_reasons: bool,
    by: User,
    at: datetime.datetime,
) -> list[IssuedDocument | Fact | Duty]:
    """Holds back the words that the register said of a document before (条例 art. 14–16).

    What it is called now stays, while it stands; of one that was withdrawn or is not for everyone
    now, all that was public goes. So do the fact that it was, and what its duties were called. The
    number and the days stay, and that the words are held back, when, by whom, why and on which
    ground is public. Returns what was changed. Raises RuleBroken.
    """
    known = (
        IssuedDocument.objects.select_for_update(of=("self",))
        .select_related("organ__county", "current")
        .get(pk=document.pk)
    )
    holding = checked_holding(
        organ=known.organ,
        ground=ground,
        because=because,
        office=office,
        with_reasons=with_reasons,
        by=by,
        at=at,
    )
    registrations = list(known.registrations.select_related("fact").order_by("number"))
    changed = [one for one in registrations if _is_emptied(one, known, holding)]
    Registration.objects.bulk_update(changed, ["title", "reason", "because"])
    is_emptied = holding.with_reasons and known.withdrawn_because not in ("", INSTEAD)
    if is_emptied:
        known.withdrawn_because = INSTEAD
    others: list[IssuedDocument | Fact | Duty] = []
    for fact in _facts(registrations):
        others += hold_back_words(fact=fact, holding=holding, by=by, at=at)
    if not (changed or is_emptied or others):
        raise RuleBroken(NOTHING_LEFT)
    mark_held(thing=known, holding=holding, at=at)
    known.save()
    closed = erase_salts(
        origin=known.organ.county.log_origin, objects=[known.object_id], groups=[FieldGroup.TEXT]
    )
    record_act(
        act=Act.PERSONAL_DATA_ERASED,
        about=known,
        basis=holding.basis,
        fields={
            FieldGroup.TEXT: left_now(known),
            FieldGroup.STRUCTURED: canonical({"entries": closed, "held_back": holding.ground}),
            FieldGroup.PERSON: canonical({"by": by.username}),
        },
        by=by,
        at=at,
    )
    return [known, *others]


def _is_emptied(one: Registration, document: IssuedDocument, holding: Holding) -> bool:
    """Empties what was public and is said no more; of state secrets what never was public too.

    Whether there was anything.
    """
    stands = document.stands and one.pk == document.current_id
    was_public = one.attribute == Attribute.ACTIVE or holding.ground == SECRET
    names = (("title", "reason") if was_public and not stands else ()) + (
        ("because",) if holding.with_reasons else ()
    )
    wanted = [name for name in names if getattr(one, name) not in ("", INSTEAD)]
    for name in wanted:
        setattr(one, name, INSTEAD)
    return bool(wanted)


def _facts(registrations: Sequence[Registration]) -> list[Fact]:
    """Each fact that the document was, once, as it is now."""
    found = {latest_form(one.fact).pk: one.fact for one in registrations if one.fact}
    return [latest_form(fact) for _key, fact in sorted(found.items())]
