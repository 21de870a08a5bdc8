import pytest

from mingtang.disclosure.rules.numbers import (
    document_number,
    index_number,
    why_not_document_number,
)


@pytest.mark.parametrize(
    "typed",
    [
        "示财〔2026〕41号",
        "示财[2026]41号",
        "示财【2026】41号",
        "示财\uff3b2026\uff3d41号",
        "示财(2026)41号",
        "示财\uff082026\uff0941号",
        "示财〔2026〕041号",
        "示财〔2026〕第41号",
        " 示财 〔2026〕 41 号 ",
        "示财〔\uff12\uff10\uff12\uff16〕\uff14\uff11号",
    ],
)
def test_a_document_number_is_written_in_one_way(typed):
    assert document_number(typed) == "示财〔2026〕41号"
    assert why_not_document_number(document_number(typed)) == ""


def test_a_rare_character_may_stand_in_a_document_number():
    assert why_not_document_number("\U00020bb7政发〔2026〕5号") == ""


@pytest.mark.parametrize(
    "wrong", ["示财2026第41号", "〔2026〕41号", "示财〔26〕41号", "41", "示财〔2026〕0号"]
)
def test_what_is_no_document_number_is_said_with_an_example(wrong):
    assert "示财〔2026〕41号" in why_not_document_number(document_number(wrong))


@pytest.mark.parametrize("year", ["0000", "1948", "2201", "9999"])
def test_a_document_number_is_of_a_year_that_can_be(year):
    said = why_not_document_number(f"示财〔{year}〕41号")
    assert "1949年至2200年" in said


@pytest.mark.parametrize("year", ["1949", "2200"])
def test_the_first_and_the_last_year_can_be(year):
    assert why_not_document_number(f"示财〔{year}〕41号") == ""


@pytest.mark.parametrize("wrong", ["示财〔\u0662\u0660\u0662\u0666〕41号", "示财〔2026〕4\u0967号"])
def test_digits_of_other_scripts_are_none(wrong):
    assert "示财〔2026〕41号" in why_not_document_number(document_number(wrong))


def test_a_publication_may_have_no_document_number():
    assert why_not_document_number("") == ""


def test_an_index_number_names_organ_year_and_serial():
    assert index_number(organ_code="SF0100", year=2026, serial=417) == "SF0100/2026-00417"
