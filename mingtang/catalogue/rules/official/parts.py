"""A body that stands in several cells is settled once: what settled cells say of their parts."""

from collections.abc import Mapping

from mingtang.catalogue.rules.bodies import Bodies, Group, kept_bodies, together
from mingtang.catalogue.rules.official.subjects import SEPARATE
from mingtang.catalogue.rules.terms_of_items import Json
from mingtang.foundation.cells import tight


def parts_of(wording: str) -> list[str]:
    """The bodies a cell names, each as it is written."""
    return [part for part in SEPARATE.split(wording) if tight(part)]


def joined(wording: str, known: Mapping[str, Json]) -> Bodies | None:
    """Whom a cell means, where each of its parts is known by its `tight` words; else None."""
    named = [known.get(tight(part)) for part in parts_of(wording)]
    return together([kept_bodies(one) for one in named if one]) if named and all(named) else None


def parts_known(settled: Mapping[str, Json], known: Mapping[str, Json]) -> dict[str, Json]:
    """By `tight` words, whom cells and parts of cells mean; `settled` has whole cells by their
    words.

    A cell that names one body says it outright. Of one that names several, all known but one, that
    one is whoever the cell means besides them. Left out where the known ones are not meant at all,
    where nobody is left, and where two cells say different things.
    """
    whole = {tight(wording): bodies for wording, bodies in settled.items()}
    found: dict[str, list[Json]] = {}
    for wording, bodies in settled.items():
        parts = {tight(part) for part in parts_of(wording)}
        unknown = parts - known.keys() - whole.keys()
        if len(parts) > 1 and len(unknown) == 1:
            others = together(
                [kept_bodies(known.get(part) or whole[part]) for part in parts - unknown]
            )
            rest = _besides(kept_bodies(bodies), others)
            if rest is not None:
                found.setdefault(unknown.pop(), []).append(rest.as_json())
    agreed = {part: said[0] for part, said in found.items() if all(one == said[0] for one in said)}
    return agreed | whole


def _besides(bodies: Bodies, others: Bodies) -> Bodies | None:
    """Whom `bodies` means that `others` does not; None where that cannot be told."""
    named, groups = _apart(bodies)
    known, known_groups = _apart(others)
    if not (known <= named and known_groups <= groups):
        return None
    codes, kinds = named - known, [one for one in bodies.groups if one in groups - known_groups]
    if not codes and not kinds:
        return None
    return together([Bodies(codes=codes)] * bool(codes) + [_alone(one) for one in kinds])


def _apart(bodies: Bodies) -> tuple[frozenset[str], frozenset[Group]]:
    """Organs named one by one, and kinds of organs."""
    single = [one for one in bodies.groups if one.codes and one == Group(codes=one.codes)]
    codes = frozenset[str]().union(*(one.codes for one in single))
    return codes, frozenset(one for one in bodies.groups if one not in single)


def _alone(group: Group) -> Bodies:
    return Bodies(group.kinds, group.tiers, group.fields, group.sectors, group.codes)
