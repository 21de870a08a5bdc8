"""The people and the item of a publication, and the steps of its way, for the tests of actions."""

import datetime
from typing import NamedTuple

from mingtang.catalogue.models import Duty
from mingtang.disclosure import actions
from mingtang.disclosure.choices import StepCode
from mingtang.disclosure.models import Edition
from mingtang.ledger.models import Entry
from tests.factories.disclosure import ItemFactory
from tests.factories.organs import StaffedOrgan, staffed_organ

START = datetime.datetime(2026, 3, 10, 1, tzinfo=datetime.UTC)
BODY = "2025年县级支出三十九亿六千万元，完成调整预算的百分之九十八点三，其中教育支出最多。"


def later(hours=1, at=START):
    return at + datetime.timedelta(hours=hours)


class Scene(NamedTuple):
    """An organ with four people, an item of its county and an open duty."""

    staff: StaffedOrgan
    item: object
    duty: Duty

    @property
    def organ(self):
        return self.staff.organ


def open_duty(organ, item, **given):
    return Duty.objects.create(
        **{
            "organ": organ,
            "item": item,
            "title": "2025年决算",
            "period_start": datetime.date(2025, 1, 1),
            "period_end": datetime.date(2025, 12, 31),
            "opened_on": datetime.date(2026, 3, 1),
            "counts_from": datetime.date(2026, 3, 1),
            "due_on": datetime.date(2026, 3, 20),
            **given,
        }
    )


def scene(*, organ=None, with_duty=True, **item):
    staff = staffed_organ(organ=organ)
    made = ItemFactory(
        standard__county=staff.organ.county,
        **{"elements": [], "channels": ["website"], **item},
    )
    return Scene(staff, made, open_duty(staff.organ, made) if with_duty else None)


def draft(on_scene, *, at=START, title="2025年决算公告", body=BODY, **changes):
    edition = actions.start_draft(
        item=on_scene.item,
        organ=on_scene.organ,
        duty=on_scene.duty,
        outcome=changes.pop("outcome", "content"),
        by=on_scene.staff.officer,
        at=at,
    )
    return actions.save_draft(
        edition=edition,
        version=edition.version,
        changes={"title": title, "body": body, **changes},
        by=on_scene.staff.officer,
        at=at,
    )


def submitted(on_scene, *, at=START, **changes):
    edition = draft(on_scene, at=at, **changes)
    return actions.submit(edition=edition, by=on_scene.staff.officer, at=later(1, at))


def reviewed(on_scene, *, at=START, **changes):
    edition = submitted(on_scene, at=at, **changes)
    return actions.sign(
        edition=edition, step=StepCode.SECRECY, by=on_scene.staff.reviewer, at=later(2, at)
    )


def published(on_scene, *, at=START, **changes):
    edition = reviewed(on_scene, at=at, **changes)
    return actions.sign(
        edition=edition, step=StepCode.APPROVAL, by=on_scene.staff.approver, at=later(3, at)
    )


def corrected(on_scene, disclosure, *, at, **changes):
    """A second edition on the whole way."""
    edition = actions.start_correction(disclosure=disclosure, by=on_scene.staff.officer, at=at)
    edition = actions.save_draft(
        edition=edition,
        version=edition.version,
        changes={"correction_reason": "数字录入有误", **changes},
        by=on_scene.staff.officer,
        at=at,
    )
    actions.submit(edition=edition, by=on_scene.staff.officer, at=at)
    actions.sign(edition=edition, step=StepCode.SECRECY, by=on_scene.staff.reviewer, at=at)
    return actions.sign(edition=edition, step=StepCode.APPROVAL, by=on_scene.staff.approver, at=at)


def again(edition):
    """As it stands in the database."""
    return Edition.objects.select_related("disclosure__duty", "disclosure__current").get(
        pk=edition.pk
    )


def acts_about(disclosure):
    return list(
        Entry.objects.filter(object_id=disclosure.object_id)
        .order_by("index")
        .values_list("act", flat=True)
    )
