"""Whatever is typed or pasted: nothing dangerous comes out, and nothing drifts."""

from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from mingtang.foundation.prose import (
    clean_line,
    clean_markdown,
    html_from_markdown,
    markdown_from_html,
)

TEXT = st.text(max_size=30)
SIGNS = st.sampled_from(
    [
        *"*_#>-+|[]()<>!\\`~&:;.1 \n",
        "**",
        "](",
        "1. ",
        "- ",
        "\n\n",
        "　　",
        "甲",
        "一、",
        "a",
        "&lt;",
    ]
)
DANGEROUS = st.sampled_from(
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[x](javascript:alert(1))",
        "[x](JaVaScRiPt&colon;alert(1))",
        "[x](data:text/html,x)",
        "[x](//evil.example)",
        '[x](https://a.example "\\" onmouseover=alert(1)")',
        "<https://a.example>",
        "<a href='javascript:alert(1)'>x</a>",
        "<svg/onload=alert(1)>",
        "<p style='position:fixed'>",
        "<style>*{}</style>",
        "![x](https://a.example/x.png)",
        "| a | b |\n| --- | ---: |\n| 1 | 2 |",
    ]
)
TYPED = st.lists(st.one_of(TEXT, SIGNS, DANGEROUS), max_size=15).map("".join)
TAGS = st.sampled_from(
    ["p", "b", "i", "h1", "h3", "ul", "ol", "li", "table", "tr", "td", "th", "div", "blockquote",
     "span", "td colspan=2", "td rowspan=3", "br", "a href=https://a.example/x",
     "a href=javascript:x",
     "p style='mso-list:l0 level2 lfo1'", "ol start=3", "p style=display:none", "sup", "s", "img"]
)  # fmt: skip
PASTED = st.lists(
    st.one_of(
        TEXT,
        SIGNS,
        DANGEROUS,
        TAGS.map("<{}>".format),
        TAGS.map(lambda tag: f"</{tag.split()[0]}>"),
    ),
    max_size=25,
).map("".join)
ALLOWED = {
    "a": {"href", "rel", "title"},
    "div": {"class", "role", "tabindex", "aria-label"},
    "th": {"class", "scope"},
    "td": {"class"},
    "ol": {"start"},
} | dict.fromkeys(["p", "h2", "h3", "h4", "h5", "h6", "strong", "em", "ul", "li", "br"], set())
ALLOWED |= dict.fromkeys(["blockquote", "table", "thead", "tbody", "tr"], set())


class Reader(HTMLParser):
    def __init__(self):
        super().__init__()
        self.wrong = []
        self.levels = []

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if tag not in ALLOWED or not set(given) <= ALLOWED[tag]:
            self.wrong.append((tag, attrs))
        if ":" in given.get("href", "").split("/")[0] and not given["href"].startswith("http"):
            self.wrong.append((tag, attrs))
        if given.get("href", "").startswith("//"):
            self.wrong.append((tag, attrs))
        if tag[0] == "h":
            self.levels.append(int(tag[1]))


def read(html):
    reader = Reader()
    reader.feed(html)
    reader.close()
    return reader


@given(TYPED)
def test_what_is_typed_is_shown_without_danger(markdown):
    page = read(html_from_markdown(markdown))

    assert page.wrong == []
    pairs = zip([1, *page.levels], page.levels, strict=False)
    assert all(after <= before + 1 for before, after in pairs)


@given(PASTED)
def test_what_is_pasted_is_shown_without_danger(html):
    assert read(html_from_markdown(markdown_from_html(html))).wrong == []


@given(PASTED)
def test_a_pasted_text_shown_and_pasted_again_stays_as_it_is(html):
    once = markdown_from_html(html)

    assert markdown_from_html(html_from_markdown(once)) == once


@given(st.text(max_size=60))
def test_a_paragraph_of_any_text_is_shown_with_every_sign_it_had(text):
    escaped = text.replace("&", "&amp;").replace("<", "&lt;")
    shown = html_from_markdown(markdown_from_html(f"<p>{escaped}</p>"))

    assert words(shown) == words(f"<p>{escaped}</p>")


def words(html):
    parts = []
    reader = HTMLParser()
    reader.handle_data = parts.append
    reader.feed(html)
    reader.close()
    return "".join(clean_line("".join(parts)).split())


@given(TYPED)
def test_cleaning_twice_is_cleaning_once(text):
    assert clean_markdown(clean_markdown(text)) == clean_markdown(text)
    assert clean_line(clean_line(text)) == clean_line(text)
