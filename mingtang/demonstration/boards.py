"""The boards in front of villages and towns: sheets are hung, photographed and taken down."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from io import BytesIO
from itertools import count

from django.db.models import QuerySet
from PIL import Image, ImageDraw

from mingtang.demonstration.county import Cast
from mingtang.disclosure import actions
from mingtang.disclosure.choices import DeliveryState
from mingtang.disclosure.models import Delivery
from mingtang.disclosure.rules.delivering import Seen
from mingtang.files import actions as files
from mingtang.files.models import StoredFile
from mingtang.organs.choices import Role, Tier
from mingtang.people.models import User

HUNG_OF = 10  # nine sheets in ten are hung, the day after they came
LEFT_HANGING = datetime.timedelta(days=30)  # what should have come down since still hangs


@dataclass
class Boards:
    """What the village clerks do each day, with a photograph. Some sheets still wait at the end."""

    cast: Cast
    until: datetime.date
    left: set[int] = field(default_factory=set)
    number: Iterator[int] = field(default_factory=count)

    def hang(self, day: datetime.date) -> None:
        """In the morning, what has come since yesterday."""
        waiting = self._of(DeliveryState.WAITING).exclude(pk__in=self.left)
        for delivery in waiting.order_by("created_at", "id"):
            if next(self.number) % HUNG_OF == HUNG_OF - 1:
                self.left.add(delivery.pk)
                continue
            actions.confirm_posting(
                delivery=delivery,
                photograph=self._photograph,
                seen=self._seen(delivery),
                by=self._clerk(delivery),
                at=self.cast.clock.at(day, 8),
            )

    def clear(self, day: datetime.date) -> None:
        """In the evening, what has hung for its whole time."""
        if day >= self.until - LEFT_HANGING:
            return
        for delivery in self._of(DeliveryState.POSTED).filter(remove_from__lte=day).order_by("id"):
            actions.confirm_removal(
                delivery=delivery,
                photograph=self._photograph,
                seen=self._seen(delivery),
                by=self._clerk(delivery),
                at=self.cast.clock.at(day, 17),
            )

    def _of(self, state: DeliveryState) -> QuerySet[Delivery]:
        return Delivery.objects.filter(
            organ__county=self.cast.county, state=state, place__isnull=False
        ).select_related("organ", "edition")

    def _clerk(self, delivery: Delivery) -> User:
        is_village = delivery.organ.tier == Tier.VILLAGE
        role = Role.VILLAGE_CLERK if is_village else Role.OFFICER
        return self.cast.who(self.cast.code_of(delivery.organ), role)

    def _seen(self, delivery: Delivery) -> Seen:
        return Seen(where=f"{delivery.organ.name}公开栏（演示）")

    @cached_property
    def _photograph(self) -> StoredFile:
        """A drawn picture of a board that says that it is one."""
        picture = Image.new("RGB", (640, 420), "#e8e2d0")
        pen = ImageDraw.Draw(picture)
        pen.rectangle((40, 40, 600, 380), fill="#fbfaf6", outline="#7f7a6e", width=6)
        pen.rectangle((80, 80, 300, 340), fill="#ffffff", outline="#1a1e22", width=2)
        pen.rectangle((340, 80, 560, 340), fill="#ffffff", outline="#1a1e22", width=2)
        pen.text((250, 390), "DEMO PICTURE", fill="#1a1e22")
        content = BytesIO()
        picture.save(content, "JPEG")
        content.seek(0)
        by = self.cast.who("SQC-V1", Role.VILLAGE_CLERK)
        stored, _facts = files.store_photograph(content=content, by=by, at=self.cast.clock.now)
        return stored
