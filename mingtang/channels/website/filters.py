"""What the list of disclosures can be narrowed to."""

import datetime
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _

from mingtang.catalogue.choices import Emphasis
from mingtang.channels.shared.choosing import Chosen, choose
from mingtang.channels.shared.missing import Missing
from mingtang.channels.shared.requests import PublicRequest
from mingtang.channels.shared.shown.dates import full_day
from mingtang.disclosure.models import Disclosure
from mingtang.disclosure.queries import public
from mingtang.foundation import clock
from mingtang.organs.choices import Tier

DISCLOSURES = ("tier", "emphasis", "organ", "item", "on")
Rows = QuerySet[Disclosure]


def tier(request: HttpRequest) -> Chosen:
    return choose(request, "tier", _("层级"), [("", _("全部")), *Tier.choices])


def emphasis(request: HttpRequest) -> Chosen:
    return choose(request, "emphasis", _("事项"), [("", _("全部")), *Emphasis.choices])


def disclosures(request: PublicRequest) -> tuple[Rows, list[Chosen]]:
    """By tier and emphasis; where the address names them, by organ, item or day of publication.

    Raises Missing where the address names something that is not there.
    """
    rows = public.published(request.county)
    chosen = [tier(request), emphasis(request)]
    if chosen[0].value:
        rows = rows.filter(organ__tier=chosen[0].value)
    if chosen[1].value:
        rows = rows.filter(item__emphasis=chosen[1].value)
    for parameter, narrow in (("organ", _of_organ), ("item", _of_item), ("on", _of_day)):
        asked = request.GET.get(parameter)
        if asked is not None:
            rows, label, words = narrow(rows, asked)
            options = [("", _("全部")), (asked, words)]
            chosen.append(choose(request, parameter, label, options))
    return rows, chosen


def _of_organ(rows: Rows, asked: str) -> tuple[Rows, str, str]:
    rows = rows.filter(organ__object_id=uuid_of(asked))
    first = rows.first()
    return rows, _("机关"), first.organ.name if first else _("这个机关")


def _of_item(rows: Rows, asked: str) -> tuple[Rows, str, str]:
    rows = rows.filter(item__object_id=uuid_of(asked))
    first = rows.first()
    return rows, _("目录"), first.item.level2 if first else _("这个事项")


def _of_day(rows: Rows, asked: str) -> tuple[Rows, str, str]:
    try:
        on = datetime.date.fromisoformat(asked)
    except ValueError as error:
        raise Missing(_("日期要写成2026-09-18这样。")) from error
    rows = rows.filter(first_published_at__range=clock.span_of(on))
    return rows, _("日期"), str(full_day(on))


def uuid_of(asked: str) -> UUID:
    try:
        return UUID(asked)
    except ValueError as error:
        raise Missing(_("地址不完整，请从页面上的链接重新进入。")) from error
