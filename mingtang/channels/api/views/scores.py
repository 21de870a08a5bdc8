"""The scoreboard for machines, and what is needed to make it again from the duties."""

import datetime
from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse

from mingtang.catalogue.choices import Emphasis
from mingtang.catalogue.queries.scores import NO_FIELD, By, Narrowed, scores
from mingtang.catalogue.rules.standing import Tally
from mingtang.catalogue.words import formula
from mingtang.channels.api.answers import answer, choice, day, refusal
from mingtang.channels.shared.known import only_known
from mingtang.channels.shared.requests import PublicRequest
from mingtang.foundation import clock
from mingtang.foundation.errors import NotUnderstood
from mingtang.ledger.queries import sizes
from mingtang.organs.choices import Field, Tier
from mingtang.organs.models import Organ

CHOICES: dict[str, list[str]] = {
    "by": list(By),
    "tier": Tier.values,
    "emphasis": Emphasis.values,
    "field": [*Field.values, NO_FIELD],
}


@only_known("by", "since", "until", "tier", "emphasis", "field")
def scoreboard(request: PublicRequest) -> HttpResponse:
    """`?by=organ|tier|item|field|month`, and which duties: `since`, `until` (days on which they
    fall due, both included; this year where neither is said), `tier`, `emphasis`, `field`.

    `on` is the day here by which what is open counts as late, `size` the acts in the log so far.
    """
    on = clock.day_of(clock.now())
    try:
        by = By(choice(request, "by", CHOICES["by"]) or By.ORGAN)
        since, until = day(request, "since"), day(request, "until")
        narrowed = Narrowed(
            since=since or (None if until else on.replace(month=1, day=1)),
            until=until or (None if since else on.replace(month=12, day=31)),
            tier=choice(request, "tier", CHOICES["tier"]),
            emphasis=choice(request, "emphasis", CHOICES["emphasis"]),
            field=choice(request, "field", CHOICES["field"]),
        )
    except NotUnderstood as problem:
        return refusal(problem)
    county = request.county
    size = sizes().get(county.log_origin, 0)
    found = scores(county, by, narrowed, on)
    codes = dict(Organ.objects.filter(county=county).values_list("pk", "code"))
    return answer(
        {
            "on": on.isoformat(),
            "size": size,
            "by": by,
            "since": _written(narrowed.since),
            "until": _written(narrowed.until),
            "tier": narrowed.tier,
            "emphasis": narrowed.emphasis,
            "field": narrowed.field,
            "formula": formula(),
            "rows": [_row(_key(by, key, codes), tally) for key, tally in found.items()],
        }
    )


def _row(key: str, tally: Tally) -> dict[str, object]:
    return {
        "key": key,
        "kept": tally.kept,
        "late_done": tally.late_done,
        "late_open": tally.late_open,
        "owed": tally.owed,
        "rate": str(tally.rate) if tally.owed else None,
        "nil": tally.nil,
        "nil_late": tally.nil_late,
        "withheld": tally.withheld,
        "withheld_late": tally.withheld_late,
        "due_total": tally.due_total,
        "not_due": tally.not_due,
        "is_few": tally.is_few,
    }


def _key(by: By, key: Any, codes: Mapping[int, str]) -> str:
    if by is By.ORGAN:
        return codes[key]
    return f"{key:%Y-%m}" if by is By.MONTH else str(key)


def _written(day: datetime.date | None) -> str | None:
    return day.isoformat() if day else None
