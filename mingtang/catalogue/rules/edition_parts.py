"""What of an item an edition can change, each part by itself, and when it is the same."""

from collections.abc import Callable, Mapping
from enum import StrEnum

from mingtang.catalogue.rules.items import Citation, Element, ItemText
from mingtang.catalogue.rules.official.printing import level_names
from mingtang.catalogue.rules.official.vocabulary import (
    EVERYBODY,
    channel_names,
    channel_of,
    tight_parts,
)


class Part(StrEnum):
    """What of an item an edition can change; each has its words in the channel that shows it."""

    NAME = "name"
    TIME = "time"
    SUBJECT = "subject"
    CHANNELS = "channels"
    AUDIENCE = "audience"
    MODE = "mode"
    ELEMENTS = "elements"
    BASIS = "basis"
    NOTICE = "notice"
    GATES = "gates"
    FREQUENCY = "frequency"
    SCHEMA = "schema"
    RETENTION = "retention"
    NIL = "nil"
    LEVELS = "levels"
    EMPHASIS = "emphasis"
    FIELDS = "fields"
    CLAUSE = "clause"


def channels_of(item: ItemText) -> list[str]:
    """Those that this software serves, and the names of the others that its table has ticked."""
    printed = item.printed.get("channels")
    names = [str(name) for name in printed] if isinstance(printed, list) else []
    return [*channel_names(item.channels), *(name for name in names if not channel_of(name))]


def is_for_all(item: ItemText) -> bool:
    said = str(item.printed.get("audience") or "")
    return item.audience == "public" and (not said or bool({*tight_parts(said)} & EVERYBODY))


def details_of(element: Element) -> tuple[object, ...]:
    """How it is filled in: all but its name, and the key under which it is kept."""
    return element.kind, element.unit, element.hint, element.required


def weight_of(cited: Citation) -> tuple[bool, ...]:
    """What follows from a citation: whose rule it is, and what it sets."""
    return cited.is_local, cited.sets_term, cited.sets_notice


def levels_of(item: ItemText) -> list[str]:
    """公开层级, as the table printed it or as it follows from who owes it."""
    printed = item.printed.get("levels")
    names = [str(name) for name in printed] if isinstance(printed, list) else []
    return names or level_names(item.bodies)


PARTS: Mapping[Part, Callable[[ItemText], object]] = {
    Part.NAME: lambda item: (item.level1, item.level2),
    Part.TIME: lambda item: item.due,
    Part.SUBJECT: lambda item: item.bodies,
    Part.CHANNELS: lambda item: sorted(channels_of(item)),
    Part.AUDIENCE: lambda item: (item.audience, is_for_all(item)),
    Part.MODE: lambda item: item.mode,
    Part.ELEMENTS: lambda item: [(one.label, details_of(one)) for one in item.elements],
    Part.BASIS: lambda item: [(one.law, one.article, weight_of(one)) for one in item.basis],
    Part.NOTICE: lambda item: item.notice_term,
    Part.GATES: lambda item: sorted(item.gates),
    # No article sets these: a county changes them as it likes, but for what is never nothing.
    Part.FREQUENCY: lambda item: item.at_least_every,
    Part.SCHEMA: lambda item: item.table_schema,
    Part.RETENTION: lambda item: item.retention,
    Part.NIL: lambda item: item.never_nil,
    Part.LEVELS: levels_of,
    Part.EMPHASIS: lambda item: item.emphasis,
    Part.FIELDS: lambda item: sorted(item.fields),
    Part.CLAUSE: lambda item: item.clause,
}
