"""Hollow content (空洞): what an edition ought to say and does not. Each rule is by itself."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from mingtang.foundation.text import half_width
from mingtang.supervision.rules.texts import bare, figures

Evidence = Mapping[str, int | str | list[str]]

# What people write where a form does not let them go on.
FILLERS = frozenset(
    {
        *("", "无", "没有", "略", "暂无", "不详", "无内容", "空", "待定", "待补充", "同上"),
        *("暂无数据", "暂无内容", "无数据", "无此项", "无相关内容", "正在统计中", "统计中"),
        *("正在整理中", "整理中", "正在完善中", "完善中", "以后补充", "待统计", "待完善"),
        *("详见正文", "见正文", "none", "na", "xx", "xxx", "测试"),
    }
)
# Which of them, and whether it is called a table, makes no odds: 详见附件1, 见附表.
IN_THE_FILE = re.compile(r"(?:详?见)?(?:附件|附表|附后|后附)[0-9一二三四五六七八九十]*")
IN_THE_TEXT = frozenset({"详见正文", "见正文"})
WITH_FIGURES = frozenset({"number", "table"})

# Ours, no law's.
TEXT_FROM = 100  # signs of a body beside pictures
CLAUSES_FROM = 6
STOCK_SHARE_FROM = 60  # of a hundred clauses

CLAUSE = re.compile(r"[。！？；\n]+")
# Phrases that fit every report and tell of none (套话).
STOCK = re.compile(
    "高度重视|加强组织领导|加强领导|认真贯彻|深入贯彻|全面贯彻|贯彻落实|认真落实|抓好落实|落到实处"
    "|扎实推进|深入推进|稳步推进|积极推进|大力推进|切实加强|进一步加强|不断加强|不断提高|不断完善"
    "|统一思想|提高认识|提高政治站位|狠抓|齐抓共管|明确责任|压实责任|强化措施|强化监督|强化责任"
    "|取得了?(?:显著|明显|较好|一定)的?(?:成效|成绩|效果)|再上新台阶|奠定了?坚实|全力以赴|与时俱进"
    "|营造(?:了)?良好|高质量发展|有力保障|精心组织|周密部署|常抓不懈|求真务实|真抓实干"
)


@dataclass(frozen=True)
class Element:
    """What the item asks for (要素), and what was written there."""

    key: str
    kind: str
    is_required: bool
    value: str


@dataclass(frozen=True)
class File:
    """`has_no_text` only where that is known: what a machine could not read is not held empty.
    `words` are those that could be read."""

    has_no_text: bool
    words: str = ""


@dataclass(frozen=True)
class Content:
    """An edition as these rules see it."""

    body: str
    elements: Sequence[Element]
    files: Sequence[File]

    @property
    def words(self) -> str:
        """All that a reader sees but its headings."""
        return "\n".join([*(element.value for element in self.elements), self.body])

    @property
    def all_words(self) -> str:
        """With those of its files: a budget is in the file, and so is last year's."""
        return "\n".join([self.words, *(file.words for file in self.files if file.words)])


def empty_elements(content: Content) -> Evidence | None:
    """要素空着: elements that are asked for hold nothing, or a word that stands for nothing."""
    asked = [element for element in content.elements if element.is_required]
    empty = [element.key for element in asked if _is_empty(element.value, content)]
    return {"empty": empty, "of": len(asked)} if empty else None


def _is_empty(value: str, content: Content) -> bool:
    said = bare(value)
    if IN_THE_FILE.fullmatch(said):
        return not content.files
    if said in IN_THE_TEXT:
        return len(bare(content.body)) < TEXT_FROM
    return said in FILLERS


def no_figures(content: Content) -> Evidence | None:
    """该有数字没有数字: the item asks for figures, and there is not one in the text.

    A file that could not be read may hold them.
    """
    asked = [
        element.key
        for element in content.elements
        if element.is_required and element.kind in WITH_FIGURES
    ]
    if not asked or any(not file.has_no_text and not file.words for file in content.files):
        return None
    return None if figures(content.all_words) else {"asked": asked}


def image_only(content: Content) -> Evidence | None:
    """只有图片: pictures or scanned pages that no machine reads, and hardly a word beside them.

    Who cannot see, who searches and who counts is shut out.
    """
    written = len(bare(content.words))
    is_all = all(file.has_no_text for file in content.files)
    if not content.files or not is_all or written >= TEXT_FROM:
        return None
    return {"files": len(content.files), "signs": written}


def boilerplate(content: Content) -> Evidence | None:
    """套话多: most clauses hold a phrase that fits every report, and not one figure."""
    clauses = [clause for clause in CLAUSE.split(half_width(content.words)) if clause.strip()]
    stock = [clause for clause in clauses if STOCK.search(clause) and not figures(clause)]
    if len(clauses) < CLAUSES_FROM or 100 * len(stock) < STOCK_SHARE_FROM * len(clauses):
        return None
    return {"stock": len(stock), "of": len(clauses)}
