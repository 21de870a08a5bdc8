from django import forms
from django.utils.translation import gettext_lazy as _

from mingtang.channels.shared.plain_form import PlainForm


class DeskForm(PlainForm):
    """A form whose required fields say how to mend them; it checks shape, never rules."""

    def full_clean(self) -> None:
        for field in self.fields.values():
            is_choice = isinstance(field, forms.ChoiceField)
            field.error_messages["required"] = _("选一项。") if is_choice else _("请填写这一栏。")
            field.error_messages["invalid_choice"] = _("选的这一项现在没有了，请重新选。")
        super().full_clean()


def lines(rows: int = 3) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})
