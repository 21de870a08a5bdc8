from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mingtang.channels.desk.forms.base import DeskForm
from mingtang.organs.models import Post


class TokenForm(DeskForm):
    """For which organ, in whose name, and which system: organ and clerk are one choice, a post."""

    post = forms.ChoiceField(
        label=_("机关和经办人"),
        help_text=_("系统送来的文件以这个人的名义登记；他离任了，令牌就不能再用。"),
    )
    name = forms.CharField(
        label=_("哪个系统"), max_length=100, help_text=_("例如：县政府办公室公文系统。")
    )

    def __init__(self, *args: Any, posts: Sequence[Post], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.posts = {str(post.pk): post for post in posts}
        field = self.fields["post"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
        field.choices = [
            ("", _("选一项")),
            *((key, f"{post.organ.name} · {post.holder}") for key, post in self.posts.items()),
        ]

    def chosen_post(self) -> Post:
        return self.posts[self.cleaned_data["post"]]
