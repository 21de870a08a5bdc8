"""What a row means to the duty engine, and what only a person can say."""

from dataclasses import replace

import pytest

from mingtang.catalogue.rules.official import understanding
from mingtang.catalogue.rules.official.found import Beside, OfficialRow, Problem
from mingtang.catalogue.rules.official.times import read_time
from mingtang.catalogue.rules.official.understanding import Known, understand
from mingtang.foundation.cells import tight

TWENTY = {"after": "formed_or_changed", "n": 20, "unit": "wd"}
LOCAL = {"at": "once"}
EVERY_TOWN = {
    "kinds": ["authority"],
    "tiers": ["township"],
    "fields": [],
    "sectors": [],
    "codes": [],
}


def named(code):
    return {"kinds": [], "tiers": [], "fields": [], "sectors": [], "codes": [code]}


KNOWN = Known(
    facts=frozenset({"formed_or_changed", "decided"}),
    county="示范县",
    subjects={
        "县财政局": named("A"),
        "县教育局": named("B"),
        "各乡镇": EVERY_TOWN,
        "县教育局、各乡镇": EVERY_TOWN,
    },
    times={tight("看情况公开"): LOCAL},
)


NOTHING = Beside()


def row(**changed):
    given = {
        "sheet": "许可",
        "row": 4,
        "level1": "行政许可",
        "level2": "许可决定",
        "elements": "文号\n内容",
        "basis": "《行政许可法》第四十条",
        "time_text": "信息形成或变更之日起20个工作日内",
        "term": TWENTY,
        "subject": "县财政局",
        "channels": ["政府网站", "政府公报"],
        "audience": "全社会",
        "mode": "主动",
        "levels": ["县级"],
    }
    return OfficialRow(**given | changed)


def understood(problems=(), beside=NOTHING, **changed):
    return understand(row(**changed), beside, problems, KNOWN)


def in_doubt(*problems, beside=NOTHING, **changed):
    """Aspect and words of each doubt."""
    found = understood(problems, beside, **changed)
    for doubt in found.doubts:
        assert doubt.aspect not in found.values or doubt.aspect == "channel"
        assert doubt.template % doubt.params
    return [(doubt.aspect, doubt.wording) for doubt in found.doubts]


def problem(key, template="看不懂“%(read)s”。", **params):
    return Problem("许可", 4, key, "读到的全部", template, params, key=key)


def test_a_plain_row_is_understood_whole():
    found = understood()

    assert found.doubts == ()
    assert found.values == {
        "level1": "行政许可",
        "level2": "许可决定",
        "elements": "文号\n内容",
        "basis": "《行政许可法》第四十条",
        "time": TWENTY,
        "subject": named("A"),
        "audience": "public",
        "channels": ["website"],
        "mode": "active",
        "levels": ["county"],
        "kinds": [],
        "beyond": {},
        "emphasis": "",
        "fields": None,
    }


def test_several_organs_are_named_each_by_its_name():
    assert understood(subject="县教育局、县财政局").values["subject"]["codes"] == ["A", "B"]


def test_words_that_were_settled_before_mean_that_again():
    found = understood(time_text="看情况公开", term=None, subject="各乡镇")

    assert found.values["time"] == LOCAL
    assert found.values["subject"] == EVERY_TOWN
    assert understood(subject="县教育局、各乡镇").values["subject"] == EVERY_TOWN


@pytest.mark.parametrize("words", ["每年12月31日前", "每年12月底前", "每年4月1日前公开"])
def test_which_year_a_late_day_of_each_year_is_about_a_person_says(words):
    found = understood(time_text=words, term=read_time(words).term)

    (doubt,) = found.doubts
    assert (doubt.aspect, doubt.wording) == ("time", words)
    assert "time" not in found.values
    assert (doubt.template % doubt.params).endswith("日前公开哪一年的？请选上一年度的还是当年的。")


LONG = {"after": "formed_or_changed", "n": 10, "unit": "m"}
TEN_MONTHS = {"time_text": "信息形成之日起10个月内", "term": LONG}


def test_a_term_longer_than_the_general_one_a_person_says_by_which_law():
    (doubt,) = understood(**TEN_MONTHS).doubts

    assert (doubt.aspect, doubt.wording) == ("time", "信息形成之日起10个月内")
    assert "政府信息公开条例第二十六条" in doubt.template % doubt.params
    assert in_doubt(time_text="20个工作日内") == []


@pytest.mark.parametrize(
    "given",
    [{"mode": "依申请"}, {"audience": "机关内部", "channels": []}],
    ids=["request", "inside"],
)
def test_what_is_not_for_everybody_proactively_has_no_general_term(given):
    assert understood(**TEN_MONTHS, **given).values["time"] == LONG


def test_a_long_term_that_was_settled_before_is_not_asked_about_again():
    known = replace(KNOWN, times={tight("信息形成之日起10个月内"): LONG})

    assert understand(row(**TEN_MONTHS), NOTHING, (), known).values["time"] == LONG


def test_the_doubt_names_the_day():
    (doubt,) = understood(time_text="每年12月底前", term={"yearly_by": "12-31"}).doubts

    assert doubt.template % doubt.params == "每年12月31日前公开哪一年的？请选上一年度的还是当年的。"


@pytest.mark.parametrize(
    ("words", "rule"),
    [
        ("每年3月31日前", {"yearly_by": "03-31"}),
        ("每年1月31日前", {"yearly_by": "01-31"}),
        ("次年6月30日前", {"yearly_by": "06-30"}),
        ("每年12月31日前公开上一年度的", {"yearly_by": "12-31"}),
        ("每年8月31日前公布上年度决算", {"yearly_by": "08-31"}),
        ("每年9月1日前公开当年的", {"yearly_by": "09-01", "of": "same_year"}),
        ("每年6月30日前公开本年度计划", {"yearly_by": "06-30", "of": "same_year"}),
        ("年度终了后4个月内", {"every": "year", "within": {"n": 4, "unit": "m"}}),
    ],
)
def test_until_the_day_of_annual_reports_or_where_the_words_say_so_the_year_is_known(words, rule):
    found = understood(time_text=words, term=read_time(words).term)

    assert (found.values["time"], found.doubts) == (rule, ())


def test_of_which_year_a_day_is_was_settled_before():
    rule = {"yearly_by": "12-31", "of": "same_year"}
    known = replace(KNOWN, times={tight("每年12月31日前"): rule})

    found = understand(
        row(time_text="每年12月31日前", term={"yearly_by": "12-31"}), NOTHING, (), known
    )

    assert (found.values["time"], found.doubts) == (rule, ())


def test_organs_and_a_kind_that_was_settled_before_owe_it_together():
    found = understood(subject="县财政局，各乡镇")

    assert found.values["subject"] == {**named("A"), "also": [EVERY_TOWN]}
    assert found.doubts == ()


@pytest.mark.parametrize("subject", ["某某局", "县财政局、某某局", "各乡镇、某某局"])
def test_an_organ_that_is_not_known_is_in_doubt(subject):
    assert in_doubt(subject=subject) == [("subject", subject)]


@pytest.mark.parametrize(
    ("changed", "doubts"),
    [
        ({"level1": ""}, [("level1", "")]),
        ({"level2": "长" * 91}, [("level2", "长" * 91)]),
        ({"elements": ""}, [("elements", "")]),
        ({"elements": "长" * 101}, [("elements", "长" * 101)]),
        ({"basis": ""}, [("basis", "")]),
        ({"basis": "长" * 101}, [("basis", "长" * 101)]),
        ({"time_text": "及早", "term": None}, [("time", "及早")]),
        ({"subject": ""}, [("subject", "")]),
        (
            {"audience": "特定群体：学生", "channels": ["公示栏"]},
            [("audience", "特定群体：学生"), ("channels", "公示栏")],
        ),
        ({"audience": ""}, [("audience", "")]),
        ({"mode": ""}, [("mode", "")]),
        ({"levels": ["县级", "省级"]}, [("levels", "县级、省级")]),
        ({"channels": []}, [("channels", "")]),
        ({"channels": ["公示栏"]}, [("channels", "公示栏")]),
        ({"channels": ["政府网站", "融媒体"]}, [("channel", "融媒体")]),
        ({"channels": ["融媒体"]}, [("channel", "融媒体"), ("channels", "融媒体")]),
    ],
)
def test_what_cannot_be_told_is_in_doubt(changed, doubts):
    assert in_doubt(**changed) == doubts


def test_what_is_disclosed_inside_goes_to_no_channel():
    found = understood(audience="机关内部", channels=["公示栏"])

    assert (found.values["audience"], found.values["channels"]) == ("internal", [])


@pytest.mark.parametrize("audience", ["特定群体", "特定群体（请写明）：学生", "部分群众"])
def test_what_a_certain_group_finds_on_the_website_is_there_for_everybody(audience):
    assert understood(audience=audience).values["audience"] == "public"


def test_one_way_that_is_chosen_and_another_that_is_not_clear_leave_it_open():
    assert in_doubt(problem("mode")) == [("mode", "主动")]


def test_the_reader_knows_best_why_and_all_that_stands_there():
    found = understood([problem("audience"), problem("")], audience="全社会")

    (doubt,) = found.doubts
    assert (doubt.aspect, doubt.wording) == ("audience", "全社会")
    assert doubt.template % doubt.params == "看不懂“读到的全部”。"
    assert in_doubt(problem("audience"), audience="") == [("audience", "读到的全部")]
    assert in_doubt(problem("levels")) == [("levels", "县级")]


def test_channels_without_boxes_are_shown_as_they_were_written():
    assert in_doubt(channels=[], beside=Beside("政府网站")) == [("channels", "政府网站")]


def test_what_at_once_is_for_one_matter_says_nothing_of_another():
    same_day = {"at": "once", "n": 0, "unit": "d"}
    known = replace(KNOWN, own={("行政许可", "许可决定", "time", "立即公开"): same_day})
    soon = {"time_text": "立即 公开", "term": {"at": "once"}}

    mine, other = (
        understand(row(**soon, level2=level2), NOTHING, (), known).values["time"]
        for level2 in ("许可决定", "许可清单")
    )

    assert (mine, other) == (same_day, {"at": "once"})


def test_both_modes_wait_for_a_person():
    assert in_doubt(mode="主动、依申请") == [("mode", "主动、依申请")]
    assert understood(mode="主动、依申请").doubts[0].template == understanding.BOTH_MODES


def test_everybody_and_a_group_besides_wait_for_a_person_but_on_the_website():
    said = {"audience": "全社会、特定群体：学生"}
    shown = understood(**said)
    posted = understood(channels=["公示栏"], **said)

    assert (shown.doubts, shown.values["audience"]) == ((), "public")
    assert posted.doubts[0].template == understanding.FOR_OTHERS_TOO
    assert (posted.doubts[0].aspect, posted.doubts[0].wording) == ("audience", said["audience"])
    assert in_doubt(audience="全社会、公众") == []
