import pytest

from mingtang.foundation.tables import Row, read
from mingtang.organs.choices import Field, OrganKind, Sector, Tier
from mingtang.organs.rules import organ_rolls as rolls
from mingtang.organs.rules.bodies import TIERS_OF_KIND
from mingtang.organs.rules.organ_rolls import LAYOUT, understand

LINE = {"name": "水利局", "kind": "工作部门"}


def understood(**words):
    line, problems = understand(Row(3, {**LINE, **words}), county="130123")
    assert problems == []
    return line


def refusals(**words):
    line, problems = understand(Row(3, {**LINE, **words}), county="130123")
    assert line is None
    return {one.column: one.template for one in problems}


@pytest.mark.parametrize(
    ("known", "choices"),
    [
        (rolls.KINDS, OrganKind),
        (rolls.TIERS, Tier),
        (rolls.SECTORS, Sector),
        (rolls.FIELDS, Field),
    ],
)
def test_every_kind_tier_sector_and_field_can_be_written(known, choices):
    assert sorted(known) == sorted(choices.values)


@pytest.mark.parametrize("known", [rolls.KINDS, rolls.TIERS, rolls.SECTORS, rolls.FIELDS])
def test_no_word_stands_for_two(known):
    words = [word for names in known.values() for word in names]

    assert len(words) == len(set(words))


def test_a_short_row_is_enough_where_the_tier_follows():
    line = understood()

    assert (line.name, line.kind, line.tier) == ("水利局", "department", "county")
    assert (line.code, line.parent, line.established_on, line.fields) == ("", "", None, ())


def test_all_columns_are_understood_as_people_write_them():
    line = understood(
        name="实验\n小学",
        kind="公用企事业单位",
        sector=" 学 校 ",
        code="zb-130123-xx",
        parent="教育局",
        region="１３０１２３",
        established_on="2001-09-01 00:00:00",
        address=" 学府路1号 ",
        phone="0311-1",
        office_hours="8至12时",
        duties_text="教书",
        fields="教育、文化；教育",
        basis="示编〔2025〕3号",
        board="校门口公开栏",
    )

    assert (line.name, line.tier, line.sector, line.code) == (
        *("实验小学", "service", "school"),
        "ZB-130123-XX",
    )
    assert (line.region, str(line.established_on)) == ("130123", "2001-09-01")
    assert dict(line.texts) == {
        "address": "学府路1号",
        "phone": "0311-1",
        "office_hours": "8至12时",
        "duties_text": "教书",
    }
    assert (line.fields, line.basis, line.board) == (
        *(("education", "culture"), "示编〔2025〕3号"),
        "校门口公开栏",
    )


@pytest.mark.parametrize(
    "kind", sorted(kind for kind, tiers in TIERS_OF_KIND.items() if len(tiers) > 1)
)
def test_where_both_tiers_have_such_bodies_it_must_be_written(kind):
    word = rolls.KINDS[kind][0]

    assert refusals(kind=word) == {"tier": rolls.WHICH_TIER}
    assert understood(kind=word, tier="乡（镇）级").tier == "township"


def test_what_is_not_understood_is_told_by_its_cell_all_at_once():
    assert refusals(
        kind="局",
        tier="省级",
        sector="商店",
        code="123",
        established_on="去年",
        fields="教育、种地",
        phone="1" * 40,
    ).keys() == {"kind", "tier", "sector", "code", "established_on", "fields", "phone"}
    assert refusals(kind="局", tier="")["kind"] == rolls.NOT_A_KIND
    assert refusals(name="")["name"]


def test_a_field_needs_its_basis_and_a_basis_alone_is_nothing():
    assert refusals(fields="教育") == {"basis": rolls.NO_BASIS}
    assert understood(basis="示编〔2025〕3号").basis == ""


def test_the_template_is_read_again_and_its_notes_speak_of_its_columns():
    assert read([LAYOUT.head, ["水利局", "工作部门"]], LAYOUT).rows != []
    assert {name for name, _text in LAYOUT.notes} <= set(LAYOUT.head)
    assert len(LAYOUT.widths) == len(LAYOUT.columns)


def test_a_kind_that_is_not_written_is_not_told_as_a_wrong_one():
    assert refusals(kind=" ") == {"kind": rolls.NO_KIND}
    assert refusals(kind="某类") == {"kind": rolls.NOT_A_KIND}
