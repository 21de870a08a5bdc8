"""What an edition changes of an item, in words: part by part, as it was and as it would be."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from mingtang.catalogue.choices import Audience, Emphasis, Gate, Mode
from mingtang.catalogue.models import Standard
from mingtang.catalogue.rules.edition_parts import (
    Part,
    channels_of,
    details_of,
    levels_of,
    weight_of,
)
from mingtang.catalogue.rules.items import Citation, Element, ItemText, StandardText
from mingtang.channels.shared.shown.dues import (
    bodies_words,
    frequency_words,
    nil_words,
    retention_words,
    rule_words,
)
from mingtang.channels.shared.shown.elements import KINDS_OF_ELEMENTS
from mingtang.organs.choices import Field
from mingtang.terms.words import term_words

Edition = Standard | StandardText  # both say how long 及时 and 预公开 are


def part_label(part: Part) -> str:
    return {
        Part.NAME: _("公开事项"),
        Part.TIME: _("公开时限"),
        Part.SUBJECT: _("公开主体"),
        Part.CHANNELS: _("公开渠道和载体"),
        Part.AUDIENCE: _("公开对象"),
        Part.MODE: _("公开方式"),
        Part.ELEMENTS: _("公开内容（要素）"),
        Part.BASIS: _("公开依据"),
        Part.NOTICE: _("张贴天数"),
        Part.GATES: _("公开以前的程序"),
        Part.FREQUENCY: _("最低频次"),
        Part.SCHEMA: _("数据表"),
        Part.RETENTION: _("保管期限"),
        Part.NIL: _("无此事项"),
        Part.LEVELS: _("公开层级"),
        Part.EMPHASIS: _("重点还是一般"),
        Part.FIELDS: _("领域"),
        Part.CLAUSE: _("实施意见条款"),
    }[part]


@dataclass(frozen=True)
class PartWords:
    """Of an item in `both` editions: what is the same in a part is told no longer than it needs."""

    both: tuple[ItemText | None, ItemText | None]
    names: Mapping[str, str]

    def of(self, part: Part, item: ItemText, edition: Edition) -> str:
        said = {
            Part.NAME: lambda: f"{item.level1} · {item.level2}",
            Part.TIME: lambda: rule_words(item.due, edition.at_once_days),
            Part.SUBJECT: lambda: bodies_words(item.bodies.as_json(), self.names),
            Part.CHANNELS: lambda: _("、").join(channels_of(item)) or _("不送任何渠道"),
            Part.AUDIENCE: lambda: str(
                item.printed.get("audience") or Audience(item.audience).label
            ),
            Part.MODE: lambda: str(Mode(item.mode).label),
            Part.ELEMENTS: lambda: _("；").join(map(self._element, item.elements)),
            Part.BASIS: lambda: _("；").join(map(self._cited, item.basis)),
            Part.NOTICE: lambda: term_words(item.notice_term) if item.notice_term else "",
            Part.GATES: lambda: _gates(item, edition),
            Part.FREQUENCY: lambda: frequency_words(item.at_least_every),
            Part.SCHEMA: lambda: item.table_schema,
            Part.RETENTION: lambda: retention_words(item.retention),
            Part.NIL: lambda: nil_words(never_nil=item.never_nil),
            Part.LEVELS: lambda: _("、").join(levels_of(item)),
            Part.EMPHASIS: lambda: str(Emphasis(item.emphasis).label),
            Part.FIELDS: lambda: _("、").join(str(Field(code).label) for code in item.fields),
            Part.CLAUSE: lambda: item.clause,
        }
        return said[part]() or _("没有规定")

    def _element(self, element: Element) -> str:
        """With how it is filled in, where that is not the same in both."""
        found = {
            details_of(one)
            for item in self.both
            if item
            for one in item.elements
            if one.label == element.label
        }
        if len(found) < 2:
            return element.label
        details = (
            str(dict(KINDS_OF_ELEMENTS)[element.kind]),
            element.unit,
            element.hint,
            "" if element.required else _("可以不填"),
        )
        return _with(element.label, details)

    def _cited(self, cited: Citation) -> str:
        """With what follows from it, where that is not the same in both."""
        name = cited.words
        found = {
            weight_of(one)
            for item in self.both
            if item
            for one in item.basis
            if (one.law, one.article) == (cited.law, cited.article)
        }
        if len(found) < 2:
            return name
        details = (
            _("本县规定") if cited.is_local else _("法定依据"),
            _("规定时限") if cited.sets_term else "",
            _("规定公示多久") if cited.sets_notice else "",
        )
        return _with(name, details)


def _with(name: str, details: tuple[str, ...]) -> str:
    said = _("、").join(filter(None, details))
    return _("%(name)s（%(details)s）") % {"name": name, "details": said}


def _gates(item: ItemText, edition: Edition) -> str:
    return _("、").join(_gate(code, item, edition) for code in item.gates)


def _gate(code: str, item: ItemText, edition: Edition) -> str:
    """How long a plan is shown, the county settles itself, but for items whose law says so."""
    label = str(Gate(code).label)
    if code != Gate.PRE_DISCLOSURE:
        return label
    if item.pre_disclosure_days:
        return _("%(gate)s（%(days)s日）") % {"gate": label, "days": item.pre_disclosure_days}
    said = {"gate": label, "days": edition.pre_disclosure_days}
    return _("%(gate)s（%(days)s日，本县规定）") % said
