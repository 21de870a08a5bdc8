"""What of a row was adopted by mistake, and why."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mingtang.catalogue.choices import ErratumMatter
from mingtang.channels.desk.forms.base import DeskForm, lines, mark_needed

LABELS = {
    ErratumMatter.BODIES: _("多列了哪些公开主体"),
    ErratumMatter.BASIS: _("多列了、引错了哪些公开依据"),
    ErratumMatter.ELEMENTS: _("多列了哪些公开内容"),
}


class ErratumForm(DeskForm):
    """`names`: what of the item could be too many, by the matter."""

    matter = forms.ChoiceField(
        label=_("错在哪里"),
        choices=ErratumMatter.choices,
        widget=forms.RadioSelect,
        help_text=_("不是整项去掉的，再在下面选出多列了哪些：新版只就选出来的放行。"),
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

    def __init__(self, data: Mapping[str, Any] | None, names: Mapping[str, Sequence[str]]) -> None:
        super().__init__(data)
        for matter, label in LABELS.items():
            if known := names[matter]:
                self.fields[_which(matter)] = forms.MultipleChoiceField(
                    label=label,
                    choices=[(name, name) for name in known],
                    required=False,
                    widget=forms.CheckboxSelectMultiple,
                )
        asked = [_which(matter) for matter in LABELS]
        self.order_fields(["matter", *asked])
        mark_needed(self, asked)

    def clean_matter(self) -> ErratumMatter:
        return ErratumMatter(self.cleaned_data["matter"])

    @property
    def said(self) -> dict[str, Any]:
        """Once it is valid: of what was chosen, that which goes with the matter."""
        given = self.cleaned_data
        kept = {name: given[name] for name in ("matter", "because", "basis")}
        return {**kept, "names": given.get(_which(given["matter"]), [])}


def _which(matter: str) -> str:
    return f"which_{matter}"


class WithdrawErratumForm(DeskForm):
    because = forms.CharField(
        label=_("为什么收回"), max_length=200, widget=lines(2), help_text=_("公众会看到。")
    )
