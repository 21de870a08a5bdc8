"""Evidence in words: what was found, by its figures, and the rule that found it."""

import pytest
from django.utils.translation import override

from mingtang.channels.shared.evidence_words import evidence_words, rule_words
from mingtang.supervision.choices import FindingKind
from tests.factories.supervision import FindingFactory

pytestmark = pytest.mark.django_db
COPIED = {"alike": 96, "figures": 4, "same_figures": 4, "others": 2}

EVIDENCE = {
    "avoids_key": (
        {"key_done": 4, "key_owed": 10, "general_done": 10, "general_owed": 10},
        "重点任务10件，公开了4件",
    ),
    "empty_elements": ({"empty": ["text"], "of": 3}, "3项要素里，1项没有写内容：正文"),
    "no_figures": ({"asked": ["gone"]}, "（gone）"),
    "image_only": ({"files": 2, "signs": 12}, "2个附件都是图片"),
    "boilerplate": ({"stock": 5, "of": 6}, "6句话里，5句"),
    "copy_of_own": ({"alike": 100, "figures": 0, "same_figures": 0, "others": 0}, "有100%相同。"),
    "copy_of_other": (COPIED, "另有2件"),
    "redated": (
        {"formed_on": "2026-06-30", "earlier_on": "2026-01-05", "days": 176},
        "与2026年1月5日的几乎相同",
    ),
    "old_when_out": (
        {"formed_on": "2026-01-01", "published_on": "2026-06-30", "days": 180},
        "2026年1月1日成文，2026年6月30日才公开，隔了180天",
    ),
}


@pytest.mark.parametrize("kind", FindingKind.values)
def test_every_kind_has_its_evidence_and_its_rule_in_words(kind):
    if kind == "bunched":
        assert "8件里，6件在2026年9月23日到2026年9月30日之间" in evidence_words(
            FindingFactory.build(bunched=True, organ=None, county=None)
        )
    else:
        evidence, said = EVIDENCE[kind]
        finding = FindingFactory(evidence=evidence)
        finding.kind = kind
        assert said in evidence_words(finding)
    assert "%(" not in rule_words(kind)


@pytest.mark.parametrize(
    ("kind", "evidence", "said"),
    [
        (
            "empty_elements",
            {"empty": ["text", "gone"], "of": 3, "put_off": ["gone"]},
            "2项没有写内容：正文、gone。只写了“另行公布”“按有关规定”一类的话的：gone。",
        ),
        (
            "no_figures",
            {"without": ["text", "gone"], "of": 3},
            "3项要素里，2项没有数字：正文、gone",
        ),
        (
            "no_figures",
            {"without": ["text"], "of": 3, "partly": 2},
            "正文。2个附件里有图片或者扫描页，里面的没有读。",
        ),
        (
            "image_only",
            {"files": 2, "signs": 12, "partly": 1, "read": 7},
            "12个字。其中1个除了图片、扫描页，只读出7个字。",
        ),
        ("boilerplate", {"stock": 7, "parts": 9}, "分成9段，7段是各处通用的说法"),
        (
            "redated",
            {"formed_on": "2026-06-30", "earlier_on": "2026-01-05", "days": 176, **COPIED},
            "晚了176天。比较：文字有96%相同；4个数字里4个相同；另有2件也这样。",
        ),
    ],
)
def test_evidence_of_each_element_of_parts_and_of_a_copy_that_was_redated(kind, evidence, said):
    finding = FindingFactory(kind=kind, evidence=evidence)

    assert said in evidence_words(finding)


@pytest.mark.parametrize(("of", "said"), [(1, "1 of 1 element ("), (3, "1 of 3 elements (")])
def test_one_element_is_no_elements_in_english(of, said):
    finding = FindingFactory(kind="no_figures", evidence={"without": ["text"], "of": of})

    with override("en"):
        assert said in evidence_words(finding)


def test_a_number_of_long_ago_is_told():
    finding = FindingFactory(
        kind="redated", evidence={"formed_on": "2026-06-30", "number_year": 2024, "days": 546}
    )

    assert "文号是2024年的" in evidence_words(finding)
