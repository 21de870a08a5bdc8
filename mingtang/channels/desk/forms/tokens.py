from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mingtang.channels.desk.forms.base import DeskForm
from mingtang.channels.desk.forms.finding import FoundField, Option, offer
from mingtang.organs.models import Post


class TokenForm(DeskForm):
    """For which organ, in whose name, and which system: organ and clerk are one choice, a post."""

    post = FoundField(
        label=_("机关和经办人"),
        help_text=_("系统送来的文件以这个人的名义登记；他离任了，令牌就不能再用。"),
    )
    name = forms.CharField(
        label=_("哪个系统"), max_length=100, help_text=_("例如：县政府办公室公文系统。")
    )

    def __init__(self, *args: Any, posts: Sequence[Post], find: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.posts = {str(post.pk): post for post in posts}
        options = [
            Option(post.organ.name, key, f"{post.organ.name} · {post.holder}")
            for key, post in self.posts.items()
        ]
        offer(self, "post", options, find=find)

    def chosen_post(self) -> Post:
        return self.posts[self.cleaned_data["post"]]
