"""The names that counties have for fields, and which key field each is."""

import pytest
from django.utils.translation import override

from mingtang.catalogue.rules.official.fields import (
    FIELDS,
    PILOT,
    codes_of,
    named_by,
    near_names,
    titled_sheets,
)
from mingtang.catalogue.rules.official.found import Around, Read
from mingtang.organs.choices import Field


def test_the_key_fields_are_those_of_the_register_by_their_names_there():
    with override("zh-hans"):
        assert {field.value: str(field.label) for field in Field} == FIELDS


def test_each_of_the_26_pilot_fields_is_a_key_field_or_none():
    assert len(PILOT) == 26
    assert {*PILOT.values()} <= {*FIELDS, ""}


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        ("民政", ["civil_affairs"]),
        ("社会救助领域", ["civil_affairs"]),
        ("医疗卫生\n社会救助、民政", ["civil_affairs", "health"]),
        ("安全生产", []),
        ("安全生产，义务 教育", ["education"]),
        ("", []),
        ("社会救济", None),
        ("民政、别的", None),
    ],
)
def test_a_cell_names_key_fields_or_pilot_fields(words, codes):
    assert codes_of(words) == codes


@pytest.mark.parametrize(
    ("words", "near"), [("民政、社会救济", "社会救助"), ("救助", "社会救助"), ("卫生医疗", "卫生")]
)
def test_for_a_name_that_is_not_known_those_near_it_are_told(words, near):
    assert near in near_names(words)
    assert near_names("别的") == []


@pytest.mark.parametrize(
    ("titles", "found"),
    [
        (["社会救助领域基层政务公开标准目录"], ("civil_affairs", "社会救助")),
        (["Sheet1", "附件1", "正定县义务教育领域目录"], ("education", "义务教育")),
        (["（一）养老服务"], ("civil_affairs", "养老服务")),
        (["12.医疗卫生"], ("health", "医疗卫生")),
        (["就业和社会保险领域"], ("labour", "就业和社会保险")),
        (["社会救助", "民政领域"], ("civil_affairs", "民政")),
        (["安全生产领域"], ("", "安全生产")),
        (["社会救助", "义务教育领域"], ("", "")),
        (["义务教育、医疗卫生领域"], ("", "")),
        (["养老、社会救助领域"], ("", "")),
        (["教育体育局目录"], ("", "")),
        ([], ("", "")),
    ],
)
def test_a_title_names_exactly_one_field_or_none(titles, found):
    assert named_by(titles) == found


def test_by_sheet_the_rows_are_told_which_field_their_title_names():
    around = [Around("社会救助"), Around("许可", ["目录"]), Around("安全生产")]

    assert titled_sheets(Read(around=around)) == {
        "社会救助": {"titled": {"fields": ["civil_affairs"], "words": "社会救助"}}
    }
