"""Articles that demand publication and say themselves what they except (除外): of what rests on one
of them nothing is withheld on another ground.

The general grounds (政府信息公开条例 art. 14-16) stand beside them for everything else.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from mingtang.catalogue.rules.laws import article_itself

SECRET, OF_OTHERS = "E14a", "E15"


@dataclass(frozen=True)
class Excepted:
    """The grounds that an exception allows, and the exception in the words of the article."""

    grounds: frozenset[str]
    words: str


# State secrets are excepted everywhere (保守国家秘密法), also where the article is silent on them.
BY_ARTICLE: Mapping[tuple[str, str], Excepted] = {
    ("预算法", "第十四条"): Excepted(frozenset({SECRET}), "涉及国家秘密的除外"),
    ("政府采购法", "第十一条"): Excepted(frozenset({SECRET, OF_OTHERS}), "涉及商业秘密的除外"),
    ("政府采购法实施条例", "第五十条"): Excepted(
        frozenset({SECRET, OF_OTHERS}), "涉及国家秘密、商业秘密的内容除外"
    ),
}

# What only says more closely how it is done excepts no more than the law itself.
CARRIED_OUT: Mapping[tuple[str, str], tuple[str, str]] = {
    ("预算法实施条例", "第六条"): ("预算法", "第十四条")
}


def why_not_withheld(ground: str, cited: Iterable[tuple[str, str]]) -> str:
    """The article that does not allow it, with what it excepts; empty where none stands against it.

    `cited`: law and article, as the item cites them.
    """
    for law, article in cited:
        itself = (law, article_itself(article))
        of_law = CARRIED_OUT.get(itself, itself)
        excepted = BY_ARTICLE.get(of_law)
        if excepted and ground not in excepted.grounds:
            return f"《{of_law[0]}》{of_law[1]}：{excepted.words}"
    return ""
