import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingtang.foundation.bigrams import terms, tokens
from mingtang.foundation.highlights import Part, marked, snippet
from tests.foundation.test_bigrams import SIGNS, stands


def hits(text, question):
    return [part.text for part in marked(text, terms(question)) if part.is_hit]


@pytest.mark.parametrize(
    ("text", "question", "expected"),
    [
        ("农村宅基地审批", "宅基地", ["宅基地"]),
        ("農村宅基地 審批結果", "宅基地审批", ["宅基地 審批"]),
        ("示财〔２０２６〕41号文", "示财[2026]41号", ["示财〔２０２６〕41号"]),
        ("共1,234万元、12345元", "1234", ["1,234"]),
        ("2026年、12026号", "2026", ["2026"]),
        ("WiFi 和 Wi", "wi", ["Wi"]),
        ("公\u200b示面积㎡内", "m2 公示", ["公\u200b示", "㎡"]),
        ("𠮷野家𠮷", "𠮷", ["𠮷", "𠮷"]),
        ("公示公示公示", "公示", ["公示", "公示", "公示"]),
        ("人民政府", "人民 人民政府", ["人民政府"]),
        ("没有", "公示", []),
        ("", "公示", []),
        ("公示", "", []),
    ],
)
def test_what_was_looked_for_is_marked_as_it_was_written(text, question, expected):
    assert hits(text, question) == expected


def test_what_looks_like_html_stays_text():
    assert marked("<b>公示</b>", terms("公示")) == (
        Part("<b>"),
        Part("公示", is_hit=True),
        Part("</b>"),
    )


def test_a_snippet_begins_with_the_sentence_of_the_hit_and_says_where_it_was_cut():
    text = "一" * 50 + "。二二，宅基地" + "三" * 200

    found = snippet(text, terms("宅基地"), longest=20)

    assert found == (
        Part("…"),
        Part("二二，"),
        Part("宅基地", is_hit=True),
        Part("三" * 14),
        Part("…"),
    )


def test_a_snippet_of_a_long_sentence_begins_shortly_before_the_hit():
    found = snippet("二" * 90 + "宅基地", terms("宅基地"))

    assert found == (Part("…"), Part("二" * 24), Part("宅基地", is_hit=True))


def test_a_hit_that_goes_on_after_the_snippet_is_cut_with_it():
    found = snippet("公示农村宅基地", terms("公示 农村宅基地"), longest=4)

    assert found == (
        Part("公示", is_hit=True),
        Part("农村", is_hit=True),
        Part("…"),
    )


def test_a_snippet_without_a_hit_is_the_beginning():
    assert snippet("公示内容", terms("宅基地"), longest=2) == (Part("公示"), Part("…"))
    assert snippet("", terms("宅基地")) == ()


@given(st.text(SIGNS, max_size=40), st.text(SIGNS, min_size=1, max_size=5))
def test_the_parts_are_the_text_and_mark_what_the_index_finds(text, question):
    asked = terms(question)
    parts = marked(text, asked)

    assert "".join(part.text for part in parts) == text
    if len(asked) == 1 and stands(asked[0], tokens(text)):
        assert any(part.is_hit for part in parts)
