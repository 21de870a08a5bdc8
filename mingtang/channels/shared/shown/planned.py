"""What an edition changes, item by item, and which duties follow: at the desk before it is adopted,
in public before it is in force."""

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mingtang.catalogue.queries.editions import Planned
from mingtang.catalogue.rules.ahead import Counts
from mingtang.catalogue.rules.edition_parts import Part
from mingtang.catalogue.rules.editions import Change
from mingtang.catalogue.rules.items import ItemText
from mingtang.catalogue.rules.skipped import Skipped
from mingtang.channels.shared.shown.dates import full_day
from mingtang.channels.shared.shown.numbers import grouped
from mingtang.channels.shared.shown.planned_words import Edition, PartWords, part_label
from mingtang.channels.shared.told import told

SHOWN_MOST = 100
NAMED_MOST = 8


@dataclass(frozen=True)
class ShownChange:
    """An item, what of it changes and how, the duties that follow, and why it may not be.

    `is_mended`: the county mends its own mistake by it (目录勘误).
    """

    title: str
    level1: str
    parts: list[tuple[str, str, str]]
    duties: str
    weakened: list[str]
    is_mended: bool = False


@dataclass(frozen=True)
class ShownGroup:
    key: str
    title: str
    rows: list[ShownChange]
    total: int


@dataclass(frozen=True)
class ShownSkipped:
    """A period that no edition asks for, of some items by name and of `more` besides; `mend` says
    which first day would, where it can be chosen still."""

    period: str
    names: list[str]
    more: int
    mend: str


def duties_words(counts: Counts) -> str:
    """Of a year from the first day; nothing where none changes."""
    parts = [
        _("产生%(count)s件") % {"count": counts.opened} if counts.opened else "",
        _("改期%(count)s件") % {"count": counts.moved} if counts.moved else "",
        _("不再产生%(count)s件") % {"count": counts.closed} if counts.closed else "",
    ]
    return _("，").join(filter(None, parts))


def kinds_of_changes(planned: Planned) -> list[tuple[str, str, Sequence[Change]]]:
    found = planned.comparison
    return [
        ("added", _("新增的事项"), found.added),
        ("changed", _("有变化的事项"), found.changed),
        ("removed", _("不再列入的事项"), found.removed),
    ]


def change_groups(planned: Planned, names: Mapping[str, str]) -> list[ShownGroup]:
    return [
        ShownGroup(
            key=key,
            title=title,
            rows=[shown_change(one, planned, names) for one in changes[:SHOWN_MOST]],
            total=len(changes),
        )
        for key, title, changes in kinds_of_changes(planned)
        if changes
    ]


def change_lines(planned: Planned, names: Mapping[str, str]) -> Iterator[Sequence[str]]:
    """All changes, a line for each part that changes: which kind of change, the code of the item,
    what it is called, the part as it was and as it would be, and the duties that follow."""
    for _key, kind, changes in kinds_of_changes(planned):
        for change in changes:
            one = shown_change(change, planned, names)
            item = change.new or change.old
            for part in one.parts or [("", "", "")]:
                yield kind, item.code if item else "", one.level1, one.title, *part, one.duties


def skipped_groups(planned: Planned, on: datetime.date) -> list[ShownSkipped]:
    """By period, as it stands on a day."""
    names = {item.code: item.level2 for item in planned.text.items}
    groups = []
    for (period, owed_on), found in groupby(planned.skipped, lambda one: (one.words, one.owed_on)):
        known = [_named(names[one.code], one) for one in found]
        groups.append(
            ShownSkipped(
                period=period,
                names=known[:NAMED_MOST],
                more=len(known[NAMED_MOST:]),
                mend=_mend(planned, owed_on, on),
            )
        )
    return groups


def skipped_lines(planned: Planned, on: datetime.date) -> Iterator[Sequence[str]]:
    """All of them, among the changes as a table to take along: see `change_lines`."""
    items = {item.code: item for item in planned.text.items}
    for one in planned.skipped:
        item = items[one.code]
        said = f"{_lacking(one)}{_mend(planned, one.owed_on, on)}"
        yield _("没有要求的一期"), item.code, item.level1, item.level2, one.words, "", said, ""


def _named(name: str, one: Skipped) -> str:
    """With how many organs it is, where others are asked by an edition before."""
    if one.some is None:
        return name
    words = ngettext("%(name)s（%(n)s个机关）", "%(name)s（%(n)s个机关）", one.some)
    return words % {"name": name, "n": grouped(one.some)}


def _lacking(one: Skipped) -> str:
    said = {"due": full_day(one.due_on)}
    if one.some is None:
        return _("%(due)s到期，在施行日以前已经结束，哪一版都不要求公开。") % said
    words = ngettext(
        "%(due)s到期，在施行日以前已经结束，有%(n)s个机关哪一版都不要求它公开。",
        "%(due)s到期，在施行日以前已经结束，有%(n)s个机关哪一版都不要求它公开。",
        one.some,
    )
    return words % {**said, "n": grouped(one.some)}


def _mend(planned: Planned, owed_on: datetime.date, on: datetime.date) -> str:
    if not planned.may_begin_on(owed_on, on):
        return ""
    return _("要公开这一期的，施行日请定在%(day)s或以前。") % {"day": full_day(owed_on)}


def shown_change(change: Change, planned: Planned, names: Mapping[str, str]) -> ShownChange:
    item = change.new or change.old
    assert item is not None  # noqa: S101 - a change is of an item in one of both
    duties = planned.ahead.by_code.get(item.code, Counts())
    both = (change.old, change.new)
    settled = (planned.replaces or planned.text, planned.text)
    return ShownChange(
        title=item.level2,
        level1=item.level1,
        parts=[_part(part, both, settled, names) for part in change.parts],
        duties=duties_words(duties),
        weakened=[told(one) for one in change.weakened],
        is_mended=bool(change.mended),
    )


def _part(
    part: Part,
    both: tuple[ItemText | None, ItemText | None],
    settled: tuple[Edition, Edition],
    names: Mapping[str, str],
) -> tuple[str, str, str]:
    """What changes, from what, to what."""
    words = PartWords(both, names)
    old, new = (
        words.of(part, item, edition) if item else ""
        for item, edition in zip(both, settled, strict=True)
    )
    return part_label(part), old, new
