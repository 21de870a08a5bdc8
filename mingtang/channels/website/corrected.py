"""What was corrected of a fact or of a document: what was said before, why, and on which day."""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from django.utils.translation import gettext as _

from mingtang.catalogue.models import Fact
from mingtang.catalogue.models.held_back import HeldBack
from mingtang.catalogue.rules.holding_back import cited
from mingtang.channels.shared.shown.dates import Day, full_day
from mingtang.foundation.clock import day_of
from mingtang.issued.choices import Ground
from mingtang.issued.models import Registration
from mingtang.issued.rules.registering import is_title_public


@dataclass(frozen=True)
class Correction:
    """One that was made: each thing it changed in words, if they may be shown."""

    day: Day
    changes: tuple[str, ...]
    because: str

    def __str__(self) -> str:
        told = {"day": self.day, "because": self.because}
        if not self.changes:
            return _("%(day)s更正，改动的内容不公开。原因：%(because)s") % told
        told["changes"] = _("；").join(self.changes)
        return _("%(day)s更正：%(changes)s。原因：%(because)s") % told


@dataclass(frozen=True)
class HeldBackWords:
    """That words which were public are held back: when, by whom, on which ground and why."""

    day: Day
    by: str
    article: str
    ground: str
    because: str

    def __str__(self) -> str:
        template = _(
            "%(day)s%(by)s隐去了以前登记的文字。依据：%(article)s（%(ground)s）。理由：%(because)s"
        )
        return template % vars(self)


Change = Correction | HeldBackWords


def held_back(thing: HeldBack) -> list[HeldBackWords]:
    """One, or none where nothing is."""
    if thing.held_back_at is None:
        return []
    return [
        HeldBackWords(
            full_day(day_of(thing.held_back_at)),
            thing.held_back_by,
            cited(thing.held_back_ground),
            str(Ground(thing.held_back_ground).label),
            thing.held_back_because,
        )
    ]


def of_fact(forms: Sequence[Fact]) -> list[Change]:
    """The forms of a fact, from the first to the one that stands."""
    return [*_of_fact(forms), *held_back(forms[-1])]


def _of_fact(forms: Sequence[Fact]) -> list[Correction]:
    return [
        Correction(
            full_day(day_of(after.recorded_at)),
            tuple(_changed_of_fact(before, after)),
            after.corrected_because,
        )
        for before, after in pairwise(forms)
    ]


def of_document(registrations: Sequence[Registration]) -> list[Change]:
    """All registrations of a document, from the first on. Words of what is not for everyone are
    left out."""
    is_open = bool(registrations) and is_title_public(registrations[-1].attribute)
    corrections = [
        Correction(
            full_day(day_of(after.recorded_at)),
            tuple(_changed_of_document(before, after, is_open=is_open)),
            after.because,
        )
        for before, after in pairwise(registrations)
    ]
    return [*corrections, *(held_back(registrations[-1].document) if registrations else ())]


def _changed_of_fact(before: Fact, after: Fact) -> Iterator[str]:
    yield from _days(_("发生日期"), before.happened_on, after.happened_on)
    yield from _words(_("标题"), before.title, after.title)
    yield from _words(_("证据"), before.evidence, after.evidence)
    yield from _items(before, after)


def _changed_of_document(
    before: Registration, after: Registration, *, is_open: bool
) -> Iterator[str]:
    yield from _days(_("印发日期"), before.issued_on, after.issued_on)
    yield from _words(_("公开属性"), before.get_attribute_display(), after.get_attribute_display())
    yield from _words(_("不公开的依据"), before.get_ground_display(), after.get_ground_display())
    yield from _words(_("是否规范性文件"), _yes(before.is_normative), _yes(after.is_normative))
    yield from _words(_("是否要解读"), _yes(before.needs_reading), _yes(after.needs_reading))
    if is_open:
        if before.fact and after.fact:
            yield from _items(before.fact, after.fact)
        yield from _words(_("标题"), before.title, after.title)
        yield from _words(_("联合发文的机关"), _partners(before), _partners(after))


def _items(before: Fact, after: Fact) -> Iterator[str]:
    """What first stood as the evidence of no item is not called changed."""
    if before.item_id and before.item_id != after.item_id:
        was, now = (one.item.level2 if one.item else "" for one in (before, after))
        yield from _words(_("公开事项"), was, now)


def _days(label: str, before: datetime.date, after: datetime.date) -> Iterator[str]:
    if before != after:
        told = {"label": label, "was": full_day(before), "now": full_day(after)}
        yield _("%(label)s原来是%(was)s，改为%(now)s") % told


def _words(label: str, before: str, after: str) -> Iterator[str]:
    if before != after:
        told = {"label": label, "was": before or _("（空着）"), "now": after or _("（空着）")}
        yield _("%(label)s原来是“%(was)s”，改为“%(now)s”") % told


def _yes(said: object) -> str:
    return _("是") if said else _("否")


def _partners(one: Registration) -> str:
    return "、".join(partner["name"] for partner in one.partners)
