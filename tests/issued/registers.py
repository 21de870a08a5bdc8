"""A county with a catalogue for documents, a department with its people, and what they register."""

import datetime
from dataclasses import replace

from mingtang.issued.actions import register_document
from mingtang.issued.rules.registering import Particulars
from tests.factories.catalogue import ItemFactory, StandardFactory

DAY = datetime.date
AT = datetime.datetime(2026, 9, 28, 2, tzinfo=datetime.UTC)  # a Monday; 10:00 in Shanghai
LATER = AT + datetime.timedelta(days=1)
ON = DAY(2026, 9, 28)
AFTER_ISSUE = {"after": "document_issued", "n": 20, "unit": "wd"}
AFTER_FORMING = {"after": "formed_or_changed", "n": 20, "unit": "wd"}
READING = {"at": "once", "after": "reading_owed"}

OPEN = Particulars("物业服务收费管理办法", DAY(2026, 9, 18), "active")
ON_REQUEST = Particulars("关于内部值班的通知", DAY(2026, 9, 18), "request", "A27", "内部安排")
HIDDEN = Particulars("关于某企业配方的函", DAY(2026, 9, 18), "none", "E15", "商业秘密")
SECRET = Particulars("", DAY(2026, 9, 18), "none", "E14a")


def catalogue(county, *, readings=1):
    """Normative documents, other documents, and what explains them."""
    standard = StandardFactory(county=county)
    return [
        ItemFactory(standard=standard, code="W-1", level2="规范性文件", due_rule=AFTER_ISSUE),
        ItemFactory(standard=standard, code="W-2", level2="其他文件", due_rule=AFTER_FORMING),
        *(
            ItemFactory(standard=standard, code=f"W-{3 + n}", level2=f"解读{n}", due_rule=READING)
            for n in range(readings)
        ),
    ]


def register(staffed, number="示发〔2026〕1号", said=OPEN, *, by=None, at=AT, **given):
    """Registered by the officer; of the two items, as a normative document unless it says which."""
    if said.attribute == "active" and "item" not in given:
        said = replace(said, is_normative=True)
    document, is_new = register_document(
        organ=staffed.organ,
        number=number,
        said=said,
        recorded_for=staffed.organ,
        by=by or staffed.officer,
        at=at,
        **given,
    )
    assert is_new
    return document
