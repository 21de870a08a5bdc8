"""Registers of issued documents as lines of a table: codes beside words, ISO days."""

from collections.abc import Iterator, Sequence

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from mingtang.channels.website import corrected
from mingtang.channels.website.issued import days_until
from mingtang.foundation.clock import day_of
from mingtang.issued.choices import Attribute
from mingtang.issued.models import IssuedDocument
from mingtang.issued.queries.gaps import Kept
from mingtang.issued.rules.registering import is_title_public


def document_lines(
    documents: QuerySet[IssuedDocument],
) -> Iterator[Sequence[object]]:
    """For the CSV: codes beside words, ISO days."""
    head = (
        _("编号"),
        _("发文字号"),
        _("机关代字"),
        _("年份"),
        _("序号"),
        _("标题"),
        _("印发日期"),
        _("公开属性"),
        _("不公开的依据"),
        _("是否规范性文件"),
        _("是否要解读"),
        _("联合发文的机关"),
        _("登记日期"),
        _("隔几天登记"),
        _("更正次数"),
        _("撤销登记日期"),
        _("撤销原因"),
        _("最早登记的印发日期"),
        _("更正记录"),
    )
    words = {one.value: str(one.label) for one in Attribute}
    return _document_lines(head, documents, words, _("是"))


def _document_lines(
    head: Sequence[str], documents: QuerySet[IssuedDocument], words: dict[str, str], yes: str
) -> Iterator[Sequence[object]]:
    yield head
    for one in documents.iterator(chunk_size=500):
        now, told = one.now, list(one.registrations.all())
        yield (
            str(one.object_id),
            one.number,
            one.series,
            one.year,
            one.serial,
            now.title if is_title_public(now.attribute) else "",
            now.issued_on.isoformat(),
            words[now.attribute],
            now.ground,
            yes if now.is_normative else "",
            yes if now.needs_reading else "",
            "、".join(partner["name"] for partner in _partners(one)),
            day_of(one.registered_at).isoformat(),
            days_until(one),
            now.number - 1,
            day_of(one.withdrawn_at).isoformat() if one.withdrawn_at else "",
            one.withdrawn_because,
            told[0].issued_on.isoformat(),
            " ".join(map(str, corrected.of_document(told))),
        )


def late_lines(kept: Kept) -> Iterator[Sequence[object]]:
    """By what was said first; what a correction made of it stands beside."""
    yield (
        _("公开任务"),
        _("任务编号"),
        _("发生日期"),
        _("到期日"),
        _("登记日期"),
        _("登记机关"),
        _("登记晚于到期日几天"),
        _("现在写的发生日期"),
        _("现在的到期日"),
        _("更正记录"),
        _("负责机关"),
    )
    for one in (*kept.own.late, *kept.by_others.late):
        duty, recorded = one.duty, one.recorded
        yield (
            duty.title,
            str(duty.object_id),
            recorded.happened_on.isoformat(),
            one.due_on.isoformat(),
            one.recorded_on.isoformat(),
            recorded.by.name,
            (one.recorded_on - one.due_on).days,
            recorded.fact.happened_on.isoformat(),
            duty.due_on.isoformat(),
            " ".join(map(str, corrected.of_fact(recorded.forms))),
            one.owed_by.name,
        )


def recording_lines(kept: Kept) -> Iterator[Sequence[object]]:
    """All acts of recording behind the figures, the slowest first."""
    yield (
        _("发生了什么"),
        _("文号"),
        _("发生日期"),
        _("登记日期"),
        _("隔几天登记"),
        _("登记机关"),
        _("登记在谁名下"),
        _("任务编号"),
        _("更正记录"),
    )
    for one in (*kept.own.acts, *kept.by_others.acts):
        recorded = one.recorded
        yield (
            recorded.fact.title,
            recorded.fact.number,
            recorded.happened_on.isoformat(),
            recorded.first_on.isoformat(),
            one.days,
            recorded.by.name,
            recorded.fact.organ.name,
            " ".join(str(duty.object_id) for duty in one.duties),
            " ".join(map(str, corrected.of_fact(recorded.forms))),
        )


def fact_lines(kept: Kept) -> Iterator[Sequence[object]]:
    """Every fact that came on record in public, those that stand and those that were withdrawn."""
    yield (
        _("发生了什么"),
        _("文号"),
        _("发生日期"),
        _("登记日期"),
        _("登记机关"),
        _("登记在谁名下"),
        _("撤销日期"),
        _("任务到期以前撤销"),
        _("撤销原因"),
        _("任务编号"),
    )
    yes = _("是")
    for one in kept.ever_recorded:
        fact, gone = one.fact, one.fact.withdrawn_at
        yield (
            fact.title,
            fact.number,
            one.happened_on.isoformat(),
            one.first_on.isoformat(),
            one.by.name,
            fact.organ.name,
            day_of(gone).isoformat() if gone else "",
            yes if one.is_withdrawn_in_time else "",
            fact.withdrawn_because,
            " ".join(str(duty.object_id) for duty in fact.duties.all()),
        )


def _partners(one: IssuedDocument) -> list[dict[str, str]]:
    """With whom something was issued that is not for everyone is not said either."""
    return one.now.partners if is_title_public(one.now.attribute) else []
