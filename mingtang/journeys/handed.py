"""What organs hand or ask each other, and looks at what is withheld, as the log has them told."""

import json

from django.db.models import QuerySet

from mingtang.catalogue.models import DutyTransfer
from mingtang.disclosure.models import Consultation
from mingtang.journeys.standing import Row
from mingtang.ledger.choices import FieldGroup
from mingtang.organs.models import County
from mingtang.withheld.models import Examination
from mingtang.withheld.queries.committed import shown

# All that everybody may read of a look; what is not for everybody is told by when it was alone.
NOTHING = dict.fromkeys(("about", "number", "result", "ground", "late_by", "reason"))


def transfers(county: County) -> QuerySet[DutyTransfer]:
    """By when they were proposed or decided, whatever came of them."""
    found = DutyTransfer.objects.filter(organ__county=county)
    return found.select_related("organ", "giver", "duty").order_by("pk")


def transfer_row(transfer: DutyTransfer) -> Row:
    answered_at, ended_at = transfer.answered_at, transfer.ended_at
    return {
        "object": transfer.object_id.hex,
        "duty": transfer.duty.object_id.hex,
        "from": transfer.giver.code,
        "to": transfer.organ.code,
        "way": transfer.way,
        "with_later": transfer.with_later,
        "because": transfer.because,
        "proposed_at": transfer.proposed_at.isoformat(),
        "state": transfer.state,
        "answer": transfer.answer,
        "answered_at": answered_at.isoformat() if answered_at else None,
        "ended_at": ended_at.isoformat() if ended_at else None,
    }


def consultations(county: County) -> QuerySet[Consultation]:
    """Every draft that another organ was asked about, by when it was."""
    found = Consultation.objects.filter(organ__county=county)
    return found.select_related("organ").order_by("pk")


def consultation_row(one: Consultation) -> Row:
    """Who was asked and when, as the log tells everybody; neither of what, nor what was said."""
    answered_at, decided_at = one.answered_at, one.decided_at
    return {
        "object": one.object_id.hex,
        "organ": one.organ.code,
        "due": one.due_on.isoformat(),
        "asked_at": one.asked_at.isoformat(),
        "answered_at": answered_at.isoformat() if answered_at else None,
        "decided_at": decided_at.isoformat() if decided_at else None,
    }


def examinations(county: County) -> QuerySet[Examination]:
    """Every look at what is withheld, by when it was; inside organs too: the log tells of each."""
    found = Examination.objects.filter(organ__county=county)
    return found.select_related("organ", "disclosure", "document").order_by("pk")


def examination_row(one: Examination) -> Row:
    """Of what is inside an organ no more than when it was due and done; of a document no words."""
    seen = shown(one, inside=False)
    groups = (FieldGroup.TEXT, FieldGroup.STRUCTURED)
    row: Row = {
        "object": one.object_id.hex,
        "organ": one.organ.code,
        "due": one.due_on.isoformat(),
        "examined_at": one.examined_at.isoformat(),
        **NOTHING,
    }
    for group in groups:
        row |= json.loads(seen.get(group, b"{}"))
    return row
