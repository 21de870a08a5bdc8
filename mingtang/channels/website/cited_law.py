"""A law or an item that an address names: the catalogue and the directory are narrowed to that."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from mingtang.catalogue.models import Item
from mingtang.catalogue.queries.laws import law_in_force, owing
from mingtang.catalogue.queries.pages import find_item
from mingtang.catalogue.rules.laws import Law
from mingtang.channels.shared.choosing import Chosen, choose
from mingtang.channels.shared.missing import Missing
from mingtang.channels.shared.requests import PublicRequest
from mingtang.channels.website.filters import uuid_of
from mingtang.organs.models import County


@dataclass(frozen=True)
class AskedLaw:
    law: Law[Item]
    chosen: Chosen


def asked_law(request: PublicRequest, on: datetime.date) -> AskedLaw | None:
    """None where none is named; raises Missing where the catalogue does not cite it."""
    name = request.GET.get("law")
    if name is None:
        return None
    law = found_law(request.county, name, on)
    return AskedLaw(law, choose(request, "law", _("依据"), [("", _("全部")), (name, law.name)]))


def found_law(county: County, name: str, on: datetime.date) -> Law[Item]:
    law = law_in_force(county, name, on)
    if law is None:
        raise Missing(_("现行目录没有引用这部法律。可以从法律的列表里找。"))
    return law


@dataclass(frozen=True)
class AskedItem:
    item: Item
    chosen: Chosen


def asked_item(request: PublicRequest) -> AskedItem | None:
    """None where none is named; raises Missing where the county has no such item in public."""
    asked = request.GET.get("item")
    if asked is None:
        return None
    item = find_item(request.county, uuid_of(asked))
    if item is None:
        raise Missing(_("目录里没有这个事项。可能目录已经更新，请从目录里重新找。"))
    options = [("", _("全部")), (asked, item.level2)]
    return AskedItem(item, choose(request, "item", _("事项"), options))


def organs_owing(county: County, items: Iterable[Item], on: datetime.date) -> set[int]:
    """By their keys, those to which any of the items falls. Two queries."""
    return {organ.pk for organs in owing(county, items, on).values() for organ in organs}
