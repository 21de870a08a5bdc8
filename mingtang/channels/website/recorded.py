"""Where a page stands in the public log, its proofs, and whether it is still what was recorded."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext as _

from mingtang.audit.actions import note_mismatches
from mingtang.channels.shared.public_pages import FRESH
from mingtang.channels.shared.shown.numbers import grouped
from mingtang.disclosure.models import Disclosure
from mingtang.disclosure.queries import public
from mingtang.foundation import clock
from mingtang.foundation.text import gettext_noop
from mingtang.journeys.checking import Misfit, of_disclosure
from mingtang.ledger.choices import Act
from mingtang.ledger.models import Entry
from mingtang.ledger.queries import entries_about
from mingtang.ledger.tasks import folder_of
from mingtang.organs.models import County

SHOWN_ACTS = {
    Act.PUBLISHED: gettext_noop("公开"),
    Act.CORRECTED: gettext_noop("更正"),
    Act.WITHDRAWN: gettext_noop("撤回"),
    Act.PERSONAL_DATA_ERASED: gettext_noop("依法删除"),
    Act.DUTY_FULFILLED: gettext_noop("完成"),
    Act.DUTY_REOPENED: gettext_noop("重新打开"),
    Act.DISPUTE_RECEIVED: gettext_noop("收到"),
    Act.DISPUTE_ANSWERED: gettext_noop("答复"),
}


@dataclass(frozen=True)
class Recorded:
    """One act that the public knows of: its place in the log and where its proof is."""

    place: str
    proof: str


def record(disclosure: Disclosure) -> dict[str, object]:
    """What a page shows of the log: `ledger`, and `misfits` where it is not what was recorded."""
    origin = disclosure.county.log_origin
    entries = entries_about(origin, disclosure.object_id)
    told = [entry for entry in entries if entry.act in SHOWN_ACTS]
    fingerprint = str(told[-1].commitments.get("text", ""))[:16] if told else ""
    misfits = _misfits(disclosure, entries)
    _told(disclosure.county, misfits)
    return {
        "ledger": shown(entries),
        "fingerprint": " ".join(fingerprint[at : at + 4] for at in range(0, 16, 4)).strip(),
        "misfits": [gettext(one.what) % one.params for one in misfits],
    }


def _misfits(disclosure: Disclosure, entries: list[Entry]) -> list[Misfit]:
    """Read anew before anybody is alarmed: it may have been corrected while we read."""
    county, about = disclosure.county, disclosure.object_id
    folder = folder_of(settings.LEDGER_FOLDER, county.log_origin)
    found = of_disclosure(disclosure, entries, folder)
    again = public.find(county, about) if found else None
    if again is None:
        return found
    still = set(of_disclosure(again, entries_about(county.log_origin, about), folder))
    return [one for one in found if one in still]


def proofs_of(county: County, object_id: UUID) -> list[Recorded]:
    """Of a duty or of what somebody said; one query."""
    return shown(entries_about(county.log_origin, object_id))


def shown(entries: Iterable[Entry]) -> list[Recorded]:
    """Of an entry that must not be served any more there is no proof to be had."""
    return [
        Recorded(
            _("%(index)s号条目（%(act)s）")
            % {"index": grouped(entry.index), "act": gettext(SHOWN_ACTS[Act(entry.act)])},
            reverse("api:proof", args=[entry.index]),
        )
        for entry in entries
        if entry.act in SHOWN_ACTS and not entry.barred_at
    ]


def _told(county: County, misfits: list[Misfit]) -> None:
    """Whoever watches hears of it the moment that anybody comes across it."""
    if misfits:
        found = [(one.object_id, one.words) for one in misfits]
        note_mismatches(county_code=county.code, found=found, at=clock.now())


def as_recorded(response: HttpResponse, shown: dict[str, object]) -> HttpResponse:
    """A page that is not what was put on record is looked at anew each time, and kept by nobody."""
    if shown["misfits"]:
        response.headers["Cache-Control"] = FRESH
    return response
