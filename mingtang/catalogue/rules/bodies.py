"""Who owes an item (公开主体): bodies as far as it matters, and how an item names them."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from mingtang.catalogue.rules.terms_of_items import Json


@dataclass(frozen=True)
class Charge:
    """A field (领域) that a body is in charge of, from which day to which, both included."""

    field: str
    from_on: datetime.date
    to_on: datetime.date | None = None

    def runs(self, on: datetime.date) -> bool:
        return self.from_on <= on and (self.to_on is None or on <= self.to_on)


@dataclass(frozen=True)
class Body:
    """An organ as far as it matters for what it owes. `established_on` None: since always."""

    id: int
    kind: str
    tier: str
    sector: str = ""
    code: str = ""
    established_on: datetime.date | None = None
    dissolved_on: datetime.date | None = None
    charges: tuple[Charge, ...] = ()

    def exists(self, on: datetime.date) -> bool:
        """On the day of its dissolution it is no more."""
        is_born = self.established_on is None or self.established_on <= on
        return is_born and (self.dissolved_on is None or on < self.dissolved_on)


@dataclass(frozen=True)
class Group:
    """Whoever is in every list of these that names anybody; all bodies where none does."""

    kinds: frozenset[str] = frozenset()
    tiers: frozenset[str] = frozenset()
    fields: frozenset[str] = frozenset()
    sectors: frozenset[str] = frozenset()
    codes: frozenset[str] = frozenset()

    def names(self, body: Body) -> bool:
        """Whether it is one of these, by what never changes with the day."""
        asked = (
            (self.kinds, body.kind),
            (self.tiers, body.tier),
            (self.sectors, body.sector),
            (self.codes, body.code),
        )
        return all(not names or own in names for names, own in asked)

    def charges(self, body: Body, on: datetime.date) -> list[datetime.date]:
        """The days from which the body falls under it; empty when it does not on that day."""
        if not Group.names(self, body):
            return []
        if not self.fields:
            return [body.established_on or datetime.date.min]
        return [c.from_on for c in body.charges if c.field in self.fields and c.runs(on)]

    def as_json(self) -> Json:
        return {
            "kinds": sorted(self.kinds),
            "tiers": sorted(self.tiers),
            "fields": sorted(self.fields),
            "sectors": sorted(self.sectors),
            "codes": sorted(self.codes),
        }


@dataclass(frozen=True)
class Bodies(Group):
    """Who owes an item (公开主体); `also`: who else does (县民政局、各乡镇人民政府)."""

    also: tuple[Group, ...] = ()

    @property
    def groups(self) -> tuple[Group, ...]:
        return (Group(self.kinds, self.tiers, self.fields, self.sectors, self.codes), *self.also)

    @property
    def all_fields(self) -> list[str]:
        """The fields whose departments owe it."""
        return sorted(frozenset[str]().union(*(group.fields for group in self.groups)))

    def covers(self, body: Body, on: datetime.date) -> bool:
        """Whether it falls to that body on a day on which it exists."""
        return body.exists(on) and bool(self.charges(body, on))

    def names(self, body: Body) -> bool:
        return super().names(body) or any(group.names(body) for group in self.also)

    def charges(self, body: Body, on: datetime.date) -> list[datetime.date]:
        besides = [day for group in self.also for day in group.charges(body, on)]
        return [*super().charges(body, on), *besides]

    def covered_since(self, body: Body, on: datetime.date) -> datetime.date | None:
        """Since when it falls to the body without a break in its fields; None when not that day."""
        if not self.covers(body, on):
            return None
        return max(min(self.charges(body, on)), body.established_on or datetime.date.min)

    def as_json(self) -> Json:
        besides = [group.as_json() for group in self.also]
        return {**super().as_json(), **({"also": besides} if besides else {})}


def together(named: Iterable[Bodies]) -> Bodies:
    """Whoever is meant by any of these; organs named one by one stand in one group."""
    groups = list(dict.fromkeys(group for one in named for group in one.groups))
    if Group() in groups:
        return Bodies()
    single = [group for group in groups if group == Group(codes=group.codes)]
    codes = frozenset[str]().union(*(group.codes for group in single))
    others = [group for group in groups if group not in single]
    first, *also = [*([Group(codes=codes)] if codes else []), *others]
    return Bodies(first.kinds, first.tiers, first.fields, first.sectors, first.codes, tuple(also))


def named_alike(one: Bodies, other: Bodies) -> bool:
    """Whether both name an organ, or a kind of organs, alike: all that is to be told of who falls
    under both without knowing which organs there are."""
    codes, others = (_codes(bodies) for bodies in (one, other))
    return bool(codes & others or {*one.groups} & {*other.groups})


def falls_to_one(one: Bodies, other: Bodies, known: Iterable[Body], on: datetime.date) -> bool:
    """Whether any organ falls under both on a day; or both name it, whether it exists or not."""
    both = (one.covers(body, on) and other.covers(body, on) for body in known)
    return named_alike(one, other) or any(both)


def _codes(bodies: Bodies) -> frozenset[str]:
    return frozenset[str]().union(*(group.codes for group in bodies.groups))


def kept_bodies(written: Mapping[str, Any]) -> Bodies:
    """Who owes, as the database keeps it."""
    also = tuple(Group(**_named(group)) for group in written.get("also", ()))
    return Bodies(**_named(written), also=also)


def codes_of(bodies: Mapping[str, Any]) -> frozenset[str]:
    """The organs that are named one by one, by their codes, as the database keeps it."""
    return _codes(kept_bodies(bodies))


def fields_of(bodies: Mapping[str, Any], about: Iterable[str]) -> list[str]:
    """The fields an item counts in, as the database keeps it: those whose bodies owe it, or those
    it is about where it falls to somebody else."""
    return kept_bodies(bodies).all_fields or [*about]


def _named(written: Mapping[str, Any]) -> dict[str, frozenset[str]]:
    return {name: frozenset(listed) for name, listed in written.items() if name != "also"}
