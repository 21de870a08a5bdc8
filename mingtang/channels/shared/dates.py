"""Days and moments as people type them."""

import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from mingtang.channels.shared.told import told
from mingtang.foundation.dates import parse_day
from mingtang.foundation.errors import NotUnderstood


class DayField(forms.Field):
    """A day in any usual way of writing it; one that does not exist is said, never guessed."""

    widget = forms.TextInput(attrs={"class": "short"})

    def __init__(self, **given: Any) -> None:
        # An example stands under the field: one inside it looks like a day already given.
        super().__init__(**{"help_text": _("例如：2026-09-18。"), **given})

    def to_python(self, value: object) -> datetime.date | None:
        text = str(value or "").strip()
        if not text:
            return None
        try:
            return parse_day(text)
        except NotUnderstood as refused:
            raise ValidationError(told(refused), code="invalid") from refused


class MomentField(forms.DateTimeField):
    """A day and an hour, here (Asia/Shanghai)."""

    widget = forms.DateTimeInput(
        attrs={"class": "short", "type": "datetime-local"}, format="%Y-%m-%dT%H:%M"
    )
    input_formats = ["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M", "%Y/%m/%d %H:%M"]

    def prepare_value(self, value: object) -> object:
        if isinstance(value, datetime.datetime) and timezone.is_aware(value):
            return timezone.localtime(value).replace(tzinfo=None)
        return value
