"""Official tables from a file to an edition in force."""

import datetime
from dataclasses import replace

import pytest

from mingtang.catalogue import actions
from mingtang.catalogue.actions import tables as module
from mingtang.catalogue.actions.standards import FROM_BEFORE
from mingtang.catalogue.choices import Aspect, TableState
from mingtang.catalogue.models import Doubt, Duty, ImportedRow
from mingtang.catalogue.queries import editions
from mingtang.catalogue.queries.tables import progress
from mingtang.catalogue.rules.official.drafting import Heading
from mingtang.catalogue.rules.standards import StandardNotUnderstood
from mingtang.catalogue.tasks import open_duties
from mingtang.foundation.errors import RuleBroken
from mingtang.ledger.choices import Act
from mingtang.ledger.models import Entry
from mingtang.organs.choices import Role
from tests.catalogue.rules.official.made import book, row
from tests.factories.catalogue import (
    TWENTY,
    ImportedRowFactory,
    ImportedTableFactory,
    ItemFactory,
    StandardFactory,
    doubtful_row,
)
from tests.factories.organs import CountyFactory, OrganFactory, holder_of
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db
AT = datetime.datetime(2026, 11, 26, 1, tzinfo=datetime.UTC)
HEADING = Heading("某县目录", "2027年版", datetime.date(2027, 1, 1))
LASTING = {"standing": True}


@pytest.fixture
def county():
    return CountyFactory(name="某县")


@pytest.fixture
def table(county):
    return ImportedTableFactory(county=county)


def imported(county, *rows, **given):
    return actions.import_table(
        county=county, content=book(*rows, **given), name="目录.xlsx", by=UserFactory(), at=AT
    )


def settle(row, value=LASTING, *, aspect="time", wording="看情况", everywhere=True):
    return actions.settle_wording(
        row=row,
        aspect=Aspect(aspect),
        wording=wording,
        value=value,
        is_everywhere=everywhere,
        by=UserFactory(),
        at=AT,
    )


def undo(settlement):
    return actions.undo_settlement(settlement=settlement, by=UserFactory(), at=AT)


def adopt(table, heading=HEADING):
    return actions.adopt_table(table=table, heading=heading, by=UserFactory(), at=AT)


def settled_as(row, aspect="time"):
    """What a doubt of a row was settled as, or None while it waits; "" where there is none."""
    doubt = Doubt.objects.select_related("settled").filter(row=row, aspect=aspect).first()
    if doubt is None:
        return ""
    return doubt.settled.value if doubt.settled else None


def test_what_was_read_is_kept_as_a_draft_with_its_doubts(county):
    OrganFactory(county=county, name="县市场监管局")
    table = imported(county, row(), row(level2="清单", subject="某局"), head=HEAD)

    first, second = ImportedRow.objects.filter(table=table)
    assert (table.state, table.name, table.file.size > 0) == ("draft", "目录.xlsx", True)
    assert [one["template"] for one in table.problems] == ["多出的列“%(name)s”没有读。"]
    (around,) = table.around
    assert (around["sheet"], around["above"]) == ("行政许可", ["正定县政务公开标准目录"])
    assert (around["below"], around["heads"]["time"]) == ([], "公开时限")
    assert (first.sheet, first.row, first.term) == ("行政许可", 4, TWENTY)
    assert first.understood["subject"]["codes"]
    assert [(one.row_id, one.aspect) for one in table.doubts.all()] == [(second.pk, "subject")]
    assert progress(table).rows == 2


def test_lines_that_are_names_in_the_register_are_kept_as_bodies_apart(county):
    for name in ("县妇女联合会", "团县委"):
        OrganFactory(county=county, name=name)

    table = imported(county, row(subject="县妇女联合会\n团县委"))

    (kept,) = ImportedRow.objects.filter(table=table)
    assert kept.subject == "县妇女联合会、团县委"
    assert len(kept.understood["subject"]["codes"]) == 2


HEAD = (
    ("序号", "公开事项", None, "公开内容\n（要素）", "公开依据", "公开时限", "公开主体")
    + ("公开渠道和载体", "公开对象", None, "公开方式", None, "公开层级", None, "公开形式"),
    (None, "一级事项", "二级事项", None, None, None, None)
    + (None, "全社会", "特定群体", "主动", "依申请", "县级", "乡级", None),
)


def test_what_is_wrong_with_a_row_and_in_no_column_is_kept_with_the_table(county):
    table = imported(county, row(), row())

    assert [(one["row"], one["column"]) for one in table.problems] == [(5, "")]


def test_a_file_without_a_table_is_refused_with_the_first_reason(county):
    with pytest.raises(RuleBroken, match="没有找到表头"):
        imported(county, head=[("随便", "什么")])
    with pytest.raises(RuleBroken) as refused:
        imported(county)
    assert refused.value.template == module.NO_ROWS
    assert not county.imported_tables.exists()


def test_more_rows_than_can_be_settled_are_refused(county, monkeypatch):
    monkeypatch.setattr(module, "ROWS_AT_MOST", 1)

    with pytest.raises(RuleBroken, match="有2项，一次最多1项"):
        imported(county, row(), row(level2="清单"))


def test_the_same_words_are_settled_once_for_all_rows(table):
    rows = [doubtful_row(table) for _number in range(3)]
    other = doubtful_row(table, wording="再说")

    settlement = settle(rows[0])

    assert [settled_as(one) for one in rows] == [LASTING] * 3
    assert settled_as(other) is None
    assert settlement.doubts.count() == 3


def test_one_row_can_be_settled_otherwise_and_stays_so(table):
    one, two = doubtful_row(table), doubtful_row(table)
    once = {"at": "once"}

    settle(two, once, everywhere=False)
    settle(one)

    assert (settled_as(one), settled_as(two)) == (LASTING, once)
    settle(two)
    assert settled_as(two) == LASTING


def test_what_was_settled_for_all_can_be_settled_anew_for_all(table):
    rows = [doubtful_row(table), doubtful_row(table)]
    settle(rows[0])

    settle(rows[1], {"at": "once"})

    assert [settled_as(one) for one in rows] == [{"at": "once"}] * 2


def test_what_was_understood_can_be_settled_otherwise_and_taken_back(table):
    one, two = ImportedRowFactory(table=table), ImportedRowFactory(table=table)
    words = one.time_text

    alone = settle(one, wording=words, everywhere=False)
    assert (settled_as(one), settled_as(two)) == (LASTING, "")
    both = settle(one, wording=words)
    assert (settled_as(one), settled_as(two)) == (LASTING, LASTING)

    assert (undo(alone), undo(both)) == (0, 2)
    assert (settled_as(one), settled_as(two)) == ("", "")


def test_taken_back_the_rows_wait_again_and_the_settlement_stays_on_record(table):
    rows = [doubtful_row(table), doubtful_row(table)]
    settlement = settle(rows[0])

    assert undo(settlement) == 2
    assert [settled_as(one) for one in rows] == [None, None]
    settlement.refresh_from_db()
    assert settlement.undone_at == AT
    with pytest.raises(RuleBroken, match="已经撤销"):
        undo(settlement)


def test_words_that_are_not_in_the_row_are_refused(table):
    one = doubtful_row(table)

    with pytest.raises(RuleBroken) as refused:
        settle(one, wording="别的字")

    assert refused.value.template == module.NOT_IN_ROW


def test_a_value_that_cannot_stand_is_refused(table):
    with pytest.raises(StandardNotUnderstood):
        settle(doubtful_row(table), {"after": "moon", "n": 1, "unit": "d"})


def test_a_text_that_is_missing_is_written_for_one_row_alone(table):
    rows = [doubtful_row(table, aspect="elements", wording="") for _number in range(2)]

    settlement = settle(rows[0], "文号", aspect="elements", wording="")

    assert not settlement.is_everywhere
    assert [settled_as(one, "elements") for one in rows] == ["文号", None]


def test_a_channel_is_settled_by_its_name(table):
    one = ImportedRowFactory(table=table, channels=["政府网站", "融媒体"])

    settle(one, "board", aspect="channel", wording="融媒体")
    (item,) = adopt(table).items.all()

    assert item.channels == ["website", "board"]


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


def test_no_edition_is_in_force_from_a_day_that_is_past(county, table):
    ImportedRowFactory(table=table)

    with pytest.raises(RuleBroken) as refused:
        adopt(table, replace(HEADING, from_on=datetime.date(2026, 11, 25)))
    assert refused.value.template == FROM_BEFORE
    assert not county.standards.exists()
    assert adopt(table, replace(HEADING, from_on=datetime.date(2026, 11, 26)))


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
        assert refused.value.template == module.NO_DRAFT


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


def test_the_same_file_sent_twice_is_one_draft(county):
    content = book(row())
    given = {"county": county, "name": "目录.xlsx", "by": UserFactory(), "at": AT}
    first = actions.import_table(content=content, **given)

    assert actions.import_table(content=content, **given) == first
    actions.discard_table(table=first)
    assert actions.import_table(content=content, **given) != first
