"""A publication that withholds, and a document that nobody is given."""

import datetime

from mingtang.catalogue.models import Duty, Item
from tests.disclosure import publishing
from tests.factories.catalogue import ItemFactory
from tests.issued.registers import HIDDEN, catalogue, register

START = publishing.START  # 2026-03-10
BY_DATE = {"from": "year", "yearly_by": "03-20", "start": "2025-12-31", "local": True}
REASON = "商业秘密仍在保护期内，情况没有变化"
DUE = datetime.date(2027, 3, 10)


def day(*, days=0, years=0):
    """So long after it was withheld."""
    return START + datetime.timedelta(days=days + 365 * years)


def withholding(scene=None, *, exemption="E15", at=START, as_is=False, **item):
    """Its disclosure, and the scene it was made in. `as_is`: its duty is one that was counted."""
    scene = scene or publishing.scene(**item)
    if not as_is:
        Duty.objects.filter(pk=scene.duty.pk).update(reason=BY_DATE)
    edition = publishing.published(
        scene,
        at=at,
        outcome="withheld",
        title="不予公开的说明",
        body="涉及企业的商业秘密，企业不同意公开。",
        exemption=exemption,
        third_party="refused",
        third_party_on=at.date(),
    )
    return edition.disclosure, scene


def hidden_document(staffed, said=HIDDEN, **given):
    if not Item.objects.filter(code="W-1").exists():
        catalogue(staffed.organ.county)
    return register(staffed, said=said, **given)


def beside(scene, **item):
    """Another item and duty of the same people."""
    made = ItemFactory(
        standard=scene.item.standard, **{"elements": [], "channels": ["website"], **item}
    )
    return publishing.Scene(scene.staff, made, publishing.open_duty(scene.organ, made))


def inside(scene):
    """What concerns the organ's own people alone."""
    return beside(scene, audience="internal", channels=[])
