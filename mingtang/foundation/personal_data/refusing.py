"""What stands in public at once, with nobody to review it first, holds no number of a person's."""

import datetime
from collections.abc import Iterator

from mingtang.foundation.errors import RuleBroken
from mingtang.foundation.personal_data import Finding, Strength, find
from mingtang.foundation.text import gettext_noop as _
from mingtang.foundation.typed import clean_line

TOO_LONG = _("理由最多%(most)s个字，写了%(length)s个字。请改短。")
PERSONAL = _("里面有%(label)s“%(masked)s”，公众会看到。请改用不涉及个人信息的说法。")


def surely_personal(*texts: str, on: datetime.date | None = None) -> Iterator[Finding]:
    """What is surely somebody's; hints alone (a name) are let pass, so that nobody is stopped by a
    guess. `on`: as of `find`."""
    for text in texts:
        for finding in find(text, on=on):
            if finding.strength == Strength.STRONG:
                yield finding


def refuse_personal_data(*texts: str, on: datetime.date | None = None) -> None:
    """Raises RuleBroken for the first that is surely somebody's."""
    for finding in surely_personal(*texts, on=on):
        raise RuleBroken(PERSONAL, label=finding.label, masked=finding.masked)


def public_reason(text: str, *, missing: str, most: int) -> str:
    """Why somebody did something, in one line that everybody reads at once; never cut short.

    `missing`: what to say where nothing was written. Raises RuleBroken.
    """
    reason = clean_line(text)
    if not reason:
        raise RuleBroken(missing)
    if len(reason) > most:
        raise RuleBroken(TOO_LONG, most=most, length=len(reason))
    refuse_personal_data(reason)
    return reason
