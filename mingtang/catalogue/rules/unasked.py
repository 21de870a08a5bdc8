"""What the law asks of bodies like these, and no catalogue of the county names."""

import re
from collections.abc import Iterable

from mingtang.catalogue.rules.items import Citation, ItemText
from mingtang.catalogue.rules.laws import bare_name

REPUBLIC = "中华人民共和国"
# The regulation on open government asks for nearly everything: where another law asks for the same,
# that one tells more.
GENERAL = "政府信息公开条例"
ARTICLE = re.compile(r"第[零一二三四五六七八九十百]+条")


def unasked(model: Iterable[ItemText], asked: Iterable[ItemText]) -> list[ItemText]:
    """Items of the model catalogue that rest on an article which nothing of what is asked cites.

    What is disclosed on request or inside, and what the model itself calls the county's own, is
    left out. A hint for who compares, and no rule: an article may be answered in other words.
    """
    cited = {_point(one) for item in asked for one in item.basis}
    return [
        item
        for item in model
        if item.mode == "active"
        and item.audience == "public"
        and (points := _points(item))
        and cited.isdisjoint(points)
    ]


def _points(item: ItemText) -> set[tuple[str, str]]:
    """What tells whether somebody else asks for the same."""
    statutory = {_point(one) for one in item.basis if not one.is_local}
    return {point for point in statutory if point[0] != GENERAL} or statutory


def _point(cited: Citation) -> tuple[str, str]:
    """Law and article, without paragraphs, however the title was written."""
    article = ARTICLE.match(cited.article)
    return bare_name(cited.law).removeprefix(REPUBLIC), article.group() if article else ""
