"""How long it took until what happened was on record, in calendar days."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

FEW = 5  # below so many a median says little, and the page says that


@dataclass(frozen=True)
class Lag:
    """Of so many things on record: the middle one, and the slowest. In calendar days."""

    count: int
    median: float
    worst: int

    @property
    def is_few(self) -> bool:
        return self.count < FEW

    @property
    def middle(self) -> str:
        """Without a fraction where it is a whole number."""
        return f"{self.median:g}"


def lag_of(days: Sequence[int]) -> Lag | None:
    """None where nothing is on record: there is no middle of nothing."""
    return Lag(len(days), float(median(days)), max(days)) if days else None
