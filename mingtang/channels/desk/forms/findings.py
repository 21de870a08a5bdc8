from django import forms
from django.utils.translation import gettext_lazy as _

from mingtang.channels.desk.forms.base import DeskForm, lines
from mingtang.channels.shared.dates import DayField
from mingtang.supervision.choices import FindingState

ACCEPTED, KEPT = FindingState.ACCEPTED.value, FindingState.KEPT.value


class FindingAnswerForm(DeskForm):
    text = forms.CharField(
        label=_("说明"),
        help_text=_("为什么是这样，要不要改，什么时候改好。公众会看到；不要写个人信息。"),
        widget=lines(6),
    )


class SettleForm(DeskForm):
    result = forms.ChoiceField(
        label=_("核定"),
        choices=[
            (ACCEPTED, _("说明成立，不再作为问题")),
            (KEPT, _("仍然保留，改好以后自动了结")),
        ],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=_("理由"), help_text=_("核对了什么，为什么这样定。公众会看到。"), widget=lines(4)
    )


class InspectionForm(DeskForm):
    day = DayField(label=_("检查日期"))
    title = forms.CharField(
        label=_("什么检查"), max_length=100, help_text=_("例如：第三季度政务公开检查。")
    )
