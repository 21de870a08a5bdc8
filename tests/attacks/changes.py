"""The kinds of change: each is told the place and its dice, and changes rows past all actions."""

import datetime
import uuid

from mingtang.audit.models import AuditRecord
from mingtang.cases.models import Dispute
from mingtang.disclosure.choices import WAS_PUBLIC
from mingtang.disclosure.models import Attachment, Disclosure, Edition, Signature
from mingtang.files.models import StoredFile
from mingtang.ledger.choices import Act
from mingtang.ledger.models import Entry
from mingtang.organs.models import (
    Post,
)
from tests.attacks import hung, owed, questions, registered
from tests.attacks.owed import DAY, a_duty
from tests.attacks.rewriting import keys_of, renumber
from tests.disclosure.publishing import later
from tests.factories.people import UserFactory

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


def sign_otherwise(place, dice):
    """By a stand-in, in another post, or something else."""
    chosen, step = _one(place, dice), dice.choice(["draft", "secrecy", "approval"])
    signed = Signature.objects.filter(edition__disclosure=chosen, step=step)
    posts = Post.objects.filter(organ__county=place.county).exclude(pk__in=signed.values("post"))
    changes = (
        {"is_stand_in": True},
        {"is_borrowed": True},
        {"digest": f"{dice.getrandbits(256):064x}"},
        {"post": dice.choice(list(posts.order_by("pk")))},
    )
    signed.update(**dice.choice(changes))


def call_it_urgent(place, dice):
    """As if it had been published before it was approved."""
    chosen = _current(_one(place, dice))
    chosen.update(is_emergency=True, emergency_reason=f"汛情{dice.random()}")


def answer_another_duty(place, dice):
    """A publication is shown as the answer to a duty that it did not answer, or to none."""
    chosen, duty = _one(place, dice), a_duty(place, dice)
    other = None if duty.pk == chosen.duty_id else duty
    Disclosure.objects.filter(pk=chosen.pk).update(duty=other)


def replace_by_another(place, dice):
    """A tombstone points at something that does not stand in its place."""
    gone = Disclosure.objects.filter(county=place.county, withdrawn_at__isnull=False)
    gone.filter(pk=dice.choice(list(gone.order_by("pk"))).pk).update(replaced_by=_one(place, dice))


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
        {"received_at": disputes.get().received_at + DAY},
    )
    disputes.update(**dice.choice(changes))


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


def set_another_time(place, dice):
    """A page is made to say that something came late, or no longer says it."""
    chosen = _current(_one(place, dice))
    at = chosen.get().published_at - DAY * dice.randint(1, 9)
    chosen.update(publish_at=at)


def serve_a_file_as_another(place, dice):
    """As another kind of file; or search knows words that are not in it."""
    file = Attachment.objects.get(edition__disclosure__county=place.county).file
    changes = {"media_type": "text/html"}, {"text_digest": f"{dice.getrandbits(256):064x}"}
    StoredFile.objects.filter(pk=file.pk).update(**dice.choice(changes))


def say_it_was_erased(place, dice):
    """What was taken back is said to have been erased by law; or what was, another day."""
    gone = Disclosure.objects.filter(county=place.county, withdrawn_at__isnull=False)
    chosen = dice.choice(list(gone.order_by("pk")))
    at = (chosen.erased_at or chosen.withdrawn_at) + DAY * dice.randint(1, 9)
    gone.filter(pk=chosen.pk).update(erased_at=at, erasure_reason="依法删除")


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
        change_approver,
        change_who_changed_an_organ,
        change_index_number,
        remove_signature,
        sign_otherwise,
        call_it_urgent,
        replace_by_another,
        truncate,
        fork,
        invent,
        hide_entry,
        hand_to_another_organ,
        delete_dispute,
        change_dispute,
        list_under_another_title,
        say_it_binds_no_more,
        put_an_edition_back,
        answer_another_duty,
        set_another_time,
        serve_a_file_as_another,
        say_it_was_erased,
        *owed.KINDS,
        *hung.KINDS,
        *registered.KINDS,
        *questions.KINDS,
    )
}
