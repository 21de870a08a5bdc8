"""Old news under a new day (旧闻新发): what the dates of an edition say of each other."""

import datetime
import re
from collections.abc import Mapping

from mingtang.foundation.text import half_width

Evidence = Mapping[str, int | str]

# Ours, no law's: days.
REDATED_FROM = 30
NUMBER_BEHIND_FROM = 90
OLD_FROM = 180

YEAR_OF_NUMBER = re.compile(r"[〔\[(]\s*((?:19|20)[0-9]{2})\s*[〕\])]")


def redated(formed_on: datetime.date | None, earlier: datetime.date | None) -> Evidence | None:
    """`earlier` is the day of an all but identical text that was there before."""
    if formed_on is None or earlier is None or (formed_on - earlier).days < REDATED_FROM:
        return None
    return {
        "formed_on": formed_on.isoformat(),
        "earlier_on": earlier.isoformat(),
        "days": (formed_on - earlier).days,
    }


def number_behind(document_number: str, formed_on: datetime.date | None) -> Evidence | None:
    """The number was given in a year that was long over on the day the document is said to be of.

    In January some still give the numbers of the old year.
    """
    found = YEAR_OF_NUMBER.search(half_width(document_number))
    if formed_on is None or found is None:
        return None
    days = (formed_on - datetime.date(int(found[1]), 12, 31)).days
    if days < NUMBER_BEHIND_FROM:
        return None
    return {"formed_on": formed_on.isoformat(), "number_year": int(found[1]), "days": days}


def old_when_out(formed_on: datetime.date | None, first_out_on: datetime.date) -> Evidence | None:
    """成文很久才公开: on the day it came out first it was old already."""
    if formed_on is None or (first_out_on - formed_on).days < OLD_FROM:
        return None
    return {
        "formed_on": formed_on.isoformat(),
        "published_on": first_out_on.isoformat(),
        "days": (first_out_on - formed_on).days,
    }
