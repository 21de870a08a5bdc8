import datetime

import pytest

from mingtang.disclosure.rules.drafting import (
    BODY_LONGEST,
    VALUE_LONGEST,
    cleaned,
    why_not_keep,
    why_not_start,
)

MAY = {
    "is_same_county": True,
    "is_dissolved": False,
    "has_duty": True,
    "fits_duty": True,
    "duty_is_open": True,
    "duty_holds": True,
    "has_happened": False,
    "never_nil": False,
    "outcome": "content",
}


def clean(**changes):
    return cleaned(changes, keys=["total", "note"], values={"total": "1", "note": "旧"})


def test_a_draft_may_be_started_for_an_open_duty():
    assert why_not_start(**MAY) == ""


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"is_same_county": False}, "不属于本县"),
        ({"is_dissolved": True}, "已经撤销"),
        ({"fits_duty": False}, "不属于这个机关"),
        ({"duty_is_open": False, "duty_holds": False}, "任务不再成立"),
        ({"duty_is_open": False}, "已经办结"),
        ({"has_duty": False, "outcome": "nil"}, "一项具体的公开任务"),
        ({"has_duty": False, "outcome": "withheld"}, "一项具体的公开任务"),
        ({"has_happened": True, "outcome": "nil"}, "不能答“无此事项”"),
        ({"never_nil": True, "outcome": "nil"}, "数字是零的，照实公开零"),
    ],
)
def test_a_draft_that_cannot_be_started_says_why(change, says):
    assert says in why_not_start(**(MAY | change))


@pytest.mark.parametrize("outcome", ["content", "withheld"])
def test_what_has_happened_is_published_or_withheld(outcome):
    assert why_not_start(**(MAY | {"has_happened": True, "outcome": outcome})) == ""


@pytest.mark.parametrize("outcome", ["content", "withheld"])
def test_what_is_there_in_any_case_is_published_or_withheld(outcome):
    assert why_not_start(**(MAY | {"never_nil": True, "outcome": outcome})) == ""


def test_content_may_be_drafted_without_a_duty():
    assert why_not_start(**(MAY | {"has_duty": False})) == ""


def test_only_what_was_sent_is_changed():
    assert clean(title=" 标题 ") == {"title": "标题"}


def test_an_unknown_name_is_left_out():
    assert clean(state="published", published_at="now") == {}


def test_elements_are_merged_key_by_key_and_others_left_out():
    kept = clean(values={"total": " 2 ", "made_up": "x"})

    assert kept == {"values": {"total": "2", "note": "旧"}}


def test_elements_that_are_no_table_are_left_alone():
    assert clean(values="x") == {}


def test_nothing_typed_is_kept_as_nothing():
    assert clean(title=None, body=None, document_number=None, decision=None) == {
        "title": "",
        "body": "",
        "document_number": "",
        "decision": "",
    }


@pytest.mark.parametrize("day", [None, datetime.date(2026, 2, 28)])
def test_a_day_is_kept_as_a_day(day):
    assert clean(formed_on=day) == {"formed_on": day}


def test_what_is_no_day_is_not_kept_as_one():
    assert clean(formed_on="2026-02-30") == {}


def test_control_characters_and_reversals_do_not_survive():
    kept = clean(title="示范\u0000县\u202e公告", body="正\u0000文")

    assert kept == {"title": "示范县公告", "body": "正文"}


def test_rare_characters_survive():
    assert clean(title="\U00020bb7村公告") == {"title": "\U00020bb7村公告"}


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"title": "县" * 301}, "太长"),
        ({"summary": "县" * 201}, "太长"),
        ({"body": "县" * (BODY_LONGEST + 1)}, "太长"),
        ({"values": {"total": "县" * (VALUE_LONGEST + 1)}}, "2万字"),
    ],
)
def test_what_is_too_long_is_refused_not_cut(changes, says):
    assert says in why_not_keep(changes)


def test_what_fits_is_kept():
    assert why_not_keep({"title": "县" * 300, "values": {"total": None}}) == ""
