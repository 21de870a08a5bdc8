"""Small forms by which a person says what a column of a row means; one for each kind of answer.

Each gives its `value` as `rules/official/settling.py` checks and keeps it.
"""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mingtang.catalogue.choices import Aspect, Audience, Channel, Mode
from mingtang.catalogue.rules.standards import LEVEL1, LEVEL2
from mingtang.channels.desk.forms.base import lines
from mingtang.channels.desk.forms.settling_beyond import BeyondForm, KindsOfElementsForm
from mingtang.channels.desk.forms.settling_focus import EmphasisForm, FieldsForm
from mingtang.channels.desk.forms.settling_subjects import KindsForm, OrgansForm, TogetherForm
from mingtang.channels.desk.forms.settling_times import (
    AfterForm,
    BeforeForm,
    ByDayForm,
    OnceForm,
    SettlingForm,
    ShownForm,
    StandingForm,
    WithinForm,
    YearlyForm,
)
from mingtang.organs.choices import Tier

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


class ChannelsForm(SettlingForm):
    channels = forms.ChoiceField(
        label=_("由本系统送到哪里"),
        choices=[
            ("website", Channel.WEBSITE.label),
            ("website board", _("政府网站和公开栏")),
        ],
        widget=forms.RadioSelect,
    )

    @property
    def value(self) -> object:
        return self.cleaned_data["channels"].split()

    @classmethod
    def filled(cls, value: Any, names: Mapping[str, str]) -> dict[str, Any] | None:
        return {"channels": " ".join(value)}


class ChannelForm(SettlingForm):
    channel = forms.ChoiceField(
        label=_("由本系统的哪种渠道办理"),
        choices=[
            ("website", Channel.WEBSITE.label),
            ("board", Channel.BOARD.label),
            ("none", _("都不是，由机关自行公开")),
        ],
        widget=forms.RadioSelect,
    )

    @property
    def value(self) -> object:
        chosen = self.cleaned_data["channel"]
        return "" if chosen == "none" else chosen

    @classmethod
    def filled(cls, value: Any, names: Mapping[str, str]) -> dict[str, Any] | None:
        return {"channel": value or "none"}


class AudienceForm(SettlingForm):
    audience = forms.ChoiceField(
        label=_("向谁公开"), choices=Audience.choices, widget=forms.RadioSelect
    )


class ModeForm(SettlingForm):
    mode = forms.ChoiceField(
        label=_("怎样公开"),
        choices=Mode.choices,
        widget=forms.RadioSelect,
        help_text=_("只依申请公开的，不产生公开任务。"),
    )


class LevelsForm(SettlingForm):
    levels = forms.MultipleChoiceField(
        label=_("哪几级公开"),
        choices=[(tier.value, tier.label) for tier in (Tier.COUNTY, Tier.TOWNSHIP, Tier.VILLAGE)],
        widget=forms.CheckboxSelectMultiple,
    )


class Level1Form(SettlingForm):
    level1 = forms.CharField(label=_("一级事项"), max_length=LEVEL1)


class Level2Form(SettlingForm):
    level2 = forms.CharField(label=_("二级事项"), max_length=LEVEL2)


class ElementsForm(SettlingForm):
    elements = forms.CharField(
        label=_("公开内容（要素）"), help_text=_("一行写一个要素。"), widget=lines(6)
    )


class BasisForm(SettlingForm):
    basis = forms.CharField(
        label=_("公开依据"),
        help_text=_("一行写一条，例如：《政府信息公开条例》第二十条。"),
        widget=lines(4),
    )


# By aspect, each way of settling it: what the address calls it, what people do, its form.
WAYS: Mapping[Aspect, Sequence[tuple[str, "_StrPromise", type[SettlingForm]]]] = {
    Aspect.LEVEL1: [("text", _("写明"), Level1Form)],
    Aspect.LEVEL2: [("text", _("写明"), Level2Form)],
    Aspect.ELEMENTS: [("text", _("写明"), ElementsForm)],
    Aspect.BASIS: [("text", _("写明"), BasisForm)],
    Aspect.TIME: [
        ("after", _("什么之后多少天内"), AfterForm),
        ("once", _("及时、立即"), OnceForm),
        ("before", _("什么之前多少天"), BeforeForm),
        ("within", _("每期结束后多少天内"), WithinForm),
        ("by_day", _("每期结束后次月几日前"), ByDayForm),
        ("yearly", _("每年某日前"), YearlyForm),
        ("standing", _("长期公开"), StandingForm),
        ("shown", _("公示不少于多少天"), ShownForm),
    ],
    Aspect.SUBJECT: [
        ("organs", _("指定的机关"), OrgansForm),
        ("kinds", _("一类机关"), KindsForm),
        ("together", _("指定的机关和一类机关"), TogetherForm),
    ],
    Aspect.CHANNELS: [("channels", _("选定"), ChannelsForm)],
    Aspect.CHANNEL: [("channel", _("选定"), ChannelForm)],
    Aspect.AUDIENCE: [("audience", _("选定"), AudienceForm)],
    Aspect.MODE: [("mode", _("选定"), ModeForm)],
    Aspect.LEVELS: [("levels", _("选定"), LevelsForm)],
    Aspect.KINDS: [("kinds", _("逐个选定"), KindsOfElementsForm)],
    Aspect.BEYOND: [("beyond", _("选定"), BeyondForm)],
    Aspect.EMPHASIS: [("emphasis", _("选定"), EmphasisForm)],
    Aspect.FIELDS: [("fields", _("选定"), FieldsForm)],
}
