"""What stands in public at once, with nobody to review it first, holds no number of a person's."""

import datetime
import re
from collections.abc import Iterator

from mingtang.foundation.errors import RuleBroken
from mingtang.foundation.personal_data import Finding, Kind, Strength, find
from mingtang.foundation.personal_data.reading import as_read
from mingtang.foundation.text import gettext_noop as _
from mingtang.foundation.typed import clean_line
from mingtang.foundation.wordless import refuse_wordless

AFTERWARDS = r"(?:号码?|证号码?|卡号)?[是为:]?\s*[(“\"]?$"
NAMES = {
    Kind.RESIDENT_ID: re.compile(rf"(?:身份证|公民身份|证件){AFTERWARDS}"),
    # Not 账号: an office's own may be public.
    Kind.ACCOUNT: re.compile(rf"(?:银行卡|卡号|社保卡|一卡通){AFTERWARDS}"),
}
TOO_LONG = _("理由最多%(most)s个字，写了%(length)s个字。请改短。")
PERSONAL = _("里面有%(label)s“%(masked)s”，公众会看到。请改用不涉及个人信息的说法。")


def surely_personal(*texts: str, on: datetime.date | None = None) -> Iterator[Finding]:
    """What is surely somebody's; hints alone (a name) are let pass, so that nobody is stopped by a
    guess. `on`: as of `find`."""
    for text in texts:
        for finding in find(text, on=on):
            if finding.strength == Strength.STRONG or _is_called_that(text, finding):
                yield finding


def _is_called_that(text: str, finding: Finding) -> bool:
    """Whether the word directly before says what the number is: one digit that is typed wrong
    makes it no less somebody's."""
    name = NAMES.get(finding.kind)
    return bool(name and name.search(as_read(text[: finding.start])))


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
    refuse_wordless(reason)
    return reason
