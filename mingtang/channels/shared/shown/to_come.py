"""What is not owed yet and will be due within days, as pages and tables tell it beforehand."""

import datetime
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from mingtang.catalogue.queries.foretold import ToCome
from mingtang.channels.shared.shown.dates import Day, day

NAMED = 5  # of those who will owe the same
SHOWN_MOST = 100


@dataclass(frozen=True)
class ShownToCome:
    title: str
    who: str
    count: int
    opens: Day
    due: Day


def shown_to_come(found: Sequence[ToCome], on: datetime.date) -> list[ShownToCome]:
    """The most urgent of them: see `to_come_lines` for all."""
    return [_shown(one, on) for one in found[:SHOWN_MOST]]


def to_come_lines(found: Iterable[ToCome]) -> Iterator[Sequence[object]]:
    """A line for each organ, the head first."""
    yield _("机关"), _("事项编码"), _("公开任务"), _("哪天产生"), _("到期日")
    for one in found:
        about = one.about
        for organ in one.organs:
            yield organ.name, about.item.code, about.title, about.opens_on, about.due_on


def _shown(one: ToCome, on: datetime.date) -> ShownToCome:
    names = _("、").join(organ.name for organ in one.organs[:NAMED])
    rest = len(one.organs) - NAMED
    said = {"names": names, "count": len(one.organs)}
    return ShownToCome(
        title=one.about.title,
        who=_("%(names)s等%(count)s个机关") % said if rest > 0 else names,
        count=len(one.organs),
        opens=day(one.about.opens_on, on),
        due=day(one.about.due_on, on),
    )
