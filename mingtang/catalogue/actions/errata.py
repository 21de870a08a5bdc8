"""A row adopted by mistake (目录勘误) is proposed by one person, and confirmed by another.

The edition in force stays as it is: the next one is let say less of that item in that matter, once.
"""

import datetime
from collections.abc import Collection

from django.db import IntegrityError, transaction

from mingtang.catalogue.choices import ErratumMatter
from mingtang.catalogue.models import Erratum, ErratumProposal, Item
from mingtang.catalogue.queries.errata import names_of, standing_in
from mingtang.catalogue.queries.standards import shipped_standard
from mingtang.catalogue.queries.wordings import item_text
from mingtang.catalogue.rules import errata as rules
from mingtang.foundation.clock import day_of
from mingtang.foundation.errors import RuleBroken
from mingtang.ledger.choices import Act, FieldGroup
from mingtang.ledger.rules import Plain, canonical
from mingtang.organs.actions import record_act
from mingtang.organs.models import County
from mingtang.people.models import User
from mingtang.people.proposals import ProposalState, answer_of


@transaction.atomic
def propose_erratum(
    *,
    item: Item,
    matter: ErratumMatter,
    because: str,
    basis: str,
    by: User,
    at: datetime.datetime,
    names: Collection[str] = (),
) -> ErratumProposal:
    """Keeps what is to be mended of an item in force until another person confirms it: `names` the
    bodies, laws or elements that are too many, where not the whole item is.

    Nothing is let pass by it yet. Raises RuleBroken: of what the law asks for nothing is mended.
    """
    locked = _locked(item)
    _refuse_item(locked, on=day_of(at))
    if _standing(locked, matter):
        raise RuleBroken(rules.STANDS, item=locked.level2)
    try:
        with transaction.atomic():
            made = ErratumProposal.objects.create(
                item=locked,
                matter=matter,
                names=rules.names(locked.level2, matter, names, names_of(locked, day_of(at))),
                because=rules.reason(because),
                basis=rules.basis(basis),
                proposed_by=by,
                proposed_at=at,
            )
    except IntegrityError as both:
        raise RuleBroken(rules.WAITS, item=locked.level2) from both
    _record(Act.ERRATUM_PROPOSED, made, _said(made), by=by, at=at)
    return made


@transaction.atomic
def confirm_erratum(
    *, proposal: ErratumProposal, by: User, at: datetime.datetime
) -> ErratumProposal:
    """Another person than who proposed it lets the next edition be adopted with it.

    Raises RuleBroken, also where the edition was replaced meanwhile, or the law asks for it by now.
    """
    asked = _waiting(proposal)
    rules.refuse_own(is_own=asked.proposed_by_id == by.pk)
    _refuse_item(asked.item, on=day_of(at))
    asked.recorded = Erratum.objects.create(
        object_id=asked.object_id,
        item=asked.item,
        matter=asked.matter,
        names=asked.names,
        because=asked.because,
        basis=asked.basis,
        confirmed_at=at,
    )
    asked.save(update_fields=asked.answered(ProposalState.CONFIRMED, "", by=by, at=at))
    said = {**_said(asked), "proposed_on": str(day_of(asked.proposed_at))}
    said["confirmed_on"] = str(day_of(at))
    _record(Act.ERRATUM_CONFIRMED, asked, said, by=by, at=at)
    return asked


@transaction.atomic
def decline_erratum(
    *, proposal: ErratumProposal, because: str, by: User, at: datetime.datetime
) -> ErratumProposal:
    """Another person finds that the row is none adopted by mistake. Raises RuleBroken."""
    asked = _waiting(proposal)
    rules.refuse_own(is_own=asked.proposed_by_id == by.pk)
    answer = answer_of(because, missing=rules.NO_WHY_NOT)
    asked.save(update_fields=asked.answered(ProposalState.DECLINED, answer, by=by, at=at))
    _record(Act.ERRATUM_DECLINED, asked, {"reason": answer}, by=by, at=at)
    return asked


@transaction.atomic
def withdraw_erratum(
    *, proposal: ErratumProposal, because: str, by: User, at: datetime.datetime
) -> ErratumProposal:
    """Takes it back: who proposed it before it was confirmed, anybody after that, until it is used.

    What was confirmed may say less than the law; that it shall not after all takes one person.
    Raises RuleBroken.
    """
    asked = _locked_proposal(proposal)
    answer = answer_of(because, missing=rules.NO_WHY_BACK)
    if asked.recorded is not None:
        _take_back(asked.recorded, answer, by=by, at=at)
    else:
        _refuse_answered(asked)
        rules.refuse_anothers(is_own=asked.proposed_by_id == by.pk)
        asked.save(update_fields=asked.answered(ProposalState.WITHDRAWN, answer, by=by, at=at))
    _record(Act.ERRATUM_WITHDRAWN, asked, {"reason": answer}, by=by, at=at)
    return asked


def _take_back(erratum: Erratum, because: str, *, by: User, at: datetime.datetime) -> None:
    if erratum.is_withdrawn:
        raise RuleBroken(rules.IS_BACK)
    if erratum.used_in is not None:
        raise RuleBroken(rules.IS_USED, edition=erratum.used_in.edition)
    erratum.withdrawn_by, erratum.withdrawn_at, erratum.withdrawn_because = by, at, because
    erratum.save(update_fields=["withdrawn_by", "withdrawn_at", "withdrawn_because"])


def _locked(item: Item) -> Item:
    """With its county locked, as adopting an edition does: what it is compared with stays."""
    known = Item.objects.select_related("standard").get(pk=item.pk)
    County.objects.select_for_update(no_key=True).get(pk=known.standard.county_id)
    return Item.objects.select_related("standard__county").get(pk=item.pk)


def _locked_proposal(proposal: ErratumProposal) -> ErratumProposal:
    _locked(proposal.item)
    return (
        ErratumProposal.objects.select_for_update(of=("self",))
        .select_related("item__standard__county", "proposed_by", "recorded__used_in")
        .get(pk=proposal.pk)
    )


def _waiting(proposal: ErratumProposal) -> ErratumProposal:
    found = _locked_proposal(proposal)
    _refuse_answered(found)
    return found


def _refuse_answered(found: ErratumProposal) -> None:
    if not found.is_waiting:
        raise RuleBroken(rules.IS_ANSWERED, state=found.get_state_display())


def _refuse_item(item: Item, *, on: datetime.date) -> None:
    standard = item.standard
    rules.refuse_edition(
        item.level2,
        standard.edition,
        is_in_force=standard.from_on <= on,
        is_replaced=standard.to_on is not None,
    )
    rules.refuse_unmendable(item_text(item), shipped_standard().items, standing_in(standard.county))


def _standing(item: Item, matter: ErratumMatter) -> bool:
    return item.errata.filter(matter=matter, used_in=None, withdrawn_at=None).exists()


def _said(one: ErratumProposal) -> dict[str, Plain]:
    return {
        "standard": str(one.item.standard.object_id),
        "item": one.item.code,
        "matter": str(one.matter),
        **({"names": one.names} if one.names else {}),
        "because": one.because,
        "basis": one.basis,
    }


def _record(
    act: Act,
    one: ErratumProposal,
    said: dict[str, Plain],
    *,
    by: User,
    at: datetime.datetime,
) -> None:
    """In the log of the county, as its editions are."""
    record_act(
        act=act,
        about=one.item.standard.county,
        basis="",
        fields={FieldGroup.STRUCTURED: canonical({"erratum": str(one.object_id), **said})},
        by=by,
        at=at,
    )
