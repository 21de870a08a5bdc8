"""The words of official tables: channels, audiences, levels; and what they are here."""

import re
from collections.abc import Iterable, Mapping

from mingtang.foundation.cells import tight

WEBSITE, BOARD, ELSEWHERE = "website", "board", ""

# The list that is printed with boxes (国办发〔2019〕54号 and its 26 fields), in its order.
CHANNELS: Mapping[str, str] = {
    "政府网站": WEBSITE,
    "政府公报": ELSEWHERE,
    "两微一端": ELSEWHERE,
    "发布会/听证会": ELSEWHERE,
    "广播电视": ELSEWHERE,
    "纸质媒体": ELSEWHERE,
    "公开查阅点": ELSEWHERE,
    "政务服务中心": ELSEWHERE,
    "便民服务站": ELSEWHERE,
    "入户/现场": ELSEWHERE,
    "社区/企事业单位/村公示栏（电子屏）": BOARD,
    "精准推送": ELSEWHERE,
    "其他": ELSEWHERE,
}
# What counties call them besides. Of a channel that this software does not serve it is enough to
# know that: the edition keeps its name, and the organ sees to it.
ALSO: Mapping[str, str] = {
    "政府门户网站": WEBSITE,
    "门户网站": WEBSITE,
    "县政府网站": WEBSITE,
    "县政府门户网站": WEBSITE,
    "公开栏": BOARD,
    "政务公开栏": BOARD,
    "公示栏": BOARD,
    "村公示栏": BOARD,
    "村务公开栏": BOARD,
    "社区公示栏": BOARD,
    "村(社区)公示栏": BOARD,
    "公示栏(电子屏)": BOARD,
    "社区/村公示栏(电子屏)": BOARD,
    "社区/企事业单位/村公示栏": BOARD,
    "12345政务服务热线": ELSEWHERE,
    "投资项目在线审批监管平台": ELSEWHERE,
    "公共资源交易平台": ELSEWHERE,
    "信用中国": ELSEWHERE,
    "部门网站": ELSEWHERE,
    "发布会": ELSEWHERE,
    "听证会": ELSEWHERE,
    "新闻发布会": ELSEWHERE,
    "入户": ELSEWHERE,
    "现场": ELSEWHERE,
    "微博": ELSEWHERE,
    "微信": ELSEWHERE,
    "微信公众号": ELSEWHERE,
    "政务新媒体": ELSEWHERE,
}
KNOWN_CHANNELS = {tight(name): code for name, code in {**CHANNELS, **ALSO}.items()}
OTHER = "其他"

EVERYBODY = frozenset({"全社会", "社会公众", "社会", "公众"})
INSIDE = frozenset({"机关内部", "单位内部", "内部"})
SOME = re.compile(r"特定|部分")
REMARK = re.compile(r"\([^()]*\)")
BESIDE_NAME = re.compile(r"\([^()]*\)|[\[【〔][^\[\]【】〔〕]*[\]】〕]")
LEVELS: Mapping[str, str] = {
    **dict.fromkeys(("县级", "区级", "县区级", "县(区)级", "区县级", "县(市、区)级"), "county"),
    **dict.fromkeys(
        ("乡级", "镇级", "乡镇级", "乡(镇)级", "乡、镇级", "街道级", "乡镇(街道)级"), "township"
    ),
    **dict.fromkeys(
        ("村级", "社区级", "村(社区)级", "村(居)级", "村(居)委会级", "村居级", "村、社区级"),
        "village",
    ),
}
# One column for several: 乡、村级, 县、乡两级.
TOGETHER = re.compile(r"[、/和及与]")
MODES = frozenset({"主动", "主动公开", "依申请", "依申请公开"})
LEVEL_NAMES: Mapping[str, str] = {"county": "县级", "township": "乡级", "village": "村级"}
BETWEEN = "、"
FOR_WHOM = "："  # 特定群体：被征地农民


def channel_of(name: str) -> str | None:
    """What serves a channel: a channel of ours, nothing of ours, or None where it is not known.

    What is remarked of it in brackets (必选) makes it no other, unless it is known by that.
    """
    said = tight(name)
    if said.startswith(OTHER):
        return ELSEWHERE  # 其他：, filled in by hand
    return KNOWN_CHANNELS.get(said, KNOWN_CHANNELS.get(BESIDE_NAME.sub("", said)))


def is_name(said: str) -> bool:
    """Whether it is one name that stands behind boxes: of a channel, or of another choice."""
    words = tight(said)
    is_choice = words in EVERYBODY | INSIDE | MODES or words in LEVELS or bool(SOME.match(words))
    return bool(words) and (is_choice or channel_of(words) is not None)


def channel_names(codes: Iterable[str]) -> list[str]:
    """The names that are printed for our channels."""
    wanted = set(codes)
    return [name for name, code in CHANNELS.items() if code in wanted - {ELSEWHERE}]


def audience_of(said: str) -> str | None:
    """Whom a matter is for; of a certain group nobody but a person can say what it means here."""
    choices = {REMARK.sub("", choice.partition(FOR_WHOM)[0]) for choice in tight_parts(said)}
    if choices & EVERYBODY:
        return "public"
    return "internal" if choices and choices <= INSIDE else None


def is_for_some(said: str) -> bool:
    """Whether it is for certain people: 特定群体."""
    return any(SOME.match(choice) for choice in tight_parts(said))


def is_for_others_too(said: str) -> bool:
    """Whether it is for everybody, and besides for somebody else: 全社会、特定群体."""
    choices = {REMARK.sub("", choice.partition(FOR_WHOM)[0]) for choice in tight_parts(said)}
    return bool(choices & EVERYBODY and choices - EVERYBODY)


def is_in_both_modes(said: str) -> bool:
    return "主动" in tight(said) and "依申请" in tight(said)


def mode_of(said: str) -> str | None:
    """Of both at once nobody but a person can say which it is."""
    choices = tight_parts(said)
    if is_in_both_modes(said):
        return None
    if any(choice.startswith("主动") for choice in choices):
        return "active"
    is_asked = choices and all(choice.startswith("依申请") for choice in choices)
    return "request" if is_asked else None


def tiers_of(levels: Iterable[str]) -> list[str] | None:
    """The tiers that are ticked; None where one is no level that we know."""
    found = [tier for level in levels for tier in _tiers(tight(level))]
    known = [tier for tier in found if tier]
    return list(dict.fromkeys(known)) if known and len(known) == len(found) else None


def _tiers(level: str) -> list[str | None]:
    """Of one column, or of several levels that share one (乡、村级)."""
    if level in LEVELS:
        return [LEVELS[level]]
    parts = TOGETHER.split(re.sub(r"[两二三]?级$", "", level))
    return [LEVELS.get(f"{part.removesuffix('级')}级") for part in parts]


def tight_parts(said: str) -> list[str]:
    return [tight(part).replace(":", FOR_WHOM) for part in said.split(BETWEEN) if tight(part)]
