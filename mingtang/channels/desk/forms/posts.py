import datetime
from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as translated
from django.utils.translation import gettext_lazy as _

from mingtang.channels.desk.forms.base import DeskForm, by_tier, mark_needed
from mingtang.channels.desk.forms.finding import FoundField, People, offer_people
from mingtang.channels.shared.dates import DayField
from mingtang.organs.choices import Role
from mingtang.organs.models import Organ
from mingtang.organs.rules.posts import NO_END
from mingtang.people.models import User


class HolderForm(DeskForm):
    """Who, from when to when."""

    holder = FoundField(
        label=_("谁"), help_text=_("列出本县可以登录的账号；没有的，请系统管理员先建立账号。")
    )
    title = forms.CharField(
        label=_("职务"), required=False, max_length=64, help_text=_("例如：副局长。公众会看到。")
    )
    from_on = DayField(label=_("从哪天起"))
    to_on = DayField(
        label=_("到哪天止"), required=False, help_text=_("最后一天。不填就一直担任到登记离任。")
    )

    def __init__(
        self, *args: Any, people: People, find: str = "", first: str = "", **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.people = offer_people(self, "holder", people, find=find, first=first)

    def clean_holder(self) -> User:
        return self.people[self.cleaned_data["holder"]]


class PostForm(HolderForm):
    organ = forms.ChoiceField(label=_("机关"))
    role = forms.ChoiceField(label=_("岗位"))
    field_order = ["organ", "role", "holder", "title", "from_on", "to_on"]

    def __init__(self, *args: Any, organs: Iterable[Organ], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.organs = {str(organ.object_id): organ for organ in organs}
        _offer(self, "organ", by_tier(self.organs))
        _offer(self, "role", list(Role.choices))

    def clean_organ(self) -> Organ:
        return self.organs[self.cleaned_data["organ"]]


class StandInForm(HolderForm):
    to_on = DayField(
        label=_("到哪天止"), required=False, help_text=_("代行的最后一天，必须写明，最长一年。")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        mark_needed(self, {"to_on"})

    def clean_to_on(self) -> datetime.date:
        on: datetime.date | None = self.cleaned_data["to_on"]
        if on is None:
            raise ValidationError(translated(NO_END))
        return on


class LeaveForm(DeskForm):
    on = DayField(label=_("最后一天"), help_text=_("过了这一天就不再担任。"))


def _offer(form: forms.Form, name: str, choices: Sequence[tuple[Any, Any]]) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
    field.choices = [("", _("选一项")), *choices]
