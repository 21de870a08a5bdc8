"""What no official table has a column for: how elements are filled in; how often at least something
is expected, how long it is kept, by which name its tables are known."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mingtang.catalogue.choices import Frequency, Retention
from mingtang.catalogue.rules.items import Element
from mingtang.channels.desk.forms.settling_times import SettlingForm
from mingtang.channels.shared.shown.elements import KINDS_OF_ELEMENTS


class KindsOfElementsForm(SettlingForm):
    """For each element how it is filled in; `elements` as they are so far."""

    def __init__(self, *args: Any, elements: Sequence[Element], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.labels = [element.label for element in elements]
        for number, element in enumerate(elements):
            about = {"label": element.label}
            self.fields[f"kind_{number}"] = forms.ChoiceField(
                label=_("“%(label)s”怎样填") % about,
                choices=KINDS_OF_ELEMENTS,
                initial=element.kind.value,
            )
            self.fields[f"unit_{number}"] = forms.CharField(
                label=_("“%(label)s”的单位") % about,
                max_length=10,
                required=False,
                initial=element.unit,
                widget=forms.TextInput(attrs={"class": "short"}),
                help_text=_("数字才写，例如：万元、件、人。"),
            )
            self.fields[f"hint_{number}"] = forms.CharField(
                label=_("“%(label)s”的说明") % about,
                max_length=200,
                required=False,
                initial=element.hint,
                help_text=_("填的时候给人看的一句话。"),
            )
            self.fields[f"required_{number}"] = forms.BooleanField(
                label=_("“%(label)s”必须有") % about,
                required=False,
                initial=element.required,
                widget=forms.CheckboxInput,
            )

    @classmethod
    def filled(cls, value: Any, names: Mapping[str, str]) -> dict[str, Any] | None:
        """Nothing: `elements` say it already."""
        return {}

    @property
    def value(self) -> object:
        given = self.cleaned_data
        return [
            {"label": label}
            | {key: given[f"{key}_{number}"] for key in ("kind", "unit", "hint", "required")}
            for number, label in enumerate(self.labels)
        ]


class BeyondForm(SettlingForm):
    at_least_every = forms.ChoiceField(
        label=_("最低频次"),
        choices=[("", _("没有规定")), *Frequency.choices],
        required=False,
        widget=forms.RadioSelect,
        help_text=_("只用于有了事实才公开的事项：这么久没有登记，就要来问。"),
    )
    retention = forms.ChoiceField(
        label=_("保管期限"),
        choices=[("", _("没有规定")), *Retention.choices],
        required=False,
        widget=forms.RadioSelect,
    )
    table_schema = forms.CharField(
        label=_("数据表"),
        max_length=64,
        required=False,
        help_text=_("表格按哪种格式公开，例如：village.accounts。没有的留空。"),
        widget=forms.TextInput(attrs={"class": "short"}),
    )

    never_nil = forms.BooleanField(
        label=_("必有内容，不能答“无此事项”"),
        required=False,
        widget=forms.CheckboxInput,
        help_text=_(
            "只用于按期、长期或者写明最低频次的事项，例如年度报告、机构职能、预算：到期必有内容。"
        ),
    )

    @property
    def value(self) -> object:
        return {key: self.cleaned_data[key] for key in self.cleaned_data.keys() - {"everywhere"}}

    @classmethod
    def filled(cls, value: Any, names: Mapping[str, str]) -> dict[str, Any] | None:
        return dict(value or {})
