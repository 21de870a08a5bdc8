"""The general term (政府信息公开条例 art. 26), and what leaves more time than that.

Laws and regulations may set another term, a longer one too; a county may not. Which law that is,
no column of a table says: whoever settles it is asked for the article.
"""

from collections.abc import Iterable

from mingtang.catalogue.rules.edition_parts import Part
from mingtang.catalogue.rules.editions import Comparison
from mingtang.catalogue.rules.items import ItemText
from mingtang.catalogue.rules.later import days_of
from mingtang.catalogue.rules.terms_of_items import (
    TWENTY_WORKING_DAYS,
    AfterFact,
    AtOnce,
    DueRule,
)


def is_longer(rule: DueRule, at_once: int = 1) -> bool:
    """`at_once`: how many working days 及时 is in the edition, where there is one by now."""
    if isinstance(rule, AtOnce):
        return days_of(rule.term(at_once)) > days_of(TWENTY_WORKING_DAYS)
    return isinstance(rule, AfterFact) and days_of(rule.term) > days_of(TWENTY_WORKING_DAYS)


def longer_without_article(found: Comparison, at_once: int) -> list[ItemText]:
    """Items that are new, or have another term now, and name no article that sets it."""
    coming: Iterable[ItemText | None] = (
        *(change.new for change in found.added),
        *(change.new for change in found.changed if Part.TIME in change.parts),
    )
    return [item for item in coming if item and _has_no_article(item, at_once)]


def _has_no_article(item: ItemText, at_once: int) -> bool:
    is_owed = item.mode == "active" and item.audience == "public"
    cited = item.term_basis
    return is_owed and is_longer(item.due, at_once) and (cited is None or cited.is_local)
