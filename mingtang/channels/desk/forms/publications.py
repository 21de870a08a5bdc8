from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from mingtang.channels.shared.dates import DayField
from mingtang.channels.shared.plain_form import PlainForm
from mingtang.disclosure.choices import Outcome, Validity, WithdrawalGround

OUTCOMES = (
    (Outcome.CONTENT, _("公开内容")),
    (Outcome.NIL, _("无此事项：这一期没有发生，经审批后公布")),
    (Outcome.WITHHELD, _("依法不予公开：写明条款和理由，经审批后公布")),
)


class StartForm(PlainForm):
    """`may_be_nil`: what is on record, or there in any case, is not answered with nothing."""

    outcome = forms.ChoiceField(
        label=_("怎样答复这项任务"),
        choices=OUTCOMES,
        initial=Outcome.CONTENT,
        widget=forms.RadioSelect,
    )

    def __init__(self, *given: Any, may_be_nil: bool, **named: Any) -> None:
        super().__init__(*given, **named)
        if not may_be_nil:
            field = cast(forms.ChoiceField, self.fields["outcome"])
            field.choices = [row for row in OUTCOMES if row[0] != Outcome.NIL]


class WithdrawForm(PlainForm):
    """What was withheld and may be public now is taken back when it is looked at again."""

    ground = forms.ChoiceField(
        label=_("撤回原因"),
        choices=[row for row in WithdrawalGround.choices if row[0] != WithdrawalGround.REASSESSED],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=_("理由"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("公众会看到。不要重复写出要撤回的个人信息。"),
    )
    basis = forms.CharField(
        label=_("依据"),
        required=False,
        max_length=200,
        help_text=_("法律条款或者责令文书的文号；移交的，写明移交给哪个机关、凭哪份文件。"),
    )
    replacement = forms.CharField(
        label=_("由哪件信息替代"),
        required=False,
        max_length=64,
        help_text=_("填索引号，例如：SF0100/2026-00417。"),
    )


class EraseForm(PlainForm):
    reason = forms.CharField(
        label=_("理由"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("公众会看到。不要重复写出要删除的个人信息。"),
    )
    is_sure = forms.BooleanField(label=_("我知道删除以后谁也不能恢复"))


class ValidityForm(PlainForm):
    validity = forms.ChoiceField(
        label=_("效力"),
        choices=[row for row in Validity.choices if row[0] != Validity.NOT_APPLICABLE],
        widget=forms.RadioSelect,
    )
    note = forms.CharField(
        label=_("说明"), required=False, max_length=200, help_text=_("被哪件文件修改、废止。")
    )
    until = DayField(label=_("有效到哪天"), required=False)
