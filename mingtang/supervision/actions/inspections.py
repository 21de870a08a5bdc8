import datetime

from django.db import transaction

from mingtang.foundation.clock import day_of
from mingtang.foundation.errors import RuleBroken
from mingtang.foundation.personal_data.refusing import refuse_personal_data
from mingtang.foundation.prose import clean_line
from mingtang.foundation.text import gettext_noop as _
from mingtang.ledger.choices import Act, FieldGroup
from mingtang.ledger.rules import canonical
from mingtang.organs.actions import record_act
from mingtang.organs.models import County, Organ
from mingtang.people.models import User
from mingtang.supervision import permissions
from mingtang.supervision.models import InspectionDay
from mingtang.supervision.queries.committed import inspection
from mingtang.supervision.queries.inspections import inspections_of
from mingtang.supervision.rules.answering import why_not_inspection

NOT_YOURS = _("检查日由县政务公开办登记。")


@transaction.atomic
def enter_inspection(
    *,
    county: County,
    organ: Organ,
    day: datetime.date,
    title: str,
    by: User,
    at: datetime.datetime,
) -> InspectionDay:
    """`organ` is that of the office. Raises RuleBroken."""
    on = day_of(at)
    if not permissions.may_set_inspections(by, county, on):
        raise RuleBroken(NOT_YOURS)
    name = clean_line(title)
    if reason := why_not_inspection(day, name, on=on):
        raise RuleBroken(reason)
    refuse_personal_data(name)
    County.objects.select_for_update().get(pk=county.pk)
    if inspections_of(county).filter(on=day).exists():
        raise RuleBroken(_("这一天已经登记过检查。"))
    entered = InspectionDay.objects.create(
        organ=organ, county=county, on=day, title=name, entered_at=at, entered_by=by
    )
    _record(Act.INSPECTION_ENTERED, entered, by, at)
    return entered


@transaction.atomic
def cancel_inspection(
    *, inspection_day: InspectionDay, by: User, at: datetime.datetime
) -> InspectionDay:
    """What was found because of it stays, with its evidence. Raises RuleBroken."""
    known = (
        InspectionDay.objects.select_for_update(of=("self",))
        .select_related("organ__county", "county")
        .get(pk=inspection_day.pk)
    )
    if not permissions.may_set_inspections(by, known.county, day_of(at)):
        raise RuleBroken(NOT_YOURS)
    if known.cancelled_at is not None:
        raise RuleBroken(_("这个检查日刚才已经撤销了。"))
    known.cancelled_at = at
    known.save(update_fields=["cancelled_at"])
    _record(Act.INSPECTION_CANCELLED, known, by, at)
    return known


def _record(act: Act, day: InspectionDay, by: User, at: datetime.datetime) -> None:
    record_act(
        act=act,
        about=day,
        basis="",
        fields={**inspection(day), FieldGroup.PERSON: canonical({"by": by.username})},
        by=by,
        at=at,
    )
