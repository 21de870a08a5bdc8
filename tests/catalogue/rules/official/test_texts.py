import pytest

from mingtang.catalogue.rules.items import Citation, Element, ElementKind, Mark
from mingtang.catalogue.rules.official.texts import (
    basis_text,
    citations_of,
    elements_of,
    elements_text,
    labels_of,
    settled_elements,
    whole_titles,
)
from mingtang.catalogue.rules.standards import kept_basis

SEEN = Mark.SEEN


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("文件名称\n文号", ["文件名称", "文号"]),
        ("1.文件名称；2.文号；", ["文件名称", "文号"]),
        ("（一）申报条件；（二）补助标准。", ["申报条件", "补助标准"]),
        ("①名单②金额", ["名单", "金额"]),
        ("一、依据 二、结果", ["依据", "结果"]),
        ("金额\n金额", ["金额"]),
        ("补助1.5万元的对象", ["补助1.5万元的对象"]),
        ("1.5万元以上的项目", ["1.5万元以上的项目"]),
        (" ；\n。", []),
        ("1.申请条件\n2.办理程\n序", ["申请条件", "办理程序"]),
        ("●法律法规、政\n策文件", ["法律法规、政策文件"]),
        ("● 名单 ●金额", ["名单", "金额"]),
        ("①名单；\n②补助\n金额", ["名单", "补助金额"]),
        ("· 名单\n- 金\n额", ["名单", "金额"]),
        ("一、名单。\n金额", ["名单", "金额"]),
        ("包括：\n（1）名单\n（2）金\n额", ["包括", "名单", "金额"]),
        ("阿依·古丽\n金额-合计", ["阿依·古丽", "金额-合计"]),
    ],
)
def test_elements_stand_line_by_line_or_number_by_number(text, labels):
    assert labels_of(text) == labels


def test_an_element_that_is_known_keeps_what_was_said_of_it():
    total = Element("e1", "金额", unit="万元", kind=ElementKind.NUMBER)

    found = elements_of("名单\n金 额", known=[total])

    assert found == [Element("e2", "名单", kind=ElementKind.LONG), total]
    assert elements_text(found) == "名单\n金额"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("《政府信息公开条例》第二十条第（七）项", [("政府信息公开条例", "第二十条第（七）项")]),
        (
            "【法律】《中华人民共和国预算法》第十四条；《预算法实施条例》（国务院令第729号）第六条",
            [("预算法", "第十四条"), ("预算法实施条例", "第六条")],
        ),
        (
            "《指导意见》（国办发〔2018〕118号）",
            [("指导意见（国办发〔2018〕118号）", "")],
        ),
        (
            "《指导意见（国办发〔2018〕118号）》国办发〔2018〕118号",
            [("指导意见（国办发〔2018〕118号）", "")],
        ),
        ("国办发〔2019〕54号\n县政办1号", [("国办发〔2019〕54号", ""), ("县政办1号", "")]),
        ("《 》\n", [("《 》", "")]),
        ("中华人民共和国预算法第十四条", [("预算法", "第十四条")]),
        (
            "政府信息公开条例\n土地管理法（2019年修正）",
            [("政府信息公开条例", ""), ("土地管理法", "")],
        ),
    ],
)
def test_laws_are_named_with_their_articles(text, said):
    assert [(cited.law, cited.article) for cited in citations_of(text)] == said


def test_what_is_known_already_keeps_its_mark_and_what_was_only_seen_says_so():
    known = Citation("预算法", "第十四条", sets_term=True)

    found = citations_of("《预算法》第十四条\n《教育法》第三十条", known=[known])

    assert found == [known, Citation("教育法", "第三十条", mark=SEEN)]
    assert basis_text(found) == "《预算法》第十四条\n《教育法》第三十条"


@pytest.mark.parametrize("text", ["《示范县公开办法》第三条", "《本县公开办法》第三条"])
def test_what_bears_the_name_of_the_county_is_its_own_rule(text):
    (own,) = citations_of(text, county="示范县")

    assert own.is_local
    assert own.words == text


@pytest.mark.parametrize(
    "words", ["县政府常务会议决定", "本县规定", "工作需要", "有关管理办法第三条"]
)
def test_words_that_name_no_law_stand_above_nobody_and_get_no_marks_of_a_title(words):
    (own,) = citations_of(words)

    assert (own.is_local, own.is_bare) == (True, True)
    assert basis_text([own]) == words
    assert kept_basis([own.as_json()]) == (own,)


def test_a_document_that_is_known_by_its_number_alone_may_come_from_above():
    (cited,) = citations_of("国办发〔2019〕54号")

    assert (cited.is_local, cited.is_bare) == (False, False)


def test_what_was_settled_of_an_element_goes_before_what_was_known_of_it():
    known = [Element("sum", "金额", hint="合计"), Element("name", "名称")]
    kinds = [{"label": "金 额", "kind": "number", "unit": "万元", "hint": "", "required": False}]

    found = settled_elements(known, kinds)

    assert found == [
        Element("sum", "金额", unit="万元", kind=ElementKind.NUMBER, required=False),
        Element("name", "名称"),
    ]
    assert settled_elements(known, None) == known


@pytest.mark.parametrize(
    ("written", "whole"),
    [
        ("《社会救\n助暂行办法》", "《社会救助暂行办法》"),
        (
            "《预算法》第十四条\n《政府信息公开\n条例》第二十条",
            "《预算法》第十四条\n《政府信息公开条例》第二十条",
        ),
        ("《预算法》\n第十四条", "《预算法》\n第十四条"),
    ],
)
def test_a_title_that_the_width_of_its_cell_broke_is_whole_again(written, whole):
    assert whole_titles(written) == whole
