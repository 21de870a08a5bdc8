"""What sort of body stands on which tier: S2.1–S2.4 of the Opinions, as data."""

from collections.abc import Mapping

from mingtang.foundation.errors import RuleBroken
from mingtang.foundation.text import gettext_noop as _

TIERS_OF_KIND: Mapping[str, frozenset[str]] = {
    "authority": frozenset({"county", "township"}),
    "department": frozenset({"county"}),
    "branch": frozenset({"county", "township"}),
    "station": frozenset({"county", "township"}),
    "institution": frozenset({"county", "township"}),
    "authorised": frozenset({"county", "township"}),
    "entrusted": frozenset({"county", "township"}),
    "utility": frozenset({"service"}),
    "committee": frozenset({"village"}),
    "congress": frozenset({"county", "township"}),
    "party": frozenset({"county", "township"}),
}
WITH_SECTOR = "utility"

WRONG_TIER = _(
    "这类机关不在这一层级。公用企事业单位属公共服务层级，村（居）委会属村级。请改选层级。"
)
NO_SECTOR = _("只有公共企事业单位分行业。请把行业留空，或者改选机关类别。")


def refuse_kind(*, kind: str, tier: str, sector: str) -> None:
    """Raises RuleBroken where kind, tier and sector do not go together."""
    if tier not in TIERS_OF_KIND[kind]:
        raise RuleBroken(WRONG_TIER)
    if sector and kind != WITH_SECTOR:
        raise RuleBroken(NO_SECTOR)
