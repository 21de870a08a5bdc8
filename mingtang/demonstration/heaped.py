"""One organ publishes in a heap just before an inspection, so that there is late bunching to ask
about (突击公开)."""

import datetime
import random
from dataclasses import dataclass, field

from mingtang.catalogue.models import Item
from mingtang.catalogue.queries import items_owed_by
from mingtang.demonstration.county import Cast
from mingtang.demonstration.publishing import Desk
from mingtang.demonstration.writing import written
from mingtang.foundation.working_days import Calendar
from mingtang.organs.choices import Role
from mingtang.supervision.actions import enter_inspection

WHO = "CULT"
A_DAY = 4  # publications on each of the days before the inspection


@dataclass
class Heap:
    """The last two working days before the last but one of the story, on which is inspected."""

    cast: Cast
    until: datetime.date
    days: Calendar
    chance: random.Random = field(default_factory=lambda: random.Random(20261126))  # noqa: S311

    def happen(self, day: datetime.date) -> None:
        inspected_on = self.days.add(self.until, -1).on
        heaped = [self.days.add(inspected_on, -before).on for before in (2, 1)]
        if day == self.days.add(inspected_on, -10).on:
            self._announce(inspected_on, day)
        if day in heaped:
            start = heaped.index(day) * A_DAY
            for item in self._items(day)[start : start + A_DAY]:
                self._publish(item, day)

    def _announce(self, inspected_on: datetime.date, day: datetime.date) -> None:
        enter_inspection(
            county=self.cast.county,
            organ=self.cast.organs["OFFICE"],
            day=inspected_on,
            title="第四季度政务公开检查（演示）",
            by=self.cast.who("OFFICE", Role.OPENNESS_OFFICE),
            at=self.cast.clock.at(day, 10),
        )

    def _items(self, day: datetime.date) -> list[Item]:
        """Those with no gate before them."""
        owed = items_owed_by(self.cast.organs[WHO], day)
        return [item for item in owed if item.audience == "public" and not item.gates]

    def _publish(self, item: Item, day: datetime.date) -> None:
        organ, desk = self.cast.organs[WHO], Desk(self.cast)
        title = f"{day.year}年{item.level2}补充公开（{organ.name}）"
        said = written(item, organ, title, self.chance).changes()
        edition = desk.draft(item=item, organ=organ, duty=None, day=day, changes=said)
        desk.sign(desk.submit(edition, day), day)
