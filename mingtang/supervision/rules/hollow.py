"""Hollow content (空洞): what an edition ought to say and does not. Each rule is by itself."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from mingtang.supervision.rules import fillers, stock
from mingtang.supervision.rules.texts import bare, figures

Evidence = Mapping[str, int | str | list[str]]

# Which of them, and whether it is called a table, makes no odds: 详见附件1, 见附表.
IN_THE_FILE = re.compile(r"(?:详?见)?(?:附件|附表|附后|后附)[0-9一二三四五六七八九十]*")
IN_THE_TEXT = frozenset({"详见正文", "见正文"})
# Somewhere in what is written: 金额详见附件《收支总表》, 具体数字如下表.
TO_A_FILE = re.compile("附件|附表|附后|后附")
TO_THE_TEXT = re.compile("正文|[上下]文|[上下]表|如下|见[上下]|全文")
# 十二户, 零, 三点五亿元: nobody is asked to write digits. Alone, or with a measure.
DIGIT = "零〇一二两三四五六七八九"
NUMERAL = f"[{DIGIT}十][{DIGIT}十百千万亿]*(?:点[{DIGIT}]+)?"
FIGURE_IN_WORDS = re.compile(
    f"^{NUMERAL}[余多]?[万亿]?$"
    f"|{NUMERAL}[余多]?[万亿]?"
    "(?:元|户|件|次|人|名|家|亩|吨|公里|米|平方|所|辆|处|宗|份|套|台|个百分点|倍)"
)
# What a table counts, by its name or its hint: money and prices, numbers of people and things,
# sizes, indicators. Not every table does: who leads what, which questions were answered. 标准 alone
# may be words; 主要目标 are those of the plan of a year. The last are the tables of numbers of an
# annual report (国办公开办函〔2021〕30号).
COUNTED = re.compile(
    "预算|决算|收支|收入|支出|结余|资金|经费|补偿|[金总限税名数余差定份]额"
    "|费用|收费|资费|(?<![免浪消])费(?=[、，。；和及]|$)|(?<!评)价(?!值)"
    "|数[量据]|数(?=[、，。；和及]|$)|产量|面积|指标|主要目标|统计|比例"
    "|主动公开情况|处理申请情况|行政复议、行政诉讼情况"
)
# A hint that asks only of some: 收费的写明收费标准, 没有收费也要写明, 不写也可以.
ONLY_OF_SOME = re.compile(r"没有\w+?也要写明|的写明|不写也可以")

# Ours, no law's.
TEXT_FROM = 100  # signs of a body beside pictures


@dataclass(frozen=True)
class Element:
    """What the item asks for (要素), and what was written there."""

    key: str
    kind: str
    is_required: bool
    value: str
    label: str = ""
    hint: str = ""
    unit: str = ""

    @property
    def is_counted(self) -> bool:
        """Whether a figure is due: in a number, and in a table of what is counted."""
        if self.kind == "number":
            return True
        if self.kind != "table" or ONLY_OF_SOME.search(self.hint):
            return False
        return bool(self.unit or COUNTED.search(self.label) or COUNTED.search(self.hint))


@dataclass(frozen=True)
class File:
    """`has_no_text` only where that is known, on every page: what a machine could not read is not
    held empty. `words` are those that could be read; `has_pictures` where pictures or scanned pages
    are among them, and nothing else was left unread."""

    has_no_text: bool
    words: str = ""
    has_pictures: bool = False

    @property
    def is_partly_read(self) -> bool:
        """Words on some pages, pictures on others or beside them."""
        return bool(self.words) and self.has_pictures


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
    """要素空着: elements that are asked for hold nothing, or a word that stands for nothing.

    `put_off`: those among them that only say that it will be said (另行公布), or by some rule.
    """
    asked = [element for element in content.elements if element.is_required]
    empty = [element for element in asked if _is_empty(element.value, content)]
    if not empty:
        return None
    told: dict[str, int | str | list[str]] = {
        "empty": [element.key for element in empty],
        "of": len(asked),
    }
    put_off = [element.key for element in empty if fillers.is_put_off(element.value)]
    return {**told, "put_off": put_off} if put_off else told


def _is_empty(value: str, content: Content) -> bool:
    said = bare(value)
    if IN_THE_FILE.fullmatch(said):
        return not content.files
    if said in IN_THE_TEXT:
        return len(bare(content.body)) < TEXT_FROM
    return fillers.stands_for_nothing(value) or fillers.is_put_off(value)


def no_figures(content: Content) -> Evidence | None:
    """该有数字没有数字: elements that must hold a figure hold words and not one figure.

    Asked are numbers, and tables of what is counted, each by itself. One that points to the files
    or to the text has what stands there. A file that could not be opened or read may hold it: of
    that nobody is asked. In pictures and scanned pages nobody finds it who searches or counts;
    where words stand beside these, `partly` says in how many files. What is empty is asked as
    such, and not here.
    """
    asked = [element for element in content.elements if element.is_required and element.is_counted]
    without = [element for element in asked if _is_without_figures(element.value, content)]
    if not without:
        return None
    told: dict[str, int | str | list[str]] = {
        "without": [element.key for element in without],
        "of": len(asked),
    }
    partly = sum(file.is_partly_read for file in content.files)
    if partly and any(TO_A_FILE.search(element.value) for element in without):
        told["partly"] = partly
    return told


def is_a_figure_missing(content: Content) -> bool:
    """Whether an element that must hold a figure is empty: that is asked once, as empty."""
    return any(
        element.is_required and element.is_counted and _is_empty(element.value, content)
        for element in content.elements
    )


def _is_without_figures(value: str, content: Content) -> bool:
    if _is_empty(value, content) or figures(value) or FIGURE_IN_WORDS.search(bare(value)):
        return False
    if TO_THE_TEXT.search(value) and figures(content.body):
        return False
    if not TO_A_FILE.search(value):
        return True
    is_unread = any(not file.has_no_text and not file.words for file in content.files)
    return not (is_unread or any(figures(file.words) for file in content.files))


def image_only(content: Content) -> Evidence | None:
    """只有图片: pictures or scanned pages that no machine reads, and hardly a word beside them, on
    the website (`signs`) or in the files: a cover, a stamp of the scanner (`read`, of `partly`).

    Who cannot see, who searches and who counts is shut out.
    """
    written = len(bare(content.words))
    read = sum(len(bare(file.words)) for file in content.files)
    is_all = all(file.has_no_text or file.has_pictures for file in content.files)
    if not content.files or not is_all or written + read >= TEXT_FROM:
        return None
    partly = sum(file.is_partly_read for file in content.files)
    beside = {"partly": partly, "read": read} if partly else {}
    return {"files": len(content.files), "signs": written, **beside}


def boilerplate(content: Content) -> Evidence | None:
    """套话多: most sentences hold a phrase that fits every report, and not one figure.

    A text that has commas where stops should be, or no marks at all, is counted in its parts; of
    these most signs must be stock too.
    """
    told = stock.clauses(content.words)
    if told.is_most:
        return {"stock": told.stock, "of": told.of}
    told = stock.parts(content.words)
    if told.is_most and told.is_most_of_the_signs:
        return {"stock": told.stock, "parts": told.of}
    return None
