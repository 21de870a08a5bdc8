import datetime

import pytest
from django.utils import translation

from mingtang.channels.shared.told import filled, told
from mingtang.foundation.errors import RuleBroken

DAY = datetime.date(2026, 9, 18)
MOMENT = datetime.datetime(2026, 9, 18, 2, 5, tzinfo=datetime.UTC)


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("zh-hans", "%(organ)s已于%(day)s撤销，那天起没有它的事。请核对日期或者机关。"),
        (
            "en",
            (
                "%(organ)s was dissolved on %(day)s; nothing happens in it from that day on. "
                "Check the day or the organ."
            ),
        ),
    ],
)
def test_a_refusal_is_told_in_the_language_of_its_reader_with_the_day_in_words(language, sentence):
    refused = RuleBroken(
        "%(organ)s已于%(day)s撤销，那天起没有它的事。请核对日期或者机关。",
        organ="县体育局",
        day=DAY,
    )

    with translation.override(language):
        shown = told(refused)

    day = "18 Sep 2026" if language == "en" else "2026年9月18日"
    assert shown == sentence % {"organ": "县体育局", "day": day}


def test_a_word_of_ours_in_a_sentence_is_translated_and_what_somebody_wrote_is_not():
    refused = RuleBroken("%(field)s不超过%(most)s个字，请缩短。", field="标题", most=200)
    written = RuleBroken(
        "“%(item)s”不是%(organ)s在%(day)s可以用来公开文件的事项。请从目录里重新选。",
        item="标题",
        organ="县体育局",
        day=DAY,
    )

    with translation.override("en"):
        assert told(refused) == "Title may have at most 200 characters. Please shorten it."
        assert told(written).startswith("“标题” is no item under which 县体育局 publishes")


def test_a_moment_is_told_by_the_clock_here():
    assert told(RuleBroken("%(at)s", at=MOMENT)) == "2026年9月18日 10:05"


@pytest.mark.parametrize("template", ["", "没有这个领域。"])
def test_a_sentence_without_parts_stays_as_it_is(template):
    assert told(RuleBroken(template)) == template


def test_the_due_day_of_a_step_is_said_in_words_and_nothing_else_is_touched():
    assert filled([("due", "2026-11-03"), ("fact", "2026-11-03")]) == {
        "due": "2026年11月3日",
        "fact": "2026-11-03",
    }


def test_the_moment_that_was_set_is_said_by_the_clock_here():
    assert filled([("set", "2026-11-03T06:00:00+00:00")]) == {"set": "2026年11月3日 14:00"}
