"""Opens what the log commits to, for everyone to check; and says where it does not fit."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from mingtang.cases.queries import contents as disputes
from mingtang.catalogue.queries import committed as catalogue
from mingtang.disclosure.queries.checked import in_earlier_forms
from mingtang.disclosure.queries.committed import PUBLISHING, postings, tombstones
from mingtang.disclosure.queries.committed import contents as publications
from mingtang.disclosure.queries.signed import signers
from mingtang.journeys.persons import who
from mingtang.ledger.choices import INSIDE, Act, FieldGroup
from mingtang.ledger.models import Entry, Salt
from mingtang.ledger.queries import Opening, opening, salts_of
from mingtang.ledger.rules import commitment

OF_EDITIONS = (*PUBLISHING, Act.WITHDRAWN, Act.VALIDITY_CHANGED)
Openings = Mapping[FieldGroup, Opening]


@dataclass(frozen=True)
class Opened:
    """An entry with what of it may be opened: public content that was not withdrawn or erased."""

    entry: Entry
    groups: Openings

    @property
    def misfits(self) -> list[FieldGroup]:
        """Where what is shown is not what was put on record."""
        return [group for group, one in self.groups.items() if not one.fits]


def opened(entries: Sequence[Entry], *, inside: bool = False) -> list[Opened]:
    """In the order given; a fixed number of queries. Nothing about a person is ever opened.

    What concerns internal disclosure alone is opened `inside`, for our own checks.
    """
    salts = salts_of(entry for entry in entries if inside or entry.act not in INSIDE)
    shown = {
        **publications(entries),
        **disputes(entries),
        **catalogue.contents(entries, inside=False),
    }
    if inside:
        shown |= {**catalogue.contents(entries, inside=True), **postings(entries)}
    return [
        Opened(
            entry,
            {
                group: as_told(entry, salt, content)
                for group, salt in salts.get(entry.pk, {}).items()
                if group not in (FieldGroup.PERSON, FieldGroup.BY)
                and (content := _content(salt.content, shown.get(entry.pk, {}), group)) is not None
            },
        )
        for entry in entries
    ]


def closed(entries: Sequence[Entry]) -> dict[int, dict[FieldGroup, str]]:
    """What nobody may read, by what it commits to today: who signed or acted, what was taken back.

    By the key of the entry. Neither words nor salt: whoever compares it with the entry sees
    whether it is another, and not what. What was erased has no salt any more, and no answer.
    """
    now: dict[int, Mapping[FieldGroup, bytes]] = {
        key: {FieldGroup.PERSON: person} for key, person in signers(entries).items()
    }
    now |= tombstones(entries)
    facts = [entry for entry in entries if entry.act in catalogue.OF_FACTS]
    now |= {**catalogue.contents(facts, inside=True), **postings(entries)}
    for key, by in who(entries).items():
        now[key] = {**now.get(key, {}), FieldGroup.BY: by}
    told = [entry for entry in entries if entry.pk in now]
    salts = salts_of(told) if told else {}
    return {
        entry.pk: {
            group: commitment(
                salt=bytes(salt.value), content=as_told(entry, salt, now[entry.pk][group]).content
            )
            for group, salt in salts[entry.pk].items()
            if group in now[entry.pk]
        }
        for entry in told
        if entry.pk in salts
    }


def as_told(entry: Entry, salt: Salt, content: bytes) -> Opening:
    """By what is committed to today; where only that fits which was at first, by that.

    Nothing may be changed under cover of it: either holds all that its entry was made of.
    """
    found = opening(entry, salt, content)
    if found.fits or salt.group != FieldGroup.STRUCTURED or entry.act not in OF_EDITIONS:
        return found
    earlier = (opening(entry, salt, form) for form in in_earlier_forms(content))
    return next((one for one in earlier if one.fits), found)


def _content(
    kept: bytes | memoryview | None, shown: Mapping[FieldGroup, bytes], group: FieldGroup
) -> bytes | None:
    return shown.get(group) if kept is None else bytes(kept)
