"""Reads matrix.toml and spreads it out to single cells."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from pathlib import Path

from tests.access.people import (
    ACTORS,
    ANONYMOUS,
    INACTIVE,
    ONE_TIME_PASSWORD,
    PLACES,
    STAND_INS,
    UNSEATED,
)

FILE = Path(__file__).with_name("matrix.toml")
SHOWN = FILE.relative_to(FILE.parents[2])
METHODS = ("GET", "HEAD", "POST")
OTHER_METHODS = ("PUT", "PATCH", "DELETE", "OPTIONS", "TRACE")
KINDS = ("public", "account", "desk")
KNOWN = {"urls", "records", "given", "who", "own", "other", "refused", "asked", "except"}
NOT_SO = "not_so"
ELSE = "else"
# Who is tried on what. Everybody on the first record of `own`; on that of `other` whoever works in
# `own`; on that of `elsewhere` also the people of that county. On further records the roles of the
# county, as all the others are refused before a record is read. A public page does not know who
# asks (test_public_pages.py), so that a few will do there. HEAD is answered by the view of GET, and
# a way that is for nothing is refused before anybody is looked at: a few of every kind ask so.
SIGNED_OUT = (ANONYMOUS, INACTIVE)
OF_OWN = tuple(actor for actor in ACTORS if actor.endswith("@own"))
OF_OTHER = tuple(actor for actor in ACTORS if actor.endswith("@other"))
OF_ELSEWHERE = tuple(actor for actor in ACTORS if actor.endswith("@elsewhere"))
STRANGERS = (*SIGNED_OUT, *UNSEATED, ONE_TIME_PASSWORD)
TRIED = {
    "own": ACTORS,
    "other": (*STRANGERS, *OF_OWN),
    "elsewhere": (*STRANGERS, *OF_OWN, *OF_ELSEWHERE),
}
TRIED_FURTHER = (ANONYMOUS, *STAND_INS, *OF_OWN, *OF_OTHER)
TRIED_IN_PUBLIC = (ANONYMOUS, "no_post", "officer@own", "officer@elsewhere")
FEW = (*TRIED_IN_PUBLIC, ONE_TIME_PASSWORD, "openness_office@own", "system_admin@own")


@dataclass(frozen=True)
class Cell:
    """One address in one way, asked for by one actor, and what must come back."""

    url: str
    method: str
    record: str
    place: str
    actor: str
    expected: str

    def __str__(self):
        record = f" on {self.record} of {self.place}" if self.record else ""
        return f"{self.actor}: {self.method} {self.url}{record}"


@dataclass(frozen=True)
class Line:
    """What the table says of one address."""

    url: str
    kind: str
    says: dict
    roles: dict

    @property
    def records(self):
        return self.says.get("records", [""])

    @property
    def given(self):
        return self.says.get("given", {})

    @property
    def methods(self):
        """Those that are for something here."""
        named = [method for method in METHODS if method in self.says]
        return [*named, "HEAD"] if "GET" in named else named

    def cells(self) -> Iterator[Cell]:
        for (number, record), method in product(enumerate(self.records), METHODS):
            tried = self._tried(record, method, is_first=number == 0)
            for place, actors in tried.items():
                for actor in actors:
                    expected = self.expected(method, record, place, actor)
                    yield Cell(self.url, method, record, place, actor, expected)
        yield from self._in_other_ways()

    def _in_other_ways(self):
        """Pages of django-allauth take any other method for a look, and change nothing."""
        if self.kind == "account":
            return
        for method in OTHER_METHODS:
            for actor in FEW:
                yield Cell(self.url, method, self.records[0], "own", actor, NOT_SO)

    def _tried(self, record, method, *, is_first):
        """By place, who asks for the record there."""
        if method not in self.methods:
            return {"own": FEW} if is_first else {}
        if method == "HEAD":
            return {"own": FEW} if is_first else {}
        if self.kind == "public" and record:
            return dict.fromkeys(PLACES if is_first else ("own", "elsewhere"), TRIED_IN_PUBLIC)
        if self.kind == "public":
            return {"own": TRIED_IN_PUBLIC}
        if not is_first:
            return {"own": TRIED_FURTHER}
        return TRIED if record else {"own": ACTORS}

    def expected(self, method, record, place, actor):
        if method not in self.methods:
            return NOT_SO
        said = self.says["GET" if method == "HEAD" else method]
        if self.kind == "public":
            return "missing" if place == "elsewhere" else by(said, record)
        if self.kind == "account":
            return by(said, "" if actor in SIGNED_OUT else "signed_in")
        return self._at_the_desk(said, method, record, place, actor)

    def _at_the_desk(self, said, method, record, place, actor):
        if actor in SIGNED_OUT:
            return "sign_in"
        if actor == ONE_TIME_PASSWORD:
            return "password"
        role, _at, where = STAND_INS.get(actor, actor).partition("@")
        if where in {"", "elsewhere"}:
            return "forbidden"
        is_let_in = role in self._let_in(record, is_own=where == place or place == "elsewhere")
        if place == "elsewhere":
            is_told = is_let_in or self.says.get("asked") != "power first"
            return "missing" if is_told else "forbidden"
        if not is_let_in:
            return self.says.get("refused", "forbidden")
        return self._exception(method, record, role) or by(said, record)

    def _exception(self, method, record, role):
        return self.says.get("except", {}).get(method, {}).get(record, {}).get(role)

    def _let_in(self, record, *, is_own):
        """The roles, in the record's own organ or in another."""
        if "who" in self.says:
            return self._roles(self.says["who"])
        return self._roles(by(self.says["own" if is_own else "other"], record))

    def _roles(self, named):
        return self.roles[named] if isinstance(named, str) else named


def by(said, key):
    """A value, or the one of a table that goes with the key."""
    return said.get(key, said.get(ELSE)) if isinstance(said, dict) else said


def lines():
    """Each line of the table, by the name of its address."""
    table = tomllib.loads(FILE.read_text())
    roles = table["roles"]
    return {
        url: Line(url, kind, says, roles)
        for kind in KINDS
        for says in table[kind]
        for url in says["urls"]
    }
