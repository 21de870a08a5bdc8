"""Whether the people behind the acts are still those who were put on record."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from mingtang.audit.queries import actors
from mingtang.disclosure.queries.committed import PUBLISHING_ANYWHERE
from mingtang.disclosure.queries.signed import (
    SIGNING,
    Person,
    signed_when_published,
    signers,
)
from mingtang.ledger import queries as ledger
from mingtang.ledger.choices import Act, FieldGroup, group_of_who
from mingtang.ledger.models import Entry, Salt
from mingtang.ledger.queries import opening
from mingtang.ledger.rules import Plain, canonical
from mingtang.organs.queries.committed import ABOUT_PERSONS, names_of, persons_named

NOBODY = b""


@dataclass(frozen=True)
class Told:
    """Who acts by the audit, who signed by the signatures, and who had signed at publication."""

    audited: Mapping[int, str]
    signed: Mapping[int, Person]
    before: Mapping[int, list[Plain]]

    def persons(self, entry: Entry) -> list[bytes]:
        """What the person of an entry may be; at first it was committed to who, and no more."""
        by: Person = {"by": self.audited.get(entry.pk)}
        if entry.act in SIGNING:
            one = self.signed.get(entry.pk, {})
            return [canonical({**one}), canonical({**by})] if self._is_same(entry) else []
        if entry.act in PUBLISHING_ANYWHERE:
            signed = {**by, "signed": self.before.get(entry.pk, [])}
            return [canonical(signed), canonical({**by})]
        return [canonical({**by})]

    def may_be_signed_otherwise(self, entry: Entry) -> bool:
        is_signing = entry.act in SIGNING and self._is_same(entry)
        return is_signing or entry.act in PUBLISHING_ANYWHERE

    def _is_same(self, entry: Entry) -> bool:
        """Whether audit and signature name one person."""
        return self.signed.get(entry.pk, {}).get("by") == self.audited.get(entry.pk)


def changed(entries: Sequence[Entry]) -> Iterator[tuple[Entry, bool]]:
    """Those whose person is another in the audit, or on the signature itself, or nowhere; and
    whether it may be how it was signed that is otherwise.

    Seven queries; one more where a commitment was closed, as that is right after an erasure alone.
    """
    told = [one for one in entries if _names_who(one)]
    if not told:
        return
    salts = _salts(told)
    erased = _erased([one.object_id for one in told if salts.get(one.pk) is None])
    known = Told(
        actors(one.pk for one in told),
        signers(told, inside=True),
        signed_when_published(told, inside=True),
    )
    for entry in told:
        salt = salts.get(entry.pk)
        if salt is None:
            fits = entry.object_id in erased
        else:
            fits = any(opening(entry, salt, person).fits for person in known.persons(entry))
        if not fits:
            yield entry, salt is not None and known.may_be_signed_otherwise(entry)


def not_named(entries: Sequence[Entry]) -> Iterator[Entry]:
    """Those that put somebody into a post or a group where the register has another today."""
    now = registered(entries)
    yield from (entry for entry in entries if now.get(entry.pk) == NOBODY)


def named_otherwise(entries: Sequence[Entry]) -> Iterator[Entry]:
    """Those that say last what somebody is called, where pages show another name.

    Three queries, or none.
    """
    told = ledger.latest_of(entries, Act.PERSON_NAMED)
    names, salts = names_of(told), ledger.salts_of(told) if told else {}
    for entry in told:
        salt = salts.get(entry.pk, {}).get(FieldGroup.PERSON)
        name = names.get(entry.pk, NOBODY)
        if salt is None or not opening(entry, salt, name).fits:
            yield entry


def called(entries: Sequence[Entry]) -> dict[int, bytes]:
    """What each whom these entries name last is called today, by the key of the entry."""
    return names_of(ledger.latest_of(entries, Act.PERSON_NAMED))


def registered(entries: Sequence[Entry]) -> dict[int, bytes]:
    """Of each act on a post or a group, whom the register names there, by the entry's key.

    It is NOBODY where none of those fits whom it names today. Three queries, or none.
    """
    about = [one for one in entries if one.act in ABOUT_PERSONS]
    if not about:
        return {}
    salts = ledger.salts_of(about)
    said = {one.pk: _said(salts.get(one.pk, {}).get(FieldGroup.STRUCTURED)) for one in about}
    named = persons_named(about, said)
    found: dict[int, bytes] = {}
    for entry in about:
        salt = salts.get(entry.pk, {}).get(FieldGroup.PERSON)
        fitting = (one for one in named[entry.pk] if salt and opening(entry, salt, one).fits)
        found[entry.pk] = next(fitting, NOBODY)
    return found


def _said(salt: Salt | None) -> Mapping[str, object]:
    """What is kept of an entry; nothing of one that was made before it was."""
    return json.loads(bytes(salt.content)) if salt and salt.content else {}


def _erased(objects: Sequence[UUID]) -> set[UUID]:
    if not objects:
        return set()
    return {one.object_id for one in ledger.told_about(objects, [Act.PERSONAL_DATA_ERASED])}


def _names_who(entry: Entry) -> bool:
    """Of the first entries about organs it was not committed to who did it."""
    return group_of_who(entry.act) in entry.commitments


def publishers(entries: Sequence[Entry]) -> dict[int, bytes]:
    """What the person of each publication is now: by the audit, and by the signatures on it."""
    before = signed_when_published(entries)
    audited = actors(before) if before else {}
    return {
        key: canonical({"by": audited.get(key), "signed": signed}) for key, signed in before.items()
    }


def person_as_at_first(person: bytes) -> bytes:
    """As it was committed to before how somebody signed was among it: who it is."""
    return canonical({"by": json.loads(person)["by"]})


def who(entries: Sequence[Entry]) -> dict[int, bytes]:
    """By the audit, who did each act that commits to it by itself; by the entry's key."""
    told = [one for one in entries if FieldGroup.BY in one.commitments]
    audited = actors(one.pk for one in told) if told else {}
    return {key: canonical({"by": name}) for key, name in audited.items()}


def _salts(entries: Sequence[Entry]) -> dict[int, Salt | None]:
    found = ledger.salts_of(entries)
    return {one.pk: found.get(one.pk, {}).get(group_of_who(one.act)) for one in entries}
