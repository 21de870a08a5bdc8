from mingtang.foundation.errors import RuleBroken
from mingtang.foundation.text import gettext_noop as _


class StaleDraft(RuleBroken):
    """Someone else saved the draft meanwhile; both texts are shown, neither is lost."""

    def __init__(self, *, version: int) -> None:
        super().__init__(_("别人刚刚改过这份草稿。两份内容都在页面上，请对照后再保存。"))
        self.version = version
