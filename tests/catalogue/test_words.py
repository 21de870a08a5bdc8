import datetime

import pytest
from django.utils.translation import override

from mingtang.catalogue.rules import due
from mingtang.catalogue.rules.items import Citation
from mingtang.catalogue.rules.moved import OF_LOOKING_AGAIN
from mingtang.catalogue.rules.terms_of_items import AfterFact, AtOnce, ByDay, Every, YearlyBy
from mingtang.catalogue.words import basis_of, counted_from, lines, moved_because
from mingtang.foundation.terms import SAME_DAY, Term, Unit
from mingtang.terms.rules import shipped_calendar

DAY = datetime.date
CALENDAR = shipped_calendar()
ARTICLE = Citation("政府信息公开条例", "第二十六条", sets_term=True)
ISSUED = AfterFact("document_issued", Term(20, Unit.WORKING_DAYS))


def of_fact(rule, cited=ARTICLE):
    return due.of_fact(rule, DAY(2026, 9, 18), CALENDAR, cited, at_once_days=3)


def of_period(rule, cited=ARTICLE):
    period = next(due.periods(rule, DAY(2026, 9, 1), DAY(2030, 1, 1)))
    return due.of_period(rule, period, CALENDAR, cited)


def test_a_counted_day_says_what_happened_which_article_and_what_was_skipped():
    day = of_fact(ISSUED)

    said = lines(day.reason, day.on, CALENDAR)

    assert said[:3] == [
        ("起算", "2026年9月18日（星期五），印发文件，当天不算"),
        ("期限", "20个工作日"),
        ("依据", "《政府信息公开条例》第二十六条"),
    ]
    assert said[-1] == ("到期", "2026年10月22日（星期四）")
    assert [label for label, _text in said[3:-1]] == ["跳过", "调休上班"]


def test_a_day_that_is_the_very_day_counts_nothing():
    day = of_fact(AtOnce(own=SAME_DAY))

    assert lines(day.reason, day.on, CALENDAR) == [
        ("起算", "2026年9月18日（星期五），信息形成或者变更"),
        ("期限", "当日"),
        ("依据", "法律要求及时，这一事项多少天由本县单独设定"),
        ("到期", "2026年9月18日（星期五）"),
    ]


def test_a_day_fixed_by_its_date_says_who_fixed_it():
    day = of_period(YearlyBy(1, 31))

    assert lines(day.reason, day.on, CALENDAR) == [
        ("依据", "《政府信息公开条例》第二十六条"),
        ("到期", "2027年1月31日（星期日）"),
    ]


@pytest.mark.parametrize(
    ("day", "event"),
    [
        (of_fact(ISSUED), "印发文件"),
        (of_period(ByDay(Every.MONTH, 10)), "这一期结束"),
        (of_period(YearlyBy(1, 31)), "这一年"),
        (due.of_coming(DAY(2026, 9, 18), CALENDAR, None), "机关设立或者事项开始施行"),
    ],
)
def test_what_a_count_starts_at_has_words(day, event):
    assert counted_from(day.reason) == event


@pytest.mark.parametrize(
    ("day", "basis"),
    [
        (of_fact(ISSUED), "《政府信息公开条例》第二十六条"),
        (of_fact(ISSUED, cited=None), "本县规定"),
        (of_fact(AtOnce()), "法律要求及时，多少天由本县设定"),
        (of_fact(AtOnce(own=SAME_DAY)), "法律要求及时，这一事项多少天由本县单独设定"),
    ],
)
def test_a_term_says_whose_it_is(day, basis):
    assert basis_of(day.reason) == basis


def test_why_a_due_day_moved_is_told_in_the_reader_s_language():
    written = "2027年节假日安排（国办发明电〔2026〕9号）"
    assert moved_because(written) == written
    with override("en"):
        assert moved_because(written) == "Holidays of 2027 (国办发明电〔2026〕9号)"
        assert "looked at again" in moved_because(OF_LOOKING_AGAIN)


def test_the_reason_that_a_person_wrote_stays_as_written():
    with override("en"):
        assert moved_because("印发日期抄错") == "印发日期抄错"
