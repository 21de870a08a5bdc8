"""A year in which nobody did anything wrong: nothing may be found."""

import contextlib
import datetime
import random
import uuid

import pytest

from mingtang.cases.models import Dispute
from mingtang.cases.queries import bound
from mingtang.catalogue.tasks import open_duties
from mingtang.disclosure import actions
from mingtang.disclosure.choices import WithdrawalGround
from mingtang.foundation import clock
from mingtang.journeys.checking import of_county
from mingtang.ledger.actions import record
from mingtang.ledger.choices import Act, FieldGroup
from mingtang.ledger.models import Entry
from mingtang.ledger.queries import sizes
from mingtang.organs.actions.logs import bar_entry
from tests.attacks.county import another
from tests.disclosure.publishing import corrected, later, published
from tests.ledger.put_out import SECONDS
from tests.tlog.conftest import serving
from tlog import witness as witnessing

BEGINNING = later(7_000)
HOURS = 365 * 24
# Of each hundred acts, what is done by the forms; the others are entries as these leave them.
BY_CITIZENS, OF_DRAFTS = 30, 60
# In each: entries, then a publication by the forms, then all is published.
ROUNDS, FEW_ROUNDS, FEW = 24, 9, 10_000


class Year:
    """Acts by several processes whose clocks differ, in the order in which they are committed."""

    def __init__(self, place, leaves):
        self.place, self.leaves, self.dice = place, leaves, random.Random(leaves)
        self.done, self.drafts, self.hours_at_forms = 0, [], 0
        self.rounds = ROUNDS if leaves > FEW else FEW_ROUNDS

    def now(self):
        hours = HOURS * self.done / self.leaves + self.hours_at_forms
        at = BEGINNING + datetime.timedelta(hours=hours)
        return at + datetime.timedelta(seconds=self.dice.choice((-4, -1, 0, 2, 7)))

    def entries(self, count):
        for _number in range(count):
            dice = self.dice.randrange(100)
            if dice < BY_CITIZENS:
                self.dispute()
            elif dice < OF_DRAFTS or not self.drafts:
                self.drafts.append(uuid.uuid4())
                self.entry(Act.DRAFT_STARTED, self.drafts[-1])
            else:
                self.entry(Act.DRAFT_RETURNED, self.dice.choice(self.drafts))

    def dispute(self):
        organ, number, at = self.dice.choice(self.place.there).organ, self.done, self.now()
        made = Dispute.objects.create(
            county=self.place.county,
            organ=organ,
            receipt_number=f"J{number:09}",
            kind="wrong",
            subject_kind="disclosure",
            subject_id=uuid.uuid4(),
            subject_title="公告",
            text=f"第{number}件：合计不对。",
            received_at=at,
            due_on=clock.day_of(at),
            idempotency_key=f"year-{number}",
        )
        self.entry(
            Act.DISPUTE_RECEIVED,
            made.object_id,
            organ=organ,
            due_on=made.due_on,
            fields=bound(made, Act.DISPUTE_RECEIVED),
            by_citizen=True,
            at=at,
        )

    def entry(self, act, object_id, *, organ=None, due_on=None, fields=None, at=None, **given):
        organ = organ or self.dice.choice(self.place.there).organ
        record(
            origin=self.place.origin,
            act=act,
            object_id=object_id,
            organ_code=organ.code,
            basis="",
            due_on=due_on,
            fields=fields or {FieldGroup.TEXT: b"{}"},
            at=at or self.now(),
            **given,
        )
        self.done += 1

    def forms(self):
        """A publication with all that may become of it."""
        there = another(self.dice.choice(self.place.there))
        at = self.now()
        shown = published(there, at=at, title="公告", body=f"第{self.done}号。").disclosure
        fate = self.dice.randrange(4)
        if fate:
            corrected(there, shown, at=later(3, at), body=f"第{self.done}号，更正。")
        if fate >= 2:
            ground, by = WithdrawalGround.PERSONAL_DATA, there.staff.approver
            actions.withdraw(
                disclosure=shown, ground=ground, reason="数字有误", by=by, at=later(4, at)
            )
        if fate == 3:
            actions.erase(disclosure=shown, reason="依法删除", by=by, at=later(4, at))
        then = later(4, at)
        open_duties(county=self.place.county, on=clock.day_of(then), at=then)
        self.hours_at_forms += 4


@pytest.fixture
def year(request, place):
    return Year(place, request.config.getoption("--leaves"))


def test_a_year_of_honest_acts_gives_no_alarm(year, place, tell):
    policies = [place.known]
    with contextlib.ExitStack() as running:
        for number in range(year.rounds):
            year.entries(year.leaves // year.rounds)
            year.forms()
            if number == year.rounds // 3:
                bar_one(place, year.now())
            if number == year.rounds // 2:
                place.log.publisher.signer.signer.make_key(place.origin)
                come_back(place, running)
            place.publish()
            place.known = place.policy()
            policies.append(place.known)

    for place.known in (policies[0], policies[-1]):
        report = place.verify()
        assert [one.words.english for one in report.findings] == []
        assert report.code == 0
    size = sizes()[place.origin]
    assert size >= year.leaves
    assert list(of_county(place.county, place.log.folder)) == []
    assert "1 entries are barred by law" in [note.english for note in report.notes]
    tell(
        f"{size} entries of an honest year, {size - year.done} of them by the forms, "
        f"{len(place.old)} checkpoints kept: no alarm"
    )


def bar_one(place, at):
    """In a bundle with the beginning of everything, and announced there."""
    entry = Entry.objects.filter(log__origin=place.origin, act=Act.DRAFT_STARTED)[30]
    bar_entry(county=place.county, index=entry.index, because="某法责字〔2026〕1号", at=at)


def come_back(place, running):
    """The witness that was down answers again."""
    folder = place.path / "w3"
    (folder / witnessing.LOGS).write_text((place.path / "w1" / witnessing.LOGS).read_text())
    witness = witnessing.Witness(folder, lambda: SECONDS)
    running.enter_context(serving(witnessing.serve(witness, "127.0.0.1", place.port_of_third)))
