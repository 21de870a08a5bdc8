"""Items of the catalogue as pages show them."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext as _

from mingtang.cases.choices import SubjectKind
from mingtang.catalogue.choices import Channel, Gate, Mode
from mingtang.catalogue.models import Item
from mingtang.catalogue.queries.owed import public_duties
from mingtang.catalogue.queries.pages import named_organs
from mingtang.catalogue.queries.standards import open_item
from mingtang.catalogue.rules.terms_of_items import Shown, only_arises
from mingtang.channels.shared.shown.dues import (
    bodies_words,
    due_words,
    frequency_words,
    nil_words,
    retention_words,
)
from mingtang.channels.shared.shown.numbers import grouped
from mingtang.channels.website.citations import Cited, cited
from mingtang.channels.website.coming import standing_of_item
from mingtang.channels.website.counted import Counted, counted, standing_where
from mingtang.channels.website.disputed import disputes_block
from mingtang.channels.website.recorded import misfits_of_standard
from mingtang.channels.website.rows import Crumb, Entry, Fact, disclosure_rows
from mingtang.channels.website.tallied import tallied
from mingtang.disclosure.queries import public
from mingtang.foundation.terms import Term
from mingtang.foundation.text import gettext_noop
from mingtang.organs.choices import Field
from mingtang.organs.models import County
from mingtang.terms.words import term_words

LATEST = 5
NAMED_MOST = 20  # organs on the page of an item; more are a list of their own

# The parts of the Opinions that say what must be disclosed, and by whom (S3.0-S3.3).
PARTS = {
    "S3.0": gettext_noop("所有机关"),
    "S3.1": gettext_noop("乡镇"),
    "S3.2": gettext_noop("县政府和部门"),
    "S3.3": gettext_noop("公用事业和公共服务"),
}
OTHER = gettext_noop("其他")
# As the Opinions count: their numbers are for people, ours (S3.1b) for this code.
CLAUSES = {
    "S3.0": "第三部分",
    "S3.1": "第三部分第（一）项",
    "S3.2": "第三部分第（二）项",
    "S3.3": "第三部分第（三）项",
    "S3.4": "第三部分第（四）项",
}


@dataclass(frozen=True)
class ItemRow:
    address: str
    title: str
    level1: str
    count: Counted
    due: str
    emphasis: str
    cited: list[Cited]


@dataclass(frozen=True)
class ItemGroup:
    title: str
    rows: list[ItemRow]


def item_groups(county: County, items: Iterable[Item]) -> list[ItemGroup]:
    """By the part of the Opinions, each in the order of the catalogue."""
    counts = public.counts_by_item(county)
    rows: dict[str, list[ItemRow]] = {name: [] for name in (*PARTS.values(), OTHER)}
    for item in items:
        part = PARTS.get(item.clause[:4], OTHER)
        rows[part].append(_row(item, counts.get(item.code, 0)))
    return [ItemGroup(gettext(part), found) for part, found in rows.items() if found]


def _row(item: Item, count: int) -> ItemRow:
    return ItemRow(
        address=reverse("website:item", args=[item.object_id]),
        title=item.level2,
        level1=item.level1,
        count=counted(count, standing_where("item", item.object_id)),
        due=due_words(item),
        emphasis=item.get_emphasis_display(),
        cited=cited(item.basis),
    )


def entries(county: County, items: Iterable[Item]) -> list[Entry]:
    counts = public.counts_by_item(county)
    numbers = [(item, counts.get(item.code, 0)) for item in items]
    return [
        Entry(
            address=reverse("website:item", args=[item.object_id]),
            label=item.level2,
            count=_("%(count)s件") % {"count": grouped(number)},
            number=number,
            behind=counted(number, standing_where("item", item.object_id)).address,
        )
        for item, number in numbers
    ]


def item_page(county: County, item: Item, on: datetime.date) -> dict[str, object]:
    """One that is not in force yet, or never was, has no publications and no rate."""
    standing = standing_of_item(item, on)
    return {
        "item": item,
        "standing": standing,
        "crumbs": [Crumb(_("目录"), reverse("website:items"))],
        "facts": _facts(item),
        "basis": cited(item.basis, is_linked=open_item(item).is_in_force(on)),
        "elements": item.elements,
        **({} if standing and standing.is_never_in_force else _kept(county, item, on)),
        "misfits": misfits_of_standard(item.standard),
        **disputes_block(county, SubjectKind.ITEM, item.object_id, on),
    }


def _kept(county: County, item: Item, on: datetime.date) -> dict[str, object]:
    """What is published of it, and whether it came in time."""
    latest = public.of_item(county, item)
    return {
        "latest": disclosure_rows(latest[:LATEST], on),
        "latest_total": latest.count(),
        "tallied": tallied(
            public_duties(county).filter(item__code=item.code),
            on,
            item.level2,
            {"item": str(item.object_id)},
        ),
    }


def _facts(item: Item) -> list[Fact]:
    gates = [str(Gate(code).label) for code in (Gate.SECRECY, *item.gates)]
    channels = [str(Channel(code).label) for code in item.channels]
    fields = [str(Field(code).label) for code in item.all_fields]
    return [
        Fact(_("什么时候公开"), due_words(item)),
        *_frequency(item),
        *([Fact(_("无此事项"), _by_county(nil_words(never_nil=True)))] if item.never_nil else []),
        _subject(item),
        Fact(_("公开对象"), str(item.printed.get("audience") or item.get_audience_display())),
        Fact(_("公开方式"), str(Mode(item.mode).label)),
        Fact(_("公开到哪里"), _("、").join(channels)),
        *([Fact(_("张贴天数"), _hanging(item.notice_term, item))] if item.notice_term else []),
        *([Fact(_("数据表"), _by_county(item.table_schema))] if item.table_schema else []),
        *(
            [Fact(_("保管期限"), _by_county(retention_words(item.retention)))]
            if item.retention
            else []
        ),
        Fact(_("公开前的关口"), _("、").join(dict.fromkeys(gates))),
        Fact(_("事项"), item.get_emphasis_display()),
        *([Fact(_("领域"), _("、").join(fields))] if fields else []),
        Fact(_("实施意见条款"), CLAUSES.get(item.clause[:4], item.clause)),
        Fact(_("目录"), f"{item.standard.title} {item.standard.edition}"),
    ]


def _subject(item: Item) -> Fact:
    """Who owes it; organs that it names one by one by their names, or else with a way to them."""
    names = named_organs(item)
    if len(names) <= NAMED_MOST:
        return Fact(_("谁来公开"), bodies_words(item.bodies, names))
    way = f"{reverse('website:organs')}?item={item.object_id}"
    return Fact(_("谁来公开"), bodies_words(item.bodies), way)


def _frequency(item: Item) -> list[Fact]:
    """Of what only arises: how often somebody is asked, or that nobody is."""
    if item.mode != Mode.ACTIVE or not only_arises(open_item(item).due):
        return []
    frequency = frequency_words(item.at_least_every)
    said = _("%(every)s一次") % {"every": frequency} if frequency else _("不要求，发生一次公开一次")
    return [Fact(_("没有发生也要说明"), _by_county(said))]


def _hanging(term: Term, item: Item) -> str:
    """With the article that says how long at least; an official table says it of itself."""
    words = term_words(term)
    by_article = [row for row in item.basis if row.get("notice")]
    if by_article:
        return _("%(words)s（%(basis)s）") % {"words": words, "basis": cited(by_article)[0].words}
    return words if isinstance(open_item(item).due, Shown) else _by_county(words)


def _by_county(words: str) -> str:
    """What no law sets is shown as the county's own."""
    return _("%(words)s（本县规定）") % {"words": words}
