import pytest

from mingtang.disclosure.rules.searching import (
    fts5_query,
    standing_parts,
    ts_query,
    why_not_ask,
)
from mingtang.foundation.bigrams import term, terms


@pytest.mark.parametrize(
    ("typed", "fts5", "tsquery"),
    [
        ("宅基地", '"宅基 基地"', "'county7' & ('宅基' <-> '基地')"),
        ("示财〔2026〕41号", '"示财 财 2026 41 号"*', None),
        ("号", '"号"*', "'county7' & ('号':*)"),
        ("a\"b'c", '"a b c"', "'county7' & ('a' <-> 'b' <-> 'c')"),
    ],
)
def test_a_term_is_said_in_the_words_of_each_database(typed, fts5, tsquery):
    assert fts5_query(term(typed)) == fts5
    assert tsquery is None or ts_query(term(typed), county_id=7) == tsquery


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("宅基地", ""),
        ("公" * 300, ""),
        ("公" * 301, "一次最多查300个字，请只留下最要紧的几个词。"),
        ("一 二 三 四 五 六 七 八 九 十", ""),
        ("一 二 三 四 五 六 七 八 九 十 百", "一次最多查10个词，请只留下最要紧的几个词。"),
        ("", "请输入要查的字、词或者文号；只有标点和空格查不了。"),
        ("？！", "请输入要查的字、词或者文号；只有标点和空格查不了。"),
    ],
)
def test_what_cannot_be_asked_is_said_with_the_mend(text, why):
    assert why_not_ask(text, terms(text)) == why


@pytest.mark.parametrize(
    ("word", "texts", "parts"),
    [
        ("宅基地审批公示", ["宅基地审批", "公示"], ["宅基地审批", "公示"]),
        ("宅激地审批", ["审批"], ["审批"]),
        ("甲公示", ["甲", "公示"], ["公示"]),
        ("甲", ["甲"], ["甲"]),
        ("甲乙", [], []),
        ("示财〔2026〕41号", ["示财〔2026〕", "41"], ["示财〔2026", "41"]),
    ],
)
def test_a_word_falls_into_the_longest_parts_that_stand_somewhere(word, texts, parts):
    def stands(part):
        return any(part in text for text in texts)

    assert standing_parts(word, stands) == parts
