import pytest

from mingtang.catalogue.queries.known import known_words, organ_codes, organ_names
from mingtang.catalogue.rules.bodies import Bodies, Group
from mingtang.foundation.cells import tight
from tests.factories.catalogue import ADOPTED_AT, ItemFactory, StandardFactory
from tests.factories.organs import CountyFactory, OrganFactory

pytestmark = pytest.mark.django_db
ON = ADOPTED_AT.date()


@pytest.fixture
def county():
    return CountyFactory(name="示范县")


@pytest.mark.parametrize("name", ["示范县财政局", "县财政局", "财政局"])
def test_an_organ_is_known_with_and_without_its_county(county, name):
    OrganFactory(county=county, code="A", name=name)
    OrganFactory(name="县财政局")

    for words in ("示范县财政局", "县财政局", "财政局"):
        assert organ_codes(county)[words] == "A"
        assert known_words(county, ON).subjects[words]["codes"] == ["A"]


def test_all_organs_of_a_kind_are_known_where_the_register_has_any(county):
    assert "各乡镇人民政府" not in known_words(county, ON).subjects
    OrganFactory(county=county, kind="authority", tier="township", name="甲镇人民政府")

    known = known_words(county, ON).subjects

    assert (known["各乡镇人民政府"]["kinds"], known["乡镇政府"]["tiers"]) == (
        ["authority"],
        ["township"],
    )
    assert "县级各部门" not in known


def test_a_name_that_two_organs_have_is_nobodys(county):
    town = OrganFactory(county=county, name="某镇人民政府")
    for parent in (town, None):
        OrganFactory(county=county, parent=parent, name="卫生院")
    OrganFactory(county=county, name="已撤局", dissolved_on=ON)

    assert "卫生院" not in organ_codes(county)
    assert "卫生院" not in known_words(county, ON).subjects
    assert "已撤局" not in organ_codes(county)
    assert "已撤局" in organ_names(county).organs.values()


def test_what_the_county_settled_before_is_known_by_its_words(county):
    standard = StandardFactory(county=county)
    printed = {"time": "及早公开", "subject": "县直 各单位"}
    bodies = {"kinds": ["department"], "tiers": [], "fields": [], "sectors": [], "codes": []}
    once = {"at": "once"}
    ItemFactory(standard=standard, printed=printed, due_rule=once, bodies=bodies)
    ItemFactory(standard=standard, audience="internal", due_rule={"standing": True})

    known = known_words(county, ON)

    assert known.times["及早公开"] == once
    assert known.subjects["县直各单位"] == bodies
    assert known.times[tight("长期公开；有变化的，20个工作日内更新")] == {"standing": True}
    assert (known.county, "各机关" in known.subjects) == ("示范县", True)


def test_words_that_mean_two_things_are_left_out(county):
    standard = StandardFactory(county=county)
    for due in ({"at": "once"}, {"standing": True}):
        ItemFactory(standard=standard, printed={"time": "及早公开"}, due_rule=due)

    assert "及早公开" not in known_words(county, ON).times


def test_fields_and_sectors_are_called_in_chinese_whatever_a_page_speaks(county, settings):
    settings.LANGUAGE_CODE = "en"

    names = organ_names(county)

    assert (names.fields["finance"], names.sectors["water"]) == ("财政", "供水")


def test_a_part_of_what_the_county_settled_before_is_known_too(county):
    OrganFactory(county=county, code="A", name="示范县民政局")
    bodies = Bodies(codes=frozenset({"A"}), also=(Group(tiers=frozenset({"township"})),)).as_json()
    ItemFactory(
        standard=StandardFactory(county=county),
        printed={"subject": "县民政局\n各 乡镇人民政府"},
        bodies=bodies,
    )

    subjects = known_words(county, ON).subjects

    assert subjects["各乡镇人民政府"]["tiers"] == ["township"]
    assert subjects["县民政局各乡镇人民政府"] == bodies


SAME_DAY = {"at": "once", "n": 0, "unit": "d"}
KEY = ("应急管理", "预警信息", "time", "立即公开")


def own_of(county, *dues, time="立即公开"):
    standard = StandardFactory(county=county)
    for due in dues:
        ItemFactory(
            standard=standard,
            level1="应急管理",
            level2="预警信息",
            printed={"time": time} if time else {},
            due_rule=due,
        )
    return known_words(county, ON)


def test_what_at_once_is_for_one_item_is_known_again_of_that_matter_alone(county):
    known = own_of(county, SAME_DAY)

    assert known.own == {KEY: SAME_DAY}
    assert "立即公开" not in known.times
    assert known.times[tight("及时公开（本县定为当日）")] == SAME_DAY


@pytest.mark.parametrize(
    ("dues", "time"),
    [
        ([SAME_DAY, {"at": "once"}], "立即公开"),
        ([{"at": "once"}, SAME_DAY], "立即公开"),
        ([SAME_DAY], "立即公开（本县定为当日）"),
        ([SAME_DAY], ""),
        ([{"at": "once"}], "立即公开"),
    ],
)
def test_where_the_words_say_it_or_one_matter_has_two_terms_nothing_is_known(county, dues, time):
    assert own_of(county, *dues, time=time).own == {}
