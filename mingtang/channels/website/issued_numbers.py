"""The numbers of a register, series by series, as everybody sees them; each leads to its list."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from mingtang.channels.shared.shown.numbers import grouped
from mingtang.channels.website.counted import Counted, counted
from mingtang.channels.website.issued_gaps import figures
from mingtang.issued.queries.gaps import Series
from mingtang.organs.models import Organ

GAPS_SHOWN = 30


@dataclass(frozen=True)
class ShownSeries:
    name: str
    registered: Counted
    highest: str
    missing: dict[str, Counted]
    gaps: str
    withdrawn: str
    again: str
    is_whole: bool


def shown_series(organ: Organ, one: Series) -> ShownSeries:
    gaps = [str(gap) for gap in one.gaps]
    more = _("等") if len(gaps) > GAPS_SHOWN else ""
    return ShownSeries(
        name=f"{one.series}〔{one.year}〕",
        registered=_registered(organ, one),
        highest=grouped(one.highest),
        missing=figures(organ, one),
        gaps=_("、").join(gaps[:GAPS_SHOWN]) + more,
        withdrawn=_serials(one.withdrawn),
        again=_serials(one.again),
        is_whole=not one.gaps,
    )


def _registered(organ: Organ, one: Series) -> Counted:
    asked = {"series": one.series, "state": "standing"}
    return counted(one.registered, list_address(organ, one.year, **asked))


def list_address(organ: Organ, year: int, **asked: str) -> str:
    """The register of a year, narrowed, at its list."""
    query = urlencode({"year": str(year), **asked})
    return f"{reverse('website:issued', args=[organ.object_id])}?{query}#list"


def _serials(serials: Sequence[int]) -> str:
    more = _("等") if len(serials) > GAPS_SHOWN else ""
    return _("、").join(map(str, serials[:GAPS_SHOWN])) + more
