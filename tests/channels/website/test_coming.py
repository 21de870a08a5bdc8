"""What an edition of the catalogue changes is public before it is in force; one that was taken back
binds nobody, and why is said."""

import csv
import dataclasses
import datetime

import pytest

from mingtang.catalogue.actions import adopt_standard, withdraw_standard
from mingtang.catalogue.models import Item
from mingtang.catalogue.queries import shipped_standard
from mingtang.catalogue.rules.terms_of_items import ByDay, Every, YearlyBy
from mingtang.channels.shared.shown import planned
from tests.channels.website.scenery import published
from tests.factories.catalogue import DutyFactory, ItemFactory, StandardFactory, adopted
from tests.factories.organs import OrganFactory
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db

TEXT = shipped_standard()
AT = datetime.datetime(2026, 11, 20, 1, tzinfo=datetime.UTC)
FIRST_DAY = datetime.date(2027, 1, 1)
WHY = "施行日期写错了"
NEW = dataclasses.replace(TEXT.items[0], code="N-01", level2="新列入的事项")
YEARLY = dataclasses.replace(
    next(one for one in TEXT.items if one.code == "G-05"),
    code="N-03",
    level2="又一份年度报告",
    bodies=NEW.bodies,
    due=YearlyBy(1, 31),
)
INSIDE = dataclasses.replace(NEW, code="N-02", level2="机关内部的事项", audience="internal")


@pytest.fixture
def current(county):
    return adopted(county)


@pytest.fixture
def coming(county, current):
    """Without the first item, with one new for everybody and one inside organs."""
    items = (*TEXT.items[1:], NEW, INSIDE)
    text = dataclasses.replace(TEXT, edition="2027年版", items=items)
    by = UserFactory()
    return adopt_standard(county=county, standard=text, from_on=FIRST_DAY, by=by, at=AT)


def address(standard):
    return f"/items/editions/{standard.object_id}/"


def page_of(item):
    return f"/items/{item.object_id}/"


@pytest.mark.parametrize("page", ["/", "/items/", "/laws/"])
def test_that_an_edition_is_coming_is_told_where_the_catalogue_is(county, coming, read, page):
    shown = read(page)

    assert "2027年版" in shown
    assert "还没有施行，自2027年1月1日起施行" in shown
    assert f'href="{address(coming)}"' in shown


@pytest.mark.parametrize("page", ["/", "/items/", "/laws/"])
def test_nothing_is_told_where_none_is_coming(county, current, coming, read, page):
    withdraw_standard(standard=coming, because=WHY, by=UserFactory(), at=AT)

    assert "还没有施行" not in read(page)


def test_its_page_says_what_is_new_what_changes_and_what_is_dropped(county, coming, read):
    shown = read(address(coming))

    same = sum(one.audience == "public" for one in TEXT.items) - 1
    assert "还没有施行" in shown
    assert f"新增1项，有变化0项，不再列入1项，不变{same}项" in shown
    parts = ["新增的事项", NEW.level2, "不再列入的事项", TEXT.items[0].level2]
    places = [shown.index(said) for said in parts]
    assert places == sorted(places)


def test_all_changes_are_to_be_had_as_a_table(county, coming, read, visit, monkeypatch):
    monkeypatch.setattr(planned, "SHOWN_MOST", 1)
    items = (*TEXT.items[3:], NEW, INSIDE)
    text = dataclasses.replace(TEXT, edition="2028年版", items=items)
    day = FIRST_DAY.replace(month=6)
    later = adopt_standard(county=county, standard=text, from_on=day, by=UserFactory(), at=AT)

    shown = read(address(later))
    lines = lines_of(visit(f"{address(later)}changes.csv"))

    assert "共2项，这里列出前1项" in shown
    assert shown.count(f'href="{address(later)}changes.csv"') == 2
    dropped = [(one.level1, one.level2) for one in TEXT.items[1:3]]
    assert [(line[0], *line[2:4]) for line in lines[1:]] == [
        ("不再列入的事项", *one) for one in dropped
    ]
    assert lines[0][:2] == ["改动", "事项代码"]
    assert lines[1][1] == TEXT.items[1].code


def test_of_the_table_nothing_is_for_organs_alone_and_nothing_is_guessed(county, coming, visit):
    table = f"{address(coming)}changes.csv"
    assert INSIDE.level2 not in str(lines_of(visit(table)))
    assert visit(f"{table}?unheard=1").status_code == 400
    nobodys = "/items/editions/6f9619ff-8b86-4011-b42d-00cf4fc964ff/changes.csv"
    assert visit(nobodys).status_code == 404

    withdraw_standard(standard=coming, because=WHY, by=UserFactory(), at=AT)
    assert len(lines_of(visit(table))) == 1


def lines_of(response):
    return list(csv.reader(b"".join(response).decode("utf-8-sig").splitlines()))


def test_duties_that_it_opens_are_counted(county, current, read):
    OrganFactory(county=county)
    coming = with_yearly(county, dataclasses.replace(YEARLY, due=ByDay(Every.MONTH, 10)))

    assert "按日历到期的公开任务：产生" in read(address(coming))


def with_yearly(county, *items, from_on=FIRST_DAY):
    text = dataclasses.replace(TEXT, edition="2027年版", items=(*TEXT.items, *items))
    by = UserFactory()
    return adopt_standard(county=county, standard=text, from_on=from_on, by=by, at=AT)


def test_a_period_that_is_over_before_the_first_day_is_told_with_what_would_mend_it(
    county, current, read, visit, monkeypatch
):
    OrganFactory(county=county)
    monkeypatch.setattr(planned, "NAMED_MOST", 1)
    coming = with_yearly(county, YEARLY, dataclasses.replace(YEARLY, code="N-04", level2="第二份"))

    shown = read(address(coming))
    assert "哪一版目录都不要求公开" in shown
    assert "又一份年度报告" in shown
    assert "，还有1项" in shown
    mend = "要公开这一期的，施行日请定在2026年12月31日或以前。"
    assert mend in shown
    lacking = "2027年1月31日到期，在施行日以前已经结束，哪一版都不要求公开。"
    lines = lines_of(visit(f"{address(coming)}changes.csv"))
    assert [line for line in lines if line[0] == "没有要求的一期"] == [
        [
            *("没有要求的一期", code, YEARLY.level1, name, "2026年度", ""),
            f"{lacking}{mend}",
            "",
        ]
        for code, name in (("N-03", "又一份年度报告"), ("N-04", "第二份"))
    ]


def test_organs_that_an_item_comes_to_only_now_are_counted(county, read, visit):
    for code in ("11330000MB00000001", "11330000MB00000002"):
        OrganFactory(county=county, code=code)
    before = StandardFactory(county=county, title=TEXT.title, from_on=datetime.date(2026, 1, 1))
    ItemFactory(
        standard=before,
        code="N-03",
        due_rule={"yearly_by": "01-31"},
        bodies={"codes": ["11330000MB00000001"]},
    )
    text = dataclasses.replace(TEXT, edition="2027年版", items=(YEARLY,))
    by = UserFactory()
    coming = adopt_standard(county=county, standard=text, from_on=FIRST_DAY, by=by, at=AT)

    assert "又一份年度报告（1个机关）" in read(address(coming))
    lines = lines_of(visit(f"{address(coming)}changes.csv"))
    assert "有1个机关哪一版都不要求它公开" in lines[1][6]


def test_where_that_day_is_over_nobody_is_told_to_choose_it(county, current, read):
    OrganFactory(county=county)
    monthly = dataclasses.replace(YEARLY, due=ByDay(Every.MONTH, 30))
    coming = with_yearly(county, monthly, from_on=datetime.date(2026, 11, 29))

    shown = read(address(coming))

    assert "哪一版目录都不要求公开" in shown
    assert "2026年10月" in shown
    assert "施行日请定在" not in shown


def test_nothing_is_told_where_the_edition_before_asks_for_it(county, coming, read):
    OrganFactory(county=county)

    assert "哪一版目录都不要求公开" not in read(address(coming))


def test_what_is_inside_organs_is_nobodys_to_read(county, coming, read):
    assert INSIDE.level2 not in read(address(coming))


def test_an_item_to_come_says_from_when_and_has_no_rate(county, current, coming, read):
    organ = OrganFactory(county=county)
    now = current.items.get(code=TEXT.items[1].code)
    DutyFactory(item=now, organ=organ)
    published(organ, now, title="已经公开的一件")
    then = coming.items.get(code=now.code)

    shown = read(page_of(then))

    assert "还没有施行，自2027年1月1日起施行" in shown
    assert f'href="{page_of(now)}"' in shown
    assert f'href="{address(coming)}"' in shown
    for said in ("今年该公开的，公开了吗", "已经公开的一件", 'id="latest"'):
        assert said in read(page_of(now))
        assert said not in shown


def test_a_new_item_to_come_leads_to_none_in_force(county, coming, read):
    assert "看现行的这一项" not in read(page_of(coming.items.get(code=NEW.code)))


def test_an_item_that_was_taken_back_says_so_and_why(county, coming, read):
    withdraw_standard(standard=coming, because=WHY, by=UserFactory(), at=AT)
    item = Item.objects.get(standard=coming, code=NEW.code)

    for shown in (read(page_of(item)), read(address(coming))):
        assert "原定自2027年1月1日起施行，已经撤回，没有产生过任务" in shown
        assert WHY in shown
        assert "今年该公开的，公开了吗" not in shown
    assert "新增的事项" not in read(address(coming))


def test_an_edition_in_force_and_one_that_ended_say_so(county, current, read):
    ended = StandardFactory(
        county=county,
        title="旧目录",
        from_on=datetime.date(2024, 1, 1),
        to_on=datetime.date(2025, 12, 31),
    )

    assert "自2026年1月1日起施行。" in read(address(current))
    assert "没有同名的旧版，全部是新增" in read(address(current))
    shown = read(address(ended))
    assert "已停用" in shown
    assert "自2024年1月1日起施行，到2025年12月31日为止" in shown


def test_an_edition_of_another_county_is_not_here(county, visit):
    assert visit(address(StandardFactory())).status_code == 404


def test_the_interface_says_of_each_item_whether_it_is_in_force(county, current, coming, client):
    def told():
        rows = client.get("/api/v1/items").json()["items"]
        names = ("in_force_from", "in_force_to", "withdrawn")
        return {(row["edition"], row["code"]): [row[name] for name in names] for row in rows}

    code = TEXT.items[1].code
    now, then = (current.object_id.hex, code), (coming.object_id.hex, code)
    assert told()[now] == ["2026-01-01", "2026-12-31", False]
    assert told()[then] == ["2027-01-01", None, False]

    withdraw_standard(standard=coming, because=WHY, by=UserFactory(), at=AT)

    assert told()[now] == ["2026-01-01", None, False]
    assert told()[then] == [None, None, True]
