import pytest

from mingtang.foundation.prose import paste
from mingtang.foundation.prose.nesting import DEEPEST, is_bottomless, words_of
from mingtang.foundation.prose.pasted import TOO_DEEP


@pytest.mark.parametrize(
    "html",
    [
        "<p>甲" * 5_000,
        "<ul>" + "<li>甲" * 5_000 + "</ul>",
        "<table>" + "<tr><td>甲</td></tr>" * 5_000 + "</table>",
        "<div>甲<br></div>" * 5_000,
        "一 < 二，二 > 一。" * 5_000,
        "<div>" * DEEPEST,
    ],
)
def test_a_long_text_is_not_a_deep_one(html):
    assert not is_bottomless(html)


@pytest.mark.parametrize("tag", ["div", "table", "b", "o:p"])
def test_what_no_program_writes_is_not_followed_down(tag):
    assert is_bottomless(f"<{tag}>" * (DEEPEST + 1))


def test_only_the_words_are_taken_from_it():
    html = "<div>" * 600 + "<style>p { color: red }</style>甲<p>乙 &amp; 丙</p>" + "</div>" * 600

    assert words_of(html, left_out={"style"}) == ["甲", "乙 & 丙"]


def test_twenty_thousand_open_tags_are_pasted_as_words():
    pasted = paste("<div>" * 20_000 + "支出合计")

    assert pasted.markdown == "支出合计"
    assert pasted.notes == (TOO_DEEP,)
