"""Why is it that day? Counts any term from any day and shows every day counted and skipped."""

import datetime

from django import forms
from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from mingtang.channels.shared.plain_form import PlainForm
from mingtang.channels.shared.requests import PublicRequest
from mingtang.channels.shared.shown.dates import full_day
from mingtang.channels.shared.shown.strips import why
from mingtang.channels.shared.told import told
from mingtang.channels.website.pages import page
from mingtang.foundation.dates import parse_day
from mingtang.foundation.errors import NotUnderstood
from mingtang.foundation.explained import explain
from mingtang.foundation.terms import Term, parse_term
from mingtang.terms.queries import calendar

CACHE_CONTROL = "public, max-age=0"


class DayField(forms.CharField):
    def clean(self, value: object) -> datetime.date:
        typed = super().clean(value)
        try:
            return parse_day(typed)
        except NotUnderstood as refused:
            raise forms.ValidationError(told(refused)) from refused


class TermField(forms.CharField):
    def clean(self, value: object) -> Term:
        typed = super().clean(value)
        try:
            return parse_term(typed)
        except NotUnderstood as refused:
            raise forms.ValidationError(told(refused)) from refused


class DayForm(PlainForm):
    start = DayField(
        label=_("从哪一天起算"),
        help_text=_("例如2026-09-18，或者2026年9月18日。当天不算。"),
        max_length=40,
        widget=forms.TextInput(attrs={"class": "short"}),
        error_messages={"required": _("写上起算的那一天。")},
    )
    term = TermField(
        label=_("期限"),
        help_text=_("+20wd是20个工作日，+30d是30天，+2m是2个月，-7wd是往前7个工作日。"),
        max_length=20,
        widget=forms.TextInput(attrs={"class": "short"}),
        error_messages={"required": _("写上期限。")},
    )


@require_safe
def day(request: PublicRequest) -> HttpResponse:
    form = DayForm(request.GET if request.GET else None)
    shown: dict[str, object] = {"form": form}
    if form.is_bound and form.is_valid():
        term, start = form.cleaned_data["term"], form.cleaned_data["start"]
        try:
            explained = explain(term, start, calendar(request.county.code))
        except NotUnderstood as refused:
            form.add_error("start", told(refused))
        else:
            shown |= {"due": full_day(explained.due.on), "reason": why(explained)}
    status = 422 if form.errors else 200
    response = page(request, "day.html", section="duties", shown=shown, status=status)
    response.headers["Cache-Control"] = CACHE_CONTROL if status == 200 else "no-store"
    return response
