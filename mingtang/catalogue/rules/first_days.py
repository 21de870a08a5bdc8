"""From which day an edition may be in force (施行日期): no law's rules but the county's own."""

import datetime

from mingtang.catalogue.rules.items import StandardText
from mingtang.foundation.errors import RuleBroken
from mingtang.foundation.text import gettext_noop as _

FROM_BEFORE = _(
    "%(day)s已经过去，目录不能从过去施行，否则机关还不知道就已经逾期。请填今天或者以后的日期。"
)
# No law: enough to prepare for an edition, too little for a wrong year.
AHEAD_AT_MOST = datetime.timedelta(days=366)
FAR_AHEAD = _(
    "%(day)s离今天一年以上，请核对年份。到那天以前现行目录不能再换别的版本，所以只能填一年以内的日期。"
)
HAS_BEGUN = _("%(edition)s从%(from_on)s起已经施行，不能撤回。要改，请采用新的一版。")
HAS_DUTIES = _("%(edition)s今天起施行，已经产生了公开任务，不能撤回。要改，请采用新的一版。")
BEFORE_ITSELF = _("《%(title)s》%(edition)s从%(from_on)s起才有，施行日期请写在这以后。")
BEFORE_CURRENT = _(
    "%(edition)s从%(from_on)s起施行，新版的施行日期要在这以后。它还没有施行的，可以先把它撤回。"
)


def check_first_day(text: StandardText, starts_on: datetime.date, on: datetime.date) -> None:
    """Raises RuleBroken where, said on a day, the first day is before the text itself, past, or
    more than a year ahead."""
    if starts_on < text.from_on:
        raise RuleBroken(
            BEFORE_ITSELF, title=text.title, edition=text.edition, from_on=text.from_on
        )
    if starts_on < on:
        raise RuleBroken(FROM_BEFORE, day=starts_on)
    if starts_on > on + AHEAD_AT_MOST:
        raise RuleBroken(FAR_AHEAD, day=starts_on)


def check_after(starts_on: datetime.date, edition: str, from_on: datetime.date) -> None:
    """Raises RuleBroken unless the edition that is replaced has a day of its own before."""
    if starts_on <= from_on:
        raise RuleBroken(BEFORE_CURRENT, edition=edition, from_on=from_on)


def refuse_withdrawal(
    edition: str, from_on: datetime.date, on: datetime.date, *, has_duties: bool
) -> None:
    """An edition is taken back until its first day, and on it as long as nothing was opened by it.

    Raises RuleBroken.
    """
    if from_on < on:
        raise RuleBroken(HAS_BEGUN, edition=edition, from_on=from_on)
    if has_duties:
        raise RuleBroken(HAS_DUTIES, edition=edition)
