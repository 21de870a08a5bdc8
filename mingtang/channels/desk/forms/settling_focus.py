"""重点或一般, and the field (领域): of one row, and of many at once."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mingtang.catalogue.choices import Aspect, Emphasis
from mingtang.channels.desk.forms.base import DeskForm, mark_needed
from mingtang.channels.desk.forms.settling_times import SettlingForm
from mingtang.organs.choices import Field

AS_IT_IS, THESE, NONE = "", "these", "none"
BY_ORGANS = _("由某个领域的主管部门公开的，按主管部门的领域计，不用选。一个也不选，就是不分领域。")


class EmphasisForm(SettlingForm):
    emphasis = forms.ChoiceField(
        label=_("重点还是一般"),
        choices=Emphasis.choices,
        widget=forms.RadioSelect,
        help_text=_("哪些是重点，没有条款规定，由本县定。"),
    )


class FieldsForm(SettlingForm):
    fields_about = forms.MultipleChoiceField(
        label=_("属于哪个领域"),
        choices=Field.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=BY_ORGANS,
    )

    @classmethod
    def filled(cls, value: Any, names: Mapping[str, str]) -> dict[str, Any] | None:
        return {"fields_about": value}


class FocusForm(DeskForm):
    """Both, for rows offered by their numbers; what is left as it is, is not settled."""

    emphasis = forms.ChoiceField(
        label=_("重点还是一般"),
        choices=[(AS_IT_IS, _("不改")), *Emphasis.choices],
        required=False,
        widget=forms.RadioSelect,
    )
    fields_as = forms.ChoiceField(
        label=_("领域"),
        choices=[(AS_IT_IS, _("不改")), (THESE, _("下面选的领域")), (NONE, _("不分领域"))],
        required=False,
        widget=forms.RadioSelect,
    )
    fields_about = forms.MultipleChoiceField(
        label=_("属于哪个领域"),
        choices=Field.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=BY_ORGANS,
    )
    rows = forms.TypedMultipleChoiceField(
        label=_("哪些行"), coerce=int, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, rows: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        numbers = self.fields["rows"]
        assert isinstance(numbers, forms.TypedMultipleChoiceField)  # noqa: S101 - declared above
        numbers.choices = rows
        numbers.initial = [number for number, _said in rows]
        mark_needed(self, {"emphasis", "fields_as"})

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        if not given.get("emphasis") and not given.get("fields_as"):
            self.add_error("emphasis", gettext("请选要改成什么：重点或一般，领域，或者两样都选。"))
        if (given.get("fields_as") == THESE) != bool(given.get("fields_about")):
            self.add_error(
                "fields_as", gettext("要定领域的，选“下面选的领域”，再在下面选；别的不要选。")
            )
        return given

    @property
    def values(self) -> dict[Aspect, object]:
        """By aspect, what to settle."""
        given = self.cleaned_data
        emphasis = {Aspect.EMPHASIS: given["emphasis"]} if given["emphasis"] else {}
        fields = {Aspect.FIELDS: given["fields_about"]} if given["fields_as"] else {}
        return {**emphasis, **fields}
