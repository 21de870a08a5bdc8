import pytest

from mingtang.foundation.document_numbers import as_written, compared

SAME = [
    "示民罚〔2026〕7号",
    "示民罚[2026]7号",
    "示民罚（2026）7号",
    "示民罚(2026)7号",
    "示民罚【2026】7号",
    "示民罚\uff3b2026\uff3d7号",
    "示民罚〔２０２６〕７号",
    "示民罚﹝2026﹞7号",
    "示民罚〈2026〉7号",
    "示民罚《2026》7号",
    "示民罚〖2026〗7号",
    "示民罚〔2026〕 7 号",
    "示民罚〔2026〕007号",
    "示民罚〔2026〕第7号",
    "示民罚〔2026〕7",
    "示民罚[2026]07",
]


@pytest.mark.parametrize("typed", SAME)
def test_however_it_is_written_it_is_the_same_number(typed):
    assert compared(typed) == compared(SAME[0])


@pytest.mark.parametrize(
    "typed", ["示民罚〔2026〕70号", "示民罚〔2025〕7号", "示民〔2026〕7号", ""]
)
def test_another_number_is_another(typed):
    assert compared(typed) != compared(SAME[0])


def test_of_other_numbers_only_the_writing_is_left_out():
    assert compared("ＪＹ１ 3701 a") == compared("jy13701A") == "jy13701a"


@pytest.mark.parametrize("typed", SAME[:14])
def test_a_document_number_is_kept_as_it_should_be_written(typed):
    assert as_written(typed) == SAME[0]


def test_any_other_is_kept_as_it_was_typed():
    assert as_written("JY1 3701（2026）") == "JY1 3701（2026）"
