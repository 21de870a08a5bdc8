"""How each kind is hidden. Conventions, not law: no article says which digits may stay."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from mingtang.foundation.personal_data.kinds import Kind

HIDDEN = "***"
COUNTY = re.compile(r".*(?:[县旗市]|(?<![小社园])区)")
TOWNSHIP = re.compile(r".+?(?:街道|[镇乡](?![镇乡])|苏木)")


@dataclass(frozen=True)
class Mask:
    """One convention: what stays, how sure (S statute, W widely done, P practice), who says."""

    apply: Callable[[str], str]
    certainty: str
    source: str


def _keeping(first: int, last: int) -> Callable[[str], str]:
    def apply(plain: str) -> str:
        hidden = len(plain) - first - last
        return plain[:first] + "*" * hidden + plain[len(plain) - last :]

    return apply


def _wholly(_plain: str) -> str:
    return HIDDEN


def _to_township(plain: str) -> str:
    """Up to the township or street office; without one up to the county; else nothing stays."""
    county = COUNTY.match(plain)
    kept = county.end() if county else 0
    township = TOWNSHIP.match(plain, kept)
    return plain[: township.end() if township else kept] + HIDDEN


LOCAL = "local rules and habits of publication; the county may set its own"
WHOLLY = Mask(_wholly, "P", LOCAL)
MASKS: Mapping[Kind, Mask] = MappingProxyType(
    {
        Kind.DISABILITY: WHOLLY,
        Kind.RESIDENT_ID: Mask(_keeping(2, 3), "P", "city rule: first 2 and last 3"),
        Kind.MOBILE: Mask(_keeping(3, 4), "P", "city rule: 138****1234"),
        Kind.BANK_CARD: Mask(_keeping(0, 4), "P", LOCAL),
        Kind.ACCOUNT: WHOLLY,
        Kind.PASSPORT: WHOLLY,
        Kind.PERMIT: WHOLLY,
        Kind.MILITARY: WHOLLY,
        Kind.MEDICAL: WHOLLY,
        Kind.EMAIL: WHOLLY,
        Kind.PLATE: WHOLLY,
        Kind.ADDRESS: Mask(_to_township, "P", "city rule: address only to the township"),
        Kind.MINOR: Mask(_wholly, "P", "未成年人保护法 art. 4: privacy; what to hide is habit"),
        Kind.LANDLINE: WHOLLY,
    }
)
