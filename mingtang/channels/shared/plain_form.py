"""Forms whose refusals say how to mend them, where Django's own words are a programmer's."""

from typing import TYPE_CHECKING

from django import forms
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

UNSEEN = _(
    "里面有一个看不见的字符（空字符），不能保存。"
    "请把这一栏重新输一遍，或者先粘贴到记事本再复制过来。"
)
EMPTY, NOT_CHOSEN, NOT_TICKED = _("请填写这一项。"), _("请选择一项。"), _("请先勾选。")
TOO_LONG = _("最多%(limit_value)s个字，现在是%(show_value)s个字。请改短。")


REQUIRED = forms.Field.default_error_messages["required"]


class PlainForm(forms.Form):
    """Says it for every field that has no words of its own for the same."""

    def full_clean(self) -> None:
        for field in self.fields.values():
            field.error_messages.setdefault("null_characters_not_allowed", UNSEEN)
            field.error_messages.setdefault("max_length", TOO_LONG)
            if field.error_messages["required"] is REQUIRED:
                field.error_messages["required"] = _missing(field)
        super().full_clean()


def _missing(field: forms.Field) -> "_StrPromise":
    if isinstance(field, forms.BooleanField):
        return NOT_TICKED
    return NOT_CHOSEN if isinstance(field, forms.ChoiceField) else EMPTY
