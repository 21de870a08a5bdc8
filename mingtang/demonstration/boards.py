"""The boards in front of villages and towns: sheets are hung, photographed and taken down."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from io import BytesIO
from itertools import count

from django.db import models
from PIL import Image, ImageDraw

from mingtang.demonstration.county import Cast
from mingtang.disclosure import actions
from mingtang.disclosure.choices import DeliveryState
from mingtang.disclosure.models import Delivery
from mingtang.disclosure.rules.delivering import Seen
from mingtang.files import actions as files
from mingtang.files.models import StoredFile
from mingtang.foundation.asked_often import AskedOften
from mingtang.organs.choices import Role, Tier
from mingtang.people.models import User

HUNG_OF = 10  # nine sheets in ten are hung, the day after they came
KEY = models.BigIntegerField()
ON_A_BOARD = Delivery.objects.filter(place__isnull=False).select_related("organ")
_WAITING = AskedOften(
    lambda county: ON_A_BOARD.filter(organ__county=county, state=DeliveryState.WAITING).order_by(
        "created_at", "id"
    ),
    county=KEY,
)
_HUNG = AskedOften(
    lambda county, day: ON_A_BOARD.filter(
        organ__county=county, state=DeliveryState.POSTED, remove_from__lte=day
    ).order_by("id"),
    county=KEY,
    day=models.DateField(),
)
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
        for delivery in _WAITING(county=self.cast.county.pk):
            if delivery.pk in self.left:
                continue
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
        for delivery in _HUNG(county=self.cast.county.pk, day=day):
            actions.confirm_removal(
                delivery=delivery,
                photograph=self._photograph,
                seen=self._seen(delivery),
                by=self._clerk(delivery),
                at=self.cast.clock.at(day, 17),
            )

    def _clerk(self, delivery: Delivery) -> User:
        is_village = delivery.organ.tier == Tier.VILLAGE
        role = Role.VILLAGE_CLERK if is_village else Role.OFFICER
        return self.cast.who(self.cast.code_of(delivery.organ), role)

    def _seen(self, delivery: Delivery) -> Seen:
        return Seen(where=f"{delivery.organ.name}公开栏（演示）")

    @cached_property
    def _photograph(self) -> StoredFile:
        by = self.cast.who("SQC-V1", Role.VILLAGE_CLERK)
        content = drawn_picture("DEMO PICTURE")
        stored, _facts = files.store_photograph(content=content, by=by, at=self.cast.clock.now)
        return stored


def drawn_picture(words: str) -> BytesIO:
    """A drawn picture of a board that says that it is one."""
    picture = Image.new("RGB", (640, 420), "#e8e2d0")
    pen = ImageDraw.Draw(picture)
    pen.rectangle((40, 40, 600, 380), fill="#fbfaf6", outline="#7f7a6e", width=6)
    pen.rectangle((80, 80, 300, 340), fill="#ffffff", outline="#1a1e22", width=2)
    pen.rectangle((340, 80, 560, 340), fill="#ffffff", outline="#1a1e22", width=2)
    pen.text((250, 390), words, fill="#1a1e22")
    content = BytesIO()
    picture.save(content, "JPEG")
    content.seek(0)
    return content
