"""How late things came on record, by who recorded them: each figure with the acts behind it."""

from django.urls import reverse

from mingtang.catalogue.queries.lags import LateDuty
from mingtang.channels.shared.shown.dates import full_day
from mingtang.channels.shared.shown.numbers import grouped
from mingtang.channels.website import corrected
from mingtang.channels.website.counted import Share, counted, rate_words
from mingtang.channels.website.issued_opened import opened_by
from mingtang.issued.queries.gaps import Kept
from mingtang.issued.queries.recordings import Recording, Recordings
from mingtang.issued.rules.lags import FEW, Lag
from mingtang.organs.models import Organ

SHOWN = 20


def shown_recordings(
    told: Recordings, organ: Organ, year: int, by: str
) -> dict[str, object] | None:
    """None where nothing was recorded. `elsewhere`: how many of them concern other organs."""
    if not told:
        return None
    concerned = dict(told.concerned())
    return {
        "lag": shown_lag(told.lag),
        "elsewhere": len(told.acts) - concerned.get(organ, 0),
        "by": [
            {"name": one.name, "address": _register(one, year), "count": count}
            for one, count in told.recorders()
        ],
        "acts": [_act(one, organ, year) for one in told.acts[:SHOWN]],
        "total": len(told.acts),
        "is_cut": len(told.acts) > SHOWN,
        "late": [_late(one, organ, year) for one in told.late[:SHOWN]],
        "late_total": len(told.late),
        "late_more": len(told.late[SHOWN:]),
        "opened": opened_by(told, organ, year, by),
    }


def shown_withdrawals(kept: Kept, organ: Organ, year: int) -> dict[str, object]:
    """What was taken off the record, of all that ever came on it; `in_time` of these before
    anything was due, as an organ may do by itself."""
    part, whole = len(kept.withdrawn), len(kept.ever_recorded)
    table = reverse("website:issued-facts-csv", args=[organ.object_id]) + f"?year={year}"
    is_few = whole < FEW
    share = Share(
        rate=rate_words(part, whole, is_few=is_few),
        part=counted(part, "#withdrawn"),
        whole=counted(whole, table),
        none="",
        is_few=is_few and bool(whole),
    )
    in_time = sum(one.is_withdrawn_in_time for one in kept.withdrawn)
    return {"share": share, "in_time": counted(in_time, "#withdrawn"), "table": table}


def shown_lag(lag: Lag | None) -> dict[str, object] | None:
    if lag is None:
        return None
    return {
        "count": grouped(lag.count),
        "middle": lag.middle,
        "worst": grouped(lag.worst),
        "is_few": lag.is_few,
    }


def _act(one: Recording, organ: Organ, year: int) -> dict[str, object]:
    """With the day that was said first, as it is counted."""
    recorded = one.recorded
    by, about = recorded.by, recorded.fact.organ
    other = by if by != organ else about
    return {
        "title": recorded.fact.title,
        "number": recorded.fact.number,
        "happened": full_day(recorded.happened_on),
        "recorded": full_day(recorded.first_on),
        "days": grouped(one.days),
        "other": _other(other, organ, year),
        "corrections": corrected.of_fact(recorded.forms),
        "duties": [
            {"address": reverse("website:duty", args=[duty.object_id]), "title": duty.title}
            for duty in one.duties
        ],
    }


def _late(late: LateDuty, organ: Organ, year: int) -> dict[str, object]:
    """With the days that were said first; what a correction made of them stands beside."""
    by = late.recorded.by
    return {
        "address": reverse("website:duty", args=[late.duty.object_id]),
        "title": late.duty.title,
        "happened": full_day(late.recorded.happened_on),
        "due": full_day(late.due_on),
        "recorded": full_day(late.recorded_on),
        "other": _other(by if by != organ else late.owed_by, organ, year),
        "corrections": corrected.of_fact(late.recorded.forms),
    }


def _other(other: Organ, organ: Organ, year: int) -> dict[str, str]:
    """Who else has to do with it; no address where that is the organ itself."""
    address = _register(other, year) if other != organ else ""
    return {"name": other.name, "address": address}


def _register(organ: Organ, year: int) -> str:
    return reverse("website:issued", args=[organ.object_id]) + f"?year={year}"
