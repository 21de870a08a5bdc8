import pytest

from mingtang.foundation.errors import RuleBroken
from mingtang.organs import choices
from mingtang.organs.rules.bodies import NO_SECTOR, TIERS_OF_KIND, WRONG_TIER, refuse_kind


def test_every_kind_of_body_has_a_tier_and_every_tier_a_kind():
    assert list(TIERS_OF_KIND) == choices.OrganKind.values
    assert frozenset.union(*TIERS_OF_KIND.values()) == set(choices.Tier.values)


@pytest.mark.parametrize("tier", choices.Tier.values)
@pytest.mark.parametrize("kind", choices.OrganKind.values)
def test_a_body_stands_on_a_tier_of_its_kind_and_on_no_other(kind, tier):
    if tier in TIERS_OF_KIND[kind]:
        refuse_kind(kind=kind, tier=tier, sector="")
    else:
        with pytest.raises(RuleBroken, match=WRONG_TIER):
            refuse_kind(kind=kind, tier=tier, sector="")


@pytest.mark.parametrize("sector", choices.Sector.values)
def test_only_utilities_have_a_sector(sector):
    refuse_kind(kind="utility", tier="service", sector=sector)

    with pytest.raises(RuleBroken, match=NO_SECTOR):
        refuse_kind(kind="department", tier="county", sector=sector)
