import datetime

import pytest
from django.template import Context, Template
from django.utils import translation
from django.utils.safestring import mark_safe

from mingtang.foundation import clock

KNOWN = "{% load shared %}<h1{% in_chinese %}>{{ text }}</h1>"
MIXED = "{% load shared %}<dd{{ text|tongue }}>{{ text }}</dd>"


def shown(template, language, text):
    with translation.override(language):
        return Template(template).render(Context({"text": text}))


def test_a_day_says_its_year_where_that_is_not_this_one(monkeypatch):
    now = datetime.datetime(2026, 11, 26, 2, tzinfo=datetime.UTC)
    monkeypatch.setattr(clock, "now", lambda: now)
    near, moment = "{% load shared %}{{ text|near }}", "{% load shared %}{{ text|near_moment }}"

    assert shown(near, "zh-hans", datetime.date(2026, 1, 16)) == "1月16日"
    assert shown(near, "zh-hans", datetime.date(2024, 1, 16)) == "2024年1月16日"
    assert shown(moment, "zh-hans", now) == "11月26日 10:00"
    assert shown(moment, "zh-hans", now.replace(year=2025)) == "2025年11月26日 10:00"
    assert (shown(near, "zh-hans", None), shown(moment, "zh-hans", None)) == ("", "")


@pytest.mark.parametrize("language", ["zh-hant", "en"])
def test_what_was_written_in_chinese_says_so_on_a_page_in_another_script_or_language(language):
    assert shown(KNOWN, language, "决算公告") == '<h1 lang="zh-Hans">决算公告</h1>'


def test_a_chinese_page_has_said_it_already():
    assert shown(KNOWN, "zh-hans", "决算公告") == "<h1>决算公告</h1>"
    assert shown(MIXED, "zh-hans", "决算公告") == "<dd>决算公告</dd>"


@pytest.mark.parametrize(
    ("text", "is_chinese"),
    [
        ("县财政局", True),
        ("示政发〔2026〕1号", True),
        ("A4纸张大小", True),
        ("SF0100/2026-00417", False),
        ("Published on 1 May", False),
        ("Corrected: 合计漏加一行", False),
        ("", False),
    ],
)
def test_an_english_page_tells_a_name_from_a_translated_word_by_its_script(text, is_chinese):
    assert ("lang=" in shown(MIXED, "en", text)) == is_chinese


NAMES = "{% load shared %}<p>{{ text|tongues }}</p>"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Run by: 示范县人民政府", 'Run by: <span lang="zh-Hans">示范县人民政府</span>'),
        ("《预算法》第14条 (1)", '<span lang="zh-Hans">《预算法》第14条</span> (1)'),
        ("Published on 1 May", "Published on 1 May"),
        ("<b>县</b>", '&lt;b&gt;<span lang="zh-Hans">县</span>&lt;/b&gt;'),
        (mark_safe("a &amp; 县"), 'a &amp; <span lang="zh-Hans">县</span>'),
    ],
)
def test_a_sentence_marks_the_chinese_names_in_it_and_nothing_slips_through(text, said):
    assert shown(NAMES, "en", text) == f"<p>{said}</p>"
    assert "lang=" not in shown(NAMES, "zh-hans", text)
