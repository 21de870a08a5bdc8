"""Words that were public and never should have been: on which ground they are held back.

政府信息公开条例 art. 14–16 say what is not to be public. They say so of what was made public by
mistake too; that the mistake was made, and what was done about it, stays public.
"""

from dataclasses import dataclass

from mingtang.foundation.errors import RuleBroken
from mingtang.foundation.text import gettext_noop as _

LAW = "政府信息公开条例"
INSTEAD = "（文字已依法隐去）"
BECAUSE_AT_MOST = 200
SECRET = "E14a"  # noqa: S105 - the ground of art. 14, no password
ARTICLES = {"14": "第十四条", "15": "第十五条", "16": "第十六条"}
GROUNDS = ("E14a", "E14b", "E14c", "E15", "E16a", "E16b", "E16c")

NOT_YOURS = _("隐去公众看得到的文字，要由县政务公开办来办。请告诉它。")
NO_GROUND = _("请选定不予公开的依据（《政府信息公开条例》第十四条至第十六条）。")
NO_BECAUSE = _("请写明为什么隐去，公众会看到。不要重复写出要隐去的文字。")
NOTHING_LEFT = _(
    "没有要隐去的文字。现在显示的标题和证据不能这样隐去：请先更正或者撤销登记，再隐去原来的文字。"
)


@dataclass(frozen=True)
class Holding:
    """What everybody may read of it: on which ground, why, and which organ did it.

    `with_reasons`: why something was corrected or withdrawn is held back too, as the words are
    said again there.
    """

    ground: str
    because: str
    organ: str
    with_reasons: bool = False

    @property
    def basis(self) -> str:
        return article_of(self.ground)


def article_of(ground: str) -> str:
    """Which article of the law a ground is, as the log has it."""
    return f"{LAW}:{ARTICLES[ground[1:3]]}"


def cited(ground: str) -> str:
    """The same as people read it."""
    return f"《{LAW}》{ARTICLES[ground[1:3]]}"


def refuse_ground(ground: str) -> None:
    """Raises RuleBroken for what is no ground to keep something from everybody."""
    if ground not in GROUNDS:
        raise RuleBroken(NO_GROUND)
