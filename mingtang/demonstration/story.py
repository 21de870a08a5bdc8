"""Eighteen months in the invented county, told by the actions that real ones use.

The clock moves as the story goes; what ends after today is left as it stands today: drafts,
editions in review, returned, scheduled. `random` is seeded, so that the county is always the same.
"""

import datetime
import heapq
import random
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from mingtang.catalogue import actions as catalogue
from mingtang.catalogue import queries as catalogue_queries
from mingtang.catalogue.models import Duty, Item
from mingtang.catalogue.tasks import open_duties
from mingtang.demonstration import documents, facts
from mingtang.demonstration.afterwards import Afterwards
from mingtang.demonstration.boards import Boards
from mingtang.demonstration.clock import moment
from mingtang.demonstration.county import Cast
from mingtang.demonstration.heaped import Heap
from mingtang.demonstration.publishing import Desk
from mingtang.demonstration.writing import is_withheld_by_law, nothing, withheld, written
from mingtang.disclosure.choices import Outcome, StepCode
from mingtang.foundation.working_days import Calendar
from mingtang.organs.choices import Role
from mingtang.terms.queries import calendar

# How often what happens, in a hundred duties. The rest is published in time.
LATE, NIL, WITHHELD, NEVER = 5, 4, 1, 4
SCHEDULED_AHEAD = 3  # working days, so that what is scheduled is seen for some days
STILL_OPEN_DAYS = 75  # what was due before has been answered, however late


@dataclass
class Story:
    """The county, the days of its calendar, and what is planned for which day."""

    cast: Cast
    until: datetime.date
    chance: random.Random = field(default_factory=lambda: random.Random(20260101))  # noqa: S311
    days: Calendar = field(default_factory=calendar)
    planned: list[tuple[datetime.date, int, str]] = field(default_factory=list)
    latest: int = 0  # of the duties that have been planned

    def __post_init__(self) -> None:
        self.desk = Desk(self.cast)
        self.boards = Boards(self.cast, self.until)
        self.afterwards = Afterwards(self.cast, self.until, self.days)
        self.heap = Heap(self.cast, self.until, self.days)
        self.items: dict[str, Item] = {}
        self.known: dict[int, Item] = {}

    def begin(self) -> None:
        """The county adopts its catalogue."""
        standard = catalogue.adopt_standard(
            county=self.cast.county,
            standard=catalogue_queries.shipped_standard(),
            by=self.cast.who("OFFICE", Role.OPENNESS_OFFICE),
            at=self.cast.at,
        )
        self.known = standard.items.select_related("standard").in_bulk()
        self.items = {item.code: item for item in self.known.values()}

    def tell(self) -> Iterator[datetime.date]:
        """Does everything, day after day; yields each month as it begins, to show progress."""
        happenings = self._recorded_by_day()
        for day in _days(self.cast.on, self.until):
            if day.day == 1 or not self.latest:
                yield day
                self._open(day)
            self.boards.hang(day)
            for happened_on, event in happenings.get(day, ()):
                self._happen(day, happened_on, event)
            documents.register(self.cast, self.items, day, self.until)
            self._publish_on(day)
            self.heap.happen(day)
            self.afterwards.happen(day)
            self.boards.clear(day)
        self._open(self.until)
        self.boards.hang(self.until)

    def _open(self, day: datetime.date) -> None:
        at = self.cast.clock.at(day, 1)
        open_duties(county=self.cast.county, on=day, at=at)
        self._plan()

    def _recorded_by_day(self) -> dict[datetime.date, list[tuple[datetime.date, facts.Event]]]:
        """A fact is recorded on its day or a day or two later; what is planned, before."""
        last = self.until - datetime.timedelta(days=1)
        found = defaultdict[datetime.date, list[tuple[datetime.date, facts.Event]]](list)
        for day, event in facts.between(self.cast.on, self.until):
            delay = datetime.timedelta(days=self.chance.choice((0, 0, 1, 1, 2)))
            ahead = datetime.timedelta(days=event.ahead)
            found[day - ahead if ahead else min(day + delay, last)].append((day, event))
        return found

    def _happen(self, day: datetime.date, happened_on: datetime.date, event: facts.Event) -> None:
        code, role = event.recorder
        catalogue.record_fact(
            organ=self.cast.organs[event.code],
            kind=event.kind,
            title=f"{happened_on.year}年{event.title}",
            happened_on=happened_on,
            recorded_for=self.cast.organs[code],
            item=self.items[event.item],
            evidence="演示：会议纪要、批复或者合同的名称和文号。",
            by=self.cast.who(code, role),
            at=self.cast.clock.at(day, 8, 30),
        )
        self._plan()

    def _plan(self) -> None:
        """Decides for every new duty when and how it will be answered."""
        new = Duty.objects.filter(organ__county=self.cast.county, pk__gt=self.latest)
        for duty in new.order_by("id"):
            self.latest = duty.pk
            day, fate = self._fate(duty)
            if day is not None:
                heapq.heappush(self.planned, (day, duty.pk, fate))

    def _fate(self, duty: Duty) -> tuple[datetime.date | None, str]:
        dice = self.chance.randint(1, 100)
        early = self.days.add(duty.due_on, -self.chance.randint(0, 9)).on
        is_ahead = duty.counts_from > duty.due_on  # it has to be told before its day
        begun = duty.opened_on if is_ahead else max(duty.opened_on, duty.counts_from)
        first = begun + datetime.timedelta(days=1)
        kept = min(max(early, first), max(duty.due_on, first))
        if is_ahead:
            return kept, "content"
        item = self.known[duty.item_id]
        is_asked = bool(item.at_least_every) and duty.fact_id is None
        may_be_nil = duty.fact_id is None and not item.never_nil
        is_recent = duty.due_on > self.until - datetime.timedelta(days=STILL_OPEN_DAYS)
        if dice <= NEVER and is_recent:
            return None, "never"
        if dice <= NEVER + LATE and not is_asked:
            return self.days.add(duty.due_on, self.chance.randint(1, 12)).on, "content"
        if may_be_nil and (is_asked or dice <= NEVER + LATE + NIL):
            return kept, "nil"  # of whom nothing was recorded, nothing had arisen
        may_be_withheld = duty.fact_id is not None and is_withheld_by_law(item)
        if dice <= NEVER + LATE + NIL + WITHHELD and may_be_withheld:
            return kept, "withheld"
        return kept, "content"

    def _publish_on(self, day: datetime.date) -> None:
        while self.planned and self.planned[0][0] <= day:
            _on, key, fate = heapq.heappop(self.planned)
            self._answer(self._duty(key), day, fate)

    def _duty(self, key: int) -> Duty:
        """As it stands; organ and item are those at hand, which do not change in the story."""
        duty = Duty.objects.select_related("fact").get(pk=key)
        duty.organ, duty.item = self.cast.organ(duty.organ_id), self.known[duty.item_id]
        return duty

    def _answer(self, duty: Duty, day: datetime.date, fate: str) -> None:
        if not duty.is_open:
            return
        self._gates(duty, day)
        outcome, changes = self._words(duty, fate)
        edition = self.desk.draft(
            item=duty.item, organ=duty.organ, duty=duty, day=day, changes=changes, outcome=outcome
        )
        self.desk.sign(self.desk.submit(edition, day), day)

    def _words(self, duty: Duty, fate: str) -> tuple[Outcome, dict[str, object]]:
        if fate == "nil":
            return Outcome.NIL, nothing(duty)
        if fate == "withheld":
            return Outcome.WITHHELD, withheld(duty)
        text = written(duty.item, duty.organ, duty.title, self.chance)
        return Outcome.CONTENT, text.changes()

    def _gates(self, duty: Duty, day: datetime.date) -> None:
        """Records the evidence that the item's gates still lack."""
        answers = catalogue_queries.gates_of(item=duty.item, duty=duty, on=day)
        for answer in answers:
            if answer.is_passed:
                continue
            for kind, title, before in EVIDENCE[answer.code]:
                self._evidence(duty, kind, title, day, day - datetime.timedelta(days=before))

    def _evidence(
        self, duty: Duty, kind: str, title: str, day: datetime.date, happened: datetime.date
    ) -> None:
        by, code = self.desk.drafter(duty.organ), self.cast.code_of(duty.organ)
        if kind == "congress_approved":
            by, code = self.cast.who("NPC", Role.CONGRESS_CLERK), "NPC"
        catalogue.record_fact(
            organ=duty.organ,
            kind=kind,
            title=f"{title}（{duty.title}）",
            happened_on=happened,
            recorded_for=self.cast.organs[code],
            duty=duty,
            evidence="演示：会议纪要文号。",
            by=by,
            at=self.cast.clock.at(day, 8, 45),
        )

    def leave_as_they_stand(self) -> None:
        """The last weeks: some is public today, some drafted, in review, returned, scheduled."""
        for recent in sorted(facts.RECENT, key=lambda event: -event.days_ago):
            happened = self.until - datetime.timedelta(days=recent.days_ago)
            by = self.desk.drafter(self.cast.organs[recent.code])
            fact = catalogue.record_fact(
                organ=self.cast.organs[recent.code],
                kind=recent.kind,
                title=f"{self.until.year}年{recent.title}",
                happened_on=happened,
                recorded_for=self.cast.organs[recent.code],
                item=self.items[recent.item],
                evidence="演示：合同、批复或者决定的名称和文号。",
                is_another=True,
                is_on_register=recent.kind == "document_issued",  # invented; it has no number
                by=by,
                at=self.cast.clock.at(self.until, 8, 30),
            )
            duty = self._duty(fact.duties.get().pk)
            self._bring(duty, recent.stands)

    def _bring(self, duty: Duty, stands: str) -> None:
        """Takes a duty so far and no further."""
        if stands == "none":
            return
        day = self.until
        self._gates(duty, day)
        outcome, changes = self._words(duty, "withheld" if stands == "withheld" else "content")
        edition = self.desk.draft(
            item=duty.item, organ=duty.organ, duty=duty, day=day, changes=changes, outcome=outcome
        )
        if stands == "draft":
            return
        edition = self.desk.submit(edition, day)
        if stands == "approval":
            self.desk.sign(edition, day, until=StepCode.SECRECY)
        if stands == "returned":
            self.desk.give_back(edition, day, "缺发放批次，请补上再报。")
        if stands in ("published", "withheld"):
            self.desk.sign(edition, day)
        if stands == "scheduled":
            later = moment(self.days.add(day, SCHEDULED_AHEAD).on, 9)
            self.desk.sign(edition, day, publish_at=later)


def _days(after: datetime.date, until: datetime.date) -> Iterator[datetime.date]:
    """The days between the two, neither included."""
    for distance in range(1, (until - after).days):
        yield after + datetime.timedelta(days=distance)


# What stands in for a gate's evidence: kind of fact, its title, days before the publication.
EVIDENCE = {
    "congress": (("congress_approved", "人大批准", 5),),
    "collective": (
        ("party_decided", "县委常委会会议研究同意", 6),
        ("government_decided", "县政府常务会议审议通过", 5),
    ),
    "pre_disclosure": (("draft_shown", "方案公开征求意见", 45),),
    "hearing": (("hearing_held", "听证会", 20),),
}
