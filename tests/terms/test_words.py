import datetime

import pytest
from django.utils.translation import override

from mingtang.foundation.explained import explain
from mingtang.foundation.terms import SAME_DAY, parse_term
from mingtang.foundation.working_days import Calendar
from mingtang.terms.rules import shipped_calendar
from mingtang.terms.words import day_words, lines, reason, term_words


def explained(start, text, calendar=None, **options):
    day = datetime.date.fromisoformat(start)
    return explain(parse_term(text), day, calendar or shipped_calendar(), **options)


def test_a_term_of_the_duty_is_explained_as_on_the_score_board():
    told = lines(explained("2026-09-18", "+20wd", article="《政府信息公开条例》第二十六条"))

    assert told == [
        ("起算", "2026年9月18日（星期五），当天不算"),
        ("期限", "20个工作日"),
        ("依据", "《政府信息公开条例》第二十六条"),
        (
            "跳过",
            "14天，有中秋节3天（9月25日至9月27日），国庆节7天（10月1日至10月7日），周末4天",
        ),
        ("调休上班", "9月20日、10月10日，照算工作日"),
        ("到期", "2026年10月22日（星期四）"),
    ]


def test_the_reason_is_the_same_in_one_line():
    assert reason(explained("2026-09-18", "-7wd")) == (
        "最迟2026年9月9日（星期三）：从2026年9月18日（星期五）起算，提前7个工作日，当天不算。"
        "跳过：周末2天。"
    )
    assert reason(explained("2026-01-31", "+1m")) == (
        "到期2026年2月28日（星期六）：从2026年1月31日（星期六）起算，1个月，当天不算。"
    )


def test_the_same_day_is_told_without_a_count():
    saturday = datetime.date(2026, 11, 7)
    found = explain(SAME_DAY, saturday, shipped_calendar(), article="本县规定")

    assert lines(found) == [
        ("起算", "2026年11月7日（星期六）"),
        ("期限", "当日"),
        ("依据", "本县规定"),
        ("到期", "2026年11月7日（星期六）"),
    ]
    assert reason(found) == "到期2026年11月7日（星期六）：当日就到期，休息日也一样。"


def test_a_provisional_date_says_which_notice_is_missing():
    told = dict(lines(explained("2026-12-15", "+280wd")))

    assert told["暂定"] == "2027、2028年的放假安排没有公布，到期日可能变动"


def test_many_days_are_told_by_their_sums():
    told = dict(lines(explained("2025-09-18", "+250wd")))

    assert told["跳过"] == "118天，有节假日31天，周末87天"
    assert told["调休上班"] == "7天，照算工作日"


def test_many_days_without_a_holiday_tell_of_weekends_alone():
    assert dict(lines(explained("2026-09-18", "+100wd", Calendar())))["跳过"] == "周末40天"


@pytest.mark.parametrize(
    ("text", "label", "told"),
    [
        ("+1d", "顺延", "2026年10月1日（星期四）休息，顺延到工作日"),
        ("-360d", "提前", "2025年10月5日（星期日）休息，提前到工作日"),
    ],
)
def test_a_move_off_a_day_off_is_told(text, label, told):
    found = explained("2026-09-30", text, moves_to_working_day=True)

    assert dict(lines(found))[label] == told


def test_a_single_day_off_and_a_day_of_another_year_are_told_as_such():
    assert "元旦1天（2025年1月1日）" in reason(explained("2024-12-30", "+2wd"))


def test_two_festivals_in_one_holiday_are_both_named_and_a_nameless_one_is_called_time_off():
    day = datetime.date(2026, 3, 9)
    nameless = Calendar(days_off=frozenset({day}))

    assert "国庆节、中秋节8天" in reason(explained("2025-09-30", "+1wd"))
    assert "放假1天（3月9日）" in reason(explained("2026-03-06", "+1wd", nameless))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("+20wd", "20个工作日"),
        ("+30d", "30天"),
        ("+2m", "2个月"),
        ("-7wd", "提前7个工作日"),
        ("-7d", "提前7天"),
        ("-2m", "提前2个月"),
    ],
)
def test_each_term_has_its_words(text, words):
    assert term_words(parse_term(text)) == words


def test_a_day_is_told_with_its_day_of_the_week():
    assert day_words(datetime.date(2026, 11, 22)) == "2026年11月22日（星期日）"


def test_one_day_off_is_one_day_in_english():
    with override("en"):
        assert "New Year's Day, 1 day off (" in reason(explained("2024-12-30", "+2wd"))
