import pytest

from mingtang.foundation.errors import NotUnderstood, RuleBroken
from mingtang.organs.rules import entry, settings, typed


def test_a_line_is_kept_without_what_nobody_sees():
    assert typed.line(" 水\u0000利\u202e局\u200b ", what="名称", most=3) == "水利局"


def test_rare_characters_stay():
    assert typed.line("𠮷家𬭎镇", what="名称", most=10) == "𠮷家𬭎镇"


def test_a_line_too_long_is_refused_and_never_cut():
    with pytest.raises(NotUnderstood, match="“地址”最多3个字，写了4个字"):
        typed.line("一二三四", what="地址", most=3)


def test_a_line_that_must_be_there_is_asked_for():
    assert typed.line("", what="地址", most=3) == ""
    with pytest.raises(NotUnderstood, match="“地址”没有写"):
        typed.line(" \u200b ", what="地址", most=3, required=True)


@pytest.mark.parametrize(
    ("given", "kept"),
    [("", ""), (" Open.Example.GOV.cn ", "open.example.gov.cn"), ("127.0.0.1", "127.0.0.1")],
)
def test_a_host_is_kept_in_small_letters(given, kept):
    assert typed.host(given) == kept


@pytest.mark.parametrize("given", ["https://a.cn", "a.cn/x", "-a.cn", "a..cn", "县.cn", "a b.cn"])
def test_what_is_no_host_is_refused(given):
    with pytest.raises(NotUnderstood, match="不是网站域名"):
        typed.host(given)


@pytest.mark.parametrize("given", ["", "ab", "a b.cn/log", "a+b.cn/log", "县.cn/log", "x" * 201])
def test_what_cannot_name_a_log_is_refused(given):
    with pytest.raises(NotUnderstood, match="不能作公开日志的来源名"):
        typed.origin(given)


def test_a_log_is_named_by_an_address_without_a_scheme():
    assert typed.origin(" open.example.gov.cn/log ") == "open.example.gov.cn/log"


@pytest.mark.parametrize("given", ["13010", "1301022", "013010", "一三零一零二", ""])
def test_what_is_no_code_of_a_county_is_refused(given):
    with pytest.raises(NotUnderstood, match="六位数字"):
        typed.area(given)


@pytest.mark.parametrize("given", ["", "二", "1.5", "-1", "0", "21", "9" * 40])
def test_a_number_out_of_bounds_is_refused(given):
    with pytest.raises(NotUnderstood, match="1到20之间"):
        typed.number(given, what="工作日数", least=1, most=20)


def test_a_number_may_be_typed_wide():
    assert typed.number("１２", what="工作日数", least=1, most=20) == 12


def test_settings_are_kept_cleaned_each_in_its_way():
    given = {"name": " 示范县 ", "host": "A.cn", "phone": "", "dispute_answer_working_days": "5"}

    assert settings.cleaned(given) == {
        "name": "示范县",
        "host": "a.cn",
        "phone": "",
        "dispute_answer_working_days": 5,
    }


@pytest.mark.parametrize("name", ["code", "log_origin", "object_id", "__class__"])
def test_what_is_for_good_is_no_setting(name):
    with pytest.raises(RuleBroken, match="永不更改"):
        settings.cleaned({name: "x"})


def test_a_county_without_a_name_is_refused():
    with pytest.raises(NotUnderstood, match="“县名”没有写"):
        settings.cleaned({"name": ""})


def test_an_entry_keeps_the_words_given_and_invents_none():
    given = {"phone": " 0311-0000000 ", "duties_text": "一\u0000\n\n\n\n二", "order": 3}

    assert entry.texts(given) == {"phone": "0311-0000000", "duties_text": "一\n\n二"}


def test_a_change_of_the_register_has_its_document():
    assert entry.basis("", required=False) == ""
    with pytest.raises(NotUnderstood, match="“依据”没有写"):
        entry.basis("")


def test_duties_may_be_long_and_not_endless():
    with pytest.raises(NotUnderstood, match="主要职责"):
        entry.texts({"duties_text": "字" * 20_001})
