"""What a bench tells: a figure with its target, its baseline and the ratio of the two."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum


class Of(Enum):
    """What a target is set for."""

    VALUE = "value"
    RATIO = "ratio"


@dataclass(frozen=True)
class Target:
    """A bound for the figure, or for its ratio to the baseline; the bound itself is good."""

    of: Of
    number: float
    at_least: bool

    def is_met(self, measured: float) -> bool:
        return measured >= self.number if self.at_least else measured <= self.number


def at_least_as_good(ratio: float = 1.0) -> Target:
    return Target(Of.RATIO, ratio, at_least=True)


def at_most(value: float) -> Target:
    return Target(Of.VALUE, value, at_least=False)


@dataclass(frozen=True)
class Baseline:
    """What the same work costs without us, measured in the same run."""

    chinese: str
    english: str
    value: float


@dataclass(frozen=True)
class Figure:
    """`name` begins with the name of its bench; `ratio` is value to baseline unless it is given.

    `details` are the rows it was made from, all with the same keys.
    """

    name: str
    chinese: str
    english: str
    value: float
    unit: str
    target: Target | None = None
    baseline: Baseline | None = None
    measured_ratio: float | None = None
    details: tuple[Mapping[str, object], ...] = field(default=())

    @property
    def ratio(self) -> float | None:
        if self.measured_ratio is not None or self.baseline is None:
            return self.measured_ratio
        return self.value / self.baseline.value

    @property
    def is_met(self) -> bool | None:
        """None where nothing is asked."""
        if self.target is None:
            return None
        measured = self.value if self.target.of is Of.VALUE else self.ratio
        return measured is not None and self.target.is_met(measured)


def is_missed(figure: Figure) -> bool:
    return figure.is_met is False
