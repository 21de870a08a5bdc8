"""Every page of the website begins here: which county, which day, and the frame around it."""

import datetime
from collections.abc import Mapping

from django.http import HttpResponse
from django.shortcuts import render

from mingtang.channels.shared.requests import PublicRequest
from mingtang.foundation import clock


def today() -> datetime.date:
    return clock.day_of(clock.now())


def page(
    request: PublicRequest,
    template: str,
    *,
    section: str,
    shown: Mapping[str, object],
    status: int = 200,
) -> HttpResponse:
    """`section` is the part of the main menu that the page belongs to."""
    return render(request, f"website/{template}", {"section": section, **shown}, status=status)
