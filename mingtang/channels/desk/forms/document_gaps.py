"""Why numbers of the register have no document."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mingtang.channels.desk.forms.base import DeskForm, lines
from mingtang.channels.desk.forms.documents import offer_organs
from mingtang.issued.choices import GapKind
from mingtang.issued.rules.explaining import WORDS_AT_MOST
from mingtang.issued.rules.numbers import Gap
from mingtang.organs.models import Organ

HIGHEST = 99_999_999


class ExplainGapForm(DeskForm):
    organ = forms.ChoiceField(label=_("发文机关"))
    series = forms.CharField(label=_("机关代字"), max_length=20)
    year = forms.IntegerField(label=_("年份"), min_value=1949, max_value=9999)
    first = forms.IntegerField(label=_("起号"), min_value=1, max_value=HIGHEST)
    last = forms.IntegerField(
        label=_("止号"),
        min_value=1,
        max_value=HIGHEST,
        help_text=_("只有一个号的，起号、止号相同。原因不同的号分开说明。"),
    )
    kind = forms.ChoiceField(label=_("原因"), choices=GapKind.choices, widget=forms.RadioSelect)
    words = forms.CharField(
        label=_("说明"),
        max_length=WORDS_AT_MOST,
        help_text=_("公众会看到，例如：编号时多占一个号，没有印发文件。不要写姓名。"),
        widget=lines(2),
    )

    def __init__(self, *args: Any, organs: Sequence[Organ], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.organs = {str(organ.object_id): organ for organ in organs}
        offer_organs(self, self.organs)

    def chosen_organ(self) -> Organ:
        return self.organs[self.cleaned_data["organ"]]

    @property
    def said(self) -> dict[str, Any]:
        """What was typed, as the action asks for it."""
        typed = self.cleaned_data
        return {
            "series": typed["series"],
            "year": typed["year"],
            "numbers": Gap(typed["first"], typed["last"]),
            "kind": GapKind(typed["kind"]),
            "words": typed["words"],
        }


class WithdrawExplanationForm(DeskForm):
    because = forms.CharField(
        label=_("为什么撤回"),
        max_length=WORDS_AT_MOST,
        help_text=_("公众会看到，例如：号写错，另行说明。"),
    )
