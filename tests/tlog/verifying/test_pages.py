"""The pages that people read, against what was put on record."""

import hashlib

import pytest

from tlog.verifying.acts import Published
from tlog.verifying.pages import Pages
from tlog.verifying.reports import Report
from tlog.verifying.sources import Missing
from tlog.verifying.told import Told

ONE, OTHER = "1" * 32, "2" * 32
ADDRESS = "d/11111111-1111-1111-1111-111111111111/"
BODY = "<p>决算收入5万元。</p>\n<div><p>另一段。</p></div>"
WORDS = {"title": "“决算” & 公告", "document_number": "示政〔2026〕1号", "summary": None}
DATA = {"edition": 1, "shown": hashlib.sha256(BODY.encode()).hexdigest()}
TITLE = '<h1 data-said="title">“决算” &amp; 公告</h1>'
NUMBER = '<span class="x" data-said="document_number" lang="zh">示政〔2026〕1号</span>'
TEXT = f'<div class="doc" data-said="text">{BODY}<!--/text--><h2>要素</h2></div>'
PAGE = f"<h1>别处</h1>{TITLE}<span>别的</span>{NUMBER}\n{TEXT}"


class Site:
    def __init__(self, page):
        self.page, self.asked = page, []

    def read(self, name):
        self.asked.append(name)
        if self.page is None:
            raise Missing(name, name)
        return self.page if isinstance(self.page, bytes) else self.page.encode()


def told(obj=ONE, act="disclosure.published"):
    return Told(act, obj, "A", "2026-11-10T02:00:00Z")


def read(page=PAGE, *, words=WORDS, data=DATA, most=9, **published):
    report, site = Report(), Site(page)
    pages = Pages(site, report, most)
    pages.tell(0, told(act="disclosure.withdrawn"), {}, {})
    pages.tell(4, told(), words, data)
    pages.compare({ONE: Published("A", [4], "2026", **published)})
    return report, site


def found(page=PAGE, **how):
    return [(one.kind, one.index, one.object_id) for one in read(page, **how)[0].findings]


def test_a_page_that_says_what_was_put_on_record_holds():
    report, site = read()

    assert report.findings == []
    assert site.asked == [ADDRESS]
    assert [fact.english for fact in report.facts] == ["the pages of 1 publications"]
    assert report.notes == []


@pytest.mark.parametrize(
    "page",
    [
        PAGE.replace("5万元", "6万元"),
        PAGE.replace(TITLE, TITLE.replace("公告", "通告")),
        PAGE.replace("1号", "2号"),
        PAGE + '<span data-said="summary">加上的话</span>',
        PAGE.replace(NUMBER, ""),
        PAGE.replace(TEXT, ""),
        PAGE + TITLE,
        PAGE + TEXT,
        PAGE.encode() + b"\xff",
        None,
    ],
)
def test_a_page_that_says_something_else_or_is_gone_is_found(page):
    assert found(page) == [("page", 4, ONE)]


def test_a_summary_is_read_where_there_is_one():
    summary = WORDS | {"summary": "一句话"}
    assert found(words=summary) == [("page", 4, ONE)]
    assert found(PAGE + '<span data-said="summary">一句话</span>', words=summary) == []


@pytest.mark.parametrize("gone", [{"withdrawn": 5}, {"erased": 5}])
def test_the_page_of_what_is_gone_is_not_read(gone):
    assert read(None, **gone)[1].asked == []


def test_what_is_closed_or_was_not_bound_at_first_is_not_read():
    assert read(None, words={}, data={})[1].asked == []
    assert read(None, data={"edition": 1})[1].asked == []


def test_of_a_correction_that_is_closed_the_page_is_not_read():
    site = Site(None)
    pages = Pages(site, Report())
    pages.tell(4, told(), WORDS, DATA)
    pages.tell(5, told(act="disclosure.corrected"), {}, {})
    pages.tell(6, told(OTHER, "disclosure.corrected"), WORDS, DATA)
    pages.compare({ONE: Published("A", [4, 5], "2026")})

    assert site.asked == []


def test_of_many_pages_some_are_read_and_it_is_said_how_many_are_not():
    report, site = Report(), Site(PAGE)
    pages = Pages(site, report, 2)
    several = [f"{number:032x}" for number in range(5)]
    for one in several:
        pages.tell(4, told(one), WORDS, DATA)
    pages.compare({one: Published("A", [4], "2026") for one in several})

    assert len(set(site.asked)) == 2
    assert [note.english for note in report.notes] == ["the pages of 3 publications were not read"]
    assert [note.english for note in read(most=0)[0].notes] == [
        "the pages of 1 publications were not read"
    ]
