"""What a county says of an item in columns of its own: 重点或一般, and its field (领域).

Neither stands in the common layout, and no article says which items are 重点: the county does. A
column that is there says so of every row: where its cell is empty, 一般, or no field.
"""

from collections.abc import Iterator, Mapping, Sequence

from mingtang.catalogue.rules.official.fields import FIELDS, codes_of, near_names
from mingtang.foundation.cells import tight
from mingtang.foundation.text import gettext_noop as _
from mingtang.foundation.text import quoted

KEY, GENERAL = "key", "general"
EMPHASIS_COLUMNS = ("重点或一般", "是否重点", "重点")
FIELD_COLUMNS = ("领域", "试点领域", "公开领域", "所属领域", "重点领域")
COLUMNS = frozenset((*EMPHASIS_COLUMNS, *FIELD_COLUMNS))
EMPHASES = {"重点": KEY, "是": KEY, "√": KEY, "一般": GENERAL, "否": GENERAL, "": GENERAL}
EMPHASIS_WORDS = {KEY: "重点", GENERAL: "一般"}
BETWEEN = "、"

NOT_EMPHASIS = _("“%(read)s”没有读懂。请写重点或者一般，是或者否；空着的是一般。")
NO_SUCH_FIELD = _(
    "“%(read)s”不是认得的领域。请写21个重点领域或者26个试点领域的名称，用顿号隔开，或者在工作台里选定。"
)
NO_SUCH_FIELD_BUT = _("“%(read)s”不是认得的领域。相近的有：%(near)s。请改写，或者在工作台里选定。")
# Aspect, column, words, why, and what that needs.
Unread = tuple[str, str, str, str, Mapping[str, object]]


def read_emphasis(extra: Mapping[str, str]) -> str:
    """Empty where no column says it, and where what stands there cannot be read."""
    column = _column(extra, EMPHASIS_COLUMNS)
    return EMPHASES.get(tight(extra[column]), "") if column else ""


def read_fields(extra: Mapping[str, str]) -> list[str] | None:
    """None where no column says it, and where what stands there cannot be read."""
    column = _column(extra, FIELD_COLUMNS)
    return codes_of(extra[column]) if column else None


def unread_focus(extra: Mapping[str, str]) -> Iterator[Unread]:
    emphasis, field = (_column(extra, names) for names in (EMPHASIS_COLUMNS, FIELD_COLUMNS))
    if emphasis and not read_emphasis(extra):
        yield "emphasis", emphasis, extra[emphasis], NOT_EMPHASIS, {}
    if field and read_fields(extra) is None:
        near = BETWEEN.join(map(quoted, near_names(extra[field])))
        why = NO_SUCH_FIELD_BUT if near else NO_SUCH_FIELD
        yield "fields", field, extra[field], why, {"near": near} if near else {}


def with_focus(
    extra: Mapping[str, str], emphasis: str, fields: Sequence[str] | None
) -> dict[str, str]:
    """The columns of a row with these two: in the county's own words and under its own head where
    they say so still. What is not said (empty, None) changes nothing."""
    said = {
        EMPHASIS_COLUMNS: _emphasis_words(extra, emphasis),
        FIELD_COLUMNS: _field_words(extra, fields),
    }
    found = dict(extra)
    for names, words in said.items():
        column = _column(extra, names) or (names[0] if words else "")
        found |= {column: words} if column and words is not None else {}
    return found


def _emphasis_words(extra: Mapping[str, str], emphasis: str) -> str | None:
    """None where the cell says so already, or nothing has to be said."""
    if not emphasis or read_emphasis(extra) == emphasis:
        return None
    is_usual = emphasis == GENERAL and not _column(extra, EMPHASIS_COLUMNS)
    return None if is_usual else EMPHASIS_WORDS[emphasis]


def _field_words(extra: Mapping[str, str], fields: Sequence[str] | None) -> str | None:
    if fields is None:
        return None
    ordered = [code for code in FIELDS if code in fields]
    words = BETWEEN.join(FIELDS[code] for code in ordered)
    return None if read_fields(extra) == ordered else words


def _column(extra: Mapping[str, str], names: Sequence[str]) -> str:
    """How the county calls that column; the first of these names goes before the next."""
    own = {tight(name): name for name in extra}
    return next((own[name] for name in names if name in own), "")
