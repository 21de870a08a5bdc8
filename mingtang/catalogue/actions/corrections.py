import datetime
from uuid import uuid4

from django.db import transaction

from mingtang.catalogue.actions.counting import enter
from mingtang.catalogue.actions.moving import move_duties
from mingtang.catalogue.actions.opening import open_by_fact
from mingtang.catalogue.actions.overdue import refuse_clearing
from mingtang.catalogue.choices import DutyState
from mingtang.catalogue.models import Duty, DutyRefiling, Fact, Item
from mingtang.catalogue.permissions import may_change_fact, may_clear_overdue
from mingtang.catalogue.queries.committed import corrected, withdrawn
from mingtang.catalogue.queries.counting import spots
from mingtang.catalogue.queries.demanded import (
    first_recorded_on,
    why_not_demanded_on,
    why_not_on,
)
from mingtang.catalogue.queries.first_due import first_due, late_by_fact, overdue_by
from mingtang.catalogue.queries.standards import open_item
from mingtang.catalogue.rules import due
from mingtang.catalogue.rules import facts as rules
from mingtang.catalogue.rules.due import DueDay
from mingtang.catalogue.rules.opening import title_of
from mingtang.foundation.clock import day_of
from mingtang.foundation.errors import RuleBroken
from mingtang.foundation.personal_data.refusing import refuse_personal_data
from mingtang.foundation.prose import clean_line, clean_markdown
from mingtang.foundation.text import gettext_noop as _
from mingtang.foundation.wordless import refuse_wordless
from mingtang.foundation.working_days import Calendar
from mingtang.ledger.choices import Act, FieldGroup
from mingtang.ledger.rules import canonical
from mingtang.organs.actions import record_act
from mingtang.people.models import User
from mingtang.terms.queries import calendar

REASON_AT_MOST = 200
TITLE_AT_MOST = 200


@transaction.atomic
def correct_fact(
    *,
    fact: Fact,
    because: str,
    happened_on: datetime.date | None = None,
    title: str | None = None,
    evidence: str | None = None,
    duty: Duty | None = None,
    by: User,
    at: datetime.datetime,
) -> Fact:
    """Puts a fact right (更正事实): a new row that names the old one, which keeps its value.

    Open duties it opened get their new due day, with a trace; those that have ended keep theirs. A
    `duty` makes a fact recorded before that duty arose its evidence. Where a later day would put
    off what is overdue, it is for the county's openness office. No correction makes what is owed
    vanish: a day on which the catalogue did not demand it is refused. Raises RuleBroken.
    """
    old = _locked(fact, by=by, on=day_of(at))
    reason = _reason(because)
    new = _corrected(old, happened_on=happened_on, title=title, evidence=evidence, duty=duty)
    _refuse(old, new, duty, on=day_of(at))
    if new.happened_on > old.happened_on:
        over = overdue_by(old, day_of(at))
        why = rules.OVERDUE_LATER
        refuse_clearing(over=over, template=why, kind=old.kind, by=by, on=day_of(at))
    refuse_personal_data(new.title, new.evidence)
    new.corrected_because, new.recorder, new.recorded_at = reason, by, at
    new.save(force_insert=True)
    record_act(
        act=Act.FACT_CORRECTED,
        about=old,
        basis="",
        fields=corrected(old, new),
        by=by,
        at=at,
    )
    _carry_over(old, new, because=reason, by=by, at=at)
    return new


@transaction.atomic
def withdraw_fact(*, fact: Fact, because: str, by: User, at: datetime.datetime) -> Fact:
    """Takes a fact that never happened off the record (撤销登记); it stays readable, as withdrawn.

    What it opened no longer holds, answered or not: nothing was owed, so that nothing was kept
    either, and no rate rises by it. Where some of it is overdue, or came late, that is for the
    county's openness office. Raises RuleBroken.
    """
    old = _locked(fact, by=by, on=day_of(at))
    over = late_by_fact(old, day_of(at))
    why = rules.OVERDUE_GONE
    refuse_clearing(over=over, template=why, kind=old.kind, by=by, on=day_of(at))
    old.withdrawn_at, old.withdrawn_because = at, _reason(because)
    old.save(update_fields=["withdrawn_at", "withdrawn_because"])
    opened = list(
        Duty.objects.select_for_update()
        .filter(fact=old)
        .exclude(state=DutyState.VOID)
        .order_by("id")
    )
    void = sorted(str(duty.object_id) for duty in opened)
    Duty.objects.filter(pk__in=[duty.pk for duty in opened]).update(
        state=DutyState.VOID, ended_at=at, late_by=None, settled_by=None
    )
    enter(gone=spots(opened))
    record_act(
        act=Act.FACT_WITHDRAWN,
        about=old,
        basis="",
        fields={
            FieldGroup.TEXT: withdrawn(old),
            FieldGroup.STRUCTURED: canonical({"kind": old.kind, "void": void}),
        },
        by=by,
        at=at,
    )
    return old


@transaction.atomic
def refile_fact(*, fact: Fact, item: Item, because: str, by: User, at: datetime.datetime) -> Fact:
    """Puts right under which item a fact falls (改归事项): a new row in the place of the old one.

    The duty that it opened under the old item no longer holds, and one under the new item counts
    from the day on which it happened, as it would have from the first. All else that it opened
    stays as it is: the duty to explain a document does not begin anew. What is overdue under the
    old item is put right by the county's openness office alone. Raises RuleBroken.
    """
    old = _locked(fact, by=by, on=day_of(at))
    reason = _reason(because)
    if old.item_id == item.pk:
        raise RuleBroken(rules.SAME_ITEM, item=item.level2)
    duty = _duty_under(old, by=by, on=day_of(at))
    new = Fact.objects.create(
        organ=old.organ,
        kind=open_item(item).due.opened_by,
        item=item,
        duty=old.duty,
        title=old.title,
        number=old.number,
        number_key=old.number_key,
        happened_on=old.happened_on,
        recorded_for=old.recorded_for,
        evidence=old.evidence,
        corrects=old,
        corrected_because=reason,
        recorder=by,
        recorded_at=at,
    )
    refiling, goes_into = (_voided(duty, new, at=at) if duty else None), uuid4()
    told = corrected(old, new, into=goes_into)
    record_act(act=Act.FACT_CORRECTED, about=old, basis="", fields=told, by=by, at=at)
    going = Duty.objects.filter(fact=old)
    (going.exclude(pk=duty.pk) if duty else going).update(fact=new)
    [into] = open_by_fact(
        fact=new, items=[open_item(item)], on=day_of(at), keys=[goes_into], by=by, at=at
    )
    if refiling is not None:
        refiling.into = into
        refiling.save(update_fields=["into"])
    return new


def _locked(fact: Fact, *, by: User, on: datetime.date) -> Fact:
    """The fact as it stands now, if it stands and the person may change it."""
    found = (
        Fact.objects.select_for_update(of=("self",))
        .select_related("organ__county", "recorded_for", "item", "duty")
        .get(pk=fact.pk)
    )
    if found.withdrawn_at:
        raise RuleBroken(rules.ALREADY_WITHDRAWN)
    if not found.stands:
        raise RuleBroken(rules.ALREADY_CORRECTED)
    if not may_change_fact(by, found, on):
        raise RuleBroken(rules.NOT_YOURS)
    return found


def _reason(because: str) -> str:
    reason = clean_line(because)
    if not reason:
        raise RuleBroken(rules.NO_REASON)
    if len(reason) > REASON_AT_MOST:
        raise RuleBroken(rules.TOO_LONG, field=_("原因"), most=REASON_AT_MOST)
    refuse_personal_data(reason)
    refuse_wordless(reason)
    return reason


def _corrected(
    old: Fact,
    *,
    happened_on: datetime.date | None,
    title: str | None,
    evidence: str | None,
    duty: Duty | None,
) -> Fact:
    return Fact(
        organ=old.organ,
        kind=old.kind,
        item=duty.item if duty else old.item,
        duty=duty or old.duty,
        title=old.title if title is None else clean_line(title),
        number=old.number,
        number_key=old.number_key,
        happened_on=happened_on or old.happened_on,
        recorded_for=old.recorded_for,
        evidence=old.evidence if evidence is None else clean_markdown(evidence),
        corrects=old,
    )


def _refuse(old: Fact, new: Fact, duty: Duty | None, *, on: datetime.date) -> None:
    organ = new.organ
    _refuse_day(old, new, on=on)
    if not new.title:
        raise RuleBroken(rules.NO_TITLE)
    if rules.needs_evidence(new.kind) and not new.evidence:
        raise RuleBroken(rules.NO_EVIDENCE)
    if len(new.title) > TITLE_AT_MOST:
        raise RuleBroken(rules.TOO_LONG, field=_("标题"), most=TITLE_AT_MOST)
    if duty and duty.organ_id != organ.pk and duty.taken_over_from_id != organ.pk:
        raise RuleBroken(rules.OTHER_DUTY, duty=duty.title, organ=organ.name)
    if duty and old.duties.exists():
        raise RuleBroken(rules.DUTY_HAS_FACT)
    if _says(new) == _says(old):
        raise RuleBroken(rules.NOTHING_CHANGED)


def _refuse_day(old: Fact, new: Fact, *, on: datetime.date) -> None:
    first = first_recorded_on(old)
    refused = why_not_on(new.organ, new.kind, new.happened_on, on=on, recorded_on=first)
    if not refused and new.happened_on != old.happened_on:
        owed = old.duties.filter(state=DutyState.OPEN).select_related("item__standard")
        refused = why_not_demanded_on(owed.order_by("id"), new.organ, new.happened_on)
    if refused:
        raise RuleBroken(refused[0], **refused[1])


def _says(fact: Fact) -> tuple[object, ...]:
    return fact.happened_on, fact.title, fact.evidence, fact.duty_id


def _carry_over(old: Fact, new: Fact, *, because: str, by: User, at: datetime.datetime) -> None:
    """All duties of the old fact are the new one's; those still open get its title and its day."""
    Duty.objects.filter(fact=old).update(fact=new)
    open_ones = list(
        Duty.objects.select_for_update(of=("self",))
        .filter(fact=new, state=DutyState.OPEN)
        .select_related("organ__county", "item")
        .order_by("id")
    )
    titles = {duty.pk: title_of(duty.item.level2, new.title) for duty in open_ones}
    days = calendar(new.organ.county.code)
    moved = [(duty, _counted_anew(duty, new.happened_on, days)) for duty in open_ones]
    move_duties(moved=moved, because=because, titles=titles, by=by, at=at)


def _counted_anew(duty: Duty, happened_on: datetime.date, days: Calendar) -> DueDay:
    """Of what was withheld first, the term counts from when that ended, whenever it happened."""
    is_released = due.RELEASED in duty.reason
    return due.again(duty.reason, days, start=duty.counts_from if is_released else happened_on)


def _duty_under(old: Fact, *, by: User, on: datetime.date) -> Duty | None:
    """What it opened under its item, locked. Raises RuleBroken where that cannot go over, or not
    by that person."""
    found = Duty.objects.select_for_update(of=("self",)).filter(fact=old, item=old.item)
    duty = found.select_related("organ__county").first() if old.item_id else None
    if duty and duty.state != DutyState.OPEN:
        raise RuleBroken(rules.ENDED_THERE, duty=duty.title)
    if duty and duty.organ_id != old.organ_id:
        raise RuleBroken(rules.HANDED_OVER, duty=duty.title, organ=duty.organ.name)
    # By the earliest day it was ever due: who is late could else first say another day of issue.
    due_on = first_due([duty])[duty.pk] if duty else on
    if duty and due_on < on and not may_clear_overdue(by, duty, old.kind, on):
        raise RuleBroken(rules.OVERDUE_THERE, duty=duty.title, due=due_on)
    return duty


def _voided(duty: Duty, new: Fact, *, at: datetime.datetime) -> DutyRefiling:
    gone = spots([duty])
    duty.state, duty.ended_at = DutyState.VOID, at
    duty.save(update_fields=["state", "ended_at"])
    enter(gone=gone)
    return DutyRefiling.objects.create(fact=new, duty=duty)
