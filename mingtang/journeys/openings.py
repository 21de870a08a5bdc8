"""Opens what the log commits to, for everyone to check; and says where it does not fit."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from mingtang.cases.queries import contents as disputes
from mingtang.catalogue.queries import committed as catalogue
from mingtang.disclosure.queries import checked, consultations, posted
from mingtang.disclosure.queries.committed import (
    PUBLISHING_ANYWHERE,
    erasure_as_at_first,
    tombstones,
)
from mingtang.disclosure.queries.committed import contents as publications
from mingtang.disclosure.queries.posted import RECEIPTS, postings
from mingtang.disclosure.queries.signed import signers
from mingtang.issued.queries import committed as documents
from mingtang.journeys.persons import called, person_as_at_first, publishers, registered, who
from mingtang.ledger.choices import INSIDE, Act, FieldGroup, is_kept
from mingtang.ledger.models import Entry, Salt
from mingtang.ledger.queries import Opening, opening, salts_of
from mingtang.ledger.rules import canonical, commitment
from mingtang.organs.queries import places
from mingtang.organs.queries.committed import ABOUT_PERSONS
from mingtang.supervision.queries.committed import contents as findings
from mingtang.withheld.queries import committed as withheld

OF_EDITIONS = (*PUBLISHING_ANYWHERE, Act.WITHDRAWN, Act.VALIDITY_CHANGED)
# Acts of which the person is no actor, but somebody spoken of.
SPOKEN_OF = (*ABOUT_PERSONS, Act.PERSON_NAMED)
EARLIER = {
    FieldGroup.STRUCTURED: checked.in_earlier_forms,
    FieldGroup.FILES: checked.files_in_earlier_forms,
}
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
        **publications(entries, inside=inside),
        **disputes(entries),
        **catalogue.contents(entries, inside=False),
        **places.contents(entries),
        **documents.contents(entries, inside=inside),
        **documents.gap_contents(entries),
        **posted.public_postings(() if inside else entries),
        **withheld.contents(entries, inside=inside),
        **findings(entries),
    }
    if inside:
        shown |= {**catalogue.contents(entries, inside=True), **postings(entries)}
        shown |= consultations.contents(entries)
    return [
        Opened(
            entry,
            {
                group: as_told(entry, salt, content)
                for group, salt in salts.get(entry.pk, {}).items()
                if group not in (FieldGroup.PERSON, FieldGroup.BY)
                and (content := _content(entry, salt, shown.get(entry.pk, {}))) is not None
            },
        )
        for entry in entries
    ]


def closed(entries: Sequence[Entry]) -> dict[int, dict[FieldGroup, str]]:
    """What nobody may read, by what it commits to today: who signed or acted, what was taken back.

    By the key of the entry. Neither words nor salt: whoever compares it with the entry sees
    whether it is another, and not what. What was erased has no salt any more, and no answer.
    """
    persons = {key: canonical({**one}) for key, one in signers(entries).items()}
    now: dict[int, Mapping[FieldGroup, bytes]] = {
        key: {FieldGroup.PERSON: person}
        for key, person in {**persons, **publishers(entries)}.items()
    }
    now |= {key: {FieldGroup.PERSON: person} for key, person in registered(entries).items()}
    now |= {key: {FieldGroup.PERSON: name} for key, name in called(entries).items()}
    now |= tombstones(entries)
    facts = [entry for entry in entries if entry.act in catalogue.OF_FACTS]
    now |= {**catalogue.contents(facts, inside=True), **postings(entries)}
    now |= {**documents.hidden(entries), **withheld.hidden(entries)}
    now |= consultations.contents(entries)
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
    if found.fits:
        return found
    earlier = (opening(entry, salt, form) for form in _in_earlier_forms(entry, salt, content))
    return next((one for one in earlier if one.fits), found)


def _in_earlier_forms(entry: Entry, salt: Salt, content: bytes) -> Sequence[bytes]:
    group = FieldGroup(salt.group)
    if entry.act in RECEIPTS:
        return posted.in_earlier_forms(group, content)
    if group in EARLIER and entry.act in OF_EDITIONS:
        return EARLIER[group](content)
    if group == FieldGroup.TEXT and entry.act == Act.PERSONAL_DATA_ERASED:
        return [erasure_as_at_first(content)]
    if group == FieldGroup.STRUCTURED and entry.act == Act.FACT_CORRECTED:
        return catalogue.in_earlier_forms(content)
    is_of_a_person = group == FieldGroup.PERSON and entry.act not in SPOKEN_OF
    return [person_as_at_first(content)] if is_of_a_person else []


def _content(entry: Entry, salt: Salt, shown: Mapping[FieldGroup, bytes]) -> bytes | None:
    if salt.content is not None and is_kept(entry.act, salt.group):
        return bytes(salt.content)
    return shown.get(FieldGroup(salt.group))
