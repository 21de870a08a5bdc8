"""The columns of a county's own that are read: all that the common layout has none for."""

from collections.abc import Iterator, Mapping

from mingtang.catalogue.rules.official import focus
from mingtang.catalogue.rules.official.beyond import BEYOND, read_beyond, unread_beyond
from mingtang.foundation.cells import tight
from mingtang.foundation.text import gettext_noop as _

NOT_BEYOND = _("“%(read)s”没有读懂。请写成：%(may)s；没有规定的留空。")


def is_read(column: str) -> bool:
    return tight(column) in BEYOND or tight(column) in focus.COLUMNS


def read_columns(extra: Mapping[str, str]) -> dict[str, object]:
    """By aspect, what they say."""
    return {
        "beyond": read_beyond(extra),
        "emphasis": focus.read_emphasis(extra),
        "fields": focus.read_fields(extra),
    }


def unread_columns(extra: Mapping[str, str]) -> Iterator[focus.Unread]:
    """What stands in one of them and cannot be read."""
    for name, said in unread_beyond(extra).items():
        yield "beyond", name, said, NOT_BEYOND, {"may": BEYOND[name]}
    yield from focus.unread_focus(extra)
