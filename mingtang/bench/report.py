"""Figures as a table for people, Chinese with English beside, and as one object for programs."""

from collections.abc import Iterator, Mapping, Sequence
from unicodedata import east_asian_width

from mingtang.bench.figures import Baseline, Figure, Of, Target, is_missed

NOTHING = "—"
HEAD = ("", "指标 figure", "测得 measured", "基准 baseline", "比值 ratio", "目标 target")
MARKS = {True: "✓", False: "✗", None: " "}


def as_object(figures: Sequence[Figure], ground: Mapping[str, object]) -> dict[str, object]:
    return {
        "met": not any(is_missed(figure) for figure in figures),
        **ground,
        "figures": [_figure(figure) for figure in figures],
    }


def _figure(figure: Figure) -> dict[str, object]:
    return {
        "name": figure.name,
        "chinese": figure.chinese,
        "english": figure.english,
        "value": figure.value,
        "unit": figure.unit,
        "baseline": _baseline(figure.baseline),
        "ratio": figure.ratio,
        "target": _target(figure.target),
        "met": figure.is_met,
        "details": [dict(row) for row in figure.details],
    }


def _baseline(baseline: Baseline | None) -> dict[str, object] | None:
    if baseline is None:
        return None
    return {"chinese": baseline.chinese, "english": baseline.english, "value": baseline.value}


def _target(target: Target | None) -> dict[str, object] | None:
    if target is None:
        return None
    return {"of": target.of.value, "at_least" if target.at_least else "at_most": target.number}


def as_lines(figures: Sequence[Figure]) -> Iterator[str]:
    """The rows behind the figures first: the last thing on the screen is what counts."""
    for figure in figures:
        if figure.details:
            yield f"{figure.chinese} / {figure.english}"
            yield from _columns(_details(figure.details))
            yield ""
    yield from _columns([HEAD, *(_row(figure) for figure in figures)])
    yield from _baselines(figures)
    missed = [figure.name for figure in figures if is_missed(figure)]
    if missed:
        yield f"✗ 没有达到目标 / missed: {', '.join(missed)}"
    else:
        yield "✓ 目标都已达到 / all targets met"


def _details(rows: Sequence[Mapping[str, object]]) -> list[Sequence[str]]:
    return [list(rows[0]), *([_said(cell) for cell in row.values()] for row in rows)]


def _said(cell: object) -> str:
    return MARKS[cell] if isinstance(cell, bool) else str(cell)


def _row(figure: Figure) -> Sequence[str]:
    baseline, ratio = figure.baseline, figure.ratio
    return (
        MARKS[figure.is_met],
        f"{figure.name} {figure.chinese} {figure.english}",
        f"{number(figure.value)} {figure.unit}",
        NOTHING if baseline is None else f"{number(baseline.value)} {figure.unit}",
        NOTHING if ratio is None else f"{ratio:.2f}×",
        _asked(figure),
    )


def _asked(figure: Figure) -> str:
    if figure.target is None:
        return NOTHING
    sign = "≥" if figure.target.at_least else "≤"
    if figure.target.of is Of.RATIO:
        return f"{sign} {figure.target.number:.2f}×"
    return f"{sign} {number(figure.target.number)} {figure.unit}"


def _baselines(figures: Sequence[Figure]) -> Iterator[str]:
    for figure in figures:
        if figure.baseline:
            told = f"{figure.baseline.chinese} / {figure.baseline.english}"
            yield f"{figure.name} 的基准 baseline: {told}"


def number(value: float) -> str:
    """Three digits are as many as a measurement can say."""
    if value == int(value) or abs(value) >= 100:
        return f"{value:,.0f}"
    return f"{value:.3g}"


def _columns(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    widths = [max(_width(cell) for cell in column) for column in zip(*rows, strict=True)]
    for row in rows:
        padded = (
            cell + " " * (wide - _width(cell)) for cell, wide in zip(row, widths, strict=True)
        )
        yield "  ".join(padded).rstrip()


def _width(text: str) -> int:
    """On a terminal a Chinese character takes two places."""
    return sum(2 if east_asian_width(one) in "WF" else 1 for one in text)
