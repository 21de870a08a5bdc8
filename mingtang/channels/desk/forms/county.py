from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mingtang.channels.desk.forms.base import DeskForm
from mingtang.organs.models import County
from mingtang.organs.rules import settings

HINTS = {
    "site_code": _("全国党政机关网站标识码，10位。"),
    "icp_number": _("例如：冀ICP备00000000号。"),
    "police_number": _("例如：冀公网安备00000000000000号。"),
}
NUMBERS = {
    settings.READING_DAYS: (
        _("文件印发后几个工作日内发布解读"),
        _("本县设定，改了以后登记的文件按新的算。"),
    ),
    settings.LOOK_MONTHS: (
        _("每隔几个月评估审查一次不予公开的信息"),
        _("条例第十八条要求定期，没有写多久；本县设定，最多12个月。"),
    ),
    settings.FORECAST_DAYS: (
        _("提前几个工作日预告将要逾期的任务"),
        _("本县设定，网站“就要到期的”和工作台的预告都按它。"),
    ),
    settings.FINDING_DAYS: (
        _("几个工作日内说明“实质公开”里发现的问题"),
        _("法律没有规定，本县设定。还没有说明的，马上按新的算。"),
    ),
}


class CountyForm(DeskForm):
    """The settings of a county that may change; the rules know how long each may be."""

    def __init__(self, *args: Any, county: County, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial = {name: getattr(county, name) for name in self.names()}
        for name, (label, _most) in settings.LINES.items():
            self.fields[name] = forms.CharField(
                label=gettext(label),
                required=name in settings.REQUIRED,
                help_text=HINTS.get(name, ""),
            )
        self.fields[settings.HOST] = forms.CharField(
            label=_("网站域名"),
            required=False,
            help_text=_("例如：open.example.gov.cn。只有一个县时可以不填。"),
        )
        self.fields[settings.ANSWER_DAYS] = forms.CharField(
            label=_("几个工作日内答复纠错建议"),
            widget=forms.TextInput(attrs={"class": "short", "inputmode": "numeric"}),
        )
        for name, (words, hint) in NUMBERS.items():
            self.fields[name] = forms.CharField(
                label=words,
                help_text=hint,
                widget=forms.TextInput(attrs={"class": "short", "inputmode": "numeric"}),
            )

        self.fields[settings.CONSULTATION_DAYS] = forms.CharField(
            label=_("征求其他机关意见，几个工作日内答复"),
            help_text=_("法律没有规定，本县设定，最多15个。改了以后征求的按新的算。"),
            widget=forms.TextInput(attrs={"class": "short", "inputmode": "numeric"}),
        )

    @staticmethod
    def names() -> list[str]:
        return [*settings.LINES, settings.HOST, settings.ANSWER_DAYS, *settings.NUMBERS]
