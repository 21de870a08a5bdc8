"""The hidden sheet in which a file carries what was settled: see `marks`."""

from collections.abc import Sequence

from mingtang.foundation.cells import tight

SHEET, START = "明堂核定", "mingtang-1:"
A_CELL = 30_000  # signs; Excel takes 32767


def cells_of(signed: str) -> list[str]:
    """As they stand in the hidden sheet, one under the other."""
    whole = START + signed
    return [whole[at : at + A_CELL] for at in range(0, len(whole), A_CELL)]


def signed_in(title: str, rows: Sequence[Sequence[str]]) -> str | None:
    """What stands in such a sheet; None where it is another."""
    whole = "".join(tight(row[0]) for row in rows if row)
    is_ours = title.startswith(SHEET) and whole.startswith(START)
    return whole.removeprefix(START) if is_ours else None
