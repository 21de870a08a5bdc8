from django import forms
from django.utils.translation import gettext_lazy as _

from mingtang.channels.desk.forms.base import DeskForm, lines
from mingtang.channels.shared.dates import DayField


class AdoptForm(DeskForm):
    from_on = DayField(
        label=_("从哪天施行"),
        required=False,
        help_text=_("今天或者以后的一天；不填就从今天起。"),
    )


class WithdrawStandardForm(DeskForm):
    because = forms.CharField(
        label=_("为什么撤回"),
        max_length=200,
        widget=lines(2),
        help_text=_("公众会看到，例如：施行日期写错了，改正后重新采用。"),
    )
