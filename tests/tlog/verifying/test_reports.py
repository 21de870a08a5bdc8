import json

import pytest

from tlog.verifying import reports
from tlog.verifying.reports import Report


def full():
    report = Report(data={"size": 5})
    report.fact("五条", "five entries")
    report.note("一条停止提供", "one is barred")
    report.find("tile", "不符", "does not fit", index=3, object_id="ab")
    return report


@pytest.mark.parametrize(
    ("language", "lines"),
    [
        ("zh", ["  五条", "· 一条停止提供", "✗ 不符", "✗ 发现1处问题"]),
        ("en", ["  five entries", "· one is barred", "✗ does not fit", "✗ 1 things do not hold"]),
    ],
)
def test_what_was_found_is_said_in_two_languages(language, lines):
    assert list(full().lines(language)) == lines


def test_for_machines_it_is_one_object():
    assert json.loads(full().as_json()) == {
        "holds": False,
        "unchecked": None,
        "findings": [
            {"kind": "tile", "index": 3, "object": "ab", "zh": "不符", "en": "does not fit"}
        ],
        "notes": [{"zh": "一条停止提供", "en": "one is barred"}],
        "size": 5,
    }


def test_good_found_and_not_checked_are_three_codes():
    report = Report()
    assert (report.code, list(report.lines("en"))) == (0, ["✓ everything holds"])
    report.give_up("取不到", "cannot get it")
    assert (report.code, list(report.lines("zh"))) == (3, ["? 无法核对"])
    assert json.loads(report.as_json())["holds"] is None
    assert json.loads(report.as_json())["unchecked"] == {"zh": "取不到", "en": "cannot get it"}
    report.find("tile", "不符", "does not fit")
    assert report.code == 1
    assert json.loads(report.as_json())["holds"] is False


def test_after_fifty_the_rest_is_counted():
    report = Report()
    for number in range(reports.MOST_SHOWN + 2):
        report.find("tile", f"第{number}处", f"number {number}")
    lines = list(report.lines("en"))

    assert lines[49:] == ["✗ number 49", "✗ and 2 more", "✗ 52 things do not hold"]
    assert len(json.loads(report.as_json())["findings"]) == 52


def test_a_moment_that_is_none_is_shown_as_it_was_given():
    assert reports.moment(1_760_000_000) == "2025-10-09 08:53:20Z"
    assert reports.moment(2**64 - 1) == "18446744073709551615 s"
    assert reports.moment(10**12) == "1000000000000 s"
