"""What stands in the log for one public act: codes, times and salted commitments, never content.

A leaf is canonical JSON (RFC 8785) of at most 1 KB, copied abroad the minute it is written and
never called back. What it commits to can be erased with its salt; the commitment then says nothing.
"""

import datetime
import hmac
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tlog.errors import Broken

VERSION = 1
LONGEST = 1024
SALT_BYTES = 32
COMMITTED = "hmac-sha256:"
MOMENT = "%Y-%m-%dT%H:%M:%SZ"
# Nothing but codes, times and commitments fits in here; and what fits is canonical. What is
# never tried a second time ("}+") is so for speed: a whole log is matched, entry by entry.
SHAPE = re.compile(
    rb'\{"act":"(?P<act>[a-z_]{1,32}+\.[a-z_]{1,32}+)"'
    rb',"at":"(?P<at>\d{4}-\d\d-\d\dT(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\dZ)"'
    rb',"basis":(?:null|"(?P<basis>[a-z0-9-]{1,40}+(?:\.[0-9]{1,4}){0,3})")'
    rb',"c":\{(?P<c>(?:"[a-z]{1,16}+":"hmac-sha256:[0-9a-f]{64}+"(?:,(?=")|(?=\})))*)\}'
    rb',"due":(?:null|"(?P<due>\d{4}-\d\d-\d\d)")'
    rb',"obj":"(?P<obj>[0-9a-f]{32}+)"'
    rb',"org":"(?P<org>(?=[^"]{6,32}")[0-9A-Z]+(?:-[0-9A-Z]+){0,3})"'
    rb',"prev":(?:null|(?P<prev>0|[1-9]\d{0,17}))'
    rb',"v":1\}'
)

Plain = str | int | bool | None | Sequence["Plain"] | Mapping[str, "Plain"]


@dataclass(frozen=True)
class Leaf:
    """One act. `previous` is the index of the latest entry about the same object.

    `at` is to the second, for a citizen's act to the hour; `basis` is a code, never words.
    """

    act: str
    object_id: str
    organ: str
    at: datetime.datetime
    basis: str
    due_on: datetime.date | None
    previous: int | None
    commitments: Mapping[str, str]

    def written(self) -> bytes:
        return canonical(
            {
                "v": VERSION,
                "act": self.act,
                "obj": self.object_id,
                "org": self.organ,
                "at": self.at.astimezone(datetime.UTC).strftime(MOMENT),
                "basis": self.basis or None,
                "due": self.due_on.isoformat() if self.due_on else None,
                "prev": self.previous,
                "c": {group: COMMITTED + value for group, value in self.commitments.items()},
            }
        )


def canonical(value: Plain) -> bytes:
    """The one way to write a value down: keys sorted, no white space, UTF-8 (RFC 8785).

    Numbers are whole numbers; fractions are written as text by whoever knows their precision.
    """
    return json.dumps(
        value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False
    ).encode()


def commitment(*, salt: bytes, content: bytes) -> str:
    """Binds us to the content and tells nothing of it; without its salt it can never be opened."""
    return hmac.digest(salt, content, "sha256").hex()


def read_leaf(written: bytes) -> Leaf:
    """Raises Broken for anything that is not exactly what `written` makes."""
    refused = Broken("不是公开行为的记录", "not the record of a public act")
    found = SHAPE.fullmatch(written)
    if found is None or len(written) > LONGEST:
        raise refused
    try:
        said: dict[str, Any] = json.loads(written)
        leaf = Leaf(
            act=said["act"],
            object_id=said["obj"],
            organ=said["org"],
            at=datetime.datetime.strptime(said["at"], MOMENT).replace(tzinfo=datetime.UTC),
            basis=said["basis"] or "",
            due_on=datetime.date.fromisoformat(said["due"]) if said["due"] else None,
            previous=said["prev"],
            commitments={g: value.removeprefix(COMMITTED) for g, value in said["c"].items()},
        )
    except ValueError:
        raise refused from None
    if leaf.written() != written:
        raise refused
    return leaf
