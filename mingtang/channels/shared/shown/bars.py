"""A stacked bar: percent-wide rectangles of one SVG, beside the figures that it shows."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from mingtang.channels.shared.shown.numbers import grouped

# Hues that are alike are hatched or dotted: the pattern is a `fill`, else the class colours it.
KEPT, WAS_LATE, LATE, NIL, HELD = "kept", "was", "late", "nil", "held"
CLASSES = {KEPT: "f-kept", LATE: "f-late", NIL: "f-none"}
PATTERNS = {WAS_LATE: "url(#p-late)", HELD: "url(#p-held)"}


@dataclass(frozen=True)
class Part:
    x: str
    width: str
    css: str
    pattern: str
    is_first: bool


@dataclass(frozen=True)
class Bar:
    label: str
    parts: tuple[Part, ...]


def bar(label: str, counts: Sequence[tuple[str, int]]) -> Bar:
    """From kinds with their counts, in the order they are drawn; empty ones are left out.

    So is what is below nothing: until they are counted anew, sums may be out of step.
    """
    total = sum(count for _kind, count in counts if count > 0)
    parts: list[Part] = []
    done = 0
    for kind, count in counts:
        if count > 0:
            parts.append(
                Part(
                    x=f"{100 * done / total:.2f}%",
                    width=f"{100 * count / total:.2f}%",
                    css=CLASSES.get(kind, ""),
                    pattern=PATTERNS.get(kind, ""),
                    is_first=not parts,
                )
            )
            done += count
    return Bar(label, tuple(parts))


def duties_bar(name: str, *, kept: int, was_late: int, late: int, nil: int, held: int) -> Bar:
    """How an organ's duties ended; the label says the same in words."""
    said = _(
        "%(name)s：按期%(kept)s，逾期后公开%(was_late)s，逾期未公开%(late)s，"
        "无此事项%(nil)s，依法不予公开%(held)s"
    )
    label = said % {
        "name": name,
        "kept": grouped(kept),
        "was_late": grouped(was_late),
        "late": grouped(late),
        "nil": grouped(nil),
        "held": grouped(held),
    }
    counts = [(KEPT, kept), (WAS_LATE, was_late), (LATE, late), (NIL, nil), (HELD, held)]
    return bar(label, counts)
