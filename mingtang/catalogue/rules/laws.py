"""The catalogue turned around (法律 → 条款 → 事项): which article asks for what."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

from mingtang.catalogue.rules.items import Citation
from mingtang.foundation.numerals import NUMBER, number

HEADING = re.compile(r"^(第[零一二三四五六七八九十百]+条(?:之[一二三四五六七八九十]+)?)[ \u3000]")

I = TypeVar("I")  # noqa: E741 - an item, however it is kept


def bare_name(law: str) -> str:
    """As its page is called: without the marks of a title."""
    return law.removeprefix("《").removesuffix("》")


@dataclass(frozen=True)
class Article(Generic[I]):
    """An article with the items that rest on it; `name` is empty where none is named."""

    name: str
    items: tuple[I, ...]


@dataclass(frozen=True)
class Law(Generic[I]):
    """A law, or a document that is none, with its articles in their order."""

    name: str
    is_local: bool
    articles: tuple[Article[I], ...]

    @property
    def items(self) -> tuple[I, ...]:
        """Each once, however many of its articles ask for it."""
        return tuple(dict.fromkeys(item for one in self.articles for item in one.items))


def laws_of(items: Iterable[tuple[I, Iterable[Citation]]]) -> list[Law[I]]:
    """What demands most first; the county's own rules behind all others. Words that name no law
    have no page."""
    found: dict[str, dict[str, dict[I, None]]] = {}
    local: dict[str, bool] = {}
    for item, basis in items:
        for cited in (one for one in basis if not one.is_bare):
            name = bare_name(cited.law)
            local[name] = cited.is_local
            found.setdefault(name, {}).setdefault(cited.article, {})[item] = None
    laws = [
        Law(name, local[name], tuple(_article(*one) for one in _in_order(articles)))
        for name, articles in found.items()
    ]
    return sorted(laws, key=lambda law: (law.is_local, -len(law.items), law.name))


def _in_order(articles: dict[str, dict[I, None]]) -> Iterator[tuple[str, dict[I, None]]]:
    for name in sorted(articles, key=article_order):
        yield name, articles[name]


def _article(name: str, items: dict[I, None]) -> Article[I]:
    return Article(name, tuple(items))


def article_order(article: str) -> tuple[tuple[int, ...], str]:
    """Articles in the order of their law: 第九条, 第二十条第（二）项, 第二十条第（十）项."""
    return tuple(number(one) for one in re.findall(NUMBER, article)), article


def texts_of_articles(text: str) -> dict[str, str]:
    """The words of each article, from a file of a law as it is shipped."""
    found: dict[str, list[str]] = {}
    current: list[str] = []
    for line in text.splitlines():
        heading = HEADING.match(line)
        if heading:
            current = found.setdefault(heading[1], [])
        current.append(line)
    return {name: "\n".join(lines).strip() for name, lines in found.items()}


def article_itself(article: str) -> str:
    """第二十条 of 第二十条第（五）项, whose words are those of the whole article."""
    whole = re.match("第[零一二三四五六七八九十百]+条", article)
    return whole[0] if whole else ""
