"""Who owes what a row says (公开主体): organs by their names, a kind of organ, or both together."""

from collections.abc import Mapping
from difflib import get_close_matches
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mingtang.catalogue.rules.bodies import Bodies, Group, kept_bodies
from mingtang.channels.desk.forms.base import lines
from mingtang.channels.desk.forms.settling_times import SettlingForm
from mingtang.foundation.cells import lines as written_lines
from mingtang.foundation.cells import tight
from mingtang.organs.choices import Field, OrganKind, Sector, Tier

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

    @classmethod
    def filled(cls, value: Any, names: Mapping[str, str]) -> dict[str, Any] | None:
        """Organs and nobody else; one that is no more is left out."""
        bodies = kept_bodies(value)
        is_named = bodies.codes and bodies == Bodies(codes=bodies.codes)
        return _organs(bodies, names) if is_named else None


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
    def group(self) -> dict[str, object]:
        given = self.cleaned_data
        named = {key: given[key] for key in ("tiers", "kinds", "sectors")}
        return {**named, "fields": given["fields_in_charge"]}

    @property
    def value(self) -> object:
        return self.group

    @classmethod
    def filled(cls, value: Any, names: Mapping[str, str]) -> dict[str, Any] | None:
        bodies = kept_bodies(value)
        if bodies.codes or bodies.also:
            return None
        return {**_kinds(bodies), "everyone": bodies == Bodies()}


class TogetherForm(OrgansForm, KindsForm):
    """县民政局、各乡镇人民政府: whoever is named, and besides them a kind of organ."""

    everyone = None  # type: ignore[assignment]  # Django's way of leaving a field out
    field_order = ("organs", *NAMED)

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        if not any(given.get(name) for name in NAMED):
            self.add_error("tiers", gettext("请选定除了指定的机关以外，还有哪一类机关。"))
        return given

    @property
    def value(self) -> object:
        return {"codes": self.cleaned_data["organs"], "also": [self.group]}

    @classmethod
    def filled(cls, value: Any, names: Mapping[str, str]) -> dict[str, Any] | None:
        bodies = kept_bodies(value)
        first, *also = bodies.groups
        if first != Group(codes=first.codes) or len(also) != 1 or also[0].codes:
            return None
        return {**_organs(bodies, names), **_kinds(also[0])}


def _organs(bodies: Bodies, names: Mapping[str, str]) -> dict[str, Any]:
    return {"organs": "\n".join(sorted(names[one] for one in bodies.codes if one in names))}


def _kinds(group: Group) -> dict[str, Any]:
    return {
        "tiers": sorted(group.tiers),
        "kinds": sorted(group.kinds),
        "fields_in_charge": sorted(group.fields),
        "sectors": sorted(group.sectors),
    }
