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

TOO_SHORT = _("至少%(limit_value)s个字，现在是%(show_value)s个字。请写全。")
TOO_SMALL, TOO_LARGE = _("最小是%(limit_value)s，请改大。"), _("最大是%(limit_value)s，请改小。")
NO_FILE = _("没有收到文件。请重新选一个文件再提交。")

# By the class of a field and the code of the fault; what a subclass says goes before.
WORDS: dict[type, dict[str, "_StrPromise"]] = {
    forms.Field: {
        "null_characters_not_allowed": UNSEEN,
        "max_length": TOO_LONG,
        "min_length": TOO_SHORT,
        "min_value": TOO_SMALL,
        "max_value": TOO_LARGE,
        "max_digits": _("数字太长，最多%(max)s位。请核对。"),
        "max_decimal_places": _("小数最多%(max)s位。请四舍五入再写。"),
        "max_whole_digits": _("整数部分最多%(max)s位。请核对。"),
    },
    forms.IntegerField: {"invalid": _("这里要写整数，例如 12。")},
    forms.DecimalField: {"invalid": _("这里要写数字，例如 12.5。")},
    forms.DateTimeField: {
        "invalid": _(
            "看不懂这是什么时间。请写成 2026-09-18 14:30 这样，先写年月日，空一格再写几点几分。"
        )
    },
    forms.EmailField: {"invalid": _("邮箱地址写得不完整。请写成 zhang@example.gov.cn 这样。")},
    forms.ChoiceField: {"invalid_choice": _("这一项不在可选的里面。请从列出的几项里选。")},
    forms.FileField: {
        "invalid": NO_FILE,
        "missing": NO_FILE,
        "empty": _("这个文件是空的。请核对后重新选一个。"),
        "max_length": _("文件名最多%(max)d个字，现在是%(length)d个字。请改短再上传。"),
    },
}
REQUIRED = forms.Field.default_error_messages["required"]


class PlainForm(forms.Form):
    """Says it for every field that has no words of its own for the same."""

    def full_clean(self) -> None:
        for field in self.fields.values():
            _say_plainly(field)
            if field.error_messages["required"] is REQUIRED:
                field.error_messages["required"] = _missing(field)
        super().full_clean()


def _say_plainly(field: forms.Field) -> None:
    """Django's own words give way, those of the field itself stay."""
    words: dict[str, _StrPromise] = {}
    djangos: dict[str, object] = {}
    for kind in reversed(type(field).__mro__):
        words |= WORDS.get(kind, {})
        if kind.__module__ == forms.fields.__name__:
            djangos |= vars(kind).get("default_error_messages", {})
    for code, said in words.items():
        if field.error_messages.get(code) is djangos.get(code):
            field.error_messages[code] = said


def _missing(field: forms.Field) -> "_StrPromise":
    if isinstance(field, forms.BooleanField):
        return NOT_TICKED
    return NOT_CHOSEN if isinstance(field, forms.ChoiceField) else EMPTY
