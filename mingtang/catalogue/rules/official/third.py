"""三级事项: a column that no official table is to have, and that tells rows apart all the same."""

from mingtang.catalogue.rules.official.found import Beside
from mingtang.foundation.cells import line, tight

THIRD = frozenset({"三级事项", "三级", "三级公开事项", "三级目录"})


def third_level(beside: Beside) -> tuple[str, str]:
    """The column of it, and what it says."""
    column = next((name for name in beside.extra if tight(name) in THIRD), "")
    return column, line(beside.extra.get(column, ""))
