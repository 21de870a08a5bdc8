"""The kinds of change: each is told the place and its dice, and changes rows past all actions."""

import datetime
import json
import uuid

from mingtang.audit.models import AuditRecord
from mingtang.cases.models import Dispute
from mingtang.catalogue.models import Duty, Fact, Item
from mingtang.disclosure.choices import WAS_PUBLIC
from mingtang.disclosure.models import Delivery, Disclosure, Edition, Signature
from mingtang.ledger.choices import Act
from mingtang.ledger.models import Entry, Salt
from mingtang.ledger.rules import canonical
from mingtang.organs.models import Organ, Place
from tests.attacks.rewriting import keys_of, renumber
from tests.disclosure.publishing import later
from tests.factories.people import UserFactory

DAY = datetime.timedelta(days=1)
SHOWN = {"withdrawn_at__isnull": True, "first_published_at__isnull": False}


def _one(place, dice):
    return dice.choice(list(Disclosure.objects.filter(county=place.county, **SHOWN).order_by("pk")))


def _current(disclosure):
    return Edition.objects.filter(pk=disclosure.current_id)


def _entries(disclosure, *acts):
    return Entry.objects.filter(object_id=disclosure.object_id, act__in=acts).order_by("index")


def back_date(place, dice):
    """Published late, shown as if in time; with the entries of that day."""
    chosen, by = _one(place, dice), DAY * dice.randint(1, 60)
    first = chosen.first_published_at - by
    Disclosure.objects.filter(pk=chosen.pk).update(first_published_at=first, published_at=first)
    Edition.objects.filter(disclosure=chosen, number=1).update(published_at=first)
    for entry in _entries(chosen, Act.PUBLISHED):
        Entry.objects.filter(pk=entry.pk).update(at=entry.at - by)


def alter_text(place, dice):
    chosen = _current(_one(place, dice))
    words = {"body": f"改过的正文{dice.random()}"}, {"title": "改过的标题"}, {"summary": "改过"}
    figures = {"values": {"amount": dice.randint(1, 10**6)}}
    chosen.update(**dice.choice([*words, figures]))


def delete(place, dice):
    """As if it had never been; with all its entries."""
    chosen = _one(place, dice)
    renumber(place.origin, [k for k in keys_of(place.origin) if k not in set(_keys(chosen))])
    Disclosure.objects.filter(pk=chosen.pk)._raw_delete("default")


def _keys(disclosure):
    entries = Entry.objects.filter(object_id=disclosure.object_id)
    return entries.values_list("pk", flat=True)


def swap_contents(place, dice):
    shown = Disclosure.objects.filter(county=place.county, **SHOWN).exclude(current=None)
    one, other = (each.current for each in dice.sample(list(shown.order_by("pk")), 2))
    for name in ("title", "body", "body_html", "values", "summary"):
        mine, theirs = getattr(one, name), getattr(other, name)
        setattr(one, name, theirs)
        setattr(other, name, mine)
    one.save()
    other.save()


def reorder(place, dice):
    keys = keys_of(place.origin)
    first = dice.randrange(len(keys) - 1)
    second = dice.randrange(first + 1, len(keys))
    keys[first], keys[second] = keys[second], keys[first]
    renumber(place.origin, keys)


def withdraw_silently(place, dice):
    chosen = _one(place, dice)
    Disclosure.objects.filter(pk=chosen.pk).update(
        withdrawn_at=chosen.first_published_at + DAY,
        withdrawal_ground="error",
        withdrawal_reason="数字有误",
    )
    Edition.objects.filter(disclosure=chosen, state__in=WAS_PUBLIC).update(state="withdrawn")


def take_withdrawal_back(place, _dice):
    """What was withdrawn is shown again, and its withdrawal never happened."""
    chosen = Disclosure.objects.get(withdrawn_at__isnull=False, erased_at=None)
    gone = set(_entries(chosen, Act.WITHDRAWN).values_list("pk", flat=True))
    renumber(place.origin, [key for key in keys_of(place.origin) if key not in gone])
    Disclosure.objects.filter(pk=chosen.pk).update(
        withdrawn_at=None, withdrawal_ground="", withdrawal_reason="", withdrawal_basis=""
    )
    _current(chosen).update(state="published")


def say_another_reason(place, dice):
    """The tombstone stays and says something else."""
    chosen = Disclosure.objects.filter(withdrawn_at__isnull=False, erased_at=None)
    said = {"withdrawal_reason": f"另一个理由{dice.random()}"}, {"withdrawal_ground": "secret"}
    chosen.update(**dice.choice(said))


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


def change_approver(place, dice):
    """Another person has signed, on the signature and in the audit."""
    chosen, step = _one(place, dice), dice.choice(["approval", "secrecy"])
    act = Act.APPROVED if step == "approval" else Act.SECRECY_PASSED
    other = UserFactory()
    first = Signature.objects.filter(edition__disclosure=chosen, step=step).order_by("pk")[:1]
    Signature.objects.filter(pk__in=[row.pk for row in first]).update(by=other)
    AuditRecord.objects.filter(entry=_entries(chosen, act).first()).update(by=other)


def change_who_changed_an_organ(place, dice):
    """In the audit another person, or nobody, has registered or changed an organ."""
    records = AuditRecord.objects.filter(entry__act__startswith="organ.", by__isnull=False)
    chosen = dice.choice(list(records.filter(county_code=place.county.code).order_by("pk")))
    AuditRecord.objects.filter(pk=chosen.pk).update(by=UserFactory())


def change_index_number(place, dice):
    chosen = _one(place, dice)
    Disclosure.objects.filter(pk=chosen.pk).update(index_number=f"X/2026-{dice.random()}")


def remove_signature(place, dice):
    chosen = _one(place, dice)
    Signature.objects.filter(edition__disclosure=chosen, step="approval")._raw_delete("default")


def truncate(place, dice):
    """The end of the log is cut off, and what stood there with it."""
    keys = keys_of(place.origin)
    renumber(place.origin, keys[: len(keys) - dice.randint(1, len(keys) - 1)])


def fork(place, dice):
    """Another past, as long as the true one or longer, goes on from an entry in the middle."""
    entries = Entry.objects.filter(log__origin=place.origin)
    chosen = dice.choice(list(entries.order_by("index")))
    Entry.objects.filter(pk=chosen.pk).update(at=chosen.at + datetime.timedelta(seconds=1))


def invent(place, dice):
    """Something is shown that nobody put there."""
    chosen = _one(place, dice)
    edition = chosen.current
    chosen.pk, chosen.object_id, chosen.current = None, uuid.uuid4(), None
    chosen.index_number, chosen.duty = f"X/2026-{dice.random()}", None
    chosen.save()
    edition.pk, edition.disclosure = None, chosen
    edition.save()
    Disclosure.objects.filter(pk=chosen.pk).update(current=edition)


def hide_entry(place, dice):
    """It is served no more, and no entry announces that."""
    chosen = dice.choice(list(Entry.objects.filter(log__origin=place.origin).order_by("index")))
    Entry.objects.filter(pk=chosen.pk).update(barred_at=later(1500))


def hand_to_another_organ(place, dice):
    chosen = _one(place, dice)
    others = [one.organ for one in place.there if one.organ.pk != chosen.organ_id]
    Disclosure.objects.filter(pk=chosen.pk).update(organ=dice.choice(others))


def hand_duty_to_another(place, dice):
    duty = _duty(place, dice)
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


def delete_dispute(place, _dice):
    Dispute.objects.filter(county=place.county)._raw_delete("default")


def change_dispute(place, dice):
    """Its answer is due later, is another, or what somebody wrote is no longer shown."""
    disputes = Dispute.objects.filter(county=place.county)
    changes = (
        {"due_on": disputes.get().due_on + DAY * dice.randint(1, 90)},
        {"result": "rejected"},
        {"answer": "没有问题。"},
        {"text": "写得很好。"},
        {"hidden_because": "言语不当"},
        {"answered_at": disputes.get().answered_at - DAY},
        {"subject_id": uuid.uuid4()},
    )
    disputes.update(**dice.choice(changes))


def change_posting(place, dice):
    """It hung longer than it did, in another place, or never."""
    sheets = Delivery.objects.filter(organ__county=place.county, channel="board")
    sheet = dice.choice(list(sheets.filter(posted_at__isnull=False).order_by("pk")))
    elsewhere = Place.objects.filter(organ__county=place.county).exclude(pk=sheet.place_id)
    changes = (
        {"posted_at": sheet.posted_at - DAY * dice.randint(1, 9)},
        {"place": dice.choice(list(elsewhere.order_by("pk")))},
        {"posted_at": None, "state": "waiting"},
    )
    Delivery.objects.filter(pk=sheet.pk).update(**dice.choice(changes))


def list_under_another_title(place, dice):
    chosen = _one(place, dice)
    Disclosure.objects.filter(pk=chosen.pk).update(title=f"另一个标题{dice.random()}")


def say_it_binds_no_more(place, dice):
    chosen = _one(place, dice)
    validity = dice.choice(["repealed", "amended", "expired"])
    Disclosure.objects.filter(pk=chosen.pk).update(validity=validity, validity_note="已有新办法")


def put_an_edition_back(place, _dice):
    """A correction is shown to nobody: what it corrected is in force again."""
    edition = Edition.objects.filter(disclosure__county=place.county, number=1)
    first = edition.get(disclosure__current__number=2)
    Disclosure.objects.filter(pk=first.disclosure_id).update(current=first, title=first.title)


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


def rename_organ(place, dice):
    """The register calls it otherwise, or has it under another body."""
    organ = dice.choice(list(Organ.objects.filter(county=place.county, code__startswith="ZB-99")))
    changes = {"name": "另一个局"}, {"duties_text": "没有职责"}, {"phone": "010-12345678"}
    Organ.objects.filter(pk=organ.pk).update(**dice.choice(changes))


def _duty(place, dice):
    return dice.choice(list(Duty.objects.filter(organ__county=place.county).order_by("pk")))


KINDS = {
    kind.__name__: kind
    for kind in (
        back_date,
        alter_text,
        delete,
        swap_contents,
        reorder,
        withdraw_silently,
        take_withdrawal_back,
        say_another_reason,
        move_due_date,
        remove_duty,
        fulfil_duty,
        change_approver,
        change_who_changed_an_organ,
        change_index_number,
        remove_signature,
        truncate,
        fork,
        invent,
        hide_entry,
        hand_to_another_organ,
        hand_duty_to_another,
        call_duty_another,
        end_duty_otherwise,
        change_fact,
        delete_dispute,
        change_dispute,
        change_posting,
        list_under_another_title,
        say_it_binds_no_more,
        rename_organ,
        put_an_edition_back,
        invent_fact,
    )
}
