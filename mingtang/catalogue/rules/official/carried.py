"""What an item says and no official table has a column for, carried in the file itself.

Its code, its fields and its emphasis, its gates, which citation sets its term: whoever reads the
file in again, in whichever county of this installation, has the item as it was. What a row says in
its columns always goes before; and an item is carried for a row only where the same words stand in
it still, or where no other row is of that matter and subject.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Sequence

from mingtang.catalogue.rules.items import ItemText, as_json
from mingtang.catalogue.rules.official.found import OfficialRow
from mingtang.catalogue.rules.terms_of_items import Json
from mingtang.foundation.cells import tight

Carried = list[object]  # digest of its words, digest of its matter, the item as a standard words it
EMPTY: tuple[object, ...] = (None, "", [], (), {})
A_DIGEST = 16  # signs: enough to tell the rows of a file from each other
MATTER = ("level1", "level2", "subject")
WORDS = (*MATTER, "elements", "basis", "time_text", "mode", "audience")


def carried(item: ItemText, row: OfficialRow) -> Carried:
    """`row` is the item as it is printed in that file."""
    return [_digest(row, WORDS), _digest(row, MATTER), written_item(item)]


def written_item(item: ItemText) -> Json:
    """As a standard writes it: what is empty is left out."""
    parts = {"elements": as_json(item.elements), "basis": as_json(item.basis)}
    bare = {name: [_said(one) for one in values] for name, values in parts.items()}
    said = item.as_json() | bare
    # Of channels a standard without a word means the website.
    return {k: value for k, value in said.items() if value not in EMPTY or k == "channels"}


def carried_again(row: OfficialRow, written: object) -> Carried:
    """Of a draft, what its own file carried."""
    return [_digest(row, WORDS), _digest(row, MATTER), written]


def carried_for(rows: Sequence[OfficialRow], found: Iterable[Carried]) -> dict[int, object]:
    """By the place of a row, the item that is carried for it; none for two rows, and none where
    it is not clear for which."""
    free = list(found)
    given: dict[int, object] = {}
    for place, columns in ((0, WORDS), (1, MATTER)):
        waiting: dict[object, list[Carried]] = defaultdict(list)
        for one in free:
            waiting[one[place]].append(one)
        asking: dict[object, list[int]] = defaultdict(list)
        for number, row in enumerate(rows):
            if number not in given:
                asking[_digest(row, columns)].append(number)
        clear = [
            (number, one)
            for digest, numbers in asking.items()
            if len(numbers) == len(waiting[digest]) and (place == 0 or len(numbers) == 1)
            for number, one in zip(numbers, waiting[digest], strict=True)
        ]
        given |= {number: one[2] for number, one in clear}
        taken = {id(one) for _number, one in clear}
        free = [one for one in free if id(one) not in taken]
    return given


def _digest(row: OfficialRow, columns: Iterable[str]) -> str:
    words = "\n".join(tight(str(getattr(row, name))) for name in columns)
    return hashlib.sha256(words.encode()).hexdigest()[:A_DIGEST]


def _said(values: Json) -> Json:
    return {name: value for name, value in values.items() if value != ""}
