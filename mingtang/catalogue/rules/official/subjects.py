"""公开主体: where a line ends inside a name, and where one body stands under another.

Nothing but the words says which: a line that ends as bodies end, under one that does, is another
body, and so is each line that is by itself a name in the county's register. Bodies apart are told
and printed with 、 between them.
"""

import re
from collections.abc import Collection, Sequence

from mingtang.catalogue.rules.official.vocabulary import BETWEEN
from mingtang.foundation.cells import line, lines, tight

# 国家税务总局 goes on with the place whose it is.
ENDING = re.compile(
    r"(?:(?<!总)局|政府|委员会|村委会|居委会|办公室|中心|大队|支队|学校|小学|中学|医院|卫生院|公司|处|所|站)$"
)
# A line that cannot be a name of its own: 办公室 alone, 正定县分局, 及街道办事处.
GOES_ON = re.compile(
    r"(?:局|政府|委员会|办公室|中心|大队|支队|学校|医院|公司|处|所|站)$"
    r"|.*分(?:局|中心|校|院|公司|站|所)$|[及和与或等、,，;；（(]"
)
SEPARATE = re.compile(r"[、,，;；\n]")


def bodies_in(cell: str) -> str:
    """The bodies of a cell in one line, by how their names end."""
    found: list[str] = []
    for part in lines(cell).split("\n"):
        is_next = found and ENDING.search(tight(found[-1])) and ENDING.search(tight(part))
        if not found or (is_next and not GOES_ON.match(tight(part))):
            found.append(part)
        else:
            found[-1] = line(f"{found[-1]}\n{part}")
    return BETWEEN.join(found)


def bodies_by_register(printed: str, parts: Sequence[str], known: Collection[str]) -> str:
    """The same where the register knows better: the lines together as one name, or each of them.

    `parts` are the lines as they stand in the cell, `known` the names as `tight` has them.
    """
    whole = line("\n".join(parts))
    if len(parts) < 2 or tight(printed) in known:
        return printed
    if tight(whole) in known:
        return whole
    names = [name for part in parts for name in SEPARATE.split(part) if tight(name)]
    return BETWEEN.join(names) if all(tight(name) in known for name in names) else printed
