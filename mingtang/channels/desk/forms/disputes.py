from django import forms
from django.utils.translation import gettext_lazy as _

from mingtang.cases.choices import DisputeResult
from mingtang.channels.desk.forms.base import DeskForm, lines


class AnswerForm(DeskForm):
    result = forms.ChoiceField(
        label=_("处理结果"), choices=DisputeResult.choices, widget=forms.RadioSelect
    )
    answer = forms.CharField(
        label=_("答复"),
        help_text=_(
            "公众会在原来那一页上看到。说清查了什么、怎么办、什么时候办好；不要写个人信息。"
        ),
        widget=lines(6),
    )


class HideForm(DeskForm):
    because = forms.CharField(
        label=_("为什么不再显示"),
        max_length=200,
        help_text=_("例如：文字里侮辱他人。公众会看到这个理由。"),
    )
