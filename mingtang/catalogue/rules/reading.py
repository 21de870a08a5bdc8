"""Reads written tables strictly: what is wrong is told by place, with the mend; nothing is guessed.

A `Table` hands out its values by key and notes each problem on the way, so that one reading tells
all of them. What nobody asked for is a problem too: it is most often a key misspelt.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from mingtang.foundation.text import gettext_noop as _
from mingtang.foundation.text import is_visible, quoted

MISSING = _("没有写“%(key)s”。请补上。")
NOT_TEXT = _("“%(key)s”应是文字，加引号写。")
EMPTY = _("“%(key)s”是空的。请写上内容，或者删掉这一行。")
TOO_LONG = _("“%(key)s”超过%(most)s个字，请缩短。")
INVISIBLE = _("“%(key)s”里有看不见的字符，请重新输入。")
NOT_NUMBER = _("“%(key)s”应是%(least)s至%(most)s之间的整数。")
NOT_YES_OR_NO = _("“%(key)s”只能是 true 或者 false。")
NOT_LIST = _("“%(key)s”应是列表，写在方括号里。")
NOT_TABLE = _("“%(key)s”应是一组键和值，写在花括号里。")
NO_SUCH_WORD = _("“%(key)s”里的“%(read)s”不是认得的词。可以用：%(words)s。")
TWICE = _("“%(key)s”里的“%(read)s”写了两次，请只留一个。")
UNKNOWN_KEY = _("不认得“%(key)s”。请核对写法，或者删掉这一行。")


class Problem(NamedTuple):
    """What is wrong, and where; `template` and `params` apart, so that it can be translated."""

    place: str
    template: str
    params: dict[str, object]

    @property
    def message(self) -> str:
        return self.template % self.params

    def __str__(self) -> str:
        return f"{self.place}：{self.message}" if self.place else self.message


@dataclass
class Table:
    """A mapping with the place it stands at; its problems go to a list shared by all of them."""

    place: str
    values: Mapping[str, object]
    problems: list[Problem]
    asked: set[str] = field(default_factory=set)

    def problem(self, template: str, **params: object) -> None:
        self.problems.append(Problem(self.place, template, params))

    def has(self, key: str) -> bool:
        self.asked.add(key)
        return key in self.values

    def text(self, key: str, *, most: int, default: str | None = None) -> str:
        """One line of at most so many characters; empty when it cannot be read."""
        if not self.has(key):
            return self._or_default(key, default)
        value = self.values[key]
        if not isinstance(value, str):
            self.problem(NOT_TEXT, key=key)
            return ""
        if value and len(value) <= most and is_visible(value):
            return value
        if len(value) > most:
            self.problem(TOO_LONG, key=key, most=most)
        else:
            self.problem(INVISIBLE if value else EMPTY, key=key)
        return ""

    def word(self, key: str, words: Collection[str], default: str | None = None) -> str:
        """One of the words; empty when it is none."""
        value = self.text(key, most=64, default=default)
        return value if not value or self._is_word(key, value, words) else ""

    def words(self, key: str, words: Collection[str], default: list[str]) -> tuple[str, ...]:
        """Any of the words, each once."""
        if not self.has(key):
            return tuple(default)
        value = self.values[key]
        if not isinstance(value, list):
            self.problem(NOT_LIST, key=key)
            return ()
        known = [word for word in value if self._is_word(key, word, words)]
        for word in {word for word in known if known.count(word) > 1}:
            self.problem(TWICE, key=key, read=word)
        return tuple(known)

    def number(self, key: str, *, least: int, most: int, default: int | None = None) -> int | None:
        if not self.has(key):
            return default
        value = self.values[key]
        if isinstance(value, int) and not isinstance(value, bool) and least <= value <= most:
            return value
        self.problem(NOT_NUMBER, key=key, least=least, most=most)
        return default

    def flag(self, key: str, *, default: bool = False) -> bool:
        value = self.values[key] if self.has(key) else default
        if not isinstance(value, bool):
            self.problem(NOT_YES_OR_NO, key=key)
            return default
        return value

    def table(self, key: str) -> "Table":
        """The table under a key; an empty one, and a problem, where there is none."""
        value = self.values.get(key) if self.has(key) else None
        if not isinstance(value, dict):
            self.problem(NOT_TABLE if self.has(key) else MISSING, key=key)
            return Table(self.place, {}, [])
        return Table(f"{self.place}{key}", value, self.problems)

    def tables(self, key: str, *, called: str) -> Iterator["Table"]:
        """The tables listed under a key, each called by its number from 1."""
        rows = self.values.get(key) if self.has(key) else None
        if not isinstance(rows, list) or not rows:
            self.problem(NOT_LIST if self.has(key) else MISSING, key=key)
            return
        for number, row in enumerate(rows, 1):
            place = f"{self.place}第{number}{called}"
            if isinstance(row, dict):
                yield Table(place, row, self.problems)
            else:
                self.problems.append(Problem(place, NOT_TABLE, {"key": key}))

    def done(self) -> None:
        """Call it last: whatever nobody asked for is not understood."""
        for key in self.values.keys() - self.asked:
            self.problem(UNKNOWN_KEY, key=quoted(str(key)))

    def _or_default(self, key: str, default: str | None) -> str:
        if default is None:
            self.problem(MISSING, key=key)
        return default or ""

    def _is_word(self, key: str, word: object, words: Collection[str]) -> bool:
        is_known = isinstance(word, str) and word in words
        if not is_known:
            known = "、".join(sorted(words))
            self.problem(NO_SUCH_WORD, key=key, read=quoted(str(word)), words=known)
        return is_known
