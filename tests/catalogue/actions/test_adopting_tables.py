"""A settled official table becomes an edition in force, or is given up."""

import datetime
from dataclasses import replace

import pytest

from mingtang.catalogue import actions
from mingtang.catalogue.actions import drafts
from mingtang.catalogue.actions import tables as module
from mingtang.catalogue.choices import TableState
from mingtang.catalogue.models import Duty
from mingtang.catalogue.queries import editions
from mingtang.catalogue.rules.first_days import FAR_AHEAD, FROM_BEFORE
from mingtang.catalogue.rules.official.drafting import Heading
from mingtang.catalogue.rules.standards import StandardNotUnderstood
from mingtang.catalogue.tasks import open_duties
from mingtang.foundation.errors import RuleBroken
from mingtang.ledger.choices import Act
from mingtang.ledger.models import Entry
from mingtang.organs.choices import Role
from tests.catalogue.actions.on_tables import AT, HEADING, LASTING, adopt, settle, undo
from tests.factories.catalogue import (
    TWENTY,
    ImportedRowFactory,
    ImportedTableFactory,
    ItemFactory,
    StandardFactory,
    doubtful_row,
)
from tests.factories.organs import CountyFactory, OrganFactory, holder_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def county():
    return CountyFactory(name="某县")


@pytest.fixture
def table(county):
    return ImportedTableFactory(county=county)


def test_a_settled_table_becomes_an_edition_and_an_act_and_opens_duties(county, table):
    OrganFactory(county=county)
    ImportedRowFactory(table=table, level2="职能")
    settle(doubtful_row(table))

    adopted = adopt(table)
    open_duties(county=county, on=datetime.date(2027, 1, 1), at=AT)

    table.refresh_from_db()
    assert (table.state, table.adopted_as) == (TableState.ADOPTED, adopted)
    assert [item.due_rule for item in adopted.items.order_by("order")] == [TWENTY, LASTING]
    assert Entry.objects.filter(act=Act.STANDARD_ADOPTED, object_id=county.object_id).count() == 1
    assert Duty.objects.get().item.due_rule == LASTING


def test_the_table_of_an_edition_that_was_withdrawn_is_adopted_from_another_day(county, table):
    ImportedRowFactory(table=table, level2="职能")
    settle(doubtful_row(table))
    office = holder_of(Role.OPENNESS_OFFICE, organ=OrganFactory(county=county))
    first = adopt(table)

    actions.withdraw_standard(standard=first, because="日期写错了", by=office, at=AT)

    table.refresh_from_db()
    assert (table.state, table.adopted_as) == (TableState.DRAFT, None)
    later = replace(HEADING, from_on=datetime.date(2027, 2, 1))
    with pytest.raises(RuleBroken, match="换一个版本号"):
        adopt(table, later)
    again = adopt(table, replace(later, edition="2027年第2版"))
    table.refresh_from_db()
    assert (table.adopted_as, again.items.count()) == (again, first.items.count())
    assert (again.from_on, again.to_on) == (later.from_on, None)


def test_what_waits_keeps_a_table_from_being_adopted(table):
    doubtful_row(table)

    with pytest.raises(RuleBroken, match="还有1项没有核定完"):
        adopt(table)
    assert not table.county.standards.exists()


def test_an_edition_that_weakens_the_law_is_refused_with_its_rows(county, table):
    standard = StandardFactory(county=county, title=HEADING.title)
    for number in range(7):
        ItemFactory(standard=standard, level2=f"法定事项{number}")
    ImportedRowFactory(table=table)

    with pytest.raises(RuleBroken) as refused:
        adopt(table)

    said = str(refused.value)
    assert refused.value.template == editions.WEAKENED
    assert "“法定事项0”有法定依据（《政府信息公开条例》第二十六条），新版里没有这一项" in said
    assert said.endswith("……另有2处。")
    table.refresh_from_db()
    assert table.is_draft


def test_few_weakened_items_are_all_told(county, table):
    standard = StandardFactory(county=county, title=HEADING.title)
    ItemFactory(standard=standard, level1="行政许可", level2="决定", due_rule={"at": "once"})
    ImportedRowFactory(table=table, level2="决定", row=9)

    with pytest.raises(RuleBroken) as refused:
        adopt(table)
    assert "另有" not in str(refused.value)
    assert "行政许可第9行：“决定”有法定依据" in str(refused.value)


def test_what_another_catalogue_has_in_force_is_not_said_again_under_another_name(county, table):
    other = StandardFactory(county=county, title="另一份目录")
    ItemFactory(standard=other, level1="行政许可", level2="决定")
    ImportedRowFactory(table=table, level2="决定", row=9)

    with pytest.raises(RuleBroken) as refused:
        adopt(table)

    assert "行政许可第9行：“决定”已经在《另一份目录》里施行" in str(refused.value)
    other.to_on = HEADING.from_on - datetime.timedelta(days=1)
    other.save()
    assert adopt(table).title == HEADING.title


def test_what_the_law_sets_in_another_catalogue_is_not_put_off_by_a_second_one(county, table):
    OrganFactory(county=county)
    other = StandardFactory(county=county, title="另一份目录")
    shorter = {"after": "formed_or_changed", "n": 5, "unit": "wd"}
    ItemFactory(standard=other, level1="别的一级", level2="决定", due_rule=shorter, bodies={})
    ImportedRowFactory(table=table, level2="决定", row=9)

    with pytest.raises(RuleBroken) as refused:
        adopt(table)

    assert "行政许可第9行：“决定”在《另一份目录》里是法定事项" in str(refused.value)
    other.items.update(due_rule={"after": "formed_or_changed", "n": 20, "unit": "wd"})
    assert adopt(table).title == HEADING.title


def of_one_matter(table, *rows):
    """Rows 预算/简称: what differs, and as what it is understood."""
    for number, (columns, understood) in enumerate(rows, 1):
        made = ImportedRowFactory(table=table, number=number, row=number, level2="简称", **columns)
        made.understood |= understood
        made.save()


FINANCE = {"codes": ["cz"]}


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (({"subject": "县财政局"}, {"subject": FINANCE}), ({"subject": "某县财政局"}, {})),
        (({}, {}), ({"subject": "某县财政局、某县民政局"}, {"subject": {"codes": ["cz", "mz"]}})),
        (({}, {}), ({"subject": "县直部门"}, {"subject": {"kinds": ["department"]}})),
        (({}, {}), ({"sheet": "另一张表"}, {})),
        (({}, {}), ({"elements": "依据"}, {"elements": "机关\n依据"})),
    ],
)
def test_contradictory_terms_of_one_matter_are_refused_until_one_is_settled(
    county, table, first, second
):
    OrganFactory(county=county, code="cz", kind="department")
    rows = [
        (columns, {"subject": FINANCE, "elements": "依据", **understood})
        for columns, understood in (first, second)
    ]
    rows[1][1]["time"] = LASTING
    of_one_matter(table, *rows)

    with pytest.raises(RuleBroken) as refused:
        adopt(table)

    assert "第1行是同一件事项" in str(refused.value)
    assert "第2行：和表" in str(refused.value)
    late = table.rows.get(number=2)
    settle(late, TWENTY, wording=late.time_text, everywhere=False)
    assert adopt(table).items.count() == 2


def test_two_duties_of_one_name_with_elements_of_their_own_are_adopted(county, table):
    OrganFactory(county=county, code="cz")
    plan, result = ({"subject": FINANCE, "elements": name} for name in ("计划", "结果"))
    of_one_matter(table, ({}, plan), ({}, {**result, "time": LASTING}))

    planned = editions.planned_edition(table, HEADING)

    assert (planned.refused, len(planned.within.two)) == ([], 1)
    assert adopt(table).items.count() == 2


def test_no_edition_is_in_force_from_a_day_that_is_past(county, table):
    ImportedRowFactory(table=table)

    with pytest.raises(RuleBroken) as refused:
        adopt(table, replace(HEADING, from_on=datetime.date(2026, 11, 25)))
    assert refused.value.template == FROM_BEFORE
    assert not county.standards.exists()
    assert adopt(table, replace(HEADING, from_on=datetime.date(2026, 11, 26)))


def test_a_wrong_year_does_not_lock_a_county_into_its_catalogue(county, table):
    ImportedRowFactory(table=table)

    with pytest.raises(RuleBroken) as refused:
        adopt(table, replace(HEADING, from_on=datetime.date(2126, 1, 1)))
    assert refused.value.template == FAR_AHEAD
    assert not county.standards.exists()
    assert adopt(table, replace(HEADING, from_on=datetime.date(2027, 11, 27)))


def test_the_same_words_are_no_second_edition(county, table):
    again = ImportedTableFactory(county=county)
    for one in (table, again):
        ImportedRowFactory(table=one, number=1, row=4, level2="职能")
    adopt(table)

    with pytest.raises(RuleBroken) as refused:
        adopt(again)

    assert refused.value.template == module.SAME_AGAIN


def test_a_title_that_is_no_title_is_refused_as_in_any_standard(table):
    ImportedRowFactory(table=table)

    with pytest.raises(StandardNotUnderstood, match="title"):
        adopt(table, Heading("", "2027年版", HEADING.from_on))


def test_what_was_adopted_or_given_up_cannot_be_touched_again(table):
    one = ImportedRowFactory(table=table)
    settlement = settle(one, wording=one.time_text)
    actions.discard_table(table=table)

    for again in (
        lambda: settle(one),
        lambda: undo(settlement),
        lambda: adopt(table),
        lambda: actions.discard_table(table=table),
    ):
        with pytest.raises(RuleBroken) as refused:
            again()
        assert refused.value.template == drafts.NO_DRAFT


@pytest.mark.parametrize(
    "term",
    [
        TWENTY,
        {"before": "held", "n": 7, "unit": "d"},
        {"at": "once"},
        {"every": "quarter", "within": {"n": 20, "unit": "wd"}},
        {"every": "month", "by_day": 10},
        {"yearly_by": "03-31"},
        LASTING,
        {"display_at_least": {"n": 7, "unit": "d"}},
    ],
)
def test_every_form_of_term_goes_from_the_table_to_a_duty(county, table, term):
    organ = OrganFactory(county=county)
    settle(doubtful_row(table), term)
    item = adopt(table).items.get()
    on = datetime.date(2028, 4, 1)
    kinds = {"before": "held_planned"}
    opens = next((kinds.get(key, "formed_or_changed") for key in term if key in FACTS), None)

    if opens:
        actions.record_fact(
            organ=organ,
            kind=opens,
            title="某事",
            happened_on=on + datetime.timedelta(days=30) if "before" in term else on,
            recorded_for=organ,
            evidence="纪要",
            by=holder_of(Role.OFFICER, organ=organ),
            at=datetime.datetime(2028, 4, 1, 2, tzinfo=datetime.UTC),
        )
    else:
        open_duties(county=county, on=on, at=AT)

    assert item.due_rule == term
    assert Duty.objects.filter(item=item, organ=organ).exists()


FACTS = {"after", "before", "at", "display_at_least"}


def test_what_is_on_request_opens_no_duty(county, table):
    OrganFactory(county=county)
    asked, unasked = (doubtful_row(table, level2=name) for name in ("应询", "主动"))
    settle(asked)
    settle(asked, "request", aspect="mode", wording="主动", everywhere=False)
    adopt(table)

    open_duties(county=county, on=datetime.date(2027, 1, 1), at=AT)

    assert [duty.item.level2 for duty in Duty.objects.all()] == [unasked.level2]
