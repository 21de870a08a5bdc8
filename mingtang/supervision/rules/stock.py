"""Stock phrases (套话): what fits every report and tells of none, however it is strung together."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from mingtang.foundation.text import half_width
from mingtang.supervision.rules.texts import LONGEST, bare, figures

# Ours, no law's.
CLAUSES_FROM = 6
STOCK_SHARE_FROM = 60  # of a hundred clauses, and of a hundred signs where commas divide them
# A part longer than this has no marks where it should: its phrases are counted one by one.
RUN_ON_FROM = 20  # signs

CLAUSE = re.compile(r"[。!?;；！？\n]+")
PART = re.compile(r"[。!?;:,；：！？，、|\s]+|\.(?![0-9])")
STOCK = re.compile(
    "高度重视|加强组织领导|加强领导|认真贯彻|深入贯彻|全面贯彻|贯彻落实|认真落实|抓好落实|落到实处"
    "|扎实推进|深入推进|稳步推进|积极推进|大力推进|切实加强|进一步加强|不断加强|不断提高|不断完善"
    "|统一思想|提高认识|提高政治站位|狠抓|齐抓共管|明确责任|压实责任|强化措施|强化监督|强化责任"
    "|取得了?(?:显著|明显|较好|一定)的?(?:成效|成绩|效果)|再上新台阶|奠定了?坚实|全力以赴|与时俱进"
    "|营造(?:了)?良好|高质量发展|有力保障|精心组织|周密部署|常抓不懈|求真务实|真抓实干"
)
# What is called so may have any words in it: a list of such names is no talk. 《…》 names too.
TITLE = re.compile(r"《[^》\n]*》")
NAME = re.compile(
    r"(?:通知|意见|方案|办法|规划|计划|决定|公告|通告|条例|规定|细则|报告|批复|函|制度|预案|清单|指南"
    r"|项目|工程|中心|公司|领导小组|专班|办公室|委员会|协会|活动|会议)(?:\([^()]*\))?$"
)


@dataclass(frozen=True)
class Counted:
    """How many of its pieces are stock; the signs are of the pieces without marks."""

    stock: int
    of: int
    stock_signs: int
    signs: int

    @property
    def is_most(self) -> bool:
        return self.of >= CLAUSES_FROM and 100 * self.stock >= STOCK_SHARE_FROM * self.of

    @property
    def is_most_of_the_signs(self) -> bool:
        return 100 * self.stock_signs >= STOCK_SHARE_FROM * self.signs


def clauses(text: str) -> Counted:
    """By sentences, as they are ended by stops and line ends."""
    return _counted(CLAUSE.split(_plain(text)))


def parts(text: str) -> Counted:
    """By what stands between any marks or blanks; where there are none, phrase by phrase."""
    return _counted([piece for part in PART.split(_plain(text)) for piece in _pieces(part)])


def _plain(text: str) -> str:
    return TITLE.sub("某件", half_width(text[:LONGEST]))


def _pieces(part: str) -> list[str]:
    """A run-on part cut at its phrases; each stretch between two of them is one piece."""
    if len(part) <= RUN_ON_FROM or NAME.search(part):
        return [part]
    found, at = [], 0
    for phrase in STOCK.finditer(part):
        found += [part[at : phrase.start()], phrase[0]]
        at = phrase.end()
    return [*found, part[at:]]


def _counted(pieces: Sequence[str]) -> Counted:
    said = [piece.strip() for piece in pieces if bare(piece)]
    stock = [piece for piece in said if _is_stock(piece)]
    return Counted(len(stock), len(said), _signs(stock), _signs(said))


def _is_stock(piece: str) -> bool:
    return bool(STOCK.search(piece)) and not NAME.search(piece) and not figures(piece)


def _signs(pieces: Sequence[str]) -> int:
    return sum(len(bare(piece)) for piece in pieces)
