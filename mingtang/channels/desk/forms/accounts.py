from django import forms
from django.utils.translation import gettext_lazy as _

from mingtang.channels.desk.forms.base import DeskForm


class EmailForm(DeskForm):
    """Where the desk writes to. An address that looks wrong is refused by the rule, with words."""

    email = forms.CharField(
        label=_("电子邮箱"),
        required=False,
        max_length=254,
        help_text=_("提醒和通知也会发到这里；不填就只在工作台里通知。"),
        widget=forms.TextInput(attrs={"type": "email", "autocomplete": "email"}),
    )


class AccountForm(EmailForm):
    name = forms.CharField(label=_("姓名"), max_length=64)
    field_order = ["name", "email"]


class NewAccountForm(AccountForm):
    username = forms.CharField(
        label=_("用户名"),
        max_length=32,
        help_text=_("3到32个小写字母、数字、点、下划线或者连字符，例如 zhang.san。定了不能改。"),
        widget=forms.TextInput(attrs={"class": "short", "autocomplete": "off"}),
    )
    field_order = ["username", "name", "email"]
