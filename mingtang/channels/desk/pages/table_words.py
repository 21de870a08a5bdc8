"""What was understood of a row, or settled for it, in words."""

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from mingtang.catalogue.choices import Aspect, Audience, Channel, Emphasis, Mode
from mingtang.catalogue.models import ImportedRow
from mingtang.catalogue.queries.standards import FACTS
from mingtang.catalogue.rules.standards import kept_due
from mingtang.channels.shared.shown.dues import (
    bodies_words,
    frequency_words,
    nil_words,
    retention_words,
    rule_words,
)
from mingtang.channels.shared.shown.elements import KINDS_OF_ELEMENTS
from mingtang.organs.choices import Field, Tier


def value_words(aspect: str, value: Any, names: Mapping[str, str]) -> str:
    """`names` of organs by their codes."""
    if aspect == Aspect.SUBJECT:
        return bodies_words(value, names)
    return WORDS.get(aspect, str)(value)


def _time(value: Any) -> str:
    return rule_words(kept_due(value, FACTS), None)


def _channels(value: Any) -> str:
    return _("、").join(str(Channel(code).label) for code in value) or _("不送任何渠道")


def _channel(value: Any) -> str:
    return str(Channel(value).label) if value else _("由机关自行公开")


def _levels(value: Any) -> str:
    return _("、").join(str(Tier(code).label) for code in value)


def _kinds(value: Any) -> str:
    """Each element with how it is filled in, and in which unit."""
    called = dict(KINDS_OF_ELEMENTS)
    said = (_("、").join(filter(None, [str(called[one["kind"]]), one["unit"]])) for one in value)
    return _("；").join(
        f"{one['label']}{_('：')}{words}" for one, words in zip(value, said, strict=True)
    )


def _beyond(value: Any) -> str:
    words = (
        (_("最低频次"), frequency_words(value.get("at_least_every", ""))),
        (_("保管期限"), retention_words(value.get("retention", ""))),
        (_("数据表"), value.get("table_schema", "")),
        (_("无此事项"), nil_words(never_nil=True) if value.get("never_nil") else ""),
    )
    return _("；").join(f"{name}{_('：')}{said}" for name, said in words if said) or _("没有规定")


def _fields(value: Any) -> str:
    if value is None:
        return ""
    return _("、").join(str(Field(code).label) for code in value) or _("不分领域")


def titled_words(row: ImportedRow) -> str:
    """The field that the title of its table names, which holds of a new item alone."""
    titled = row.understood.get("titled")
    if not titled or row.understood.get(Aspect.FIELDS) is not None:
        return ""
    said = _("%(fields)s（表名写着“%(words)s”；现行目录里已有的事项照原来的）")
    return said % {"fields": _fields(titled["fields"]), "words": titled["words"]}


WORDS: Mapping[str, Callable[[Any], str]] = {
    Aspect.TIME: _time,
    Aspect.CHANNELS: _channels,
    Aspect.CHANNEL: _channel,
    Aspect.AUDIENCE: lambda value: str(Audience(value).label),
    Aspect.MODE: lambda value: str(Mode(value).label),
    Aspect.LEVELS: _levels,
    Aspect.KINDS: _kinds,
    Aspect.BEYOND: _beyond,
    Aspect.EMPHASIS: lambda value: str(Emphasis(value).label) if value else "",
    Aspect.FIELDS: _fields,
}
