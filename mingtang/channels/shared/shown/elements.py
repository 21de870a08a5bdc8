"""The elements of an edition as people read them: at the desk just as the public will."""

from collections.abc import Iterator

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

from mingtang.catalogue.rules.items import ElementKind
from mingtang.channels.shared.shown.dates import written_day
from mingtang.disclosure.models import Edition
from mingtang.foundation.measured import measured
from mingtang.foundation.prose import html_from_markdown

# How one is filled in.
KINDS_OF_ELEMENTS = [
    (ElementKind.TEXT.value, _("一行字")),
    (ElementKind.LONG.value, _("一段话")),
    (ElementKind.NUMBER.value, _("数字")),
    (ElementKind.DATE.value, _("日期")),
    (ElementKind.PHONE.value, _("电话")),
    (ElementKind.TABLE.value, _("表格")),
]
LONG = {"long", "table"}


def short_values(edition: Edition) -> list[tuple[str, str]]:
    """Label and value of what fits on a line: days written out, figures with their unit."""
    return [
        (label, written_day(value) if kind == "date" else value)
        for kind, label, value in _elements(edition)
        if kind not in LONG
    ]


def sections(edition: Edition) -> list[tuple[str, SafeString]]:
    """Elements that need room, each to stand under its own heading."""
    return [
        (label, mark_safe(html_from_markdown(value, table_label=label)))  # noqa: S308 - cleaned
        for kind, label, value in _elements(edition)
        if kind in LONG
    ]


def _elements(edition: Edition) -> Iterator[tuple[str, str, str]]:
    """Kind, label and value of what the item asks for and the edition answers."""
    for element in edition.disclosure.item.elements:
        value = str(edition.values.get(element["key"], "")).strip()
        if value:
            kind = element.get("kind", "text")
            shown = measured(value, element.get("unit", "")) if kind == "number" else value
            yield kind, element["label"], shown
