"""Where a page stands in the public log, its proofs, and whether it is still what was recorded."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext as _

from mingtang.audit.actions import note_mismatches
from mingtang.cases.models import Dispute
from mingtang.cases.queries import as_they_are
from mingtang.catalogue.models import Duty
from mingtang.catalogue.queries.pages import find_duty
from mingtang.channels.shared.public_pages import FRESH
from mingtang.channels.shared.shown.numbers import grouped
from mingtang.disclosure.models import Disclosure
from mingtang.disclosure.queries import public
from mingtang.foundation import clock
from mingtang.foundation.text import gettext_noop
from mingtang.journeys.checking import Misfit, of_disclosure, of_disputes, of_duty
from mingtang.ledger.choices import Act
from mingtang.ledger.models import Entry
from mingtang.ledger.queries import entries_about
from mingtang.ledger.tasks import folder_of
from mingtang.organs.models import County
from tlog.folder import Folder

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
    county, about = disclosure.county, disclosure.object_id
    folder = _folder(county)
    entries = entries_about(county.log_origin, about)
    told = [entry for entry in entries if entry.act in SHOWN_ACTS]
    fingerprint = str(told[-1].commitments.get("text", ""))[:16] if told else ""

    def again() -> list[Misfit]:
        anew = public.find(county, about) or disclosure
        return of_disclosure(anew, entries_about(county.log_origin, about), folder)

    return {
        "ledger": shown(entries),
        "fingerprint": " ".join(fingerprint[at : at + 4] for at in range(0, 16, 4)).strip(),
        "misfits": _words(county, of_disclosure(disclosure, entries, folder), again),
    }


def record_of_duty(duty: Duty) -> dict[str, object]:
    """The same of a duty."""
    county, folder = duty.organ.county, _folder(duty.organ.county)

    def again() -> list[Misfit]:
        return of_duty(find_duty(county, duty.object_id) or duty, folder)

    return {
        "ledger": shown(entries_about(county.log_origin, duty.object_id)),
        "misfits": _words(county, of_duty(duty, folder), again),
    }


def misfits_of_disputes(county: County, disputes: Sequence[Dispute]) -> list[str]:
    """What people said of a page, and was answered, where it is not what was recorded."""
    folder = _folder(county)

    def again() -> list[Misfit]:
        return of_disputes(list(as_they_are(disputes)), folder)

    return _words(county, of_disputes(disputes, folder), again)


def _folder(county: County) -> Folder:
    return folder_of(settings.LEDGER_FOLDER, county.log_origin)


def _words(
    county: County, found: Sequence[Misfit], again: Callable[[], Iterable[Misfit]]
) -> list[str]:
    """Read anew before anybody is alarmed: it may have been changed while we read.

    Whoever watches hears of it the moment that anybody comes across it.
    """
    still = set(again()) if found else set()
    misfits = [one for one in found if one in still]
    if misfits:
        noted = [(one.object_id, one.words) for one in misfits]
        note_mismatches(county_code=county.code, found=noted, at=clock.now())
    return [gettext(one.what) % one.params for one in misfits]


def proofs_of(county: County, object_id: UUID) -> list[Recorded]:
    """Of what somebody said; one query."""
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


def as_recorded(response: HttpResponse, shown: dict[str, object]) -> HttpResponse:
    """A page that is not what was put on record is looked at anew each time, and kept by nobody."""
    if shown.get("misfits") or shown.get("dispute_misfits"):
        response.headers["Cache-Control"] = FRESH
    return response
