"""What organs were asked, handed on and looked at again; and changes of it, past all actions."""

import datetime
import uuid

from mingtang.catalogue.models import Duty, DutyTransfer
from mingtang.disclosure import actions as disclosures
from mingtang.disclosure.choices import Decision
from mingtang.disclosure.models import Consultation
from mingtang.foundation import clock
from mingtang.journeys import transfers
from mingtang.ledger.models import Entry
from mingtang.organs.choices import Role
from mingtang.supervision import actions as supervision
from mingtang.supervision.actions.raising import raise_finding
from mingtang.supervision.models import Answer, Finding, InspectionDay
from mingtang.withheld import actions as withheld
from mingtang.withheld.models import Examination
from tests.attacks.rewriting import keys_of, renumber
from tests.disclosure.publishing import Scene, draft, later, published
from tests.factories.organs import OrganFactory, holder_of
from tests.factories.supervision import FindingFactory

DAY = datetime.timedelta(days=1)
SAID, WHY = "本期没有数字可报，下一期起补上。", "查过台账，情况属实，可以接受。"
MONTH, SECOND = datetime.timedelta(days=28), datetime.timedelta(seconds=1)


def happen(county, there, shown):
    """A question that was answered and kept, and one that waits; a duty that was handed on; a
    draft about which organs did not agree; something withheld that was looked at again."""
    office = holder_of(Role.OPENNESS_OFFICE, organ=OrganFactory(county=county))
    ask(there[0], shown[0], office)
    hand_on(there[0], there[1], office)
    consult(there[1], there[0], office)
    withhold(there[2])


def ask(there, disclosure, office):
    kinds = [_asked(disclosure, kind, later(1350)) for kind in ("no_figures", "boilerplate")]
    by, at = there.staff.officer, later(1351)
    supervision.answer_finding(finding=kinds[0], text=SAID, by=by, at=at)
    supervision.settle_finding(
        finding=kinds[0], accepted=False, reason=WHY, by=office, at=later(1352)
    )
    supervision.enter_inspection(
        county=disclosure.county,
        organ=_organ_of(office),
        day=clock.day_of(later(1400)),
        title="第二季度检查",
        by=office,
        at=later(1353),
    )


def _asked(disclosure, kind, at):
    """Of the edition in force as it stands in the database now."""
    disclosure.refresh_from_db()
    edition = disclosure.current
    made = FindingFactory.build(
        organ=disclosure.organ,
        county=disclosure.county,
        kind=kind,
        disclosure=disclosure,
        edition=edition,
        about_on=clock.day_of(edition.published_at),
    )
    return raise_finding(finding=made, at=at)


def _organ_of(office):
    return office.posts.get().organ


def hand_on(giver, taker, office):
    """Asked and declined, then decided for good."""
    duty = Duty.objects.filter(organ=giver.organ, item__code="V-01").latest("due_on")
    asked = transfers.propose_transfer(
        duty=duty, taker=taker.organ, because="职责划转", by=giver.staff.officer, at=later(1354)
    )
    transfers.decline_transfer(
        transfer=asked, because="不归我们", by=taker.staff.officer, at=later(1355)
    )
    how = {"because": "三定方案", "with_later": True, "by": office, "at": later(1356)}
    transfers.decide_transfer(duty=duty, taker=taker.organ, **how)


def withhold(there):
    duty = Duty.objects.filter(organ=there.organ, item__code="V-01").earliest("due_on")
    edition = published(
        Scene(there.staff, duty.item, duty),
        at=later(1362),
        outcome="withheld",
        title="不予公开的说明",
        body="涉及企业的商业秘密，企业不同意公开。",
        exemption="E15",
        third_party="refused",
        third_party_on=later(1362).date(),
    )
    withheld.confirm_publication(
        disclosure=edition.disclosure,
        reason="商业秘密仍在保护期内，情况没有变化",
        by=there.staff.approver,
        at=later(1400),
    )


def consult(there, other, office):
    duty = Duty.objects.filter(organ=there.organ, item__code="V-01").earliest("due_on")
    edition = draft(Scene(there.staff, duty.item, duty), at=later(1358), title="征求意见的月报")
    asked = disclosures.ask_organ(
        edition=edition,
        organ=other.organ,
        question="数字是否一致",
        by=there.staff.officer,
        at=later(1359),
    )
    disclosures.answer_consultation(
        consultation=asked,
        agrees=False,
        answer="不一致",
        by=holder_of(Role.APPROVER, organ=other.organ),
        at=later(1360),
    )
    disclosures.decide_objection(
        consultation=asked,
        decision=Decision.PUBLISH,
        reason="以决算为准",
        by=office,
        at=later(1361),
    )


def change_finding(place, dice):
    """It was never answered, or otherwise; it was about something else; it is closed."""
    finding = Finding.objects.get(county=place.county, kind="no_figures")
    unsettled = {"settled_at": None, "settled_by": None, "settled_for": None, "settlement": ""}
    changes = (
        {"state": "accepted"},
        {"settlement": "另一个理由，与当时说的不一样。"},
        {"settled_at": finding.settled_at - DAY},
        {"evidence": {"asked": ["amount"]}},
        {"found_at": finding.found_at - DAY},
        {"about_on": finding.about_on - DAY},
        {"kind": "image_only"},
        {"state": "answered", **unsettled},
        {"state": "closed", "closed_at": later(1500), "closed_because": "mended"},
    )
    Finding.objects.filter(pk=finding.pk).update(**dice.choice(changes))


def change_answer(place, dice):
    """The organ said something else, at another time, or by another organ."""
    answer = Answer.objects.get(finding__county=place.county)
    others = [one.organ for one in place.there if one.organ.pk != answer.organ_id]
    changes = (
        {"text": "没有问题，一切都好。"},
        {"at": answer.at - DAY},
        {"organ": dice.choice(others)},
    )
    Answer.objects.filter(pk=answer.pk).update(**dice.choice(changes))


def invent_finding(place, dice):
    """One that nobody raised."""
    known = Finding.objects.get(county=place.county, kind="boilerplate")
    known.pk, known.object_id, known.kind = None, uuid.uuid4(), "image_only"
    known.found_at += DAY * dice.randint(1, 9)
    known.save()


def remove_finding(place, dice):
    """As if it had not been asked; with its entries, or without."""
    _remove(place, dice, Finding.objects.filter(county=place.county, kind="boilerplate"))


def change_inspection(place, dice):
    day = datetime.date(2026, 8, dice.randint(1, 28))
    changes = {"on": day}, {"title": "另一次检查"}
    InspectionDay.objects.filter(county=place.county).update(**dice.choice(changes))


def change_transfer(place, dice):
    """Another organ was asked, for another reason; nobody declined; what comes later stays."""
    handed = DutyTransfer.objects.filter(organ__county=place.county).order_by("pk")
    declined, decided = handed
    third = next(
        one.organ
        for one in place.there
        if one.organ.pk not in (declined.organ_id, declined.giver_id)
    )
    unanswered = {"answered_at": None, "answered_by": None, "answer": ""}
    one, change = dice.choice(
        [
            (declined, {"because": "另一个理由"}),
            (declined, {"answer": "另一个理由"}),
            (declined, {"state": "withdrawn"}),
            (declined, {"state": "proposed", **unanswered}),
            (declined, {"proposed_at": declined.proposed_at - DAY}),
            (declined, {"organ": third}),
            (decided, {"giver": third}),
            (decided, {"with_later": False}),
            (decided, {"ended_at": later(1500)}),
            (decided, {"answered_at": decided.answered_at - DAY}),
        ]
    )
    handed.filter(pk=one.pk).update(**change)


def invent_transfer(place, dice):
    known = DutyTransfer.objects.filter(organ__county=place.county, state="declined").get()
    known.pk, known.object_id = None, uuid.uuid4()
    known.proposed_at -= DAY * dice.randint(1, 9)
    known.save()


def remove_transfer(place, dice):
    _remove(place, dice, DutyTransfer.objects.filter(organ__county=place.county, state="declined"))


def change_examination(place, dice):
    """It was looked at in time, on another day, or for another reason."""
    looks = Examination.objects.filter(organ__county=place.county)
    one = looks.get()
    changes = (
        {"due_on": one.due_on + MONTH},
        {"examined_at": one.examined_at - DAY * dice.randint(1, 9)},
        {"late_by": -99},
        {"result": "released"},
        {"ground": "E16"},
        {"reason": "另一个理由，与当时说的不一样"},
        {"number": 3},
    )
    looks.update(**dice.choice(changes))


def invent_examination(place, dice):
    """Nobody looked at it, and it is said that somebody did."""
    one = Examination.objects.get(organ__county=place.county)
    one.pk, one.object_id, one.number = None, uuid.uuid4(), 2
    one.examined_at += DAY * dice.randint(100, 300)
    one.save()


def remove_examination(place, dice):
    _remove(place, dice, Examination.objects.filter(organ__county=place.county))


def change_consultation(place, dice):
    """The other organ agreed, or was asked about something else; nobody decided."""
    asked = Consultation.objects.filter(organ__county=place.county)
    one = asked.get()
    undecided = {"decision": "", "decision_reason": "", "decided_at": None, "decided_by": None}
    changes = (
        {"question": "格式是否一致"},
        {"answer": "完全一致"},
        {"decision_reason": "另一个理由"},
        {"answered_at": one.answered_at - SECOND},
        {"state": "agreed", **undecided},
        undecided,
        {"due_on": one.due_on + DAY},
    )
    asked.update(**dice.choice(changes))


def invent_consultation(place, dice):
    one = Consultation.objects.get(organ__county=place.county)
    one.pk, one.object_id = None, uuid.uuid4()
    one.asked_at -= DAY * dice.randint(1, 9)
    one.save()


def remove_consultation(place, dice):
    _remove(place, dice, Consultation.objects.filter(organ__county=place.county))


def _remove(place, dice, rows):
    gone = rows.get()
    if dice.random() < 0.5:
        entries = set(Entry.objects.filter(object_id=gone.object_id).values_list("pk", flat=True))
        renumber(place.origin, [key for key in keys_of(place.origin) if key not in entries])
    rows._raw_delete("default")


KINDS = (
    change_finding,
    change_answer,
    invent_finding,
    remove_finding,
    change_inspection,
    change_transfer,
    invent_transfer,
    remove_transfer,
    change_examination,
    invent_examination,
    remove_examination,
    change_consultation,
    invent_consultation,
    remove_consultation,
)
