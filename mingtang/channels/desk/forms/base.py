from collections.abc import Container, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as translated
from django.utils.translation import gettext_lazy as _

from mingtang.channels.shared.plain_form import PlainForm
from mingtang.channels.shared.shown.dates import full_day
from mingtang.organs.choices import Tier
from mingtang.organs.models import Organ

FEW = 20  # that many are read at a glance


class DeskForm(PlainForm):
    """A form whose required fields say how to mend them; it checks shape, never rules."""

    def full_clean(self) -> None:
        for field in self.fields.values():
            is_choice = isinstance(field, forms.ChoiceField)
            field.error_messages["required"] = _("选一项。") if is_choice else _("请填写这一栏。")
            field.error_messages["invalid_choice"] = _("选的这一项现在没有了，请重新选。")
        super().full_clean()


def mark_needed(form: forms.Form, names: Container[str]) -> None:
    """These are not shown as optional, though the form lets them be empty: the rules ask for them,
    at times or at a later step."""
    for name, field in form.fields.items():
        setattr(field, "is_needed", name in names)  # noqa: B010 - read by the component


def by_tier(organs: Mapping[str, Organ]) -> list[tuple[Any, Any]]:
    """The organs as choices; where there are many, under the tier of each. Of one that has ended,
    what happened before is meant."""
    names = [(key, _named(organ)) for key, organ in organs.items()]
    if len(names) <= FEW:
        return [*names]
    tiers: dict[str, list[tuple[str, str]]] = {}
    for key, organ in organs.items():
        tiers.setdefault(str(Tier(organ.tier).label), []).append((key, _named(organ)))
    return [*tiers.items()]


def _named(organ: Organ) -> str:
    if organ.dissolved_on is None:
        return organ.name
    day = full_day(organ.dissolved_on)
    said = translated("%(organ)s（%(day)s撤并，登记那天以前的事）")
    return said % {"organ": organ.name, "day": day}


def lines(rows: int = 3) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})
