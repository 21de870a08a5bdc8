"""The check list (公开前检查) of an edition: what stops it, and what a person should look at.

Checks run at each saving, at submission, at each signature and at publication. They give hints;
the conclusion of the secrecy and privacy review is always a person's (保密法实施条例 art. 42).
"""

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum

from mingtang.catalogue.rules.grounds import MAY_REFUSE, why_not_on_ground
from mingtang.disclosure.rules.elements import why_not_of_kind
from mingtang.disclosure.rules.excepted import OF_OTHERS, why_not_withheld
from mingtang.disclosure.rules.numbers import why_not_document_number
from mingtang.foundation import personal_data
from mingtang.foundation.errors import RuleBroken
from mingtang.foundation.personal_data.refusing import surely_personal
from mingtang.foundation.text import gettext_noop as _
from mingtang.foundation.wordless import NO_WORDS, length_without_repeats, says_something

TITLE_LONGEST = 200
REASON_SHORTEST = 10  # characters of a nil return or a withholding; no law: a county habit
NOT_EXCEPTED = _(
    "这个事项依据的法条写明了什么可以不公开，不能以别的理由整件不公开。请改为公开，不能公开的内容遮盖或者删去；"
    "确实属于法条除外的情形的，改选那一条依据。"
)
NORMATIVE_WITHHELD = _(
    "行政规范性文件必须主动公开（《政府信息公开条例》第二十条第（一）项），不能作为内部事务信息、过程性信息或者"
    "行政执法案卷信息不公开。"
)
NOT_ASKED = _(
    "依据是损害第三方合法权益的，选明怎样征求过第三方的意见（《政府信息公开条例》第十五条）：同意公开的就要公开。"
)
NO_DAY_ASKED = _("写明哪一天征求第三方的意见；联系不上的，写最后一次联系的日期。")
ASKED_LATER = _("征求第三方意见的日期在今天以后，请改成实际征求的日期。")
HOLLOW_BELOW = 30  # characters of a body without table or attachment (S1.3); no law


class Level(StrEnum):
    STOP = "stop"
    LOOK = "look"


@dataclass(frozen=True)
class Finding:
    """One thing found. `place` is the field or `attachment:<id>` it belongs to."""

    code: str
    level: Level
    place: str
    message: str
    detail: str = ""

    def as_row(self) -> dict[str, str]:
        return {key: str(value) for key, value in asdict(self).items()}


@dataclass(frozen=True)
class ElementText:
    """What the item asks for (要素), and what was written."""

    key: str
    label: str
    hint: str
    is_required: bool
    value: str
    kind: str = "text"


@dataclass(frozen=True)
class FileText:
    """An attachment as the checks see it: `findings` are labels of personal data with places."""

    place: str
    name: str
    is_read_whole: bool
    findings: tuple[str, ...]
    decision: str
    note: str


@dataclass(frozen=True)
class Checked:
    """An edition as the checks see it."""

    outcome: str
    title: str
    summary: str
    document_number: str
    formed_on: datetime.date | None
    body: str
    elements: Sequence[ElementText]
    files: Sequence[FileText]
    exemption: str
    decision: str
    decision_note: str
    is_correction: bool
    correction_reason: str
    emergency_reason: str
    same_number: Sequence[str] = ()  # titles of the organ's other publications with this number
    cited: Sequence[tuple[str, str]] = ()  # laws and articles on which the item rests
    third_party: str = ""
    third_party_on: datetime.date | None = None
    is_of_normative: bool = False  # the item is one of normative documents


def findings(edition: Checked, *, on: datetime.date) -> list[Finding]:
    """Everything there is to say about an edition on a day, what stops it first."""
    found = [
        *_heading(edition, on),
        *_content(edition, on),
        *_personal_data_in_text(edition, on),
        *(finding for file in edition.files for finding in _file(file, on)),
    ]
    return sorted(found, key=lambda finding: finding.level != Level.STOP)


def stops(found: Sequence[Finding]) -> list[Finding]:
    return [finding for finding in found if finding.level == Level.STOP]


def refusal(finding: Finding) -> RuleBroken:
    """The refusal that a stop is: which element or file it is about, is said too."""
    if not finding.detail:
        return RuleBroken(finding.message)
    return RuleBroken(_("%(what)s（%(where)s）"), what=finding.message, where=finding.detail)


def _stop(code: str, place: str, message: str, detail: str = "") -> Finding:
    return Finding(code, Level.STOP, place, message, detail)


def _heading(edition: Checked, on: datetime.date) -> Iterator[Finding]:
    if not edition.title:
        yield _stop("title", "title", _("写上标题：谁、关于什么、哪一年或者哪一期。"))
    elif len(edition.title) > TITLE_LONGEST:
        yield _stop("title", "title", _("标题不超过200个字，请缩短。"))
    if message := why_not_document_number(edition.document_number):
        yield _stop("document_number", "document_number", message)
    for title in edition.same_number:
        message = _("本机关另一件公开信息也用这个文号，请核对是不是写错了，或者同一件公开了两次。")
        yield Finding("same_number", Level.LOOK, "document_number", message, title)
    if edition.formed_on and edition.formed_on > on:
        yield _stop("formed_on", "formed_on", _("成文日期在今天以后，请改成实际成文的日期。"))
    if edition.is_correction and not edition.correction_reason:
        yield _stop(
            "correction_reason", "correction_reason", _("写明更正了什么、为什么更正，公众会看到。")
        )
    elif edition.is_correction and not says_something(edition.correction_reason):
        yield _stop("wordless", "correction_reason", NO_WORDS)


def _content(edition: Checked, on: datetime.date) -> Iterator[Finding]:
    if edition.outcome == "content":
        yield from _elements(edition.elements)
        yield from _hollow(edition)
        return
    if len(edition.body) >= REASON_SHORTEST and not says_something(edition.body):
        yield _stop("wordless", "body", NO_WORDS)
    elif length_without_repeats(edition.body) < REASON_SHORTEST:
        yield _stop("reason", "body", _("写明理由，至少10个字，公众会看到。"))
    if edition.outcome == "withheld":
        yield from _ground(edition, on)


def _ground(edition: Checked, on: datetime.date) -> Iterator[Finding]:
    if not edition.exemption:
        yield _stop("exemption", "exemption", _("选一条不予公开的法律依据。"))
    elif article := why_not_withheld(edition.exemption, edition.cited):
        yield _stop("excepted", "exemption", NOT_EXCEPTED, article)
    elif edition.is_of_normative and edition.exemption in MAY_REFUSE:
        yield _stop("normative", "exemption", NORMATIVE_WITHHELD)
    elif lacking := why_not_on_ground(edition.exemption, edition.body):
        yield _stop("ground", "body", lacking)
    elif edition.exemption == OF_OTHERS:
        yield from _asked_of_others(edition, on)


def _asked_of_others(edition: Checked, on: datetime.date) -> Iterator[Finding]:
    """条例 art. 15: it is published where they agree, so that they have to be asked first."""
    if not edition.third_party:
        yield _stop("third_party", "third_party", NOT_ASKED)
    elif edition.third_party_on is None:
        yield _stop("third_party_on", "third_party_on", NO_DAY_ASKED)
    elif edition.third_party_on > on:
        yield _stop("third_party_on", "third_party_on", ASKED_LATER)


def _elements(elements: Sequence[ElementText]) -> Iterator[Finding]:
    for element in elements:
        if element.is_required and not element.value.strip():
            yield _stop("element", f"value_{element.key}", _("这一项要素必须填写。"), element.label)
        elif message := why_not_of_kind(element.kind, element.value):
            yield _stop("element_kind", f"value_{element.key}", message, element.label)


def _hollow(edition: Checked) -> Iterator[Finding]:
    written = edition.body.strip()
    is_empty = not written and not edition.files
    if is_empty and not any(element.value.strip() for element in edition.elements):
        yield _stop("empty", "body", _("还没有内容：写正文，或者上传附件。"))
    elif len(written) < HOLLOW_BELOW and not edition.files:
        yield Finding(
            "hollow", Level.LOOK, "body", _("正文很短，也没有附件：公众想知道的写到了吗？")
        )


def texts_of(edition: Checked) -> dict[str, str]:
    """Every text a reader would see, by the field it stands in."""
    texts: dict[str, str] = {
        "title": edition.title,
        "summary": edition.summary,
        "body": edition.body,
        "emergency_reason": edition.emergency_reason,
    }
    texts |= {f"value_{element.key}": element.value for element in edition.elements}
    if edition.is_correction:
        texts["correction_reason"] = edition.correction_reason
    return texts


def personal_data_of(
    texts: Mapping[str, str], *, on: datetime.date
) -> dict[str, list[personal_data.Finding]]:
    """Personal data in each text; texts without any are left out."""
    found = {place: personal_data.find(text, on=on) for place, text in texts.items()}
    return {place: rows for place, rows in found.items() if rows}


def _personal_data_in_text(edition: Checked, on: datetime.date) -> Iterator[Finding]:
    is_settled = edition.decision != "none" and bool(edition.decision_note)
    for place, rows in personal_data_of(texts_of(edition), on=on).items():
        for row in rows:
            is_strong = row.strength == personal_data.Strength.STRONG
            level = Level.STOP if is_strong and not is_settled else Level.LOOK
            message = _("发现个人信息，公开前要遮盖、删去，或者写明法律依据。")
            yield Finding("personal_data", level, place, message, f"{row.label}：{row.masked}")


def _file(file: FileText, on: datetime.date) -> Iterator[Finding]:
    if file.decision != "none" and file.note:
        return
    if any(surely_personal(file.name, on=on)):
        yield _stop(
            "file_name_personal_data",
            file.place,
            _("附件的名称里有个人信息，公众会看到：请移除，改好名称再上传。"),
        )
    if file.findings:
        yield _stop(
            "file_personal_data",
            file.place,
            _("附件里有个人信息：换成遮盖后的文件，或者写明法律要求公开原文的条款。"),
            f"{file.name}：{'；'.join(file.findings[:5])}",
        )
    if not file.is_read_whole:
        yield _stop(
            "file_not_read",
            file.place,
            _("机器没有读全这个附件，没读到的不等于没有问题：请人工逐页核对并写明核对人和结论。"),
            file.name,
        )
