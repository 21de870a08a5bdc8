"""What a county calls the fields (领域) of its tables, and which of the 21 key fields each is.

Those 21 have the names of the Opinions (`organs.choices.Field`). Counties write tables by the 26
pilot fields besides (国办发〔2019〕54号; W). No text says which of those is which key field: that
is this software's own reading. Five of them are none of the 21: known, and counted in no field.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches

from mingtang.catalogue.rules.official.found import Read
from mingtang.catalogue.rules.terms_of_items import Json
from mingtang.foundation.cells import tight

FIELDS: Mapping[str, str] = {
    "education": "教育",
    "science": "科技",
    "public_security": "公安",
    "civil_affairs": "民政",
    "justice": "司法",
    "finance": "财政",
    "tax": "税务",
    "personnel": "人事",
    "labour": "劳动和社会保障",
    "construction": "建设",
    "urban_management": "城市管理",
    "land": "土地",
    "housing": "房产",
    "environment": "环境保护",
    "transport": "交通",
    "culture": "文化",
    "health": "卫生",
    "drugs": "药品监管",
    "tourism": "旅游",
    "quality": "质量监督",
    "commerce": "工商管理",
}
NO_KEY_FIELD = ""
PILOT: Mapping[str, str] = {
    "国土空间规划": "land",
    "重大建设项目": "construction",
    "公共资源交易": NO_KEY_FIELD,
    "财政预决算": "finance",
    "安全生产": NO_KEY_FIELD,
    "税收管理": "tax",
    "征地补偿": "land",
    "国有土地上房屋征收与补偿": "housing",
    "保障性住房": "housing",
    "农村危房改造": "construction",
    "生态环境": "environment",
    "城市综合执法": "urban_management",
    "就业": "labour",
    "社会保险": "labour",
    "社会救助": "civil_affairs",
    "养老服务": "civil_affairs",
    "户籍管理": "public_security",
    "涉农补贴": NO_KEY_FIELD,
    "义务教育": "education",
    "医疗卫生": "health",
    "市政服务": "construction",
    "公共文化服务": "culture",
    "公共法律服务": "justice",
    "扶贫": NO_KEY_FIELD,
    "救灾": NO_KEY_FIELD,
    "食品药品监管": "drugs",
}
ALSO = {"国有土地上房屋征收补偿": "housing", "公共文化": "culture"}
BY_NAME = {**{tight(name): code for code, name in FIELDS.items()}, **PILOT, **ALSO}
FIELD = "领域"
# 扶贫和救灾领域: several names before the one word.
AND = r"[、,和与及]"
_NAME = "|".join(sorted(map(re.escape, BY_NAME), key=len, reverse=True))
NAMED = re.compile(rf"(?P<names>(?:{_NAME})(?:{AND}(?:{_NAME}))*){FIELD}")
EACH = re.compile(_NAME)
# 1.社会救助, （一）社会救助: a sheet that is called by the field alone.
ALONE = re.compile(rf"\(?(?:\d+|[一二三四五六七八九十]+)?\)?[.、]?(?P<names>{_NAME})")
BETWEEN = re.compile(r"[、,;/]")


def codes_of(words: str) -> list[str] | None:
    """The key fields that a cell names, in their order; None where one is not known."""
    names = names_in(words)
    if any(name not in BY_NAME for name in names):
        return None
    found = {BY_NAME[name] for name in names}
    return [code for code in FIELDS if code in found]


def names_in(words: str) -> list[str]:
    parts = BETWEEN.split(tight(words.replace("\n", "、")))
    return [part if part in BY_NAME else part.removesuffix(FIELD) for part in parts if part]


def near_names(words: str) -> list[str]:
    """Known names that look like the first that is not."""
    unknown = next(name for name in names_in(words) if name not in BY_NAME)
    holding = [name for name in BY_NAME if unknown in name or name in unknown]
    alike = get_close_matches(unknown, BY_NAME, n=3, cutoff=0.5)
    return list(dict.fromkeys([*alike, *holding]))[:3]


def named_by(titles: Iterable[str]) -> tuple[str, str]:
    """The one field that the name of a sheet or the title over its table speaks of: its code, and
    its words; both empty where none is named or several are."""
    found: dict[str, str] = {}
    for title in map(tight, titles):
        for words in _phrases(title):
            found |= {BY_NAME[one]: words for one in EACH.findall(words)}
    if len(found) != 1:
        return "", ""
    return next(iter(found.items()))


def titled_sheets(read: Read) -> dict[str, Json]:
    """By sheet, for its rows: which field its name or its title speaks of, and in which words."""
    found: dict[str, Json] = {}
    for around in read.around:
        code, words = named_by([around.sheet, *around.above])
        if code:
            found[around.sheet] = {"titled": {"fields": [code], "words": words}}
    return found


def _phrases(title: str) -> Sequence[str]:
    alone = ALONE.fullmatch(title)
    if alone:
        return [alone["names"]]
    found = list(NAMED.finditer(title))
    # 养老、社会救助领域: one of several that we do not all know.
    if any(re.search(rf"{AND}$", title[: one.start()]) for one in found):
        return [*FIELDS.values()]
    return [one["names"] for one in found]
