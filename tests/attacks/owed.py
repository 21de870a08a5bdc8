"""Changes of what is owed and of what happened, past all actions."""

import datetime
import json
import uuid

from mingtang.catalogue.choices import FactKind
from mingtang.catalogue.models import Duty, DutyMove, DutyRefiling, Fact, Item
from mingtang.ledger.choices import Act
from mingtang.ledger.models import Entry, Salt
from mingtang.ledger.rules import canonical
from tests.disclosure.publishing import later

DAY = datetime.timedelta(days=1)


def move_due_date(place, dice):
    duty = dice.choice(list(Duty.objects.filter(organ__county=place.county).order_by("pk")))
    due = duty.due_on + DAY * dice.randint(1, 90)
    Duty.objects.filter(pk=duty.pk).update(due_on=due)
    _change_lists(duty, lambda row: [*row[:2], due.isoformat(), *row[3:]])


def remove_duty(place, dice):
    duty = dice.choice(list(Duty.objects.filter(organ__county=place.county).order_by("pk")))
    Duty.objects.filter(pk=duty.pk)._raw_delete("default")
    _change_lists(duty, lambda _row: None)


def fulfil_duty(place, dice):
    """Overdue, and all at once done."""
    duty = dice.choice(list(Duty.objects.filter(organ__county=place.county).order_by("pk")))
    Duty.objects.filter(pk=duty.pk).update(state="fulfilled", ended_at=later(1500), late_by=0)


def _change_lists(duty, changed):
    """The list of duties that was committed to is kept in the database too."""
    written = str(duty.object_id)
    for salt in Salt.objects.filter(entry__act=Act.DUTIES_OPENED, content__isnull=False):
        said = json.loads(bytes(salt.content))
        is_of = [written in row or duty.object_id.hex in row for row in said["duties"]]
        rows = [
            changed(row) if mine else row for row, mine in zip(said["duties"], is_of, strict=True)
        ]
        said["duties"] = [row for row in rows if row is not None]
        Salt.objects.filter(pk=salt.pk).update(content=canonical(said))


def hand_duty_to_another(place, dice):
    duty = a_duty(place, dice)
    others = [one.organ for one in place.there if one.organ.pk != duty.organ_id]
    Duty.objects.filter(pk=duty.pk).update(organ=dice.choice(others), taken_over_from=duty.organ)


def call_duty_another(place, dice):
    """It is of another period, or for another item, than the one it arose for."""
    of_periods = Duty.objects.filter(organ__county=place.county, fact=None).order_by("pk")
    duty, back = dice.choice(list(of_periods)), DAY * dice.randint(400, 4000)
    others = Item.objects.filter(standard__county=place.county).exclude(pk=duty.item_id)
    changes = (
        {"period_start": duty.period_start - back, "period_end": duty.period_end - back},
        {"item": dice.choice(list(others.order_by("pk")))},
    )
    Duty.objects.filter(pk=duty.pk).update(**dice.choice(changes))


def end_duty_otherwise(place, dice):
    """It was late, and now it was not; or there was nothing to publish."""
    ended = Duty.objects.filter(organ__county=place.county, state="fulfilled")
    duty = dice.choice(list(ended.order_by("pk")))
    changes = {"late_by": -1}, {"state": "nil"}, {"ended_at": duty.ended_at - DAY}
    Duty.objects.filter(pk=duty.pk).update(**dice.choice(changes))


def change_fact(place, dice):
    """What happened happened on another day, or is called otherwise."""
    fact = dice.choice(list(Fact.objects.filter(organ__county=place.county).order_by("pk")))
    day = fact.happened_on - DAY * dice.randint(1, 30)
    changes = {"happened_on": day}, {"evidence": "另一份会议纪要"}, {"title": "另一件事"}
    Fact.objects.filter(pk=fact.pk).update(**dice.choice(changes))


def change_kind_of_fact(place, dice):
    """It is of another kind or number, or is said to be on record for another organ."""
    facts = Fact.objects.filter(organ__county=place.county)
    fact = dice.choice(list(facts.order_by("pk")))
    kinds = [kind for kind in FactKind.values if kind != fact.kind]
    others = [one.organ for one in place.there if one.organ.pk != fact.recorded_for_id]
    is_erased = Entry.objects.filter(
        object_id=fact.object_id, act=Act.PERSONAL_DATA_ERASED
    ).exists()
    changes = (
        {"kind": dice.choice(kinds)},
        {"recorded_for": dice.choice(others)},
        # Of words that are erased by law nobody knows what they were.
        *([] if is_erased else [{"number": f"另一个文号{dice.random()}"}]),
    )
    facts.filter(pk=fact.pk).update(**dice.choice(changes))


def lead_refiling_elsewhere(place, dice):
    """What fell under another item went into another duty or into none, or came from another, or
    was never put right."""
    refilings = DutyRefiling.objects.filter(duty__organ__county=place.county)
    refiling = refilings.get()
    kept = {refiling.duty_id, refiling.into_id}
    duties = Duty.objects.filter(organ__county=place.county).exclude(pk__in=kept).order_by("pk")
    other, kind = dice.choice(list(duties)), dice.randrange(4)
    if kind == 0:
        refilings.delete()
    else:
        changes = {"into": other}, {"into": None}, {"duty": other}
        refilings.update(**changes[kind - 1])


def tell_duty_otherwise(place, dice):
    """It is called otherwise, counted otherwise, or arose another day or for another organ."""
    duty = a_duty(place, dice)
    others = [one.organ for one in place.there if one.organ.pk != duty.organ_id]
    changes = (
        {"title": f"另一项任务{dice.random()}"},
        {"reason": {**duty.reason, "article": "第一条"}},
        {"due_is_provisional": True},
        {"opened_on": duty.opened_on - DAY * dice.randint(1, 90)},
        {"taken_over_from": dice.choice(others)},
    )
    Duty.objects.filter(pk=duty.pk).update(**dice.choice(changes))


def change_trace_of_move(place, dice):
    """A duty was due another day before, for another reason, or was never moved."""
    traces = DutyMove.objects.filter(duty__organ__county=place.county)
    trace = dice.choice(list(traces.order_by("pk")))
    kind = dice.randrange(4)
    if kind == 0:
        trace.delete()
    elif kind == 1:
        duty = a_duty(place, dice)
        was = duty.due_on - DAY * dice.randint(1, 90)
        DutyMove.objects.create(
            duty=duty, due_was=was, due_is=duty.due_on, because="节假日安排", at=later(1400)
        )
    else:
        changes = {"because": "另一个原因"}, {"due_was": trace.due_was - DAY * 300}
        traces.filter(pk=trace.pk).update(**changes[kind - 2])


def invent_fact(place, dice):
    """Something happened, or was put right, that nobody put on record."""
    fact = dice.choice(list(Fact.objects.filter(organ__county=place.county).order_by("pk")))
    if dice.random() < 0.5:
        Fact.objects.filter(pk=fact.pk).update(
            withdrawn_at=later(1400), withdrawn_because="没有这回事"
        )
        return
    fact.pk, fact.object_id, fact.corrects, fact.corrected_because = None, uuid.uuid4(), None, ""
    fact.save()


def a_duty(place, dice):
    return dice.choice(list(Duty.objects.filter(organ__county=place.county).order_by("pk")))


def give_a_period(place, dice):
    """What a fact opened is said to be for a year."""
    duties = Duty.objects.filter(organ__county=place.county, fact__isnull=False).order_by("pk")
    chosen, start = dice.choice(list(duties)), datetime.date(dice.randint(2015, 2025), 1, 1)
    Duty.objects.filter(pk=chosen.pk).update(period_start=start, period_end=start + DAY * 364)


KINDS = (
    move_due_date,
    remove_duty,
    fulfil_duty,
    hand_duty_to_another,
    call_duty_another,
    end_duty_otherwise,
    change_fact,
    change_kind_of_fact,
    lead_refiling_elsewhere,
    tell_duty_otherwise,
    change_trace_of_move,
    invent_fact,
    give_a_period,
)
