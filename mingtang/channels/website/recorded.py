"""Where a page stands in the public log, its proofs, and whether it is still what was recorded."""

import datetime
from collections import defaultdict
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
from mingtang.catalogue.choices import Channel
from mingtang.catalogue.models import Duty, Standard
from mingtang.catalogue.queries.pages import find_duty
from mingtang.catalogue.queries.scores import By, Narrowed
from mingtang.channels.shared.public_pages import FRESH
from mingtang.channels.shared.shown.numbers import grouped
from mingtang.disclosure.models import Delivery, Disclosure
from mingtang.disclosure.queries import public
from mingtang.disclosure.queries.hung import as_they_hang
from mingtang.disclosure.queries.posted import RECEIPTS, receipts_about
from mingtang.foundation import clock
from mingtang.foundation.text import gettext_noop
from mingtang.issued.models import GapExplanation, IssuedDocument
from mingtang.issued.queries.committed import OF_GAPS
from mingtang.issued.queries.explained import explanations_in
from mingtang.issued.queries.register import register_of
from mingtang.journeys.checking import (
    Misfit,
    of_asked,
    of_boards,
    of_counted,
    of_disclosure,
    of_disputes,
    of_duty,
    of_organ,
    of_register,
    of_scores,
    of_standard,
)
from mingtang.ledger.choices import Act
from mingtang.ledger.models import Entry
from mingtang.ledger.queries import entries_about, told_about
from mingtang.ledger.tasks import folder_of
from mingtang.organs.models import County, Organ, Place
from mingtang.organs.queries import public as organs
from mingtang.supervision.models import Finding
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
    Act.POSTED: gettext_noop("张贴"),
    Act.REMOVED: gettext_noop("撤下"),
    Act.FINDING_RAISED: gettext_noop("提出"),
    Act.FINDING_ANSWERED: gettext_noop("说明"),
    Act.FINDING_SETTLED: gettext_noop("核定"),
    Act.FINDING_CLOSED: gettext_noop("了结"),
    Act.GAP_EXPLAINED: gettext_noop("说明"),
    Act.GAP_WITHDRAWN: gettext_noop("撤回"),
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
        "ledger": [*shown(entries), *_receipts(disclosure)],
        "fingerprint": " ".join(fingerprint[at : at + 4] for at in range(0, 16, 4)).strip(),
        "misfits": _words(county, of_disclosure(disclosure, entries, folder), again),
    }


def _receipts(disclosure: Disclosure) -> list[Recorded]:
    """Of each time that it was put up on a board or taken down; two queries, or none."""
    if Channel.BOARD not in disclosure.item.channels:
        return []
    sheets = receipts_about(disclosure)
    return [
        Recorded(
            _("%(index)s号条目（%(act)s，%(board)s）")
            % {
                "index": grouped(entry.index),
                "act": gettext(SHOWN_ACTS[Act(entry.act)]),
                "board": board.name if (board := sheets[entry.object_id].place) else "",
            },
            reverse("api:proof", args=[entry.index]),
        )
        for entry in told_about(sheets, RECEIPTS)
        if not entry.barred_at
    ]


def record_of_duty(duty: Duty) -> dict[str, object]:
    """The same of a duty."""
    county, folder = duty.organ.county, _folder(duty.organ.county)

    def again() -> list[Misfit]:
        return of_duty(find_duty(county, duty.object_id) or duty, folder)

    return {
        "ledger": shown(entries_about(county.log_origin, duty.object_id)),
        "misfits": _words(county, of_duty(duty, folder), again),
    }


def misfits_of_organ(organ: Organ) -> list[str]:
    """What the register says of an organ, where it is not what was recorded."""
    folder = _folder(organ.county)

    def again() -> list[Misfit]:
        return of_organ(organs.find(organ.county, organ.object_id) or organ, folder)

    return _words(organ.county, of_organ(organ, folder), again)


def misfits_of_standard(standard: Standard) -> list[str]:
    """The edition of the catalogue in which an item stands, where it is not what was adopted."""
    folder = _folder(standard.county)

    def again() -> list[Misfit]:
        return of_standard(standard, folder)  # it is read anew each time

    return _words(standard.county, again(), again)


def misfits_of_register(
    organ: Organ, documents: Sequence[IssuedDocument], explained: Sequence[GapExplanation]
) -> list[str]:
    """What a page of an organ's register of documents shows, where it is not what was recorded."""
    county, folder = organ.county, _folder(organ.county)
    keys, said = [one.pk for one in documents], [one.pk for one in explained]

    def again() -> list[Misfit]:
        shown = list(register_of(organ).filter(pk__in=keys))
        return of_register(county, shown, list(explanations_in(county).filter(pk__in=said)), folder)

    return _words(county, of_register(county, documents, explained, folder), again)


def misfits_of_disputes(county: County, disputes: Sequence[Dispute]) -> list[str]:
    """What people said of a page, and was answered, where it is not what was recorded."""
    folder = _folder(county)

    def again() -> list[Misfit]:
        return of_disputes(list(as_they_are(disputes)), folder)

    return _words(county, of_disputes(disputes, folder), again)


def record_of_finding(finding: Finding) -> dict[str, object]:
    """The same of what was asked of an organ, its answer, and how it was settled."""
    return {
        "ledger": proofs_of(finding.county, finding.object_id),
        "misfits": misfits_of_findings(finding.county, [finding.object_id]),
    }


def misfits_of_findings(county: County, asked: Iterable[UUID]) -> list[str]:
    """What organs were asked, where a list or its numbers are not what was recorded."""
    folder, objects = _folder(county), list(asked)

    def again() -> list[Misfit]:
        return of_asked(objects, folder)

    return _words(county, of_asked(objects, folder), again)


def misfits_of_counts(county: County, asked: Iterable[UUID]) -> list[str]:
    """The same of more than a page can wait for: whether each is what its acts left."""
    objects = list(asked)

    def again() -> list[Misfit]:
        return of_counted(objects)

    return _words(county, again(), again)


def misfits_of_scores(county: County, by: By, narrowed: Narrowed, on: datetime.date) -> list[str]:
    """Sums of duties, where they are not what the duties themselves come to."""

    def again() -> list[Misfit]:
        return of_scores(county, by, narrowed, on)

    return _words(county, again(), again)


def misfits_of_boards(
    county: County, places: Sequence[Place], sheets: Sequence[Delivery]
) -> list[str]:
    """Boards, and what hangs or should hang there, where it is not what was recorded."""
    folder = _folder(county)

    def again() -> list[Misfit]:
        return of_boards(places, as_they_hang(sheets), folder)

    return _words(county, of_boards(places, sheets, folder), again)


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


def proofs_of_gaps(objects: Sequence[UUID]) -> dict[UUID, list[Recorded]]:
    """Of what was said of missing numbers, by its object; one query, or none."""
    told: dict[UUID, list[Entry]] = defaultdict(list)
    for entry in told_about(objects, OF_GAPS) if objects else ():
        told[entry.object_id].append(entry)
    return {one: shown(entries) for one, entries in told.items()}


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
