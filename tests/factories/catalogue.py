"""A catalogue, facts and duties, as the actions make them.

`adopted(county)` puts the shipped model standard in force; `ItemFactory()` makes one item in a
standard of its own county. `DutyFactory()` is one that is open and not yet due.
"""

import datetime

import factory

from mingtang.catalogue.actions import adopt_standard
from mingtang.catalogue.choices import DutyState, FactKind
from mingtang.catalogue.models import (
    Doubt,
    Duty,
    Fact,
    ImportedRow,
    ImportedTable,
    Item,
    Standard,
)
from mingtang.catalogue.queries import shipped_standard
from mingtang.catalogue.rules.official.settling import wording_hash
from mingtang.foundation.document_numbers import compared
from tests.factories.files import StoredFileFactory
from tests.factories.organs import CountyFactory, OrganFactory
from tests.factories.people import UserFactory

ADOPTED_AT = datetime.datetime(2026, 1, 1, 1, tzinfo=datetime.UTC)  # 9:00 in Shanghai
BODIES = {"kinds": [], "tiers": [], "fields": [], "sectors": [], "codes": []}
TWENTY = {"after": "formed_or_changed", "n": 20, "unit": "wd"}
REASON = {
    "from": "formed_or_changed",
    "start": "2026-09-18",
    "term": "+20wd",
    "law": "政府信息公开条例",
    "article": "第二十六条",
    "local": False,
    "mark": "S",
}


class StandardFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Standard

    county = factory.SubFactory(CountyFactory)
    title = factory.Sequence(lambda n: f"第{n}公开标准目录")
    edition = "2026年版"
    from_on = datetime.date(2026, 1, 1)


class ItemFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Item

    standard = factory.SubFactory(StandardFactory)
    code = factory.Sequence(lambda n: f"X-{n:02}")
    clause = "S3.2b"
    level1 = "政策文件"
    level2 = factory.Sequence(lambda n: f"第{n}种文件")
    elements = factory.LazyFunction(
        lambda: [
            {"key": "text", "label": "正文", "hint": "", "kind": "long", "required": True},
        ]
    )
    basis = factory.LazyFunction(
        lambda: [
            {
                "law": "政府信息公开条例",
                "article": "第二十六条",
                "local": False,
                "mark": "S",
                "term": True,
            }
        ]
    )
    due_rule = factory.LazyFunction(lambda: dict(TWENTY))
    bodies = factory.LazyFunction(lambda: dict(BODIES))
    channels = factory.LazyFunction(lambda: ["website"])
    gates = factory.LazyFunction(list)


class FactFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Fact

    organ = factory.SubFactory(OrganFactory)
    kind = FactKind.FORMED_OR_CHANGED
    title = factory.Sequence(lambda n: f"第{n}号文件形成")
    number_key = factory.LazyAttribute(lambda made: compared(getattr(made, "number", "")))
    happened_on = datetime.date(2026, 9, 18)
    recorded_at = datetime.datetime(2026, 9, 18, 2, tzinfo=datetime.UTC)
    recorder = factory.SubFactory(UserFactory)
    recorded_for = factory.SelfAttribute("organ")


class DutyFactory(factory.django.DjangoModelFactory):
    """Owed for a fact of the same organ, unless a period is given."""

    class Meta:
        model = Duty

    organ = factory.SubFactory(OrganFactory)
    item = factory.SubFactory(
        ItemFactory, standard__county=factory.SelfAttribute("...organ.county")
    )
    fact = factory.SubFactory(
        FactFactory, organ=factory.SelfAttribute("..organ"), item=factory.SelfAttribute("..item")
    )
    title = factory.Sequence(lambda n: f"第{n}项任务")
    opened_on = datetime.date(2026, 9, 18)
    counts_from = datetime.date(2026, 9, 18)
    due_on = datetime.date(2026, 10, 22)
    reason = factory.LazyFunction(lambda: dict(REASON))


class PeriodDutyFactory(DutyFactory):
    """Owed for October 2026 by the tenth of November."""

    fact = None
    period_start = datetime.date(2026, 10, 1)
    period_end = datetime.date(2026, 10, 31)
    opened_on = datetime.date(2026, 11, 1)
    counts_from = datetime.date(2026, 10, 31)
    due_on = datetime.date(2026, 11, 10)
    reason = factory.LazyFunction(
        lambda: {
            "from": "period_end",
            "every": "month",
            "by_day": 10,
            "start": "2026-10-31",
            "law": "",
            "article": "",
            "local": True,
            "mark": "K",
        }
    )


class ImportedTableFactory(factory.django.DjangoModelFactory):
    """A draft without rows."""

    class Meta:
        model = ImportedTable

    county = factory.SubFactory(CountyFactory)
    name = factory.Sequence(lambda n: f"第{n}份目录.xlsx")
    file = factory.SubFactory(StoredFileFactory)
    imported_at = ADOPTED_AT


UNDERSTOOD = {
    "level1": "行政许可",
    "level2": "许可决定",
    "elements": "许可文书号\n许可内容",
    "basis": "《行政许可法》第四十条",
    "time": TWENTY,
    "subject": BODIES,
    "channels": ["website"],
    "audience": "public",
    "mode": "active",
    "levels": ["county"],
}


class ImportedRowFactory(factory.django.DjangoModelFactory):
    """A row that was understood whole; `doubtful_row` makes one that was not."""

    class Meta:
        model = ImportedRow

    table = factory.SubFactory(ImportedTableFactory)
    number = factory.Sequence(lambda n: n + 1)
    sheet = "行政许可"
    row = factory.SelfAttribute("number")
    level1 = "行政许可"
    level2 = factory.Sequence(lambda n: f"第{n}种许可")
    elements = "许可文书号\n许可内容"
    basis = "《行政许可法》第四十条"
    time_text = "信息形成或变更之日起20个工作日内"
    term = factory.LazyFunction(lambda: dict(TWENTY))
    subject = "各机关"
    channels = factory.LazyFunction(lambda: ["政府网站"])
    channels_text = "■政府网站"
    audience = "全社会"
    mode = "主动"
    levels = factory.LazyFunction(lambda: ["县级"])
    understood = factory.LazyAttribute(lambda row: {**UNDERSTOOD, "level2": row.level2})


def doubtful_row(table, *, aspect="time", wording="看情况", **given):
    """A row of which one thing waits for a person."""
    words = {"time_text": wording, "term": None} if aspect == "time" else {}
    row = ImportedRowFactory(table=table, **words, **given)
    row.understood = {key: value for key, value in row.understood.items() if key != aspect}
    row.save()
    Doubt.objects.create(
        table=table,
        row=row,
        aspect=aspect,
        wording=wording,
        wording_hash=wording_hash(wording),
        template="看不懂“%(read)s”。",
        params={"read": wording},
    )
    return row


def ended_duty(state=DutyState.FULFILLED, *, late_by=0, **about_the_duty):
    """A duty that has ended, so many working days after its due day."""
    return DutyFactory(
        state=state,
        ended_at=datetime.datetime(2026, 10, 22, 2, tzinfo=datetime.UTC),
        late_by=late_by,
        **about_the_duty,
    )


def adopted(county, *, at=ADOPTED_AT, standard=None, by=None):
    """The shipped standard, or another text, in force in a county."""
    return adopt_standard(
        county=county, standard=standard or shipped_standard(), by=by or UserFactory(), at=at
    )
