"""A county with something of everything, as many of each as asked."""

import datetime

from mingtang.catalogue.actions import recount
from mingtang.disclosure.models import Disclosure
from tests.factories.cases import DisputeFactory
from tests.factories.catalogue import DutyFactory, ItemFactory, StandardFactory, ended_duty
from tests.factories.disclosure import DeliveryFactory, DisclosureFactory, EditionFactory
from tests.factories.organs import (
    OrganFieldFactory,
    PlaceFactory,
    VillageFactory,
    fully_led,
    staffed_organ,
)

AT = datetime.datetime(2026, 11, 2, 1, 30, tzinfo=datetime.UTC)
TODAY = datetime.date(2026, 11, 26)
TABLE = "|项目|万元|\n|---|---:|\n|道路|1268|"
ELEMENTS = [
    {"key": "sum", "label": "金额", "hint": "", "kind": "number", "required": True},
    {"key": "rows", "label": "分配表", "hint": "单位写清", "kind": "table", "required": False},
]


def furnished(county, count=1):
    """`count` organs, each with a duty in every state, publications, a board and a dispute."""
    standard = StandardFactory(county=county)
    already = county.organs.count()
    for number in range(already, already + count):
        furnish(county, standard, number)
    recount(county=county)


def furnish(county, standard, number):
    organ = staffed_organ(county=county, name=f"第{number}局", order=number).organ
    if number % 2 == 0:
        fully_led(organ)
    OrganFieldFactory(organ=organ)
    village = VillageFactory(county=county, name=f"第{number}村民委员会")
    item = ItemFactory(standard=standard, elements=ELEMENTS, level2=f"第{number}种事项")
    duties = {
        "late": DutyFactory(organ=organ, item=item, due_on=TODAY - datetime.timedelta(days=8)),
        "soon": DutyFactory(organ=organ, item=item, due_on=TODAY + datetime.timedelta(days=5)),
        "kept": ended_duty(organ=organ, item=item, late_by=-2),
        "was": ended_duty(organ=organ, item=item, late_by=3),
        "nil": ended_duty("nil", organ=organ, item=item),
        "held": ended_duty("withheld", organ=organ, item=item),
    }
    for name in ("kept", "was"):
        published(organ, item, duty=duties[name], late_by=duties[name].late_by)
    board(published(organ, item), village)
    gone = published(organ, item, title=f"第{number}件撤回的")
    withdrawn(gone)
    DisputeFactory(county=county, organ=organ, subject_kind="organ", subject_id=organ.object_id)
    return organ


def published(organ, item, **given):
    """Public, with one edition that says something."""
    made = DisclosureFactory(
        organ=organ,
        item=item,
        edition__body_html="<p>正文在此。</p>",
        edition__values={"sum": "1268", "rows": TABLE},
        edition__summary="一句话说完。",
        **given,
    )
    DeliveryFactory(
        edition=made.current, organ=organ, channel="website", state="posted", posted_at=AT
    )
    return made


def board(disclosure, village):
    """Waiting on the board of a village that should have posted it."""
    place = PlaceFactory(organ=village)
    return DeliveryFactory(
        edition=disclosure.current,
        organ=village,
        place=place,
        post_by=datetime.date(2026, 11, 5),
    )


def withdrawn(disclosure, **given):
    """Taken back; its tombstone stays."""
    told = {
        "withdrawn_at": AT,
        "withdrawal_ground": "personal_data",
        "withdrawal_reason": "遮盖不全",
        "withdrawal_basis": "《政府信息公开条例》第十五条",
        **given,
    }
    Disclosure.objects.filter(pk=disclosure.pk).update(**told)
    disclosure.editions.update(state="withdrawn")
    disclosure.refresh_from_db()
    return disclosure


def corrected(disclosure, **given):
    """A second edition takes the place of the first."""
    first = disclosure.current
    first.state = "superseded"
    first.save()
    second = EditionFactory(
        disclosure=disclosure,
        number=2,
        correction_reason="数字录入有误",
        published_at=AT + datetime.timedelta(days=7),
        **{"title": disclosure.title, "values": first.values, **given},
    )
    disclosure.current = second
    disclosure.published_at = second.published_at
    disclosure.save()
    return second
