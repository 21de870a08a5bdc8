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

    @staticmethod
    def names() -> list[str]:
        return [*settings.LINES, settings.HOST, settings.ANSWER_DAYS]
