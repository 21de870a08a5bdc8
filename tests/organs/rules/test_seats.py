import pytest

from mingtang.foundation.errors import RuleBroken
from mingtang.organs.rules.codes import is_self_made
from mingtang.organs.rules.divisions import Division, Divisions, read
from mingtang.organs.rules.seats import seats_of


def county_with(*townships, name="正定县", code="130123"):
    county = Division(code, name, "county", "")
    below = [
        Division(f"{code}{n:03}", township, "township", code)
        for n, township in enumerate(townships)
    ]
    return Divisions({one.code: one for one in (county, *below)}), county


@pytest.mark.parametrize(
    ("township", "name", "kind"),
    [
        ("南岗镇", "南岗镇人民政府", "authority"),
        ("南楼乡", "南楼乡人民政府", "authority"),
        ("某某回族乡", "某某回族乡人民政府", "authority"),
        ("宝日希勒苏木", "宝日希勒苏木人民政府", "authority"),
        ("𠮷家镇", "𠮷家镇人民政府", "authority"),
        ("三里屯街道", "三里屯街道办事处", "branch"),
        ("三里屯街道办事处", "三里屯街道办事处", "branch"),
    ],
)
def test_a_township_has_the_body_its_name_says(township, name, kind):
    _government, [seat], unclear = seats_of(*county_with(township))

    assert (seat.name, seat.kind, seat.tier, seat.code) == (
        name,
        kind,
        "township",
        "ZB-130123000-ZF",
    )
    assert is_self_made(seat.code)
    assert unclear == []


@pytest.mark.parametrize(
    "township",
    ["红旗农场", "某某经济开发区", "南磨房地区", "三星镇（某产业园区）", "某园-沿江街道", "镇"],
)
def test_what_a_name_does_not_say_is_reported_and_never_guessed(township):
    divisions, county = county_with(township)

    _government, seats, unclear = seats_of(divisions, county)

    assert seats == []
    assert [one.name for one in unclear] == [township]


@pytest.mark.parametrize("name", ["正定县", "长安区", "辛集市", "某某自治旗", "某某回族自治县"])
def test_a_county_has_a_government(name):
    government, seats, _unclear = seats_of(*county_with(name=name))

    assert (government.name, government.kind, government.tier) == (
        f"{name}人民政府",
        "authority",
        "county",
    )
    assert (government.code, seats) == ("ZB-130123-ZF", [])


@pytest.mark.parametrize(
    ("code", "name"),
    [("130171", "石家庄高新技术产业开发区"), ("130672", "保定白沟新城"), ("460301", "西沙群岛")],
)
def test_what_is_a_county_for_statistics_alone_has_none(code, name):
    with pytest.raises(RuleBroken, match=f"{name}（{code}）不是有人民政府的县级行政区"):
        seats_of(*county_with(name=name, code=code))


def test_most_townships_of_the_country_are_understood():
    divisions = read()
    unclear = understood = 0
    for county in divisions.at("county"):
        if county.code[4] != "7" and county.name[-1] in "县区市旗":
            _government, seats, others = seats_of(divisions, county)
            understood, unclear = understood + len(seats), unclear + len(others)

    assert understood > 38_000
    assert unclear < 3_000
