from dataclasses import dataclass
from enum import StrEnum

from mingtang.foundation.text import gettext_noop as _


class Kind(StrEnum):
    """What tells who or where somebody is (个人信息保护法 art. 4, 28). First ones win a tie."""

    DISABILITY = "disability"
    RESIDENT_ID = "resident_id"
    MOBILE = "mobile"
    BANK_CARD = "bank_card"
    ACCOUNT = "account"
    PASSPORT = "passport"
    PERMIT = "permit"
    MILITARY = "military"
    MEDICAL = "medical"
    EMAIL = "email"
    PLATE = "plate"
    ADDRESS = "address"
    MINOR = "minor"
    LANDLINE = "landline"


LABELS = {
    Kind.DISABILITY: _("残疾人证号"),
    Kind.RESIDENT_ID: _("居民身份证号"),
    Kind.MOBILE: _("手机号码"),
    Kind.BANK_CARD: _("银行卡号"),
    Kind.ACCOUNT: _("银行账号"),
    Kind.PASSPORT: _("护照号"),
    Kind.PERMIT: _("往来通行证号"),
    Kind.MILITARY: _("军警证件号"),
    Kind.MEDICAL: _("就诊号"),
    Kind.EMAIL: _("电子邮箱"),
    Kind.PLATE: _("车牌号"),
    Kind.ADDRESS: _("家庭住址"),
    Kind.MINOR: _("未成年人信息"),
    Kind.LANDLINE: _("固定电话"),
}


class Strength(StrEnum):
    """How sure we are. Neither is a verdict: the privacy review is done by a person."""

    STRONG = "strong"  # a check digit, a shape nothing else has, or the words around say so
    WEAK = "weak"  # may be an office's own, or chance


@dataclass(frozen=True)
class Finding:
    """One piece of personal data: `value` as it stands at text[start:end], `masked` instead."""

    kind: Kind
    start: int
    end: int
    value: str
    masked: str
    strength: Strength

    @property
    def label(self) -> str:
        return LABELS[self.kind]


@dataclass(frozen=True)
class Candidate:
    """Something that looks like one, before overlaps are settled; `plain` has no gaps in it."""

    kind: Kind
    start: int
    end: int
    plain: str
    strength: Strength
