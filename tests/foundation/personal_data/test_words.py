import datetime

import pytest

from mingtang.foundation.personal_data import Kind, Strength, find

ON = datetime.date(2026, 9, 18)
STRONG, WEAK = Strength.STRONG, Strength.WEAK


def found(text, on=None):
    return [(one.kind, one.value, one.strength) for one in find(text, on=on)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("护照号码：E12345678", (Kind.PASSPORT, "E12345678", STRONG)),
        ("Passport No. ea1234567", (Kind.PASSPORT, "ea1234567", STRONG)),
        ("港澳居民来往内地通行证H1234567890", (Kind.PERMIT, "H1234567890", STRONG)),
        ("台胞证 12345678", (Kind.PERMIT, "12345678", STRONG)),
        ("军官证：政字第01234567号", (Kind.MILITARY, "政字第01234567", STRONG)),
        ("住院号：ZY20260918", (Kind.MEDICAL, "ZY20260918", STRONG)),
        ("zhang.san@example.com", (Kind.EMAIL, "zhang.san@example.com", STRONG)),
        ("ｚｈａｎｇ＠example.com", (Kind.EMAIL, "ｚｈａｎｇ＠example.com", STRONG)),
        ("13812345678@example.com", (Kind.EMAIL, "13812345678@example.com", STRONG)),
        ("open@shifan.gov.cn", (Kind.EMAIL, "open@shifan.gov.cn", WEAK)),
        ("京A·12345", (Kind.PLATE, "京A·12345", STRONG)),
        ("豫C12345D", (Kind.PLATE, "豫C12345D", STRONG)),
        ("豫c8888学", (Kind.PLATE, "豫c8888学", STRONG)),
        ("家住东乡镇幸福村3组12号", (Kind.ADDRESS, "东乡镇幸福村3组12号", STRONG)),
        ("住址：示范县人民路1号", (Kind.ADDRESS, "示范县人民路1号", STRONG)),
        (
            "示范县城关镇花园小区3栋2单元501室",
            (Kind.ADDRESS, "示范县城关镇花园小区3栋2单元501室", STRONG),
        ),
        ("办公地址示范县人民路１号", (Kind.ADDRESS, "示范县人民路１号", WEAK)),
        ("住幸福巷3号", (Kind.ADDRESS, "幸福巷3号", STRONG)),
    ],
)
def test_what_the_words_make_personal_is_found(text, expected):
    assert found(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "文件编号E12345678",
        "版本a@b",
        "新A区政务服务中心",
        "高新区3号地块出让公告",
        "政务服务中心3楼2号窗口",
        "，路5号",  # no name of a street
        "示范县人民政府令第12号",
        "面向0—3岁婴幼儿，年满16周岁的居民",
        "2026年9月18日会议",
        "2015年13月1日出生的学生",
    ],
)
def test_what_only_looks_like_it_is_left_alone(text):
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "on", "expected"),
    [
        ("学生，2015年3月1日", None, WEAK),
        ("2015年3月1日出生", ON, STRONG),
        ("2008.9.19出生", ON, STRONG),
        ("2008.9.18出生", ON, None),  # eighteen today
        ("1990年3月1日出生", None, None),
        ("学生，2027年3月1日", ON, None),  # not born yet: something else is meant
        ("王某，男，9岁", ON, STRONG),
        ("一名12岁的女孩", None, STRONG),
        ("就读于示范县第一小学", None, WEAK),
    ],
)
def test_a_child_is_told_by_birthday_age_or_school(text, on, expected):
    strengths = [one.strength for one in find(text, on=on) if one.kind == Kind.MINOR]

    assert strengths == ([expected] if expected else [])
