import datetime
from dataclasses import dataclass

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext


@dataclass(frozen=True)
class Day:
    """A day in words, and as a machine reads it."""

    iso: str
    words: str

    def __str__(self) -> str:
        return self.words


def full_day(on: datetime.date) -> Day:
    """2026年9月9日"""
    return Day(on.isoformat(), date_format(on, gettext("Y年n月j日")))


def written_day(written: str) -> str:
    """2026-09-09 as people write it; what is no day stays as it was written."""
    try:
        return full_day(datetime.date.fromisoformat(written)).words
    except ValueError:
        return written


def day(on: datetime.date, today: datetime.date) -> Day:
    """9月9日; the year is said only where it is not this year's."""
    if on.year != today.year:
        return full_day(on)
    return Day(on.isoformat(), date_format(on, gettext("n月j日")))


def moment(at: datetime.datetime, today: datetime.date) -> Day:
    """9月9日 10:12, by the clock here."""
    here = timezone.localtime(at)
    return Day(here.isoformat(timespec="minutes"), f"{day(here.date(), today)} {here:%H:%M}")


def full_moment(at: datetime.datetime) -> Day:
    """2026年9月9日 10:12, by the clock here."""
    here = timezone.localtime(at)
    return Day(here.isoformat(timespec="minutes"), f"{full_day(here.date())} {here:%H:%M}")
