"""What organs of a county are and were called, to find whom a document names."""

from collections import defaultdict

from mingtang.catalogue.queries.known import ways_to_call
from mingtang.foundation.errors import RuleBroken
from mingtang.issued.rules.partners import Called, Names, refuse_partner
from mingtang.issued.rules.registering import LEAD_AMONG_PARTNERS, Particulars
from mingtang.organs.models import County, Organ, OrganName


def organ_names_ever(county: County) -> Names:
    """Each name by each way it is written, with the days it holds. One query."""
    found: dict[str, set[Called]] = defaultdict(set)
    rows = OrganName.objects.filter(organ__county=county).values_list(
        "name", "organ__code", "organ__name", "from_on", "to_on"
    )
    for name, code, now, from_on, to_on in rows:
        for word in ways_to_call(county, name):
            found[word].add(Called(code, now, from_on, to_on))
    return found


def refuse_partners(organ: Organ, said: Particulars, names: Names | None = None) -> None:
    """Raises RuleBroken for the first that is not who it is said to be.

    One query if there are any, none where `names` are known: those of `organ_names_ever`.
    """
    if not said.partners:
        return
    names = organ_names_ever(organ.county) if names is None else names
    for partner in said.partners:
        if partner.code == organ.code:
            raise RuleBroken(LEAD_AMONG_PARTNERS, organ=organ.name)
        refuse_partner(partner, names, said.issued_on)
