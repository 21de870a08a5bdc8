"""公开主体 that name no single organ but all of a kind: 县级各部门, 乡镇人民政府, 各乡镇（街道）.

They mean that kind, organs to come too, and are understood only where the register has any such
organ: where it has none, nobody would owe what they say.
"""

from collections.abc import Iterable
from itertools import product

from mingtang.catalogue.rules.bodies import Bodies, together
from mingtang.catalogue.rules.terms_of_items import Json
from mingtang.foundation.cells import tight

Sort = tuple[str, str]  # kind and tier of an organ
DEPARTMENTS, TOWNS, STREETS = (
    ("department", "county"),
    ("authority", "township"),
    ("branch", "township"),
)

OF_COUNTY = ("县级", "县直", "县政府", "县人民政府", "县")
TOWN = ("乡镇", "乡（镇）", "镇（乡）", "镇乡")
STREET = ("街道", "街道办", "街道办事处")
OFFICE = ("人民政府", "政府")
EACH = ("各", "")


def subjects_of_kinds(county: str, register: Iterable[Sort]) -> dict[str, Json]:
    """By `tight` words, all the organs that each of them means, where there is one of them."""
    sorts = set(register)
    return {
        tight("".join(parts)): _all_of(asked)
        for asked, words in _words(county).items()
        if not sorts.isdisjoint(asked)
        for parts in words
    }


def _all_of(sorts: Iterable[Sort]) -> Json:
    named = [Bodies(frozenset({kind}), frozenset({tier})) for kind, tier in sorts]
    return together(named).as_json()


def _words(county: str) -> dict[tuple[Sort, ...], list[tuple[str, ...]]]:
    """Each in its parts, by the kinds of organ that it means."""
    whose = ("", county) if county else ("",)
    own = [f"{county}{office}" for office in ("", *OFFICE)] if county else []
    towns = [*product(whose, EACH, TOWN, OFFICE), *product(whose, ("各",), TOWN)]
    both = [*product(towns, ("、", "和", ""), STREET)]
    return {
        (DEPARTMENTS,): [*product((*OF_COUNTY, *own), EACH, ("部门", "工作部门"))],
        (TOWNS,): towns,
        (STREETS,): [*product(whose, ("各",), STREET), *product(whose, ("街道办事处",))],
        (TOWNS, STREETS): [
            *((*town, between, street) for town, between, street in both),
            *((*town, "（", street, "）") for town, _between, street in both),
            *product(whose, TOWN, ("（",), STREET, ("）",)),
        ],
    }
