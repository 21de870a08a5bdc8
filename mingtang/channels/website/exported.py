"""The rows of /duties/ and /d/ as lines of a table: codes beside words, ISO days, no marks-up."""

import datetime
from collections.abc import Iterator, Sequence

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from mingtang.catalogue.choices import Emphasis, Standing
from mingtang.catalogue.models import Duty
from mingtang.catalogue.queries.scores import Narrowed
from mingtang.catalogue.rules.standing import Tally, share, standing
from mingtang.channels.website.asked import Asked
from mingtang.channels.website.scoreboard import Score, group_words
from mingtang.disclosure.choices import Outcome
from mingtang.disclosure.models import Disclosure
from mingtang.foundation.clock import day_of

AT_A_TIME = 500


def duty_lines(duties: QuerySet[Duty], on: datetime.date) -> Iterator[Sequence[object]]:
    """In the order of due days; read from the database in pieces."""
    head = (
        _("编号"),
        _("公开任务"),
        _("机关"),
        _("机关代码"),
        _("公开事项"),
        _("事项代码"),
        _("起算日"),
        _("到期日"),
        _("到期日暂定"),
        _("完成情况"),
        _("办结日"),
        _("迟几个工作日"),
        _("公开信息编号"),
    )
    words = {way.value: str(way.label) for way in Standing}
    yes = _("是")
    return _duty_lines(head, duties, on, words, yes)


def _duty_lines(
    head: Sequence[str],
    duties: QuerySet[Duty],
    on: datetime.date,
    words: dict[str, str],
    yes: str,
) -> Iterator[Sequence[object]]:
    yield head
    for duty in duties.iterator(chunk_size=AT_A_TIME):
        stands = standing(duty.state, due_on=duty.due_on, late_by=duty.late_by, on=on)
        yield (
            str(duty.object_id),
            duty.title,
            duty.organ.name,
            duty.organ.code,
            duty.item.level2,
            duty.item.code,
            duty.counts_from.isoformat(),
            duty.due_on.isoformat(),
            yes if duty.due_is_provisional else "",
            words[stands],
            day_of(duty.ended_at).isoformat() if duty.ended_at else "",
            duty.late_by,
            str(duty.settled_by) if duty.settled_by else "",
        )


def disclosure_lines(disclosures: QuerySet[Disclosure]) -> Iterator[Sequence[object]]:
    """As the list shows them, tombstones too; read from the database in pieces."""
    head = (
        _("编号"),
        _("标题"),
        _("机关"),
        _("机关代码"),
        _("公开事项"),
        _("事项代码"),
        _("重点或一般"),
        _("结果"),
        _("第一次公开日期"),
        _("撤回日期"),
        _("现行第几版"),
        _("迟几个工作日"),
        _("任务不再成立"),
    )
    ways = {way.value: str(way.label) for way in Emphasis}
    outcomes = {outcome.value: str(outcome.label) for outcome in Outcome}
    return _disclosure_lines(head, disclosures, ways, outcomes, _("是"))


def _disclosure_lines(
    head: Sequence[str],
    disclosures: QuerySet[Disclosure],
    ways: dict[str, str],
    outcomes: dict[str, str],
    yes: str,
) -> Iterator[Sequence[object]]:
    yield head
    for one in disclosures.iterator(chunk_size=AT_A_TIME):
        yield (
            str(one.object_id),
            one.title,
            one.organ.name,
            one.organ.code,
            one.item.level2,
            one.item.code,
            ways[one.item.emphasis],
            outcomes[one.outcome],
            day_of(one.first_published_at).isoformat() if one.first_published_at else "",
            day_of(one.withdrawn_at).isoformat() if one.withdrawn_at else "",
            one.current.number if one.current and not one.is_withdrawn else None,
            None if one.is_unowed else one.late_by,
            yes if one.is_unowed else "",
        )


def score_lines(
    found: list[Score], whole: Tally, asked: Asked, on: datetime.date, organ: str
) -> Iterator[Sequence[object]]:
    """Each figure with its denominator beside it; the heads of the columns say the formula.

    What the table is narrowed to stands in each line, so that whoever has the file alone can make
    it again; `organ` is the code of the one that is asked for.
    """
    head = (
        group_words(asked.by),
        _("代码"),
        _("到期不早于"),
        _("到期不晚于"),
        _("截至"),
        _("按期公开"),
        _("逾期后公开"),
        _("逾期未公开"),
        _("应公开=按期公开+逾期后公开+逾期未公开"),
        _("按期率（%）=按期公开÷应公开"),
        _("逾期后公开率（%）=逾期后公开÷应公开"),
        _("逾期未公开率（%）=逾期未公开÷应公开"),
        _("无此事项"),
        _("无此事项里逾期后答复"),
        _("不予公开"),
        _("不予公开里逾期后答复"),
        _("到期任务=应公开+无此事项+不予公开"),
        _("无此事项占比（%）=无此事项÷到期任务"),
        _("不予公开占比（%）=不予公开÷到期任务"),
        _("未到期"),
        _("数量少（应公开不足10件，比例不可比）"),
        _("只算层级"),
        _("只算重点或一般"),
        _("只算领域"),
        _("只算机关代码"),
        _("只算事项代码"),
    )
    narrowed = asked.narrowed
    only = (narrowed.tier, narrowed.emphasis, narrowed.field, organ, " ".join(_codes(narrowed)))
    span = [day.isoformat() if day else "" for day in (narrowed.since, narrowed.until)]
    yes = _("是")
    lines: list[Sequence[object]] = [
        (
            *(name, code, *span, on.isoformat()),
            *(tally.kept, tally.late_done, tally.late_open, tally.owed),
            *(tally.rate, share(tally.late_done, tally.owed), share(tally.late_open, tally.owed)),
            *(tally.nil, tally.nil_late, tally.withheld, tally.withheld_late, tally.due_total),
            *(share(tally.nil, tally.due_total), share(tally.withheld, tally.due_total)),
            *(tally.not_due, yes if tally.is_few else "", *only),
        )
        for name, code, tally in [
            *((score.name, score.code, score.tally) for score in found),
            (_("合计"), "", whole),
        ]
    ]
    return iter([head, *lines])


def _codes(narrowed: Narrowed) -> list[str]:
    """The items that are asked for by name or by a law."""
    named = narrowed.codes if narrowed.codes is not None else frozenset()
    return [narrowed.code] if narrowed.code else sorted(named)
