"""What stands on a board sheet (公开栏张贴单), as data for `sheets/board.typ`.

Always in Chinese, in whatever language the page was that led here: paper on a board is read by
everyone, and Chinese is the legal wording.
"""

import datetime
from collections.abc import Iterator
from typing import Any

import segno
from django.utils import translation

from mingtang.catalogue.choices import Channel
from mingtang.channels.print.layout import on_paper, printable
from mingtang.channels.shared.manners import CHINESE
from mingtang.channels.shared.shown.dates import full_day, full_moment, written_day
from mingtang.disclosure.choices import (
    DeliveryState,
    ExemptionGround,
    Outcome,
    ThirdParty,
    Validity,
)
from mingtang.disclosure.models import Delivery, Disclosure, Edition
from mingtang.disclosure.queries import public
from mingtang.disclosure.rules.delivering import objection_address
from mingtang.foundation import clock
from mingtang.foundation.blocks import Tree, trees
from mingtang.foundation.measured import measured
from mingtang.foundation.terms import Term
from mingtang.terms.words import term_words

SIZES = ("a3", "a4")
ROOMY = {"long", "table"}  # kinds of elements that stand in the text, not in the short table
TITLE_SIZES = ((20, 1.7), (44, 1.45), (100, 1.2))  # up to so many characters, in em
SMALLEST_TITLE = 1.05
SHORT = 40
HUNG = (DeliveryState.POSTED, DeliveryState.TO_REMOVE)
WORDS = {
    "attachments": "附件",
    "attachments_note": "附件没有印在这里，请扫右下角或者文末的二维码，在网页上查看。",
    "code": "扫码看网页版",
    "address": "网址：",
    "missing": "印不出的字（电脑里没有这个字的字形，请对照网页手写补上）：",
}

Facts = list[tuple[str, str]]


def board_sheet(
    disclosure: Disclosure, edition: Edition, *, size: str, address: str, at: datetime.datetime
) -> dict[str, Any]:
    """`address`: of the living page, absolute. `at`: when it is printed."""
    is_content = disclosure.outcome == Outcome.CONTENT
    with translation.override(CHINESE):
        printed = full_moment(at).words
        return {
            "size": size,
            "kind": "政务公开" if is_content else str(Outcome(disclosure.outcome).label),
            "demo": "演示数据：机构、人物、数字均为虚构" if disclosure.county.is_demo else "",
            "organ": printable(disclosure.organ.name),
            "title": printable(edition.title),
            "title_size": _title_size(edition.title),
            "document_number": printable(edition.document_number),
            "summary": printable(edition.summary),
            "outcome": _outcome(disclosure, edition),
            "elements": list(_elements(edition)),
            "body": _body(edition),
            "attachments": [printable(one.name) for one in public.attachments(edition)],
            "facts": [
                (name, printable(value)) for name, value in _facts(disclosure, edition, printed)
            ],
            "foot": _foot(disclosure, edition, printed),
            "address": printable(address),
            "qr": segno.make(address, error="m", micro=False).svg_inline(border=1),
            "words": WORDS,
        }


def _title_size(title: str) -> float:
    return next((size for longest, size in TITLE_SIZES if len(title) <= longest), SMALLEST_TITLE)


def _outcome(disclosure: Disclosure, edition: Edition) -> str:
    if disclosure.outcome == Outcome.NIL:
        return "这一期没有需要公开的内容，理由如下。"
    if disclosure.outcome == Outcome.WITHHELD:
        asked = f"{ThirdParty(edition.third_party).label}。" if edition.asked_of_others else ""
        return f"依法不予公开：{ExemptionGround(edition.exemption).label}。{asked}理由如下。"
    return ""


def _values(edition: Edition) -> Iterator[tuple[str, str, str]]:
    for element in edition.disclosure.item.elements:
        value = str(edition.values.get(element["key"], "")).strip()
        if value:
            kind = element.get("kind", "text")
            shown = measured(value, element.get("unit", "")) if kind == "number" else value
            yield kind, printable(element["label"]), shown


def _elements(edition: Edition) -> Iterator[tuple[str, str]]:
    for kind, label, value in _values(edition):
        if kind not in ROOMY:
            yield label, printable(written_day(value) if kind == "date" else value)


def _body(edition: Edition) -> list[Tree]:
    """The text, then each element that needs room under its own heading."""
    body = on_paper(trees(edition.body))
    for kind, label, value in _values(edition):
        if kind in ROOMY:
            title = {"is": "heading", "level": 2, "of": [{"is": "text", "text": label}]}
            body += [title, *on_paper(trees(value))]
    return body


def _foot(disclosure: Disclosure, edition: Edition, printed: str) -> list[str]:
    title = edition.title if len(edition.title) <= SHORT else f"{edition.title[:SHORT]}…"
    number = f"索引号：{disclosure.index_number}"
    return [
        printable(f"{disclosure.organ.name}　{title}"),
        printable(f"{number}　第{edition.number}版　打印时间：{printed}"),
    ]


def _facts(disclosure: Disclosure, edition: Edition, printed: str) -> Facts:
    return [
        *_notice(disclosure, edition),
        ("索引号", disclosure.index_number or ""),
        ("公开事项", disclosure.item.level2),
        *([("成文日期", full_day(edition.formed_on).words)] if edition.formed_on else []),
        *_times(disclosure, edition),
        *_validity(disclosure),
        ("打印时间", printed),
    ]


def _times(disclosure: Disclosure, edition: Edition) -> Facts:
    first, this = disclosure.first_published_at, edition.published_at
    found = [("公开时间", full_moment(first).words)] if first else []
    if this and this != first:
        found.append(("更正时间", full_moment(this).words))
        found.append(("更正说明", edition.correction_reason))
    return found


def _validity(disclosure: Disclosure) -> Facts:
    if disclosure.validity == Validity.NOT_APPLICABLE:
        return []
    return [("效力", str(Validity(disclosure.validity).label))]


def _notice(disclosure: Disclosure, edition: Edition) -> Facts:
    """How long it hangs and who hears objections; where boards differ, what holds for each."""
    organ = disclosure.organ
    hanging = list(
        edition.deliveries.filter(channel=Channel.BOARD).exclude(state=DeliveryState.CANCELLED)
    )
    own = objection_address(name=organ.name, address=organ.address, phone=organ.phone)
    addresses = {delivery.objection_address for delivery in hanging} - {""}
    period = _period(hanging, disclosure.item.notice_term)
    heard = addresses.pop() if len(addresses) == 1 else own
    return [*([("公示期", period)] if period else []), ("异议受理", heard)]


def _period(hanging: list[Delivery], usual: Term | None) -> str:
    times = {(d.posted_at, d.remove_from) for d in hanging if d.state in HUNG}
    if len(times) == 1:
        posted_at, remove_from = times.pop()
        if posted_at and remove_from:
            until = remove_from - datetime.timedelta(days=1)
            return f"{full_day(clock.day_of(posted_at))}至{full_day(until)}"
    terms = {delivery.notice_term for delivery in hanging} or {usual}
    told = terms.pop() if len(terms) == 1 else usual
    return f"自张贴之日起{term_words(told)}（张贴当天不算）" if told else ""
