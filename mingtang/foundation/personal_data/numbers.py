"""Numbers that carry their own proof or shape: identity, phone, card. Reads `as_read` text."""

import datetime
import re
from collections.abc import Iterator

from stdnum import luhn
from stdnum.cn import ric, uscc

from mingtang.foundation.personal_data.kinds import Candidate, Kind, Strength
from mingtang.foundation.personal_data.reading import DIGIT, GAP, without_gaps

START, END = r"(?<![0-9*])", r"(?![0-9])"
IDENTITY = (
    rf"[1-9]{DIGIT}{{5}}{GAP}?(?:1{GAP}?[89]|2{GAP}?0){DIGIT}{{2}}"
    rf"{GAP}?[01]{DIGIT}{GAP}?[0-3]{DIGIT}{DIGIT}{{3}}{GAP}?"
)
# An inner group in a look-ahead: every place is tried, also inside what was tried before.
RESIDENT_ID = re.compile(rf"{START}(?=({IDENTITY}(?:X|[0-9](?![0-9X]))))")
DISABILITY = re.compile(rf"{START}(?=({IDENTITY}[0-9X]{GAP}?[1-7]{GAP}?[1-4](?:B[0-9])?){END})")
LEGACY_ID = re.compile(rf"{START}([1-9][0-9]{{5}}[0-9]{{2}}[01][0-9][0-3][0-9][0-9]{{3}}){END}")
USCC = re.compile(r"(?<![0-9A-Z])([0-9]{8}[0-9A-HJ-NPQRTUWXY]{10})(?![0-9A-Z])")
MOBILE = re.compile(
    rf"(?<![0-9*.,])(?=((?:(?:\+|00)?86{GAP}?)?(1{GAP}?[3-9]{DIGIT}{{9}})){END}(?![.,][0-9]))"
)
CARD = re.compile(
    r"(?<![0-9A-Z*.,])(?=([0-9]{13,19}|[0-9]{4}(?:[ -][0-9]{4}){3}(?:[ -][0-9]{1,3})?"
    r"|[0-9]{2,17}[ ]{0,4}\r?\n[ ]{0,4}[0-9]{2,17})(?![0-9A-Z])(?![.,][0-9]))"
)
LANDLINE = re.compile(
    r"(?<![0-9A-Z*-])(\(?0(?:10|2[0-9]|[3-9][0-9]{2})\)?[ -]{0,2}[2-9][0-9]{6,7})(?![0-9])"
)

NAMED_ID = re.compile(r"身份证|公民身份|证件号|IDENTITY")
NAMED_CARD = re.compile(r"卡号|账号|帐号|账户|银行|一卡通|开户|存折|储蓄")
OTHER_NUMBER = re.compile(
    r"(?:订单|单号|文号|编号|索引|流水|发票|合同|项目代码|案号|条码|批次|备案|许可证|凭证|字第)"
    r"[号码]{0,2}[^0-9A-Z\n]{0,4}$"
)
AMOUNT_BEFORE, AMOUNT_AFTER = re.compile(r"[¥$] ?$"), re.compile(r" ?[十百千万亿]{0,2}[元吨亩%]")
MOBILE_GROUPS = {(11,), (3, 4, 4), (3, 8), (7, 4), (3, 3, 5), (4, 4, 3)}
# Issuers' first digits, and how long their numbers are. Habit of the trade, not law.
ISSUERS = (
    ("62", {16, 17, 18, 19}),
    ("4", {16}),
    (("51", "52", "53", "54", "55"), {16}),
    (("34", "37"), {15}),
    ("35", {16}),
    (("60", "65"), {16, 19}),
    (("9558", "9559"), {16, 19}),
)
YEARS = range(1850, 2100)


def numbers(text: str) -> Iterator[Candidate]:
    """Identity before credit code before card: eighteen digits may have the shape of all three."""
    yield from _identities(text)
    yield from _mobiles(text)
    yield from _cards(text)
    for found in LANDLINE.finditer(text):
        yield Candidate(Kind.LANDLINE, found.start(1), found.end(1), found[1], Strength.WEAK)


def is_identity(number: str) -> bool:
    """Eighteen places with a possible birthday and the right check digit (GB 11643)."""
    return _is_day(number[6:14]) and number[-1] == ric.calc_check_digit(number)


def before(text: str, start: int, reach: int) -> str:
    return text[max(0, start - reach) : start]


def _identities(text: str) -> Iterator[Candidate]:
    for found in DISABILITY.finditer(text):
        number = without_gaps(found[1])
        if is_identity(number[:18]):
            yield _candidate(Kind.DISABILITY, found, number, Strength.STRONG)
    for found in RESIDENT_ID.finditer(text):
        number = without_gaps(found[1])
        if is_identity(number):
            yield _candidate(Kind.RESIDENT_ID, found, number, Strength.STRONG)
        elif NAMED_ID.search(before(text, found.start(), 20)):
            yield _candidate(Kind.RESIDENT_ID, found, number, Strength.WEAK)  # a slip of the pen
    for found in LEGACY_ID.finditer(text):
        if _is_day(f"19{found[1][6:12]}") and not _is_other_number(text, found):
            named = NAMED_ID.search(before(text, found.start(), 20))
            yield _candidate(Kind.RESIDENT_ID, found, found[1], _strength(sure=bool(named)))


def _mobiles(text: str) -> Iterator[Candidate]:
    for found in MOBILE.finditer(text):
        grouped = tuple(len(part) for part in re.split(r"[^0-9]+", found[2]))
        letters = text[found.end(1) : found.end(1) + 1], before(text, found.start(), 1)
        touching = sum(sign.isascii() and sign.isalpha() for sign in letters)
        if touching == 2 or _is_other_number(text, found):
            continue
        usual, alone = grouped in MOBILE_GROUPS, _stands_alone(text, found, grouped)
        broken_once = len(grouped) == 2 and "\n" in found[2]
        if usual or (alone and (broken_once or len(grouped) == 11)):
            sure = usual and alone and not touching
            yield _candidate(Kind.MOBILE, found, without_gaps(found[2]), _strength(sure=sure))


def _cards(text: str) -> Iterator[Candidate]:
    credit_codes = {
        found.start() for found in USCC.finditer(text) if uscc.is_valid(found[1])
    }  # public: an organisation's number is not a person's
    for found in CARD.finditer(text):
        number = without_gaps(found[1])
        if found.start() in credit_codes or not 13 <= len(number) <= 19:
            continue
        if not luhn.is_valid(number) or _is_other_number(text, found):
            continue
        named = NAMED_CARD.search(before(text, found.start(), 20))
        if named or _issued(number):
            yield _candidate(Kind.BANK_CARD, found, number, Strength.STRONG)


def _issued(number: str) -> bool:
    return any(number.startswith(first) and len(number) in long for first, long in ISSUERS)


def _stands_alone(text: str, found: re.Match[str], grouped: tuple[int, ...]) -> bool:
    """A number with gaps may be three figures of a row; whole ones are beyond doubt."""
    if len(grouped) == 1:
        return True
    row_before = re.search(r"[0-9][ -]{1,2}$", before(text, found.start(), 3))
    row_after = re.match(r"[ -]{1,2}[0-9]", text[found.end(1) : found.end(1) + 3])
    return not row_before and not row_after


def _is_other_number(text: str, found: re.Match[str]) -> bool:
    left = before(text, found.start(), 16)
    return bool(
        OTHER_NUMBER.search(left)
        or AMOUNT_BEFORE.search(left)
        or AMOUNT_AFTER.match(text, found.end(1))
    )


def _candidate(kind: Kind, found: re.Match[str], plain: str, strength: Strength) -> Candidate:
    return Candidate(kind, found.start(1), found.end(1), plain, strength)


def _strength(*, sure: bool) -> Strength:
    return Strength.STRONG if sure else Strength.WEAK


def _is_day(digits: str) -> bool:
    year, month, day = int(digits[:4]), int(digits[4:6]), int(digits[6:8])
    try:
        return datetime.date(year, month, day).year in YEARS
    except ValueError:
        return False
