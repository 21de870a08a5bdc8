import pytest

from mingtang.organs.models import County
from mingtang.organs.rules.settings import NUMBERS
from mingtang.terms.rules import shipped
from tlog.verifying.counties import AT_FIRST, DIGESTS, Counties
from tlog.verifying.told import Told

ONE = "1" * 32
CODE = "990001"
SHIPPED = ["", 2026, 1, "aa"]
SETTINGS = {"code": CODE, "sponsor": "示范县人民政府", "notices": [SHIPPED], "port": 1}
LOCAL = {"area": CODE, "year": 2026, "version": 1, "days_off": {"2026-09-01": "县庆"}}


def told(act):
    return Told(act, ONE, CODE)


def notice(area, year, version, digest="", **said):
    row = {"area": area, "year": year, "version": version, "digest": digest, "recorded_at": None}
    return {**row, **said}


FIRST = notice(*SHIPPED)
OWN = notice(**LOCAL, number="县政办〔2026〕2号", recorded_at="2026-06-01T00:00:00+00:00")
ROW = {
    "object": ONE,
    "code": CODE,
    "sponsor": "示范县人民政府",
    "fields": "f1",
    "notices": [FIRST, OWN],
}


@pytest.fixture
def counties():
    made = Counties()
    made.tell(told("county.founded"), {"name": "示范县"}, SETTINGS)
    made.tell(told("county.calendar_announced"), {"number": "县政办〔2026〕2号"}, LOCAL)
    made.tell(told("organ.field_assigned"), {}, {"fields": "f1"})
    return made


def found(counties, row):
    return [kind for kind, _obj, _chinese, _english in counties.compare([row])]


def test_a_county_that_is_what_was_logged(counties):
    assert found(counties, ROW) == []


def test_settings_and_who_is_in_charge_are_those_of_the_last_entry(counties):
    counties.tell(told("county.changed"), {}, {"sponsor": "县政府办公室"})
    counties.tell(told("organ.field_ended"), {}, {"fields": "f2"})

    assert found(counties, ROW) == ["county"]
    assert found(counties, ROW | {"sponsor": "县政府办公室", "fields": "f2"}) == []


@pytest.mark.parametrize("name", AT_FIRST)
def test_what_a_founding_does_not_tell_is_what_every_county_has_at_first(counties, name):
    assert found(counties, ROW | {name: AT_FIRST[name]}) == []
    assert found(counties, ROW | {name: AT_FIRST[name] + 1}) == ["county"]

    counties.tell(told("county.changed"), {}, {name: AT_FIRST[name] + 1})
    assert found(counties, ROW | {name: AT_FIRST[name] + 1}) == []


def test_what_every_county_has_at_first_is_what_the_software_sets():
    county = County()

    assert {name: getattr(county, name) for name in NUMBERS} == AT_FIRST


def test_of_a_founding_that_is_not_opened_nothing_is_told():
    counties = Counties()
    counties.tell(told("county.founded"), {}, {})

    assert found(counties, ROW | {"look_again_months": 1}) == []


def test_what_another_act_calls_fields_is_none(counties):
    counties.tell(told("organ.changed"), {}, {"fields": "f2"})

    assert found(counties, ROW) == []


@pytest.mark.parametrize(
    "notices",
    [
        [FIRST],
        [OWN],
        [FIRST | {"digest": "bb"}, OWN],
        [FIRST, OWN | {"days_off": {}}],
        [FIRST, OWN | {"number": "县政办〔2026〕3号"}],
        [FIRST, OWN, notice("", 2026, 2)],
        [FIRST, OWN, notice("", 2027, 1, recorded_at="2026-01-01T00:00:00+00:00")],
        [FIRST, OWN, notice(CODE, 2027, 1)],
    ],
)
def test_a_notice_that_is_gone_or_another_or_was_never_announced_is_found(counties, notices):
    assert found(counties, ROW | {"notices": notices}) == ["calendar"]


def shipped_by_this_version():
    return [
        notice(
            "",
            one.year,
            1,
            number=one.number,
            days_off={str(day): name for day, name in one.days_off.items()},
            days_worked=sorted(map(str, one.days_worked)),
        )
        for one in shipped()
    ]


def test_each_year_that_comes_with_the_software_may_stand_without_an_entry(counties):
    others = [one for one in shipped_by_this_version() if one["year"] != 2026]

    assert len(others) == len(DIGESTS) - 1
    assert found(counties, ROW | {"notices": [FIRST, OWN, *others]}) == []


def test_such_a_year_with_other_days_is_found(counties):
    other = shipped_by_this_version()[0] | {"days_worked": []}

    assert found(counties, ROW | {"notices": [FIRST, OWN, other]}) == ["calendar"]


def test_what_a_later_version_of_the_software_may_bring_cannot_be_checked(counties):
    rows = {"notices": [FIRST, OWN, notice("", max(DIGESTS) + 1, 1)]}

    assert found(counties, ROW | rows) == ["calendar_newer"]


def test_where_the_founding_tells_of_no_holidays_none_is_missed():
    counties = Counties()
    counties.tell(told("county.founded"), {}, {"code": CODE})

    assert found(counties, ROW | {"notices": [FIRST, OWN]}) == []


def test_an_answer_without_notices_has_none_of_those_that_were_told(counties):
    assert found(counties, ROW | {"notices": None}) == ["calendar", "calendar"]
