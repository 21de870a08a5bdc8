"""What a person settles: the words it is about, and whether the value can stand."""

import hashlib
from collections.abc import Callable, Mapping

from mingtang.catalogue.rules.items import ElementKind, Retention
from mingtang.catalogue.rules.official.beyond import is_schema
from mingtang.catalogue.rules.official.blanks import is_as_above, says_nothing
from mingtang.catalogue.rules.official.fields import FIELDS
from mingtang.catalogue.rules.official.rows import EMPTY
from mingtang.catalogue.rules.official.texts import citations_of, labels_of
from mingtang.catalogue.rules.official.understanding import (
    LABEL_TOO_LONG,
    LAW_TOO_LONG,
    LEVEL_TOO_LONG,
)
from mingtang.catalogue.rules.official.vocabulary import BOARD, LEVEL_NAMES, WEBSITE
from mingtang.catalogue.rules.reading import Problem, Table
from mingtang.catalogue.rules.reading_due import read_due
from mingtang.catalogue.rules.standards import (
    LABEL,
    LAW,
    LEVEL1,
    LEVEL2,
    StandardNotUnderstood,
    Vocabulary,
    read_bodies,
)
from mingtang.catalogue.rules.terms_of_items import Every
from mingtang.foundation.cells import line, lines
from mingtang.foundation.errors import RuleBroken
from mingtang.foundation.text import gettext_noop as _
from mingtang.foundation.text import quoted

NOT_OFFERED = _("“%(read)s”不在可选的里面。请从列出的几项里选。")
NO_WEBSITE = _("向社会公开的都要上政府网站。请选上政府网站。")
NO_SCHEMA = _(
    "“%(read)s”不能作数据表的名称。请用小写字母、数字、点和下划线，例如 village.accounts。"
)
NO_LEVEL = _("请至少选一级。")
# What is told apart by its words cannot be settled for all rows that say nothing.
TEXTS = frozenset({"level1", "level2", "elements", "basis"})
# What no words of a row have to mean: it may be said of many rows at once.
FOR_ROWS = frozenset({"emphasis", "fields"})


def wording_hash(wording: str) -> str:
    return hashlib.sha256(wording.encode()).hexdigest()


def may_hold_everywhere(aspect: str, wording: str, value: object = None) -> bool:
    """Whether the same words elsewhere may be settled with it: 同上 is another thing each time, and
    what at once is for one item is that item's alone."""
    if is_as_above(wording) or _is_of_one_item(aspect, value):
        return False
    return not says_nothing(wording) or aspect not in TEXTS


def _is_of_one_item(aspect: str, value: object) -> bool:
    return aspect == "time" and isinstance(value, Mapping) and "at" in value and "n" in value


def checked_value(aspect: str, value: object, words: Vocabulary) -> object:
    """The value as it is kept; raises RuleBroken, with the mend."""
    return CHECKS[aspect](value, words)


def _line(aspect: str, most: int) -> Callable[[object, Vocabulary], str]:
    def checked(value: object, _words: Vocabulary) -> str:
        said = line(str(value))
        if not said:
            raise RuleBroken(EMPTY[aspect])
        if len(said) > most:
            raise RuleBroken(LEVEL_TOO_LONG, count=len(said), most=most)
        return said

    return checked


def _elements(value: object, _words: Vocabulary) -> str:
    said = lines(str(value))
    labels = labels_of(said)
    if not labels:
        raise RuleBroken(EMPTY["elements"])
    for label in labels:
        if len(label) > LABEL:
            raise RuleBroken(LABEL_TOO_LONG, read=quoted(label), count=len(label), most=LABEL)
    return said


def _basis(value: object, _words: Vocabulary) -> str:
    said = lines(str(value))
    laws = [cited.law for cited in citations_of(said)]
    if not laws:
        raise RuleBroken(EMPTY["basis"])
    for law in laws:
        if len(law) > LAW:
            raise RuleBroken(LAW_TOO_LONG, read=quoted(law), most=LAW)
    return said


def _time(value: object, words: Vocabulary) -> object:
    table = Table("", value if isinstance(value, Mapping) else {}, [])
    rule = read_due(table, words.facts)
    if table.problems:
        raise StandardNotUnderstood(table.problems)
    return rule.as_json()


def _subject(value: object, words: Vocabulary) -> object:
    table = Table("", value if isinstance(value, Mapping) else {}, [])
    bodies = read_bodies(table, words)
    if table.problems:
        raise StandardNotUnderstood(table.problems)
    return bodies.as_json()


def _channels(value: object, _words: Vocabulary) -> object:
    chosen = value if isinstance(value, list) else []
    for one in chosen:
        _one_of(one, (WEBSITE, BOARD))
    if WEBSITE not in chosen:
        raise RuleBroken(NO_WEBSITE)
    return [code for code in (WEBSITE, BOARD) if code in chosen]


def _levels(value: object, _words: Vocabulary) -> object:
    chosen = value if isinstance(value, list) else []
    for one in chosen:
        _one_of(one, LEVEL_NAMES)
    if not chosen:
        raise RuleBroken(NO_LEVEL)
    return [tier for tier in LEVEL_NAMES if tier in chosen]


def _kinds(value: object, _words: Vocabulary) -> object:
    problems: list[Problem] = []
    found = []
    for number, one in enumerate(value if isinstance(value, list) else [], 1):
        said = {key: told for key, told in dict(one).items() if told != ""}
        row = Table(f"第{number}个要素", said, problems)
        found.append(
            {
                "label": row.text("label", most=LABEL),
                "kind": row.word("kind", [*ElementKind]),
                "unit": row.text("unit", most=10, default=""),
                "hint": row.text("hint", most=200, default=""),
                "required": row.flag("required", default=True),
            }
        )
    if problems:
        raise StandardNotUnderstood(problems)
    return found


def _beyond(value: object, _words: Vocabulary) -> object:
    """All four, also where one is empty: then nothing is laid down, whatever was before."""
    said = value if isinstance(value, Mapping) else {}
    every, retention, schema = (
        str(said.get(key) or "") for key in ("at_least_every", "retention", "table_schema")
    )
    _one_of(every, ("", *Every))
    _one_of(retention, ("", *Retention))
    if schema and not is_schema(schema):
        raise RuleBroken(NO_SCHEMA, read=quoted(schema))
    return {
        "at_least_every": every,
        "retention": retention,
        "table_schema": schema,
        "never_nil": said.get("never_nil") is True,
    }


def _fields(value: object, words: Vocabulary) -> object:
    """None of them says that it is about no key field, whatever was before."""
    chosen = value if isinstance(value, list) else []
    for one in chosen:
        _one_of(one, words.fields)
    return [code for code in FIELDS if code in chosen]


def _one_of(value: object, offered: Mapping[str, str] | tuple[str, ...] | frozenset[str]) -> str:
    if value not in offered:
        raise RuleBroken(NOT_OFFERED, read=quoted(str(value)))
    return str(value)


CHECKS: Mapping[str, Callable[[object, Vocabulary], object]] = {
    "level1": _line("level1", LEVEL1),
    "level2": _line("level2", LEVEL2),
    "elements": _elements,
    "basis": _basis,
    "time": _time,
    "subject": _subject,
    "channels": _channels,
    "channel": lambda value, _words: _one_of(value, (WEBSITE, BOARD, "")),
    "audience": lambda value, words: _one_of(value, words.audiences),
    "mode": lambda value, words: _one_of(value, words.modes),
    "levels": _levels,
    "kinds": _kinds,
    "beyond": _beyond,
    "emphasis": lambda value, words: _one_of(value, words.emphases),
    "fields": _fields,
}
