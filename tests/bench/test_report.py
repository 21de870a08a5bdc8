import json
import unicodedata

from mingtang.bench.figures import Baseline, Figure, at_least_as_good, at_most
from mingtang.bench.report import as_lines, as_object, number

PAGE = Figure(
    name="pages.home",
    chinese="首页",
    english="home page",
    value=2345.6,
    unit="req/s",
    target=at_least_as_good(),
    baseline=Baseline("裸视图", "a bare view", 2000.0),
)
SLOW = Figure(
    name="regions.time", chinese="区划", english="regions", value=61, unit="s", target=at_most(60)
)
LISTS = Figure(
    name="queries.growing",
    chinese="列表",
    english="lists",
    value=0,
    unit="",
    details=({"page": "/d/", "one": 7, "fixed": True}, {"page": "/x/", "one": 8, "fixed": False}),
)


def places(text):
    return sum(2 if unicodedata.east_asian_width(one) in "WF" else 1 for one in text)


def test_each_figure_stands_beside_its_baseline_ratio_and_target():
    row = next(line for line in as_lines([PAGE]) if line.startswith("✓  pages.home"))

    assert " ".join(row.split()) == (
        "✓ pages.home 首页 home page 2,346 req/s 2,000 req/s 1.17× ≥ 1.00×"
    )


def test_what_the_baseline_is_is_told_in_both_languages():
    assert any("裸视图 / a bare view" in line for line in as_lines([PAGE]))


def test_a_figure_that_misses_its_target_is_named_at_the_end():
    lines = list(as_lines([PAGE, SLOW]))

    assert lines[-1] == "✗ 没有达到目标 / missed: regions.time"
    assert any(line.startswith("✗  regions.time") for line in lines)


def test_when_none_is_missed_it_says_so():
    assert list(as_lines([PAGE, LISTS]))[-1] == "✓ 目标都已达到 / all targets met"


def test_the_rows_behind_a_figure_are_shown():
    lines = list(as_lines([LISTS]))

    assert lines[0] == "列表 / lists"
    assert [line.split() for line in lines[1:4]] == [
        ["page", "one", "fixed"],
        ["/d/", "7", "✓"],
        ["/x/", "8", "✗"],
    ]


def test_columns_stand_below_one_another_though_chinese_is_wide():
    lines = [
        line for line in as_lines([PAGE, SLOW]) if "指标" in line or "≥" in line or "≤" in line
    ]

    starts = {places(line[: line.rindex(sign)]) for line, sign in zip(lines, "目≥≤", strict=True)}
    assert len(starts) == 1


def test_the_object_holds_all_that_the_table_says():
    told = json.loads(json.dumps(as_object([PAGE, SLOW], {"database": "sqlite"})))

    assert (told["met"], told["database"]) == (False, "sqlite")
    home, regions = told["figures"]
    assert home["ratio"] == PAGE.ratio
    assert home["baseline"] == {"chinese": "裸视图", "english": "a bare view", "value": 2000.0}
    assert home["target"] == {"of": "ratio", "at_least": 1.0}
    assert regions["target"] == {"of": "value", "at_most": 60}
    assert (home["met"], regions["met"], regions["baseline"]) == (True, False, None)


def test_a_number_has_no_more_digits_than_a_measurement_can_say():
    assert [number(one) for one in (0, 3, 2345.6, 1.2345, 99.96)] == [
        "0",
        "3",
        "2,346",
        "1.23",
        "100",
    ]
