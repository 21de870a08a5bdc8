import dataclasses
import datetime

import pytest

from mingtang.disclosure.rules.checks import (
    Checked,
    ElementText,
    FileText,
    Level,
    findings,
    refusal,
    stops,
)

TODAY = datetime.date(2026, 3, 10)


def element(key, label, value, *, is_required=True):
    return ElementText(key, label, "", is_required, value)


def of_kind(kind, value, *, is_required=True):
    return ElementText("e", "印发日期", "", is_required, value, kind)


WHOLE = Checked(
    outcome="content",
    title="示范县财政局关于2025年决算的公告",
    summary="",
    document_number="示财〔2026〕41号",
    formed_on=datetime.date(2026, 3, 9),
    body="2025年县级支出三十九亿六千万元，完成调整预算的百分之九十八点三，其中教育支出最多。",
    elements=(element("total", "支出合计", "39.60亿元"),),
    files=(),
    exemption="",
    decision="none",
    decision_note="",
    is_correction=False,
    correction_reason="",
    emergency_reason="",
)
CLEAN = FileText(
    place="attachment:1",
    name="决算表.xlsx",
    is_read_whole=True,
    findings=(),
    decision="none",
    note="",
)
# Made for the test: the check digit holds, the person does not exist (law.md's own vector).
RESIDENT_ID = "11010519491231002X"


def found(**changes):
    return findings(dataclasses.replace(WHOLE, **changes), on=TODAY)


def codes(**changes):
    return [finding.code for finding in stops(found(**changes))]


def test_a_whole_edition_has_no_finding():
    assert found() == []


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"title": ""}, "title"),
        ({"title": "县" * 201}, "title"),
        ({"document_number": "41"}, "document_number"),
        ({"formed_on": TODAY + datetime.timedelta(days=1)}, "formed_on"),
        ({"is_correction": True}, "correction_reason"),
        ({"elements": (element("t", "支出合计", " "),)}, "element"),
        ({"elements": (of_kind("date", "2026年2月30日"),)}, "element_kind"),
        ({"elements": (of_kind("number", "很多", is_required=False),)}, "element_kind"),
        ({"elements": (of_kind("phone", "没有"),)}, "element_kind"),
        ({"outcome": "nil", "body": "没有发生"}, "reason"),
        ({"outcome": "withheld"}, "exemption"),
        ({"outcome": "withheld", "body": "", "exemption": "E16a"}, "reason"),
        ({"title": f"张三{RESIDENT_ID}"}, "personal_data"),
        ({"body": WHOLE.body + RESIDENT_ID}, "personal_data"),
        ({"elements": (element("t", "电话", RESIDENT_ID),)}, "personal_data"),
    ],
)
def test_what_is_missing_or_must_not_be_there_stops_an_edition(changes, code):
    assert codes(**changes) == [code]


def test_a_stop_that_is_refused_with_names_the_element():
    stop = found(elements=(of_kind("date", "2026年2月30日"),))[0]

    assert str(refusal(stop)).startswith("这一项要写一个真实的日期")
    assert str(refusal(stop)).endswith("（印发日期）")
    assert str(refusal(found(title="")[0])) == "写上标题：谁、关于什么、哪一年或者哪一期。"


def test_today_is_a_day_on_which_something_can_be_formed():
    assert found(formed_on=TODAY) == []


def test_no_day_of_forming_is_no_fault():
    assert found(formed_on=None) == []


def test_an_edition_with_nothing_in_it_is_empty():
    empty = (element("t", "说明", "", is_required=False),)

    assert codes(body=" ", elements=empty) == ["empty"]


def test_a_short_body_without_attachment_is_worth_a_look_and_no_more():
    [finding] = found(body="见附件。")

    assert (finding.code, finding.level) == ("hollow", Level.LOOK)


def test_a_short_body_beside_an_attachment_is_enough():
    assert found(body="见附件。", files=(CLEAN,)) == []


def test_a_nil_return_needs_no_elements():
    assert found(outcome="nil", body="本季度没有发生土地征收。", elements=()) == []


WITHHELD = {"outcome": "withheld", "body": "公开会损害第三方商业秘密。", "exemption": "E15"}
ASKED = {"third_party": "refused", "third_party_on": TODAY}


def test_a_withholding_names_its_ground():
    assert found(**WITHHELD, **ASKED) == []


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"third_party": ""}, "third_party"),
        ({"third_party_on": None}, "third_party_on"),
        ({"third_party_on": TODAY + datetime.timedelta(days=1)}, "third_party_on"),
        ({"exemption": "E14b"}, "ground"),
        ({"exemption": "E14c"}, "ground"),
        ({"exemption": "E16b", "is_of_normative": True}, "normative"),
        ({"exemption": "E16c", "is_of_normative": True}, "normative"),
        ({"body": "内部。。。。。。。。。。"}, "reason"),
        ({"body": "。" * 12}, "wordless"),
        ({"body": "是不是不是不是不是不是"}, None),
        ({"body": "一1一1一1一1一1一1一1"}, "wordless"),
    ],
)
def test_a_ground_is_no_mere_label(changes, code):
    """政府信息公开条例 art. 14-16, 20 (1)."""
    stopped = codes(**{**WITHHELD, **ASKED, **changes})

    assert stopped == ([code] if code else [])


@pytest.mark.parametrize(
    ("exemption", "body"),
    [
        ("E14b", "《统计法》第九条规定统计调查对象的资料不得公开。"),
        ("E14c", "公开水源地的坐标会危及公共安全。"),
        ("E16b", "还在讨论的过程稿，没有定下来。"),
    ],
)
def test_what_says_all_that_its_ground_asks_for_may_go_on(exemption, body):
    assert found(outcome="withheld", exemption=exemption, body=body) == []


def test_why_something_is_corrected_is_said_in_words():
    assert codes(is_correction=True, correction_reason="。。。") == ["wordless"]
    assert codes(is_correction=True, correction_reason="合计写错") == []


def test_personal_data_in_a_correction_reason_is_found():
    reason = f"删去{RESIDENT_ID}"

    assert codes(is_correction=True, correction_reason=reason) == ["personal_data"]


def test_personal_data_is_shown_masked_never_whole():
    [finding] = found(title=f"张三{RESIDENT_ID}")

    assert RESIDENT_ID not in str(finding.as_row())


def test_personal_data_settled_with_an_article_only_asks_for_a_look():
    note = "社会救助暂行办法第五十三条"

    [finding] = found(title=f"张三{RESIDENT_ID}", decision="lawful", decision_note=note)

    assert finding.level == Level.LOOK


def test_a_decision_without_a_word_settles_nothing():
    assert codes(title=f"张三{RESIDENT_ID}", decision="lawful") == ["personal_data"]


@pytest.mark.parametrize(
    ("file", "code"),
    [
        (dataclasses.replace(CLEAN, findings=("第3行 身份证号",)), "file_personal_data"),
        (dataclasses.replace(CLEAN, is_read_whole=False), "file_not_read"),
        (
            dataclasses.replace(CLEAN, is_read_whole=False, decision="read_by_eye"),
            "file_not_read",
        ),
    ],
)
def test_a_file_with_personal_data_or_unread_stops_an_edition(file, code):
    assert codes(files=(file,)) == [code]


def test_a_file_that_a_person_answered_for_passes():
    settled = dataclasses.replace(
        CLEAN, is_read_whole=False, decision="read_by_eye", note="李四逐页核对，无个人信息"
    )

    assert found(files=(settled,)) == []


def test_what_stops_comes_before_what_only_asks_for_a_look():
    levels = [finding.level for finding in found(title="", body="见附件。")]

    assert levels == [Level.STOP, Level.LOOK]


def test_a_document_number_used_before_is_pointed_out_and_stops_nothing():
    found = findings(dataclasses.replace(WHOLE, same_number=["关于防汛工作的通知"]), on=TODAY)

    row = next(one for one in found if one.code == "same_number")
    assert (row.level, row.place, row.detail) == (
        Level.LOOK,
        "document_number",
        "关于防汛工作的通知",
    )


@pytest.mark.parametrize(
    ("exemption", "codes"), [("", ["exemption"]), ("E15", ["excepted"]), ("E14a", [])]
)
def test_a_withholding_needs_a_ground_that_the_law_of_its_item_leaves(exemption, codes):
    edition = dataclasses.replace(
        WHOLE, outcome="withheld", exemption=exemption, cited=[("预算法", "第十四条")]
    )

    found = stops(findings(edition, on=TODAY))

    assert [one.code for one in found] == codes
    if codes == ["excepted"]:
        assert found[0].detail == "《预算法》第十四条：涉及国家秘密的除外"
        assert found[0].place == "exemption"
