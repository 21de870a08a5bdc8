"""重点或一般 and fields are settled for many rows at once, and taken back as one."""

import datetime
from dataclasses import replace

import pytest

from mingtang.catalogue import actions
from mingtang.catalogue.choices import Aspect
from mingtang.catalogue.queries.tables import values_of
from mingtang.foundation.errors import RuleBroken
from tests.catalogue.actions.on_tables import AT, HEADING, adopt, imported, undo
from tests.catalogue.rules.official.made import HEAD, UNDER, book, row
from tests.factories.organs import CountyFactory, OrganFactory
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db
OWN = [[*HEAD, "是否重点", "领域"], UNDER]


@pytest.fixture
def county():
    county = CountyFactory(name="某县")
    OrganFactory(county=county, name="县市场监管局")
    return county


@pytest.fixture
def table(county):
    return imported(county, row(), row(level2="清单"), row(level2="变更"))


def settle_rows(table, numbers, value, aspect=Aspect.EMPHASIS):
    return actions.settle_rows(
        table=table, numbers=numbers, aspect=aspect, value=value, by=UserFactory(), at=AT
    )


def said(table, aspect="emphasis"):
    return [values_of(one).get(aspect) for one in table.rows.order_by("number")]


def test_the_rows_that_were_chosen_are_settled_and_go_back_together(table):
    first = settle_rows(table, [1, 2, 99], "key")
    settle_rows(table, [2], ["health"], Aspect.FIELDS)

    assert said(table) == ["key", "key", ""]
    assert said(table, "fields") == [None, ["health"], None]
    assert undo(first) == 2
    assert said(table) == ["", "", ""]


def test_what_waits_in_a_column_is_settled_with_them_and_waits_again(county):
    table = imported(county, [*row(), "看情况", "社会救济"], head=OWN)
    assert {one.aspect: one.wording for one in table.doubts.all()} == {
        "emphasis": "看情况",
        "fields": "社会救济",
    }

    one = settle_rows(table, [1], ["civil_affairs"], Aspect.FIELDS)

    assert said(table, "fields") == [["civil_affairs"]]
    undo(one)
    assert table.doubts.filter(settled__isnull=True).count() == 2


@pytest.mark.parametrize(
    ("numbers", "aspect", "value", "why"),
    [
        ([], Aspect.EMPHASIS, "key", "一行也没有选"),
        ([9], Aspect.EMPHASIS, "key", "一行也没有选"),
        ([1], Aspect.EMPHASIS, "很重要", "不在可选的里面"),
        ([1], Aspect.FIELDS, ["nothing"], "不在可选的里面"),
        ([1], Aspect.TIME, {"standing": True}, "要逐行核定"),
    ],
)
def test_what_cannot_be_settled_so_is_refused(table, numbers, aspect, value, why):
    with pytest.raises(RuleBroken, match=why):
        settle_rows(table, numbers, value, aspect)


def test_columns_are_in_force_and_the_next_edition_keeps_what_it_has_no_column_for(county):
    rows = [[*row(), "√", "社会救助"], [*row(level2="清单"), "", ""]]
    edition = adopt(imported(county, *rows, head=OWN))
    later = replace(HEADING, edition="2027年第2版", from_on=datetime.date(2027, 7, 1))

    again = adopt(imported(county, row(), row(level2="清单"), row(level2="新的")), later)

    kept = [("key", ["civil_affairs"]), ("general", [])]
    assert list(edition.items.order_by("order").values_list("emphasis", "fields")) == kept
    found = list(again.items.order_by("order").values_list("emphasis", "fields"))
    assert found == [*kept, ("general", [])]


def test_of_a_new_item_the_title_of_its_table_says_which_field(county):
    titles = (("社会救助领域基层政务公开标准目录",),)
    content = book(row(), titles=titles)
    table = actions.import_table(
        county=county, content=content, name="目录.xlsx", by=UserFactory(), at=AT
    )

    (kept,) = table.rows.all()
    assert kept.understood["titled"] == {"fields": ["civil_affairs"], "words": "社会救助"}
    assert adopt(table).items.get().fields == ["civil_affairs"]


def test_a_field_that_was_settled_goes_before_the_title(county):
    table = imported(county, row(), titles=(("社会救助领域目录",),))
    settle_rows(table, [1], [], Aspect.FIELDS)

    assert adopt(table).items.get().fields == []


def test_where_departments_in_charge_of_a_field_owe_it_the_title_adds_none(county):
    table = imported(county, row(), titles=(("社会救助领域目录",),))
    bodies = {"fields": ["health"]}
    one = table.rows.get()
    actions.settle_wording(
        row=one,
        aspect=Aspect.SUBJECT,
        wording=one.subject,
        value=bodies,
        is_everywhere=False,
        by=UserFactory(),
        at=AT,
    )

    item = adopt(table).items.get()
    assert (item.fields, item.all_fields) == ([], ["health"])
