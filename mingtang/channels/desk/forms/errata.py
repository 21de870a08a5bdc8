"""What of a row was adopted by mistake, and why."""

from django import forms
from django.utils.translation import gettext_lazy as _

from mingtang.catalogue.choices import ErratumMatter
from mingtang.channels.desk.forms.base import DeskForm, lines


class ErratumForm(DeskForm):
    matter = forms.ChoiceField(
        label=_("错在哪里"), choices=ErratumMatter.choices, widget=forms.RadioSelect
    )
    because = forms.CharField(
        label=_("怎么错的"),
        max_length=400,
        widget=lines(4),
        help_text=_(
            "至少20个字，公众会看到。例如：这一行引用的条例只适用于设区的市，本县没有这项职责。"
        ),
    )
    basis = forms.CharField(
        label=_("根据什么勘误"),
        max_length=200,
        help_text=_("公众会看到。例如：县政务公开工作领导小组会议纪要〔2026〕3号。"),
    )

    def clean_matter(self) -> ErratumMatter:
        return ErratumMatter(self.cleaned_data["matter"])


class WithdrawErratumForm(DeskForm):
    because = forms.CharField(
        label=_("为什么收回"), max_length=200, widget=lines(2), help_text=_("公众会看到。")
    )
