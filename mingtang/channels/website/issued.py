"""An organ's register of issued documents as everybody sees it, and how it was kept."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mingtang.catalogue.choices import Audience, DutyState, FactKind, Standing
from mingtang.catalogue.models import Duty
from mingtang.catalogue.queries.lags import Recorded
from mingtang.catalogue.rules.lags import days_until_recorded
from mingtang.channels.shared.choosing import Chosen, choose
from mingtang.channels.shared.paging import Paged, in_order
from mingtang.channels.shared.requests import PublicRequest
from mingtang.channels.shared.shown.dates import Day, full_day
from mingtang.channels.shared.shown.numbers import grouped
from mingtang.channels.shared.shown.states import Mark
from mingtang.channels.website import corrected
from mingtang.channels.website.corrected import Change
from mingtang.channels.website.counted import duties_where
from mingtang.channels.website.issued_gaps import said_before
from mingtang.channels.website.issued_lags import (
    shown_lag,
    shown_recordings,
    shown_withdrawals,
)
from mingtang.channels.website.issued_numbers import list_address, shown_series
from mingtang.channels.website.issued_opened import OTHERS, OWN
from mingtang.channels.website.recorded import misfits_of_register
from mingtang.channels.website.refiled import shown_refiling
from mingtang.channels.website.rows import duty_mark
from mingtang.foundation.clock import day_of
from mingtang.foundation.working_days import Calendar
from mingtang.issued.choices import Attribute
from mingtang.issued.models import IssuedDocument
from mingtang.issued.queries.gaps import Kept
from mingtang.issued.queries.register import (
    BY_NUMBER,
    NEWEST,
    OLDEST,
    ORDERS,
    joint_documents,
    register_of,
    standing,
    with_attribute,
    with_registrations,
    withdrawn,
    without_duties,
    years_of,
)
from mingtang.issued.rules.registering import is_title_public
from mingtang.organs.models import Organ
from mingtang.terms.queries import calendar

PARAMETERS = ("year", "series", "attribute", "state", "sort")
STANDING, WITHOUT, WITHDRAWN = "standing", "without", "withdrawn"
IN_A_PAGE = 50
WITHDRAWN_SHOWN = 20


@dataclass(frozen=True)
class Asked:
    """What the address asks for: the year, the filters as shown, and the rows."""

    year: int
    filters: list[Chosen]
    documents: QuerySet[IssuedDocument]
    is_narrowed: bool


@dataclass(frozen=True)
class ShownDuty:
    address: str
    words: str
    mark: Mark


@dataclass(frozen=True)
class ShownDocument:
    """`title` is empty where it is not for everyone."""

    number: str
    title: str
    issued: Day
    attribute: str
    ground: str
    tags: tuple[str, ...]
    registered: Day
    days: str
    withdrawn: str
    said_before: Sequence[str]
    corrections: list[Change]
    duties: list[ShownDuty]
    without: tuple[str, ...]


def asked_of(request: PublicRequest, organ: Organ, on: datetime.date) -> Asked:
    """Raises Missing for what is not offered."""
    years = sorted({*years_of(organ), on.year}, reverse=True)
    year = choose(request, "year", _("年度"), [(str(one), str(one)) for one in years])
    documents = register_of(organ).filter(year=int(year.value))
    names = sorted(set(documents.order_by().values_list("series", flat=True)))
    series = choose(
        request, "series", _("机关代字"), [("", _("全部")), *((name, name) for name in names)]
    )
    attribute = choose(request, "attribute", _("公开属性"), [("", _("全部")), *Attribute.choices])
    states = {STANDING: standing, WITHOUT: without_duties, WITHDRAWN: withdrawn}
    state = choose(
        request,
        "state",
        _("状态"),
        [
            ("", _("全部")),
            (STANDING, _("登记着的")),
            (WITHOUT, _("没有产生公开任务的")),
            (WITHDRAWN, _("已撤销登记的")),
        ],
    )
    sort = choose(
        request,
        "sort",
        _("排序"),
        [(NEWEST, _("新的在前")), (OLDEST, _("旧的在前")), (BY_NUMBER, _("按文号"))],
    )
    if series.value:
        documents = documents.filter(series=series.value)
    if attribute.value:
        documents = with_attribute(documents, attribute.value)
    if state.value:
        documents = states[state.value](documents)
    return Asked(
        year=int(year.value),
        filters=[year, *([series] if len(names) > 1 else []), attribute, state, sort],
        documents=with_registrations(documents).order_by(*ORDERS[sort.value]),
        is_narrowed=bool(series.value or attribute.value or state.value),
    )


def shown_page(
    request: PublicRequest, organ: Organ, asked: Asked, kept: Kept, on: datetime.date
) -> dict[str, object]:
    paged: Paged[IssuedDocument] = in_order(asked.documents, request, IN_A_PAGE)
    days = calendar(organ.county.code)
    return {
        "filters": asked.filters,
        "year": asked.year,
        "paged": paged,
        "is_narrowed": asked.is_narrowed,
        "documents": shown_documents(paged.rows, said_before(kept.past), on, days),
        "misfits": misfits_of_register(organ, paged.rows, kept.explained),
        "series": [shown_series(organ, one) for one in kept.series],
        "missing": grouped(kept.missing),
        "own": shown_recordings(kept.own, organ, asked.year, OWN),
        "others": shown_recordings(kept.by_others, organ, asked.year, OTHERS),
        "hidden": shown_lag(kept.documents),
        "hidden_address": list_address(organ, asked.year, state=WITHOUT),
        "moved_later": kept.moved_later,
        "joint": joint_documents(organ, asked.year),
        "withdrawn": [_withdrawn(one) for one in kept.withdrawn[:WITHDRAWN_SHOWN]],
        "withdrawn_total": len(kept.withdrawn),
        "withdrawn_share": shown_withdrawals(kept, organ, asked.year),
        "withdrawn_more": len(kept.withdrawn) - len(kept.withdrawn[:WITHDRAWN_SHOWN]),
        "refiled": [shown_refiling(one) for one in kept.refiled[:WITHDRAWN_SHOWN]],
        "refiled_total": len({one.fact.number for one in kept.refiled}),
        "refiled_more": len(kept.refiled) - len(kept.refiled[:WITHDRAWN_SHOWN]),
        "void_address": duties_where(
            {"state": Standing.VOID, "organ": str(organ.object_id), "year": str(asked.year)}
        ),
        "late_total": len(kept.own.late) + len(kept.by_others.late),
    }


def shown_documents(
    documents: Sequence[IssuedDocument],
    said: Mapping[tuple[str, int], Sequence[str]],
    on: datetime.date,
    days: Calendar,
) -> list[ShownDocument]:
    """One query for what they opened. `said`: what was said of a number when it was missing."""
    duties: dict[int | None, list[Duty]] = {}
    facts = [one.now.fact_id for one in documents if one.now.fact_id]
    opened = Duty.objects.filter(fact__in=facts, item__audience=Audience.PUBLIC).exclude(
        state=DutyState.VOID
    )
    for duty in opened.select_related("item", "organ").order_by("due_on", "id"):
        duties.setdefault(duty.fact_id, []).append(duty)
    return [
        _document(
            one,
            duties.get(one.now.fact_id, []),
            said.get((one.series, one.serial), ()),
            on,
            days,
        )
        for one in documents
    ]


def _document(
    one: IssuedDocument,
    duties: Sequence[Duty],
    said: Sequence[str],
    on: datetime.date,
    days: Calendar,
) -> ShownDocument:
    now = one.now
    is_open = is_title_public(now.attribute)
    readings = [duty.reason.get("from") == FactKind.READING_OWED for duty in duties]
    has_reading = any(readings)
    without = (
        *((_("目录没有对应事项，没有产生公开任务"),) if is_open and all(readings) else ()),
        *((_("要解读，目录没有解读事项"),) if now.needs_reading and not has_reading else ()),
    )
    tags = (
        *((_("规范性文件"),) if now.is_normative else ()),
        *((_("要解读"),) if now.needs_reading else ()),
        *((_("联合发文"),) if now.partners and is_open else ()),
        *((_("更正过"),) if now.number > 1 else ()),
    )
    count = days_until(one)
    return ShownDocument(
        number=one.number,
        title=now.title if is_open else "",
        issued=full_day(now.issued_on),
        attribute=str(now.get_attribute_display()),
        ground=str(now.get_ground_display()) if now.ground else "",
        tags=tags,
        registered=full_day(day_of(one.registered_at)),
        days=ngettext("隔%(n)s天", "隔%(n)s天", count) % {"n": grouped(count)},
        withdrawn=one.withdrawn_because,
        said_before=said,
        corrections=corrected.of_document(list(one.registrations.all())),
        duties=[_duty(duty, on, days) for duty in duties],
        without=without if one.stands else (),
    )


def _duty(duty: Duty, on: datetime.date, days: Calendar) -> ShownDuty:
    return ShownDuty(
        reverse("website:duty", args=[duty.object_id]),
        duty.item.level2,
        duty_mark(duty, on, days),
    )


def _withdrawn(one: Recorded) -> dict[str, object]:
    """What was taken off the record, why, and which duties that ended."""
    fact = one.fact
    gone = fact.withdrawn_at
    return {
        "title": fact.title,
        "number": fact.number,
        "happened": full_day(fact.happened_on),
        "recorded": full_day(one.first_on),
        "gone": full_day(day_of(gone)) if gone else None,
        "by": one.by.name,
        "about": fact.organ.name,
        "because": fact.withdrawn_because,
        "is_in_time": one.is_withdrawn_in_time,
        "corrections": corrected.of_fact(one.forms),
        "duties": [
            (reverse("website:duty", args=[duty.object_id]), duty.title)
            for duty in fact.duties.all()
        ],
    }


def days_until(one: IssuedDocument) -> int:
    """Calendar days from the issue to the registration. Needs the registrations at hand."""
    first = next(iter(one.registrations.all()), one.now)
    return days_until_recorded(
        first_said=first.issued_on,
        said_now=one.now.issued_on,
        recorded_on=day_of(one.registered_at),
    )
