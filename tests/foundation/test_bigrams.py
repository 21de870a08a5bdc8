import re

import opencc
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingtang.foundation import bigrams
from mingtang.foundation.bigrams import fold, pieces, storable, term, terms, tokens


@pytest.mark.parametrize(
    ("written", "same"),
    [
        ("農村宅基地審批結果", "农村宅基地审批结果"),
        ("乾隆", "干隆"),
        ("臺灣、台湾", "台湾、台湾"),
        ("看著什麼", "看着什么"),
        ("鍾、锺、钟", "钟、钟、钟"),
        ("馀谘钜", "余咨巨"),
        ("ＰＭ２．５", "pm2.5"),
        ("示财〔２０２６〕４１号", "示财〔2026〕41号"),
        ("Café CAFE\u0301", "cafe cafe"),
        ("①㎡㍿", "1m2株式会社"),
        ("公\u200b示\u202e\ufeff", "公示"),
        ("公\ud842示", "公示"),
        ("公\0示\t告", "公 示 告"),
        ("公\n\n \n示", "公\n\n示"),
        ("𠮷野", "𠮷野"),
        ("\uf900", "岂"),
    ],
)
def test_what_means_the_same_is_folded_to_the_same(written, same):
    assert fold(written) == fold(same)


@pytest.mark.parametrize("road", ["t2s", "s2t", "tw2s", "hk2s"])
def test_every_character_is_folded_as_what_other_places_write_for_it(road):
    every = [chr(code) for code in (*range(0x3400, 0x4DC0), *range(0x4E00, 0xA000))]
    every += [chr(code) for code in range(0x20000, 0x32400)]
    written = opencc.OpenCC(road).convert("\n".join(every)).split("\n")

    differing = {(a, b) for a, b in zip(every, written, strict=True) if fold(a) != fold(b)}

    # OpenCC goes two ways with these: as Taiwan writes them, and as simplified.
    assert differing <= {("顎", "腭"), ("鯰", "鲇")}


def test_folding_is_kept_for_assigned_characters_alone():
    bigrams.FOLDING.clear()

    fold("公\U000e1234\U0010fffd")

    assert list(bigrams.FOLDING) == [ord("公")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("宅基地", ["宅基", "基地", "地"]),
        ("号", ["号"]),
        ("公　示", ["公示", "示"]),
        ("公。示", ["公", "示"]),
        ("公\n示", ["公示", "示"]),
        ("公\n\n示", ["公", "示"]),
        ("示财〔2026〕41号", ["示财", "财", "2026", "41", "号"]),
        ("二〇二六年", ["二〇", "〇二", "二六", "六年", "年"]),
        ("1,234,567.5万元", ["1234567", "5", "万元", "元"]),
        ("2026,123", ["2026", "123"]),
        ("2025，123", ["2025", "123"]),
        ("G312国道", ["g", "312", "国道", "道"]),
        ("𠮷野家", ["𠮷野", "野家", "家"]),
        ("a" * 70, ["a" * 64, "a" * 6]),
        ("\"*^-()':&|!<>_\\", []),
        ("", []),
    ],
)
def test_a_text_becomes_pairs_of_han_characters_and_whole_words(text, expected):
    assert tokens(text) == expected


@pytest.mark.parametrize(
    ("typed", "expected", "is_open"),
    [
        ("宅基地", ("宅基", "基地"), False),
        ("宅", ("宅",), True),
        ("示财〔2026〕41号", ("示财", "财", "2026", "41", "号"), True),
        ("2026年度", ("2026", "年度"), False),
        ("PM2.5", ("pm", "2", "5"), False),
    ],
)
def test_a_word_is_looked_for_as_a_phrase_that_may_go_on_after_its_end(typed, expected, is_open):
    found = term(typed)

    assert (found.tokens, found.is_open) == (expected, is_open)


def test_words_are_parted_by_spaces_and_asked_once():
    found = terms("  宅基地\u3000審批 !? 审批\0公示 \u200b")

    assert [one.text for one in found] == ["宅基地", "審批", "公示"]


@pytest.mark.parametrize("nothing", ["", "   ", "！？。", '"*^', "\0", "\u202e", "\ud800"])
def test_nothing_is_asked_where_nothing_is_meant(nothing):
    assert terms(nothing) == []
    assert term(nothing) is None


def test_what_a_database_refuses_is_left_out():
    assert storable("公\0示\ud800𠮷") == "公 示𠮷"


def test_a_long_text_is_cut_into_overlapping_pieces_that_say_all_of_it():
    text = "".join(chr(0x4E00 + n) for n in range(9000))

    found = list(pieces(text))

    assert [len(piece.text) for piece in found] == [4000, 4000, 1600]
    assert found[0].text[-300:] == found[1].text[:300]
    assert {pair for piece in found for pair in piece.tokens} >= set(tokens(text))


def test_no_number_is_cut_in_two():
    text = "公" * 3997 + "2026年" + "示" * 100

    found = list(pieces(text, size=4000))

    assert [piece.tokens[-1] for piece in found[:-1]] == ["公"] * (len(found) - 1)
    assert "2026" in found[-1].tokens
    assert not {"2", "20", "202", "026", "26", "6"} & {t for piece in found for t in piece.tokens}


def test_a_word_without_an_end_is_cut_all_the_same():
    assert [len(piece.text) for piece in pieces("a" * 5000)] == [4000, 1300]


def test_pieces_are_small_where_one_token_stands_everywhere():
    found = list(pieces("公 " * 2000))

    assert max(len(piece.text) for piece in found) == 1000
    assert found[-1].text == ("公 " * 2000)[-len(found[-1].text) :]


def test_what_says_nothing_has_no_piece():
    assert list(pieces(" " * 10_000)) == []
    assert list(pieces("")) == []


SIGNS = st.sampled_from("公示县農农财12a，。 \n〔〕")


@given(
    st.text(SIGNS, max_size=40), st.text(st.sampled_from("公示县農农财"), min_size=1, max_size=4)
)
def test_a_han_word_is_found_exactly_where_it_stands(text, word):
    """The oracle knows nothing of pairs: spaces inside a line do not part a Han word."""
    asked = term(word)
    plain = re.sub(r"(?<=[公示县农财]) (?=[公示县农财])", "", fold(text))

    assert stands(asked, tokens(text)) == (fold(word) in plain)


def stands(asked, kept):
    """Phrase match as both databases do it."""
    size = len(asked.tokens)
    *before, end = asked.tokens
    return any(
        kept[n : n + size - 1] == before
        and (kept[n + size - 1].startswith(end) if asked.is_open else kept[n + size - 1] == end)
        for n in range(len(kept) - size + 1)
    )


@given(st.text(SIGNS, min_size=1, max_size=40), st.data())
def test_every_stretch_between_spaces_finds_the_text_it_was_taken_from(text, data):
    text = re.sub(r"\s+", "", text)
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    asked = term(text[start:end])

    if asked and not cuts_a_word(text, start) and not cuts_a_word(text, end):
        assert stands(asked, tokens(text))


def cuts_a_word(text, at):
    return re.fullmatch("[12]{2}|aa", text[max(at - 1, 0) : at + 1]) is not None
