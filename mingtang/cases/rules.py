"""What a dispute must hold, what of it is public, and its receipt number. Plain functions.

The county answers what is said to be wrong on its site within a few working days (我为政府网站找错,
provincial rules that cite 《政府网站发展指引》): a setting of the county, three where it sets none.
"""

import datetime
import hashlib
import re
from typing import NamedTuple

from stdnum.exceptions import ValidationError
from stdnum.iso7064 import mod_11_10

from mingtang.foundation import personal_data
from mingtang.foundation.errors import NotUnderstood
from mingtang.foundation.personal_data import Finding, Kind, Strength
from mingtang.foundation.prose import clean_line, clean_markdown
from mingtang.foundation.text import gettext_noop as _
from mingtang.foundation.text import half_width, quoted

BASIS = "政府网站发展指引"
SHORTEST, LONGEST = 10, 2000
LONGEST_CONTACT = 200
LONGEST_ANSWER = 5000
LONGEST_REASON = 200
# A flood is stopped where it comes in, without looking at who sends: settings, no law.
MOST_ON_ONE_PAGE_IN_A_DAY = 50
MOST_IN_ONE_COUNTY_IN_A_DAY = 1000
# How long contact and original are kept once the answer is out. 个人信息保护法 art. 19: as short
# as the purpose allows; how short that is, is a setting.
KEPT_AFTER_ANSWER = datetime.timedelta(days=90)

# Nine digits that nobody can guess and one to check them: short enough to be said on the telephone,
# the same for all kinds of letters (JC: 纠错).
MARK = "JC"
DIGITS = 9
WRITTEN = re.compile(rf"(?:{MARK})?([0-9]{{{DIGITS + 1}}})", re.IGNORECASE)
BETWEEN = re.compile(r"[\s\-‐–—_.·]+")

TOO_SHORT = _(
    "只写了%(written)s个字，看不清要说什么。请至少写%(shortest)s个字：哪里不对，应当是怎样。"
)
TOO_LONG = _("写了%(written)s个字，最多%(longest)s个字。请缩短，或者分两次提交。")
CONTACT_TOO_LONG = _("联系方式太长，最多%(longest)s个字。请只写一个手机号或者邮箱。")
NO_ANSWER = _("没有写答复。请写清楚查到了什么、怎样处理。")
ANSWER_TOO_LONG = _("答复写了%(written)s个字，最多%(longest)s个字。请缩短，详情可以另行公开。")
ANSWER_HAS_PERSONAL_DATA = _(
    "答复里有%(label)s“%(masked)s”，答复会公布在网页上。请改用不涉及个人信息的说法。"
)
NOT_A_NUMBER = _("“%(typed)s”不是回执号。回执号是 JC 加十位数字，例如 JC 1234 5678 91。")
SLIP_OF_THE_PEN = _("回执号“%(typed)s”有一位写错了或者写颠倒了。请对照回执再写一次。")


class Words(NamedTuple):
    """What was written: for everybody, and as it was where that differs (else empty)."""

    public: str
    original: str


def words(text: str, *, on: datetime.date) -> Words:
    """Cleaned and bounded, personal data masked. Raises NotUnderstood."""
    cleaned = clean_markdown(text).strip()
    written = len("".join(cleaned.split()))
    if written < SHORTEST:
        raise NotUnderstood(TOO_SHORT, written=written, shortest=SHORTEST)
    if len(cleaned) > LONGEST:
        raise NotUnderstood(TOO_LONG, written=len(cleaned), longest=LONGEST)
    public = personal_data.mask(cleaned, filter(_is_masked, personal_data.find(cleaned, on=on)))
    return Words(public, "" if public == cleaned else cleaned)


def contact(text: str) -> str:
    """Cleaned; empty when there is none. Raises NotUnderstood."""
    cleaned = clean_line(text)
    if len(cleaned) > LONGEST_CONTACT:
        raise NotUnderstood(CONTACT_TOO_LONG, longest=LONGEST_CONTACT)
    return cleaned


def answer(text: str, *, on: datetime.date) -> str:
    """Cleaned and bounded. Raises NotUnderstood, also for personal data: it would be public."""
    cleaned = clean_markdown(text).strip()
    if not cleaned:
        raise NotUnderstood(NO_ANSWER)
    if len(cleaned) > LONGEST_ANSWER:
        raise NotUnderstood(ANSWER_TOO_LONG, written=len(cleaned), longest=LONGEST_ANSWER)
    for finding in personal_data.find(cleaned, on=on):
        if finding.strength == Strength.STRONG:
            raise NotUnderstood(
                ANSWER_HAS_PERSONAL_DATA, label=finding.label, masked=finding.masked
            )
    return cleaned


def receipt_number(serial: int) -> str:
    """Of a number below a thousand million, drawn by lot."""
    digits = f"{serial:0{DIGITS}d}"
    return f"{MARK}{digits}{mod_11_10.calc_check_digit(digits)}"


def spaced(number: str) -> str:
    """As it is shown and said: JC 1234 5678 91."""
    digits = number.removeprefix(MARK)
    return " ".join([MARK, digits[:4], digits[4:8], digits[8:]])


def read_receipt_number(typed: str) -> str:
    """The number as stored, from what somebody typed or heard. Raises NotUnderstood."""
    written = WRITTEN.fullmatch(BETWEEN.sub("", half_width(clean_line(typed))))
    if written is None:
        raise NotUnderstood(NOT_A_NUMBER, typed=quoted(typed.strip()))
    try:
        mod_11_10.validate(written[1])
    except ValidationError as refused:
        raise NotUnderstood(SLIP_OF_THE_PEN, typed=quoted(typed.strip())) from refused
    return f"{MARK}{written[1]}"


def sent_as(key: str, *parts: str) -> str:
    """The mark of one form sent with one content: sent twice it is the same, changed it is not.

    So nothing typed is lost when somebody goes back, mends a word and sends the same form again.
    """
    told = "\x00".join([key, *parts])
    return hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()


def _is_masked(finding: Finding) -> bool:
    """An office's own telephone is often what the dispute is about."""
    return finding.strength == Strength.STRONG or finding.kind != Kind.LANDLINE
