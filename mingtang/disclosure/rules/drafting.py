"""What may be drafted, and how what was typed is kept."""

import datetime
import hashlib
from collections.abc import Collection, Mapping

from mingtang.disclosure.rules.numbers import document_number
from mingtang.foundation.prose import clean_line, clean_markdown
from mingtang.foundation.text import gettext_noop as _

NO_LONGER_OWED = _(
    "产生这项公开任务的事实已经撤销登记，任务不再成立，不能再凭它公开。"
    "仍然要公开的，请按实际发生的事重新登记，再为新的任务起草。"
)
OPEN = ("draft", "returned", "in_review", "scheduled", "held")
LINES = {
    "title": 300,
    "document_number": 64,
    "summary": 200,
    "correction_reason": 300,
    "decision_note": 200,
}
PLAIN = ("exemption", "third_party", "decision")
DAYS = ("formed_on", "third_party_on")
VALUE_LONGEST = 20_000
BODY_LONGEST = 500_000


def why_not_start(
    *,
    is_same_county: bool,
    is_dissolved: bool,
    has_duty: bool,
    fits_duty: bool,
    duty_is_open: bool,
    duty_holds: bool,
    has_happened: bool,
    never_nil: bool,
    outcome: str,
) -> str:
    """Reason no draft can be started; empty when it can.

    `has_happened`: the duty was opened by a fact on record, and what happened is not nothing.
    `never_nil`: what the item asks for is there whenever it falls due (必有内容).
    """
    if not is_same_county:
        return _("这个公开事项不属于本县的目录。")
    if is_dissolved:
        return _("这个机关已经撤销，请由承继它的机关公开。")
    if not fits_duty:
        return _("这项公开任务不属于这个机关或者这个事项，请从任务列表重新进入。")
    if not duty_is_open:
        ended = _("这项公开任务已经办结；要改内容，请对已公开的信息做更正。")
        return ended if duty_holds else NO_LONGER_OWED
    if outcome != "content" and not has_duty:
        return _("“无此事项”和“不予公开”只能用来答复一项具体的公开任务。")
    return _why_not_nil(has_happened=has_happened, never_nil=never_nil) if outcome == "nil" else ""


def _why_not_nil(*, has_happened: bool, never_nil: bool) -> str:
    if has_happened:
        return _(
            "这项任务是登记了的事实产生的，不能答“无此事项”。"
            "事实没有发生或者登记错了的，请撤销或者更正登记；依法不能公开的，选“依法不予公开”。"
        )
    if never_nil:
        return _(
            "这个事项到期必有内容，不能答“无此事项”。"
            "数字是零的，照实公开零；依法不能公开的，选“依法不予公开”。"
        )
    return ""


def sent_as(key: str, *parts: str) -> str | None:
    """The mark of one form sent by one person with one choice; none where the form had no key."""
    told = "\x00".join([key, *parts])
    return hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest() if key else None


def why_not_keep(changes: Mapping[str, object]) -> str:
    """Reason what was typed cannot be kept whole; nothing is ever cut off silently."""
    for name, longest in {**LINES, "body": BODY_LONGEST}.items():
        if len(str(changes.get(name) or "")) > longest:
            return _(
                "有一栏太长，存不下：标题不超过300字，一句话和说明不超过200字，正文不超过50万字。"
            )
    given = changes.get("values")
    texts = given.values() if isinstance(given, Mapping) else ()
    if any(len(str(text or "")) > VALUE_LONGEST for text in texts):
        return _("有一项要素超过2万字，请写进正文或者附件。")
    return ""


def cleaned(
    changes: Mapping[str, object], *, keys: Collection[str], values: Mapping[str, str]
) -> dict[str, object]:
    """The columns to write. Unknown names are left out; elements are merged key by key."""
    kept: dict[str, object] = {
        name: clean_line(str(changes[name] or "")) for name in LINES if name in changes
    }
    kept |= {name: str(changes[name] or "") for name in PLAIN if name in changes}
    if "document_number" in changes:
        kept["document_number"] = document_number(clean_line(str(changes["document_number"] or "")))
    if "body" in changes:
        kept["body"] = clean_markdown(str(changes["body"] or ""))
    kept |= {name: changes[name] for name in DAYS if name in changes and _is_day(changes[name])}
    given = changes.get("values")
    if isinstance(given, Mapping):
        kept["values"] = {**values, **_values(given, keys)}
    return kept


def _is_day(given: object) -> bool:
    """Or that there is none."""
    return given is None or isinstance(given, datetime.date)


def _values(given: Mapping[str, object], keys: Collection[str]) -> dict[str, str]:
    return {
        key: clean_markdown(str(value or "")).strip() for key, value in given.items() if key in keys
    }
