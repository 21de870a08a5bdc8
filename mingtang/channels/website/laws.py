"""A law as the catalogue has it: which article asks for what, who owes that, and how it is kept."""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import add
from typing import TypedDict

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mingtang.catalogue.choices import Standing, Whole
from mingtang.catalogue.models import Item
from mingtang.catalogue.queries.laws import laws_in_force, owing, words_of
from mingtang.catalogue.queries.scores import By, Narrowed, scores
from mingtang.catalogue.rules.laws import Law, article_itself
from mingtang.catalogue.rules.standing import Tally
from mingtang.channels.shared.shown.dues import due_words
from mingtang.channels.shared.shown.numbers import grouped
from mingtang.channels.website.counted import Counted, Share, counted, duties_where
from mingtang.channels.website.rows import Crumb
from mingtang.organs.models import County, Organ

NAMED = 3  # organs named in a row; the others are counted


class _Figures(TypedDict):
    kept: Share
    late: Counted


@dataclass(frozen=True)
class LawRow:
    name: str
    address: str
    is_local: bool
    articles: Counted
    items: Counted
    kept: Share
    late: Counted


@dataclass(frozen=True)
class LawItem:
    """`board` leads to the organs that owe it, each with how it was kept."""

    title: str
    address: str
    due: str
    who: str
    board: str
    kept: Share
    late: Counted


@dataclass(frozen=True)
class ShownArticle:
    name: str
    words: str
    items: list[LawItem]


def laws_page(county: County, on: datetime.date) -> dict[str, object]:
    laws = laws_in_force(county, on)
    tallies = _tallies(county, on)
    return {"rows": [_law(law, tallies) for law in laws]}


def law_page(county: County, law: Law[Item], on: datetime.date) -> dict[str, object]:
    """Six queries, however much it asks for."""
    tallies, owed_by = _tallies(county, on), owing(county, law.items, on)
    words = words_of(law.name)
    owed = {organ.pk for organs in owed_by.values() for organ in organs}
    return {
        "law": law,
        "crumbs": [
            Crumb(_("目录"), reverse("website:items")),
            Crumb(_("按法律看"), reverse("website:laws")),
        ],
        "items": counted(len(law.items), _items_of(law.name)),
        "organs": counted(len(owed), f"{reverse('website:organs')}?{urlencode({'law': law.name})}"),
        "articles": [
            ShownArticle(
                name=one.name or _("没有写明条款"),
                words=words.get(article_itself(one.name), ""),
                items=[_item(item, owed_by[item.pk], tallies) for item in one.items],
            )
            for one in law.articles
        ],
    }


def law_address(name: str) -> str:
    return reverse("website:law", args=[name])


def _tallies(county: County, on: datetime.date) -> Mapping[str, Tally]:
    """By the code of an item, of all years: what is always on show fell due once."""
    return scores(county, By.ITEM, Narrowed(), on)


def _law(law: Law[Item], tallies: Mapping[str, Tally]) -> LawRow:
    summed = _all(law.items, tallies)
    return LawRow(
        name=law.name,
        address=law_address(law.name),
        is_local=law.is_local,
        articles=counted(sum(bool(one.name) for one in law.articles), law_address(law.name)),
        items=counted(len(law.items), _items_of(law.name)),
        **_figures(summed, {"law": law.name}),
    )


def _item(item: Item, organs: Sequence[Organ], tallies: Mapping[str, Tally]) -> LawItem:
    tally = tallies.get(item.code, Tally())
    return LawItem(
        title=item.level2,
        address=reverse("website:item", args=[item.object_id]),
        due=due_words(item),
        who=_who(organs),
        board=f"{reverse('website:duties')}?year=all&item={item.object_id}",
        **_figures(tally, {"item": str(item.object_id)}),
    )


def _who(organs: Sequence[Organ]) -> str:
    if not organs:
        return _("现在没有机关负责")
    named = _("、").join(organ.name for organ in organs[:NAMED])
    if len(organs) <= NAMED:
        return named
    words = ngettext("%(names)s等%(n)s个机关", "%(names)s等%(n)s个机关", len(organs))
    return words % {"names": named, "n": grouped(len(organs))}


def _figures(tally: Tally, asked: Mapping[str, str]) -> _Figures:
    """In time, of all that was owed, and what is late; each number leads to its duties."""

    def where(state: str) -> str:
        return duties_where({"year": "all", **asked, "state": state})

    return {
        "kept": Share(
            rate="",
            part=counted(tally.kept, where(Standing.KEPT.value)),
            whole=counted(tally.owed, where(Whole.OWED.value)),
            none=_("—"),
        ),
        "late": counted(tally.late_open, where(Standing.LATE.value)),
    }


def _items_of(name: str) -> str:
    return f"{reverse('website:items')}?{urlencode({'law': name})}"


def _all(items: Iterable[Item], tallies: Mapping[str, Tally]) -> Tally:
    codes = dict.fromkeys(item.code for item in items)
    return reduce(add, (tallies.get(code, Tally()) for code in codes), Tally())
