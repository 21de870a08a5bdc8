import datetime
from collections.abc import Callable
from typing import Any, TypeVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as translated
from django.utils.translation import gettext_lazy as _

from mingtang.channels.desk.forms.base import DeskForm, lines
from mingtang.channels.desk.typed_days import Festivals, festivals, plain_days
from mingtang.channels.shared.dates import DayField
from mingtang.channels.shared.told import told
from mingtang.foundation.dates import FIRST_YEAR, LAST_YEAR
from mingtang.foundation.errors import NotUnderstood
from mingtang.terms.rules import Notice

T = TypeVar("T")


class YearForm(DeskForm):
    year = forms.IntegerField(
        label=_("年份"),
        min_value=FIRST_YEAR,
        max_value=LAST_YEAR,
        widget=forms.TextInput(attrs={"class": "short", "inputmode": "numeric"}),
        error_messages={"invalid": _("写四位数的年份，例如 2027。")},
    )


class NoticeForm(DeskForm):
    """A year's holidays, copied from the notice."""

    number = forms.CharField(
        label=_("通知文号"), max_length=128, help_text=_("例如：国办发明电〔2025〕7号。")
    )
    published_on = DayField(label=_("发布日期"), required=False)
    days_off = forms.CharField(
        label=_("放假"),
        required=False,
        help_text=_(
            "一个节日写一行，照通知抄：元旦：1月1日（周五）至3日（周日）放假调休，共3天。"
            "也可以只写 1月1日至3日 元旦。同一行写明上班的日子，下面不用再写。"
        ),
        widget=lines(8),
    )
    days_worked = forms.CharField(
        label=_("调休上班"),
        required=False,
        help_text=_("本来是周末、调整为上班的日子，例如：2月14日、2月28日。"),
        widget=lines(3),
    )
    replaces = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, year: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.year = year

    def notice(self, county_code: str) -> Notice:
        """What was typed, as the rules have it."""
        typed = self.cleaned_data
        return Notice(
            year=self.year,
            number=typed["number"],
            published_on=typed["published_on"],
            days_off=typed["days_off"].off,
            days_worked=frozenset({*typed["days_off"].worked, *typed["days_worked"]}),
            county_code=county_code,
        )

    def clean_days_off(self) -> Festivals:
        return _read(festivals, self.cleaned_data["days_off"], self.year)

    def clean_days_worked(self) -> list[datetime.date]:
        return _read(plain_days, self.cleaned_data["days_worked"], self.year)

    def clean_number(self) -> str:
        number = self.cleaned_data["number"].strip()
        if not number:
            raise ValidationError(translated("请填写通知的文号。"))
        return str(number)


def _read(read: Callable[..., T], text: str, year: int) -> T:
    try:
        return read(text, year=year)
    except NotUnderstood as refused:
        raise ValidationError(told(refused), code="invalid") from refused
