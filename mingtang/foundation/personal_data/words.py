"""What the words around make personal: papers, addresses, children. Reads `as_read` text."""

import datetime
import re
from collections.abc import Iterator

from mingtang.foundation.personal_data.kinds import Candidate, Kind, Strength
from mingtang.foundation.personal_data.numbers import before
from mingtang.foundation.personal_data.reading import without_gaps

# Kind, the word that names the paper, the shape of its number, how sure that makes us.
NAMED_PAPERS = tuple(
    (kind, re.compile(rf"(?:{word})[^0-9A-Z\n]{{0,12}}?({shape})(?![0-9A-Z])"), strength)
    for kind, word, shape, strength in (
        (Kind.PASSPORT, r"护照|PASSPORT(?: NO| NUMBER)?", r"[A-Z]{1,2}[0-9]{7,8}", Strength.STRONG),
        (
            Kind.PERMIT,
            "通行证|回乡证|台胞证|港澳台居民居住证",
            r"[A-Z][0-9]{8,10}|[0-9]{8}(?:[0-9]{2})?",
            Strength.STRONG,
        ),
        (
            Kind.MILITARY,
            "军官证|士兵证|军人证|警官证|文职干部证",
            r"[\u4e00-\u9fff]{0,2}字?第?[0-9]{6,8}",
            Strength.STRONG,
        ),
        (Kind.MEDICAL, "病历号|住院号|门诊号|病案号", r"[A-Z]{0,4}[0-9-]{4,20}", Strength.STRONG),
        (Kind.ACCOUNT, "账号|帐号|卡号|存折", r"[0-9](?:[ -]?[0-9]){8,27}", Strength.WEAK),
    )
)
EMAIL = re.compile(
    r"(?<![A-Z0-9._%+-])([A-Z0-9._%+-]{1,64}@(?:[A-Z0-9-]{1,63}\.){1,5}[A-Z]{2,24})(?![A-Z0-9])"
)
PLATE = re.compile(
    r"([京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼使][A-HJ-NP-Z][·•. -]?"
    r"(?=[A-Z]{0,4}[0-9])(?:[A-HJ-NP-Z0-9]{4}[A-HJ-NP-Z0-9挂学警港澳领]"
    r"|[0-9]{5}[DF]|[DF][A-HJ-NP-Z0-9][0-9]{4}))(?![A-Z0-9])"
)
# Down to the house: a street, lane, village or estate, then a number that is not a document's.
HOUSE = re.compile(
    r"(?<=[路街道巷弄里村庄屯寨组队园苑区院湾坪沟坡同寓])"
    r"(?:[0-9]{1,5}(?:[-之][0-9]{1,4})?号(?!地块|文|令|公告|通知|线|机|炉|泵|窗口)(?:院|楼)?"
    r"|[0-9]{1,3}(?:幢|栋|座))"
    r"(?:[A-Z0-9]{1,4}(?:幢|栋|座|号楼))?(?:[0-9一二三四五六七八九十]{1,3}单元)?"
    r"(?:[0-9]{2,5}[室户]|(?<=元)[0-9]{2,5}(?![0-9]))?"
)
BREAK = re.compile(r"[^\u4e00-\u9fff0-9]")
LIVES = re.compile(
    r"(?:家庭住址|住址|户籍(?:所在)?地|户籍|住所地|住所|家住|现住|居住[于在地]?|住[于在]?)[为是]?"
)
STANDS = re.compile(r"(?:地址|位于|坐落于?|[在于至到])")
DWELLING = re.compile(r"单元|室$|户$|组[0-9]+号")

CHILD = re.compile(r"学生|小学|中学|幼儿|儿童|未成年|孤儿|婴儿|新生儿|监护人|学籍|就读|年级|班级")
BIRTHDAY = re.compile(
    r"(?<![0-9])((?:19|20)[0-9]{2})[年./-]([0-9]{1,2})[月./-]([0-9]{1,2})日?(?![0-9])"
)
CHILD_OF_AGE = re.compile(
    r"((?:男|女)[,、 ]{0,2}(?:1[0-7]|[0-9])周?岁|(?<![0-9])(?:1[0-7]|[0-9])周?岁的?[男女][孩童生])"
)
SCHOOL = re.compile(r"(?:就读于|就读|在读于)([\u4e00-\u9fff]{2,20}?(?:小学|中学|幼儿园|学校))")
ADULT_AT = 18


def words(text: str, *, on: datetime.date | None) -> Iterator[Candidate]:
    for kind, shape, strength in NAMED_PAPERS:
        for found in shape.finditer(text):
            plain = without_gaps(found[1])
            yield Candidate(kind, found.start(1), found.end(1), plain, strength)
    for found in EMAIL.finditer(text):
        offices = found[1].endswith(".GOV.CN")
        yield _whole(Kind.EMAIL, found, Strength.WEAK if offices else Strength.STRONG)
    for found in PLATE.finditer(text):
        yield _whole(Kind.PLATE, found, Strength.STRONG)
    yield from _addresses(text)
    yield from _minors(text, on=on)


def _addresses(text: str) -> Iterator[Candidate]:
    for house in HOUSE.finditer(text):
        way = BREAK.split(before(text, house.start(), 40))[-1]
        if len(way) < 2:
            continue
        lives, stands = (_latest(said, way) for said in (LIVES, STANDS))
        start = house.start() - len(way) + max(lives, stands)
        address = text[start : house.end()]
        sure = lives or LIVES.search(before(text, start, 12)) or DWELLING.search(address)
        strength = Strength.STRONG if sure else Strength.WEAK
        yield Candidate(Kind.ADDRESS, start, house.end(), address, strength)


def _latest(said: re.Pattern[str], way: str) -> int:
    """Where the last such word ends; 0 when there is none, or nothing would be left."""
    ends = [found.end() for found in said.finditer(way) if found.end() < len(way) - 1]
    return ends[-1] if ends else 0


def _minors(text: str, *, on: datetime.date | None) -> Iterator[Candidate]:
    for found in CHILD_OF_AGE.finditer(text):
        yield _whole(Kind.MINOR, found, Strength.STRONG)
    for found in SCHOOL.finditer(text):
        yield _whole(Kind.MINOR, found, Strength.WEAK)
    for found in BIRTHDAY.finditer(text):
        near = text[max(0, found.start() - 30) : found.end() + 30]
        born = _day(*map(int, found.groups()))
        if born is None or not ("出生" in near or CHILD.search(near)):
            continue
        strength = _strength_of_birthday(born, on=on, child_named=bool(CHILD.search(near)))
        if strength:
            start, end = found.span()
            yield Candidate(Kind.MINOR, start, end, found[0], strength)


def _strength_of_birthday(
    born: datetime.date, *, on: datetime.date | None, child_named: bool
) -> Strength | None:
    """A birthday without a day to reckon from says nothing, unless a child is spoken of."""
    if on is None:
        return Strength.WEAK if child_named else None
    grown = (on.year - born.year, on.month, on.day) >= (ADULT_AT, born.month, born.day)
    return None if grown or born > on else Strength.STRONG


def _day(year: int, month: int, day: int) -> datetime.date | None:
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return None


def _whole(kind: Kind, found: re.Match[str], strength: Strength) -> Candidate:
    return Candidate(kind, found.start(1), found.end(1), found[1], strength)
