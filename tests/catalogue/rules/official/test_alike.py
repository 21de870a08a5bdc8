"""Rows that look the same and say another term are told, each with the place of the other."""

from mingtang.catalogue.rules.official.rows import read
from mingtang.files.rules.books import sheets_of
from mingtang.files.rules.limits import Limits
from tests.catalogue.rules.official.made import HEAD, UNDER, book, row


def found_in(*rows, **given):
    return read(sheets_of(book(*rows, **given), name="目录.xlsx", limits=Limits()))


def test_rows_of_one_matter_and_subject_with_other_terms_name_each_other_and_nobody_guesses():
    found = found_in(
        row(time="信息形成或变更之日起20个工作日内"),
        row(time="自信息形成或者变更之日起20个工作日内"),  # the same in other words
        row(time="看情况", subject="县教育局"),  # of another organ
        row(time="长期公开", elements="别的内容"),
    )

    (told,) = [one for one in found.problems if "公开时限却不一样" in one.message]
    assert (told.sheet, told.row, told.column, told.read) == (
        *("行政许可", 7, "公开时限"),
        "长期公开",
    )
    assert "和表“行政许可”第4行是同一件事项" in told.message
    assert "是两件的，可以不改" in told.message
    assert "那一行是“信息形成或变更之日起20个工作日内”" in told.message
    assert [one.time_text for one in found.rows][-1] == "长期公开"


def test_a_term_is_not_asked_about_where_it_is_missing_or_a_third_level_tells_the_rows_apart():
    missing = found_in(row(), row(time=None))
    apart = found_in(
        (*row(), "甲"),
        (*row(time="长期公开"), "乙"),
        head=((*HEAD, "三级事项"), (*UNDER, None)),
    )

    for found in (missing, apart):
        assert not any("公开时限却不一样" in one.message for one in found.problems)
    assert sum("三级事项" in one.message for one in apart.problems) >= 2


def test_words_that_are_no_term_are_compared_as_they_stand_and_each_is_told_once():
    found = found_in(row(time="看情况"), row(time="看 情况"), row(time="再说"), row(time="再说"))

    told = [one for one in found.problems if "公开时限却不一样" in one.message]
    assert [(one.row, one.params["other"]) for one in told] == [(6, 4)]
