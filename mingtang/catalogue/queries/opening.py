"""What has been opened already: the memory of the duty engine."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Aggregate, Q, TextField
from django.db.models.functions import Cast, Coalesce, TruncMonth
from django.db.models.sql.compiler import SQLCompiler

from mingtang.catalogue.choices import DutyState
from mingtang.catalogue.models import Duty
from mingtang.catalogue.rules.carrying import carried
from mingtang.catalogue.rules.due import first_of
from mingtang.catalogue.rules.opening import OpenItem, Slot, slot_of
from mingtang.catalogue.rules.terms_of_items import Every


class Joined(Aggregate):
    """Texts of a group, with commas between them, in whatever order."""

    function = "GROUP_CONCAT"
    template = "%(function)s(%(expressions)s)"
    output_field = TextField()

    def as_postgresql(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **how: Any
    ) -> tuple[str, Any]:
        template = "STRING_AGG(%(expressions)s, ',')"
        return self.as_sql(compiler, connection, template=template, **how)


def known(items: Iterable[OpenItem], organs: Iterable[int] | None = None) -> dict[Slot, set[int]]:
    """For whom a duty of each slot has arisen, whoever owes it now; of these organs, or of all.

    A duty taken over is remembered under the organ it arose for; and one for what is always on show
    under every later edition that says the same of it. Nor is asked whether nothing arose,
    of whom a fact was recorded. One query, with a row for each item and period and not for each
    duty; one more where any item is expected at least so often.
    """
    by_id = {item.id: item for item in items}
    rows = Duty.objects.filter(item__in=by_id, fact__isnull=True)
    ours = None if organs is None else list(organs)
    if ours is not None:
        rows = rows.filter(Q(organ__in=ours, taken_over_from=None) | Q(taken_over_from__in=ours))
    bodies = Joined(Cast(Coalesce("taken_over_from_id", "organ_id"), TextField()))
    groups = rows.order_by().values_list("item_id", "period_start").annotate(bodies=bodies)
    found: dict[Slot, set[int]] = {}
    for item, start, joined in groups:
        found.setdefault(slot_of(by_id[item], start), set()).update(map(int, joined.split(",")))
    for slot, body in _arisen(by_id, ours):
        found.setdefault(slot, set()).add(body)
    for new, olds in carried(by_id.values()).items():
        found.setdefault(Slot(new, None), set()).update(
            *(found.get(Slot(old, None), ()) for old in olds)
        )
    return found


def _arisen(by_id: Mapping[int, OpenItem], organs: list[int] | None) -> Iterator[tuple[Slot, int]]:
    """Of whom something was recorded that is expected at least so often, and in which periods.

    Under whichever edition: a period may have begun before the one that asks.
    """
    expected: dict[tuple[str, str], list[tuple[int, Every]]] = {}
    for item in by_id.values():
        if item.at_least:
            expected.setdefault(_of_all_editions(item), []).append((item.id, item.at_least))
    if not expected:
        return
    recorded = [item.id for item in by_id.values() if _of_all_editions(item) in expected]
    rows = Duty.objects.filter(item__in=recorded, fact__isnull=False).exclude(state=DutyState.VOID)
    if organs is not None:
        rows = rows.filter(Q(organ__in=organs) | Q(taken_over_from__in=organs))
    body = Coalesce("taken_over_from_id", "organ_id")
    found = rows.order_by().annotate(body=body, month=TruncMonth("fact__happened_on"))
    for key, month, one in found.values_list("item_id", "month", "body").distinct():
        for item_id, at_least in expected[_of_all_editions(by_id[key])]:
            yield Slot(item_id, first_of(at_least, month)), one


def _of_all_editions(item: OpenItem) -> tuple[str, str]:
    return item.series, item.code
