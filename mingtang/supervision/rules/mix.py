"""Key against general items (重点与一般): does what people ask about come out as the rest does?"""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from mingtang.catalogue.rules.due import ONE_DAY, first_of
from mingtang.catalogue.rules.standing import FEW, share
from mingtang.catalogue.rules.terms_of_items import Every

Evidence = Mapping[str, int]

# Ours, no law's: so many points between two shares.
POINTS_FROM = 20


@dataclass(frozen=True)
class Part:
    """Of the duties that fell due: how many were answered with content, of how many owed.

    What does not exist or is withheld by law is on neither side.
    """

    done: int = 0
    owed: int = 0

    @property
    def share(self) -> Decimal | None:
        """A share of one hundred, to a tenth; None where nothing was owed."""
        return share(self.done, self.owed)

    @property
    def is_few(self) -> bool:
        return self.owed < FEW


@dataclass(frozen=True)
class Mix:
    """One organ in one period. `out_key` of `out` publications were of key items."""

    key: Part = Part()
    general: Part = Part()
    out_key: int = 0
    out: int = 0

    @property
    def out_share(self) -> Decimal | None:
        return share(self.out_key, self.out)

    @property
    def is_nothing(self) -> bool:
        return not (self.key.owed or self.general.owed or self.out)


def avoids_key(mix: Mix) -> Evidence | None:
    """避重就轻: of key items a far smaller share came out than of general ones."""
    key, general = mix.key.share, mix.general.share
    if key is None or general is None or mix.key.is_few or mix.general.is_few:
        return None
    if general - key < POINTS_FROM:
        return None
    return {
        "key_done": mix.key.done,
        "key_owed": mix.key.owed,
        "general_done": mix.general.done,
        "general_owed": mix.general.owed,
    }


def quarter_before(on: datetime.date) -> tuple[datetime.date, datetime.date]:
    """The first and the last day of the latest quarter that is over."""
    last = first_of(Every.QUARTER, on) - ONE_DAY
    return first_of(Every.QUARTER, last), last
