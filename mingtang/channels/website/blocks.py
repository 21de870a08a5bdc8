"""The five official blocks of an organ: what is there, and what is missing since when."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from mingtang.catalogue.choices import Block, DutyState
from mingtang.catalogue.models import Duty
from mingtang.catalogue.queries.owed import public_duties
from mingtang.catalogue.queries.pages import items_by_block
from mingtang.catalogue.rules.blocks import owed_since
from mingtang.channels.shared.shown.dates import full_day
from mingtang.channels.shared.shown.numbers import grouped
from mingtang.channels.shared.shown.states import Mark, Shape
from mingtang.channels.website.rows import Fact, Row, disclosure_row, duty_row
from mingtang.disclosure.models import Disclosure
from mingtang.disclosure.queries import public as disclosures
from mingtang.foundation.working_days import Calendar
from mingtang.organs.choices import OrganKind
from mingtang.organs.models import Organ

SHOWN_MOST = 3


@dataclass(frozen=True)
class ShownBlock:
    """`rows` are what is there and what is owed; `mark` and `missing` say what is not. `words`:
    what holds for bodies of that kind."""

    key: str
    title: str
    rows: list[Row]
    missing: str = ""
    words: str = ""
    mark: Mark | None = None
    facts: Sequence[Fact] = ()
    address: str = ""
    more: str = ""


def blocks(
    organ: Organ, on: datetime.date, days: Calendar, *, office: list[Fact], published: int
) -> list[ShownBlock]:
    """In the order of all governments. Three queries. `office` is who takes requests."""
    items = items_by_block(organ.county)
    shown = list(
        disclosures.of_organ(organ).filter(item__in=list(items), withdrawn_at__isnull=True)
    )
    owed = list(
        public_duties(organ.county).filter(organ=organ, item__in=list(items), state=DutyState.OPEN)
    )
    made = {
        block: _named(organ, block, items, shown, owed, on, days)
        for block in (Block.GUIDE, Block.RULES, Block.REPORT)
    }
    made[Block.ACTIVE] = _active(organ, published)
    made[Block.REQUEST] = _request(organ, office)
    return [made[block] for block in Block]


def _named(
    organ: Organ,
    block: Block,
    items: Mapping[int, str],
    shown: list[Disclosure],
    owed: list[Duty],
    on: datetime.date,
    days: Calendar,
) -> ShownBlock:
    there = [one for one in shown if items[one.item_id] == block][:SHOWN_MOST]
    open_ones = [one for one in owed if items[one.item_id] == block][:SHOWN_MOST]
    rows = [
        *(disclosure_row(one, on, with_organ=False) for one in there),
        *(duty_row(one, on, days, with_organ=False) for one in open_ones),
    ]
    title = str(block.label)
    if there:
        return ShownBlock(block.value, title, rows)
    if open_ones:
        first = open_ones[0]
        words = (
            _("还没有公开，从%(day)s起就应当有。")
            if first.due_on < on
            else _("还没有公开，应于%(day)s前公开。")
        )
        mark = Mark(Shape.LATE if first.due_on < on else Shape.TODO, _("缺"))
        missing = words % {"day": full_day(first.due_on)}
        return ShownBlock(block.value, title, rows, missing=missing, mark=mark)
    words, absent = _missing(organ, block)
    return ShownBlock(block.value, title, [], missing=words, mark=absent)


def _missing(organ: Organ, block: Block) -> tuple[str, Mark | None]:
    """By the Regulation itself, where the catalogue lists nothing."""
    demand = None if organ.is_dissolved else owed_since(block, organ.kind, organ.established_on)
    if demand is None:
        return _("没有公开过，现行目录也没有要求。"), None
    since, article = demand
    words = _(
        "没有公开。《政府信息公开条例》%(article)s从%(day)s起要求本机关有；现行目录没有列出这一项。"
    )
    return words % {"article": article, "day": full_day(since)}, Mark(Shape.LATE, _("缺"))


def _active(organ: Organ, published: int) -> ShownBlock:
    address = f"{reverse('website:disclosures')}?organ={organ.object_id}"
    owed = f"{reverse('website:duties')}?state=late&year=all&organ={organ.object_id}"
    title = str(Block.ACTIVE.label)
    if published:
        more = _("全部%(total)s件") % {"total": grouped(published)}
        return ShownBlock(Block.ACTIVE.value, title, [], address=address, more=more)
    return ShownBlock(
        Block.ACTIVE.value,
        title,
        [],
        missing=_("还没有公开过信息。"),
        address=owed,
        more=_("看逾期未公开的"),
    )


def _request(organ: Organ, office: list[Fact]) -> ShownBlock:
    title = str(Block.REQUEST.label)
    if organ.kind == OrganKind.UTILITY:
        return ShownBlock(Block.REQUEST.value, title, [], words=_of_utilities())
    if office:
        return ShownBlock(Block.REQUEST.value, title, [], facts=office)
    demand = (
        None if organ.is_dissolved else owed_since(Block.REQUEST, organ.kind, organ.established_on)
    )
    if demand is None:
        words = _("没有登记受理申请的机构。")
        return ShownBlock(Block.REQUEST.value, title, [], missing=words)
    since, article = demand
    words = _(
        "没有登记受理申请的机构。《政府信息公开条例》%(article)s从%(day)s起要求本机关指定。"
    ) % {"article": article, "day": full_day(since)}
    return ShownBlock(Block.REQUEST.value, title, [], missing=words, mark=Mark(Shape.LATE, _("缺")))


def _of_utilities() -> str:
    """No requests under the Regulation: the rules of their trade hold, and an appeal (申诉) to the
    authority in charge (条例 art. 55)."""
    return _(
        "公共企事业单位公开在提供社会公共服务过程中制作、获取的信息，依照相关法律、法规和国务院有关"
        "主管部门或者机构的规定执行。没有依照规定公开的，可以向有关主管部门或者机构申诉，接受申诉的"
        "应当及时调查处理，并将处理结果告知申诉人。依据：《政府信息公开条例》第五十五条。"
    )
