import datetime

import pytest

from mingtang.foundation.tables import Row
from mingtang.ledger.models import Entry
from mingtang.organs.actions import create_organ, organ_rolls, register_organs, tried
from mingtang.organs.choices import OrganKind, Tier
from mingtang.organs.models import Organ, OrganField, Place
from mingtang.organs.queries import rolls
from mingtang.organs.rules.rolls import TWICE, Outcome
from tests.factories.organs import CountyFactory, RegionFactory

AT = datetime.datetime(2026, 3, 10, 9, tzinfo=datetime.UTC)
TODAY = datetime.date(2026, 3, 10)
CREDIT_CODE = "91350100M000100Y43"


@pytest.fixture
def county(db):
    return CountyFactory(code="130123")


@pytest.fixture
def take(county, clerk):
    """Reads rows in; gives outcome and refusal of each."""

    def read_in(*lines, most=50):
        rows = [Row(number, {"kind": "工作部门", **line}) for number, line in enumerate(lines, 2)]
        done = register_organs(county=county, rows=rows, most=most, by=clerk, at=AT)
        assert [one.row for one in done] == [row.row for row in rows]
        return [(one.outcome, *(problem.template for problem in one.problems)) for one in done]

    return read_in


def create(county, name="水利局", **other):
    given = {"kind": OrganKind.DEPARTMENT, "tier": Tier.COUNTY, "code": "ZB-130123-007"}
    return create_organ(county=county, name=name, by=None, at=AT, **given | other)


def test_bodies_are_registered_whatever_their_order_with_codes_of_our_own(take, county):
    assert (
        take(
            {"name": "实验小学", "kind": "公共企事业单位", "sector": "学校", "parent": "教 育局"},
            {"name": "教育局", "parent": "县人民政府"},
            {"name": "县人民政府", "kind": "人民政府", "tier": "县级", "code": CREDIT_CODE},
        )
        == [(Outcome.NEW,)] * 3
    )

    school = Organ.objects.get(name="实验小学")
    assert (school.parent.name, school.parent.parent.code) == ("教育局", CREDIT_CODE)
    codes = {organ.code for organ in Organ.objects.filter(county=county)}
    assert codes == {CREDIT_CODE, "ZB-130123-001", "ZB-130123-002"}


def test_our_own_codes_go_on_behind_the_last(take, county):
    create(county)
    create(county, name="旧局", code="ZB-130123-A9")

    take({"name": "教育局"})

    assert Organ.objects.get(name="教育局").code == "ZB-130123-008"


def test_the_same_roll_again_changes_nothing(take):
    line = {
        "name": "教育局",
        "fields": "教育",
        "basis": "示编〔2025〕3号",
        "board": "门口公开栏",
        "address": "学府路1号",
    }
    assert take(line) == [(Outcome.NEW,)]
    entries = Entry.objects.count()

    assert take(line) == [(Outcome.KNOWN,)]
    assert Entry.objects.count() == entries
    assert (Place.objects.get().name, Place.objects.get().address) == ("门口公开栏", "学府路1号")
    assert OrganField.objects.get().from_on == TODAY


def test_what_a_body_lacks_is_filled_in_and_what_it_has_stays(take, county):
    region = RegionFactory(code="130123001")
    parent = create(county, name="县人民政府", kind=OrganKind.AUTHORITY, code="ZB-130123-ZF")
    organ = create(county, phone="1")

    assert take(
        {
            "name": "水利局",
            "phone": "2",
            "address": "河边",
            "code": CREDIT_CODE,
            "parent": "县人民政府",
            "region": "130123001",
        }
    ) == [(Outcome.FILLED,)]

    organ.refresh_from_db()
    assert (organ.phone, organ.address, organ.parent, organ.region) == ("1", "河边", parent, region)
    assert (organ.code, organ.credit_code) == ("ZB-130123-007", CREDIT_CODE)


def test_what_is_filled_in_beside_a_code_gives_a_body_no_other_name(take, county):
    organ = create(county)

    assert take({"name": "水利局", "address": "河边"}, {"name": "分局", "parent": "水利局"}) == [
        *[(Outcome.FILLED,), (Outcome.NEW,)]
    ]

    organ.refresh_from_db()
    assert (organ.address, organ.credit_code) == ("河边", "")
    assert Organ.objects.get(name="分局").parent == organ


def test_no_more_than_asked_are_registered_and_the_others_have_their_turn(take, county):
    create(county, name="旧局")
    lines = [{"name": "站", "kind": "基层站所", "tier": "乡级", "parent": "乙局"}]
    lines += [{"name": name} for name in ("旧局", "甲局", "乙局")]

    assert take(*lines, most=1) == [
        *[(Outcome.LATER,), (Outcome.KNOWN,), (Outcome.NEW,), (Outcome.LATER,)]
    ]
    assert take(*lines, most=2) == [
        *[(Outcome.NEW,), (Outcome.KNOWN,), (Outcome.KNOWN,), (Outcome.NEW,)]
    ]


def test_a_code_that_was_filled_in_names_the_superior_of_a_later_row(take, county):
    create(county)

    assert take(
        {"name": "水利局", "code": CREDIT_CODE}, {"name": "分局", "parent": CREDIT_CODE}
    ) == [*[(Outcome.FILLED,), (Outcome.NEW,)]]


def test_a_field_and_a_board_alone_fill_in_too(take, county):
    create(county)

    assert take({"name": "水利局", "fields": "建设", "basis": "三定"}) == [(Outcome.FILLED,)]
    assert take({"name": "水利局", "board": "大门口"}) == [(Outcome.FILLED,)]


def test_a_field_that_another_has_is_left_with_it_and_the_row_out_whole(take, county):
    assert take(
        {"name": "甲局", "fields": "建设", "basis": "三定"},
        {"name": "乙局", "fields": "建设", "basis": "三定"},
    ) == [(Outcome.NEW,), (Outcome.WRONG, organ_rolls.IN_CHARGE)]
    assert not Organ.objects.filter(name="乙局").exists()


def test_a_parent_that_is_nowhere_or_wrong_itself_is_asked_for(take):
    assert take(
        {"name": "甲站", "parent": "没有的局"},
        {"name": "乙站", "parent": "丙局"},
        {"name": "丙局", "kind": "不知道"},
        {"name": "丁站", "parent": "丁 站"},
        {"name": "戊站", "kind": ""},
    ) == [
        (Outcome.WRONG, organ_rolls.NO_PARENT),
        (Outcome.WRONG, organ_rolls.NO_PARENT),
        (Outcome.WRONG, "“%(typed)s”不是机关类别。请照模板“填写说明”里的类别写，例如“工作部门”。"),
        (Outcome.WRONG, organ_rolls.OWN_PARENT),
        (Outcome.WRONG, "没有写类别。请照模板“填写说明”里的类别写，例如“工作部门”。"),
    ]


def test_two_villages_of_one_name_are_told_apart_by_their_town(take, county):
    town = {"kind": "人民政府", "tier": "乡级"}
    village = {"name": "东村村民委员会", "kind": "村民委员会"}
    take({"name": "甲镇", **town}, {"name": "乙镇", **town})

    assert (
        take({**village, "parent": "甲镇"}, {**village, "parent": "乙镇"}) == [(Outcome.NEW,)] * 2
    )
    assert take({**village, "parent": "乙镇"}) == [(Outcome.KNOWN,)]
    assert take(village) == [(Outcome.WRONG, rolls.SEVERAL)]
    assert take(
        {"name": "一组", "kind": "受委托组织", "tier": "乡级", "parent": "东村村民委员会"}
    ) == [(Outcome.WRONG, rolls.SEVERAL)]
    code = Organ.objects.get(name="东村村民委员会", parent__name="乙镇").code
    assert take({**village, "code": code}) == [(Outcome.KNOWN,)]


def test_the_same_body_twice_in_one_roll_is_refused(take):
    assert take({"name": "甲局"}, {"name": "甲局"}) == [(Outcome.NEW,), (Outcome.WRONG, TWICE)]


def test_a_body_said_twice_is_refused_also_where_one_row_leaves_its_superior_open(take):
    town = {"name": "甲镇", "kind": "人民政府", "tier": "乡级"}
    lines = [
        {"name": "水管站", "kind": "基层站所", "tier": "乡级", "parent": "甲镇"},
        {"name": "水管站", "kind": "基层站所", "tier": "乡级"},
    ]
    take(town)

    assert take(*lines) == [(Outcome.NEW,), (Outcome.WRONG, TWICE)]
    assert take(*lines) == [(Outcome.KNOWN,), (Outcome.WRONG, TWICE)]
    assert take(*reversed(lines)) == [(Outcome.KNOWN,), (Outcome.WRONG, TWICE)]


def test_codes_names_and_kinds_that_do_not_agree_with_the_register_are_refused(take, county):
    create(county, code=CREDIT_CODE)

    assert take({"name": "河务局", "code": CREDIT_CODE}) == [
        (Outcome.WRONG, organ_rolls.OTHER_NAME)
    ]
    assert take({"name": "水利局", "code": "ZB-130123-9"}) == [
        (Outcome.WRONG, organ_rolls.OTHER_CODE)
    ]
    assert take({"name": "水利局", "kind": "受委托组织", "tier": "县级"}) == [
        (Outcome.WRONG, organ_rolls.OTHER_KIND)
    ]
    assert take({"name": "农业局", "region": "130123999"}) == [
        (Outcome.WRONG, organ_rolls.NO_REGION)
    ]


def test_a_roll_is_tried_out_and_nothing_stays(county, clerk):
    rows = [Row(2, {"name": "甲局", "kind": "工作部门"})]

    found = tried(action=lambda: register_organs(county=county, rows=rows, most=9, by=clerk, at=AT))

    assert [one.outcome for one in found] == [Outcome.NEW]
    assert not Organ.objects.exists()
    assert not Entry.objects.filter(organ_code__startswith="ZB-130123-0").exists()
