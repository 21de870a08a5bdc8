"""Official tables: uploading one, and making an edition of it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mingtang.catalogue.rules.official.drafting import Heading
from mingtang.catalogue.rules.terms_of_items import AT_ONCE_MOST
from mingtang.channels.desk.forms.base import DeskForm
from mingtang.channels.shared.dates import DayField


class TableForm(DeskForm):
    file = forms.FileField(
        label=_("目录文件"),
        help_text=_(
            "基层政务公开标准目录的 Excel 表（.xlsx），用通用的表头。一个文件可以有几张表。"
        ),
        widget=forms.FileInput(
            attrs={
                "accept": ".xlsx,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
            }
        ),
    )


def _days(most: int, **words: Any) -> forms.IntegerField:
    widget = forms.TextInput(attrs={"class": "short", "inputmode": "numeric"})
    return forms.IntegerField(min_value=1, max_value=most, widget=widget, **words)


class EditionForm(DeskForm):
    """What a person gives when a table becomes an edition."""

    title = forms.CharField(
        label=_("目录名称"),
        max_length=200,
        help_text=_("和现行目录同名的，到施行日的前一天由这一版替代；另起名称的，和现行目录并行。"),
    )
    edition = forms.CharField(
        label=_("版本"),
        max_length=32,
        help_text=_("例如：2027年版。"),
        widget=forms.TextInput(attrs={"class": "short"}),
    )
    basis = forms.CharField(
        label=_("发布依据"),
        max_length=200,
        required=False,
        help_text=_("例如：示政办发〔2026〕12号。"),
    )
    from_on = DayField(label=_("从哪天施行"), help_text=_("例如：2027-01-01。"))
    at_once_days = _days(
        AT_ONCE_MOST,
        label=_("“及时”“立即”按几个工作日计"),
        help_text=_("单独定了天数的事项除外。"),
    )
    pre_disclosure_days = _days(
        365,
        label=_("预公开不少于几天"),
        help_text=_("法律没有规定天数的，由本县自己定；法律另有规定的除外。"),
    )

    def heading(self) -> Heading:
        return Heading(**self.cleaned_data)
