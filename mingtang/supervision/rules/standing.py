"""In which state a finding is, by what happened to it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Course:
    """What happened to a finding after it was raised."""

    is_answered: bool = False
    is_settled: bool = False
    is_closed: bool = False


def fits(state: str, course: Course) -> bool:
    """Whether a finding can be in that state. Which way it was settled is committed to apart."""
    return state in _states(course)


def _states(course: Course) -> tuple[str, ...]:
    if course.is_closed:
        return ("closed",)
    if course.is_settled:
        return ("accepted", "kept")
    return ("answered",) if course.is_answered else ("open",)
