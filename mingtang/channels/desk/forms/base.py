from collections.abc import Container

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


def mark_needed(form: forms.Form, names: Container[str]) -> None:
    """These are not shown as optional, though the form lets them be empty: the rules ask for them,
    at times or at a later step."""
    for name, field in form.fields.items():
        setattr(field, "is_needed", name in names)  # noqa: B010 - read by the component


def lines(rows: int = 3) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})
