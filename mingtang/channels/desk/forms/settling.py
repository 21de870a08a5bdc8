"""Small forms by which a person says what a column of a row means; one for each kind of answer.

Each gives its `value` as `rules/official/settling.py` checks and keeps it.
"""

from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mingtang.catalogue.choices import Aspect, Audience, Channel, Mode
from mingtang.catalogue.rules.standards import LEVEL1, LEVEL2
from mingtang.channels.desk.forms.base import lines
from mingtang.channels.desk.forms.settling_beyond import BeyondForm, KindsOfElementsForm
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
from mingtang.foundation.cells import lines as written_lines
from mingtang.foundation.cells import tight
from mingtang.organs.choices import Field, OrganKind, Sector, Tier

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

NAMED = ("tiers", "kinds", "fields_in_charge", "sectors")


class OrgansForm(SettlingForm):
    organs = forms.CharField(
        label=_("哪些机关"),
        help_text=_("写机关名册里的名称，一行一个。"),
        widget=lines(4),
    )

    def __init__(self, *args: Any, codes: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.codes = codes

    def clean_organs(self) -> list[str]:
        names = written_lines(self.cleaned_data["organs"]).split("\n")
        unknown = [name for name in names if tight(name) not in self.codes]
        if unknown:
            raise ValidationError([self._unknown(name) for name in unknown])
        return sorted({self.codes[tight(name)] for name in names})

    def _unknown(self, name: str) -> str:
        near = get_close_matches(tight(name), self.codes, n=3, cutoff=0.5)
        mend = gettext("请核对名称，或者先在“机关”里登记。")
        if near:
            mend = gettext("名称相近的有：%(names)s。") % {"names": gettext("、").join(near)}
        said = gettext("机关名册里没有“%(name)s”。") % {"name": name}
        return f"{said}{mend}"

    @property
    def value(self) -> object:
        return {"codes": self.cleaned_data["organs"]}


class KindsForm(SettlingForm):
    tiers = forms.MultipleChoiceField(
        label=_("哪一级"),
        choices=Tier.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("每一组里不选，就是不限；选了的几组都符合的才算。"),
    )
    kinds = forms.MultipleChoiceField(
        label=_("哪一类机关"),
        choices=OrganKind.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    fields_in_charge = forms.MultipleChoiceField(
        label=_("主管什么领域"),
        choices=Field.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    sectors = forms.MultipleChoiceField(
        label=_("哪一行公共服务"),
        choices=Sector.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    everyone = forms.BooleanField(
        label=_("所有机关"),
        required=False,
        widget=forms.CheckboxInput,
        help_text=_("每个机关都要公开的，上面都不选，勾选这一项。"),
    )

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        is_named = any(given.get(name) for name in NAMED)
        if is_named == bool(given.get("everyone")):
            self.add_error("everyone", gettext("请在上面选定是哪些，或者只勾选所有机关。"))
        return given

    @property
    def value(self) -> object:
        given = self.cleaned_data
        named = {key: given[key] for key in ("tiers", "kinds", "sectors")}
        return {**named, "fields": given["fields_in_charge"]}


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
    ],
    Aspect.CHANNELS: [("channels", _("选定"), ChannelsForm)],
    Aspect.CHANNEL: [("channel", _("选定"), ChannelForm)],
    Aspect.AUDIENCE: [("audience", _("选定"), AudienceForm)],
    Aspect.MODE: [("mode", _("选定"), ModeForm)],
    Aspect.LEVELS: [("levels", _("选定"), LevelsForm)],
    Aspect.KINDS: [("kinds", _("逐个选定"), KindsOfElementsForm)],
    Aspect.BEYOND: [("beyond", _("选定"), BeyondForm)],
}
