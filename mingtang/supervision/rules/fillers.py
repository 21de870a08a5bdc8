"""What people write where a form does not let them go on: words that stand for nothing.

Each is looked for as the whole of what was written, or of each of its parts; in a sentence that
says something it is none. The words are ours, no law's.
"""

import re

from mingtang.foundation.text import half_width
from mingtang.supervision.rules.texts import LONGEST, bare

FILLERS = frozenset(
    {
        *("", "无", "没有", "略", "暂无", "不详", "无内容", "空", "待定", "待补充", "同上", "同前"),
        *("暂无数据", "暂无内容", "无数据", "无此项", "无相关内容", "正在统计中", "统计中"),
        *("正在整理中", "整理中", "正在完善中", "完善中", "以后补充", "待统计", "待完善"),
        *("详见正文", "见正文", "none", "na", "xx", "xxx", "测试"),
    }
)
# Put off to another day or another paper, which is not named: no day, no number, no 《…》.
# 逾期不再另行通知 puts off nothing; (?!…) and no figure keep to what names nothing.
TOLD = "公布|公告|公示|公开|通知|通报|通告|发布|告知|说明|确定|明确|补充|安排"
PUT_OFF = re.compile(
    rf"[^0-9不]{{0,8}}(?:另行|另文|另外)(?:{TOLD})"
    rf"|(?:[将拟])?(?:稍后|随后|后续|以后|日后|届时|择期|择日|适时|近期)(?:再|予以|将)?(?:{TOLD})"
    rf"|(?:尚|有)?待(?:后续|进一步)?(?:{TOLD}|核实|查明|定)|尚未(?:确定|公布)|未定"
    rf"|详?(?:见|参见)(?:后续|另行|有关|相关)[^0-9]{{0,4}}(?:{TOLD}|文件|规定|材料|内容|信息)"
    rf"|(?:具体|最终)?以[^0-9]{{0,10}}(?:{TOLD}|实际[^0-9]{{0,4}}|文件)的?为准"
)
# By rules that are not named: of a basis the article is asked for, of a result what it is.
BY_SOME_RULE = re.compile(
    "(?:依据|依照|根据|遵照|按照|按|依)"
    "(?:国家|上级|中央|省|市|县|本[省市县]|法律|法规|的|和|及)*"
    "(?:(?:有关|相关|现行|上述)(?:法律法规|法律|法规|政策|文件|要求|标准|规定|精神|的|和|及)+|规定)"
    "(?:执行|办理|处理|处罚|实施|落实)?"
)
NAMED = re.compile("《[^》]*》")
PART = re.compile(r"[。!?;:,；：！？，、|\n]+")


def stands_for_nothing(written: str) -> bool:
    """Whether it holds nothing, or a word in place of something."""
    return bare(written) in FILLERS


def is_put_off(written: str) -> bool:
    """Whether all it says is that it will be said elsewhere, or that there is some rule for it.

    What names a document by its title, or has any figure in it, says where to look.
    """
    if NAMED.search(written):
        return False
    if _puts_off(written):
        return True
    parts = [part for part in PART.split(half_width(written[:LONGEST])) if bare(part)]
    return any(map(_puts_off, parts)) and all(
        _puts_off(part) or stands_for_nothing(part) for part in parts
    )


def _puts_off(written: str) -> bool:
    said = bare(written)
    is_so = PUT_OFF.fullmatch(said) or BY_SOME_RULE.fullmatch(said)
    return bool(is_so) and said not in FILLERS
