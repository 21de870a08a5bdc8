"""Whatever happens in a county, who owes what by when is what a clerk would write in a book.

That book knows nothing of ours: it counts day by day, and keeps one line for each duty.
"""

import datetime
from dataclasses import dataclass, field

from django.db.models import Prefetch
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from mingtang.catalogue import actions as catalogue
from mingtang.catalogue.choices import DutyState
from mingtang.catalogue.models import Duty, DutyMove
from mingtang.catalogue.queries.demanded import first_recorded_on
from mingtang.catalogue.tasks import open_duties
from mingtang.journeys.successions import merge_organ
from mingtang.organs.choices import Role
from mingtang.terms.queries import calendar
from tests.factories.calendars import announce_year
from tests.factories.catalogue import BODIES, ItemFactory, StandardFactory
from tests.factories.organs import CountyFactory, OrganFactory, PostFactory

DAY, ONE = datetime.date, datetime.timedelta(days=1)
FIRST = DAY(2026, 9, 1)
ORGANS = 3
SPRING = {DAY(2027, 2, day): "春节" for day in range(5, 12)}
WORKED = [DAY(2027, 1, 30), DAY(2027, 2, 13)]
# As an official table says them: 每月10日前, 月后15个工作日内, 作出决定之日起7个工作日内, 长期公开.
RULES = {
    "monthly": {"every": "month", "by_day": 10},
    "after": {"every": "month", "within": {"n": 15, "unit": "wd"}},
    "decided": {"after": "decided", "n": 7, "unit": "wd"},
    "held": {"after": "held", "n": 20, "unit": "wd"},
    "standing": {"standing": True},
}
FACTS = ("decided", "held")
IN_ORDER = Prefetch("moves", DutyMove.objects.order_by("id"))
DEPARTMENTS = {**BODIES, "kinds": ["department"]}
NUMBERS = st.integers(0, 40)
STEPS = st.lists(
    st.tuples(
        st.sampled_from(
            ["wait", "open", "happen", "happen", "correct", "correct", "withdraw", "merge", "end"]
        ),
        NUMBERS,
        NUMBERS,
    ),
    min_size=6,
    max_size=16,
)


@dataclass
class Line:
    """A duty in the clerk's book; `term` is the working days counted from `since`, if any."""

    owner: int
    due: DAY
    term: int | None
    since: DAY
    state: str = "open"
    moves: list = field(default_factory=list)


@dataclass
class Book:
    """What a clerk would write: (rule, organ it arose for, month or fact) → line."""

    rules: list[str]
    off: set
    worked: set
    lines: dict = field(default_factory=dict)
    gone: dict = field(default_factory=dict)

    def counted(self, since, term):
        on = since
        while term:
            on += ONE
            works = on in self.worked or (on.weekday() < 5 and on not in self.off)
            term -= works
        return on

    def exists(self, organ, on):
        return organ not in self.gone or on < self.gone[organ]

    def add(self, key, since, term, due=None):
        if key not in self.lines:
            on = due or self.counted(since, term)
            self.lines[key] = Line(key[1], on, term, since)

    def open(self, today):
        for organ in range(ORGANS):
            if not self.exists(organ, today):
                continue
            if "standing" in self.rules:
                self.add(("standing", organ, None), FIRST, 20)
            for end in month_ends(today):
                if not self.exists(organ, end):
                    continue
                if "monthly" in self.rules:
                    self.add(("monthly", organ, end), end, None, due=end + 10 * ONE)
                if "after" in self.rules:
                    self.add(("after", organ, end), end, 15)

    def move(self, line):
        """Only what is open and counted moves; what has ended stays as it ended."""
        if line.state != "open" or line.term is None:
            return
        now = self.counted(line.since, line.term)
        if now != line.due:
            line.moves.append((line.due, now))
            line.due = now

    def announce(self):
        self.off |= set(SPRING)
        self.worked |= set(WORKED)
        for line in self.lines.values():
            self.move(line)

    def merge(self, organ, into, on):
        self.gone[organ] = on
        for line in self.lines.values():
            if line.owner == organ and line.state == "open":
                line.owner = into


def month_ends(today):
    """The last days of the months that are over, by looking at each day."""
    on = FIRST
    while on < today:
        if (on + ONE).day == 1:
            yield on
        on += ONE


class County:
    """The same, as people do it."""

    def __init__(self, rules):
        made = CountyFactory()
        standard = StandardFactory(county=made, from_on=FIRST)
        self.made, self.today, self.is_announced = made, FIRST, False
        self.organs = [OrganFactory(county=made) for _ in range(ORGANS)]
        self.items = {
            name: ItemFactory(standard=standard, due_rule=RULES[name], bodies=DEPARTMENTS)
            for name in rules
        }
        office = OrganFactory(county=made, kind="authority")
        self.by = PostFactory(organ=office, role=Role.OPENNESS_OFFICE).holder
        self.facts = []  # (which item, of which organ, the fact as it stands), or None
        known = calendar(made.code)
        self.book = Book(list(rules), set(known.days_off), set(known.days_worked))

    @property
    def at(self):
        return datetime.datetime.combine(self.today, datetime.time(2), tzinfo=datetime.UTC)

    def wait(self, days, _other):
        self.today += days * ONE

    def open(self, _number, _other):
        open_duties(county=self.made, on=self.today, at=self.at)
        self.book.open(self.today)

    def happen(self, number, other):
        kinds = [name for name in self.items if name in FACTS]
        alive = [n for n in range(ORGANS) if self.book.exists(n, self.today)]
        if not kinds:
            return
        kind, organ = kinds[number % len(kinds)], alive[other % len(alive)]
        on = max(FIRST, self.today - other * ONE)
        fact = catalogue.record_fact(
            organ=self.organs[organ],
            kind=kind,
            title=f"第{len(self.facts)}件",
            happened_on=on,
            recorded_for=self.by.posts.get().organ,
            evidence="纪要〔2026〕1号",
            by=self.by,
            at=self.at,
        )
        self.book.add((kind, organ, len(self.facts)), on, RULES[kind]["n"])
        self.facts.append([kind, organ, fact])

    def _standing(self, number):
        known = [n for n, fact in enumerate(self.facts) if fact is not None]
        return known[number % len(known)] if known else None

    def correct(self, number, other):
        chosen = self._standing(number)
        if chosen is None:
            return
        kind, organ, fact = self.facts[chosen]
        on = min(max(FIRST, self.today - other * ONE), first_recorded_on(fact))
        if on == fact.happened_on or not self.book.exists(organ, on):
            return
        self.facts[chosen][2] = catalogue.correct_fact(
            fact=fact, because="日期写错了", happened_on=on, by=self.by, at=self.at
        )
        line = self.book.lines[kind, organ, chosen]
        line.since = on if line.state == "open" else line.since
        self.book.move(line)

    def withdraw(self, number, _other):
        chosen = self._standing(number)
        if chosen is None:
            return
        kind, organ, fact = self.facts[chosen]
        catalogue.withdraw_fact(fact=fact, because="没有这件事", by=self.by, at=self.at)
        line = self.book.lines[kind, organ, chosen]
        line.state = "void"
        self.facts[chosen] = None

    def merge(self, number, other):
        alive = [n for n in range(ORGANS) if self.book.exists(n, self.today)]
        organ, into = alive[number % len(alive)], alive[other % len(alive)]
        if organ == into:
            return
        merge_organ(
            organ=self.organs[organ],
            into=self.organs[into],
            on=self.today,
            basis="县委办〔2026〕1号",
            by=self.by,
            at=self.at,
        )
        self.organs[organ].refresh_from_db()
        self.book.merge(organ, into, self.today)

    def end(self, number, _other):
        still = [key for key, line in self.book.lines.items() if line.state == "open"]
        if not still:
            return
        key = still[number % len(still)]
        duty = Duty.objects.get(pk=self.keys()[key])
        catalogue.settle_duty(
            duty=duty, state=DutyState.NIL, settled_by=duty.object_id, by=self.by, at=self.at
        )
        self.book.lines[key].state = "nil"

    def announce(self, _number, _other):
        if self.is_announced:
            return
        announce_year(
            county=self.made,
            is_local=True,
            year=2027,
            number="县政府〔2026〕1号",
            published_on=self.today,
            days_off=SPRING,
            days_worked=WORKED,
            by=self.by,
            at=self.at,
        )
        self.is_announced = True
        self.book.announce()

    def keys(self):
        return {self.key_of(duty): duty.pk for duty in Duty.objects.select_related("fact")}

    def key_of(self, duty):
        name = next(name for name, item in self.items.items() if item.pk == duty.item_id)
        organ = self.number_of(duty.taken_over_from_id or duty.organ_id)
        if duty.fact:
            return name, organ, int(duty.fact.title.strip("第件"))
        return name, organ, None if name == "standing" else duty.period_end

    def number_of(self, key):
        return next(n for n, organ in enumerate(self.organs) if organ.pk == key)

    def found(self):
        return {
            self.key_of(duty): (
                self.number_of(duty.organ_id),
                duty.due_on,
                str(duty.state),
                [(move.due_was, move.due_is) for move in duty.moves.all()],
            )
            for duty in Duty.objects.select_related("fact").prefetch_related(IN_ORDER)
        }

    def expected(self):
        return {
            key: (line.owner, line.due, line.state, line.moves)
            for key, line in self.book.lines.items()
        }


class InWhateverOrder(TestCase):
    @settings(max_examples=30, suppress_health_check=[HealthCheck.too_slow])
    @given(st.sets(st.sampled_from(sorted(RULES))), STEPS, NUMBERS)
    def test_each_owes_by_each_day_what_the_clerk_has_in_his_book(self, rules, steps, announced):
        county = County(sorted({"decided", *rules}))
        steps.insert(announced % len(steps), ("announce", 0, 0))
        for what, number, other in steps:
            getattr(county, what)(number, other)
            assert county.found() == county.expected(), what
