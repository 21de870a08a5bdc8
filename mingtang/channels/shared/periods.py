"""Of which year, quarter or month a page speaks: one control and one wording for all that do."""

import datetime
from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from mingtang.catalogue.rules.spans import MONTHS, QUARTERS, span_of
from mingtang.channels.shared.choosing import Chosen, choose
from mingtang.channels.shared.missing import Missing

YEAR, PART = "year", "part"
YEAR_DIGITS = 4


@dataclass(frozen=True)
class Period:
    """A year, or of it a quarter (Q1) or a month (01); both days included."""

    year: int
    part: str = ""

    @property
    def first(self) -> datetime.date:
        return span_of(self.year, self.part)[0]

    @property
    def last(self) -> datetime.date:
        return span_of(self.year, self.part)[1]

    @property
    def asked(self) -> dict[str, str]:
        """How an address asks for it."""
        return {YEAR: str(self.year), **({PART: self.part} if self.part else {})}

    @property
    def words(self) -> str:
        if self.part in QUARTERS:
            said = {"year": self.year, "quarter": quarter_words()[QUARTERS.index(self.part)]}
            return _("%(year)s年%(quarter)s") % said
        if self.part:
            return date_format(self.first, _("Y年n月"))
        return _("%(year)s年") % {"year": self.year}


def quarter_words() -> tuple[str, str, str, str]:
    return _("一季度"), _("二季度"), _("三季度"), _("四季度")


def choose_part(request: HttpRequest) -> Chosen:
    """The whole year, or a quarter or a month of it. Raises Missing for another."""
    # The words of a month, in the form of Django's `date`.
    form = _("n月")
    months = [(part, date_format(datetime.date(2026, int(part), 1), form)) for part in MONTHS]
    quarters = zip(QUARTERS, quarter_words(), strict=True)
    return choose(request, PART, _("时段"), [("", _("全年")), *quarters, *months])


def refuse_part_alone(request: HttpRequest) -> None:
    """Raises Missing for a quarter or a month of no year in particular."""
    if request.GET.get(PART):
        raise Missing(_("季度、月份要和某一个年度一起选：先选年度，再选季度或者月份。"))


def is_year(said: str) -> bool:
    return said.isascii() and said.isdecimal() and len(said) == YEAR_DIGITS and said > "0001"
