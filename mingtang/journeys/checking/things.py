"""Duties, facts, disputes and boards, against all that the log tells of them."""

from collections.abc import Iterable, Iterator, Sequence
from uuid import UUID

from mingtang.cases.models import Dispute
from mingtang.cases.queries import OF_DISPUTES
from mingtang.catalogue.models import Duty
from mingtang.catalogue.queries.committed import OF_TRANSFERS
from mingtang.catalogue.queries.facts import facts_shown
from mingtang.catalogue.queries.refiled import went_over_by
from mingtang.catalogue.queries.told import not_as_told
from mingtang.catalogue.queries.transfers import passed_through, transfers_of_duty
from mingtang.disclosure.queries.consultations import OF_CONSULTATIONS
from mingtang.foundation.clock import day_of
from mingtang.journeys import handed, registers, standing
from mingtang.journeys.checking.misfits import (
    CATALOGUE_CHANGED,
    CONSULTATION_CHANGED,
    CONTENT_CHANGED,
    DISPUTE_CHANGED,
    DUTY_CHANGED,
    FACT_CHANGED,
    FINDING_CHANGED,
    PLACE_CHANGED,
    POSTING_CHANGED,
    REGISTER_CHANGED,
    SETTINGS_CHANGED,
    TRANSFER_CHANGED,
    Misfit,
)
from mingtang.journeys.checking.rows import of_rows
from mingtang.journeys.openings import Opened, opened
from mingtang.ledger import queries as ledger
from mingtang.ledger.choices import Act, FieldGroup
from mingtang.ledger.models import Entry
from mingtang.organs.models import County
from mingtang.organs.queries.register import predecessors
from mingtang.supervision.queries.committed import OF_FINDINGS
from mingtang.supervision.queries.told import not_as_told as findings_not_as_told
from mingtang.terms.queries import is_as_shipped
from tlog.errors import Broken
from tlog.folder import Folder
from tlog.tiles import WIDTH
from tlog.verifying.consultations import Consultations
from tlog.verifying.counties import NEWER, Counties
from tlog.verifying.disputes import Disputes
from tlog.verifying.duties import Duties
from tlog.verifying.facts import Facts
from tlog.verifying.opened import content
from tlog.verifying.organs import Organs
from tlog.verifying.places import Places
from tlog.verifying.postings import Postings
from tlog.verifying.standards import Standards
from tlog.verifying.told import Difference, Told, second

AT_A_TIME = WIDTH
TEXT, DATA, FILES = str(FieldGroup.TEXT), str(FieldGroup.STRUCTURED), str(FieldGroup.FILES)
# What must open of the acts on duties, facts, disputes and boards: of a list all, of a duty that
# ended the last time alone.
BOUND: dict[str, set[str]] = {
    **dict.fromkeys((Act.DUTIES_OPENED, Act.DUTIES_OPENED_INSIDE), {DATA}),
    **dict.fromkeys((Act.DUTIES_MOVED, Act.DUTIES_MOVED_INSIDE), {TEXT, DATA}),
    **dict.fromkeys((Act.DUTIES_TAKEN_OVER, Act.DUTIES_TAKEN_OVER_INSIDE), {DATA}),
    **dict.fromkeys((Act.FACT_RECORDED, Act.FACT_CORRECTED, Act.FACT_WITHDRAWN), {TEXT, DATA}),
    **dict.fromkeys((Act.DOCUMENT_REGISTERED, Act.DOCUMENT_CORRECTED), {TEXT, DATA}),
    **dict.fromkeys((Act.DOCUMENT_WITHDRAWN, Act.WITHHELD_EXAMINED), {TEXT, DATA}),
    **dict.fromkeys((Act.GAP_EXPLAINED, Act.GAP_WITHDRAWN), {TEXT, DATA}),
    **dict.fromkeys((*OF_TRANSFERS, *OF_CONSULTATIONS), {TEXT, DATA}),
    Act.DUTY_SHARED: {DATA},
    **dict.fromkeys((Act.POSTED, Act.REMOVED), {DATA, FILES}),
    **dict.fromkeys((Act.DISPUTE_RECEIVED, Act.DISPUTE_ANSWERED), {TEXT, DATA}),
    Act.DISPUTE_MOVED: set(),
    **dict.fromkeys((Act.DISPUTE_TEXT_HIDDEN, Act.PERSONAL_DATA_ERASED), {TEXT}),
    **dict.fromkeys((Act.SUCCESSION_PROPOSED, Act.SUCCESSION_DECLINED), {TEXT, DATA}),
    Act.SUCCESSION_WITHDRAWN: {TEXT, DATA},
    **dict.fromkeys((Act.ORGAN_CREATED, Act.ORGAN_MERGED, Act.ORGAN_DISSOLVED), {TEXT, DATA}),
    **dict.fromkeys((Act.ORGAN_CHANGED, Act.ORGAN_RENAMED), {TEXT, DATA}),
    **dict.fromkeys((Act.FIELD_ASSIGNED, Act.FIELD_ENDED, Act.OFFICE_NAMED), {TEXT, DATA}),
    **dict.fromkeys((Act.POST_FILLED, Act.POST_LEFT, Act.COUNTY_CHANGED), {DATA}),
    **dict.fromkeys((Act.GROUP_FORMED, Act.COUNTY_FOUNDED, Act.CALENDAR_ANNOUNCED), {TEXT, DATA}),
    **dict.fromkeys((Act.CALENDAR_PROPOSED, Act.CALENDAR_DECLINED), {TEXT, DATA}),
    Act.CALENDAR_WITHDRAWN: {TEXT, DATA},
    **dict.fromkeys((Act.STANDARD_ADOPTED, Act.STANDARD_WITHDRAWN), {DATA}),
    **dict.fromkeys((Act.ERRATUM_PROPOSED, Act.ERRATUM_DECLINED), {DATA}),
    **dict.fromkeys((Act.ERRATUM_CONFIRMED, Act.ERRATUM_WITHDRAWN), {DATA}),
    Act.PLACE_OPENED: {TEXT, DATA},
    Act.PLACE_CLOSED: {DATA},
    **dict.fromkeys((Act.FINDING_RAISED, Act.FINDING_CLOSED), {DATA}),
    **dict.fromkeys((Act.FINDING_ANSWERED, Act.FINDING_SETTLED), {TEXT, DATA}),
    **dict.fromkeys((Act.INSPECTION_ENTERED, Act.INSPECTION_CANCELLED), {TEXT, DATA}),
}
OF_THINGS = (*BOUND, Act.DUTY_FULFILLED, Act.DUTY_REOPENED)
OF_LISTS = (
    *(Act.DUTIES_OPENED, Act.DUTIES_OPENED_INSIDE, Act.DUTIES_MOVED, Act.DUTIES_MOVED_INSIDE),
    *(Act.DUTIES_TAKEN_OVER, Act.DUTIES_TAKEN_OVER_INSIDE),
)
OF_ONE_DUTY = (
    *(Act.DUTY_FULFILLED, Act.DUTY_REOPENED, Act.DUTY_SHARED),
    *(Act.FACT_RECORDED, Act.FACT_CORRECTED, Act.FACT_WITHDRAWN, Act.PERSONAL_DATA_ERASED),
    *OF_TRANSFERS,
)


MOVES = (Act.DUTIES_MOVED, Act.DUTIES_MOVED_INSIDE)


class Things:
    """What the log tells of duties, disputes and boards, told again entry by entry."""

    def __init__(self) -> None:
        self.duties, self.disputes, self.postings = Duties(), Disputes(), Postings()
        self.organs, self.facts, self.standards = Organs(), Facts(), Standards()
        self.counties, self.places = Counties(), Places()
        self.consultations = Consultations()
        self.misfits: list[Misfit] = []
        self._excused: set[tuple[str, int]] = set()
        self._lacking: list[tuple[Entry, set[str]]] = []

    def tell(self, entries: Sequence[Entry]) -> None:
        """In the order of the log."""
        for one in opened(entries, inside=True):
            entry, told = one.entry, _told(one.entry)
            try:
                data = {} if FieldGroup.STRUCTURED in one.misfits else _data(one)
                self.duties.tell(told, data)
                self.disputes.tell(told, data)
                self.organs.tell(told, _words(one), data)
                self.counties.tell(told, _words(one), data)
                self.places.tell(told, data)
                self.facts.tell(told, _words(one), data)
                self.standards.tell(told, data)
                is_good = not one.misfits
            except Broken:
                data, is_good = {}, False
            self.postings.tell(told)
            self.consultations.tell(told)
            if entry.act == Act.PERSONAL_DATA_ERASED:
                self._excused.update((told.obj, index) for index in _closed(data))
            if not is_good:
                self._find(entry)
            if lacking := _unbound(one):
                self._lacking.append((entry, lacking))

    def unbound(self) -> list[Misfit]:
        """And the entries of which something does not open, though nothing closed it: all told."""
        for entry, groups in self._lacking:
            is_hidden = groups == {TEXT} and self.disputes.is_hidden(_told(entry))
            if not is_hidden and not self._is_excused(entry, groups):
                self._find(entry)
        return self.misfits

    def _is_excused(self, entry: Entry, groups: set[str]) -> bool:
        """An erasure closes words of its own object, why duties of it moved, and photographs of
        sheets of it."""
        if groups == {FILES}:
            return any(index == entry.index for _obj, index in self._excused)
        if groups == {TEXT} and entry.act in MOVES:  # why it moved was said with the correction
            return any(index == entry.index for _obj, index in self._excused)
        return groups == {TEXT} and (entry.object_id.hex, entry.index) in self._excused

    def _find(self, entry: Entry) -> None:
        self.misfits.append(Misfit(entry.object_id, CONTENT_CHANGED, entry.index))


def of_things(county: County, size: int) -> Iterator[Misfit]:
    """Of the first `size` entries of a county's log, against all there is."""
    things = Things()
    for since in range(0, size, AT_A_TIME):
        rows = ledger.rows_since(county.log_origin, since, AT_A_TIME)
        things.tell([row for row in rows if row.act in OF_THINGS])
    yield from things.unbound()
    yield from compared(things.duties.compare(standing.rows_of_duties(county)), DUTY_CHANGED)
    disputes = standing.rows_of_disputes(county)
    yield from compared(things.disputes.compare(disputes), DISPUTE_CHANGED)
    postings = standing.rows_of_postings(county)
    yield from compared(things.postings.compare(postings), POSTING_CHANGED)
    yield from compared(things.facts.compare(standing.rows_of_facts(county)), FACT_CHANGED)
    standards = map(standing.standard_row, standing.standards(county))
    yield from compared(things.standards.compare(standards), CATALOGUE_CHANGED)
    places = map(registers.place_row, registers.places(county))
    yield from compared(things.places.compare(places), PLACE_CHANGED)
    asked = map(handed.consultation_row, handed.consultations(county))
    yield from compared(things.consultations.compare(asked), CONSULTATION_CHANGED)
    organs = registers.rows_of_organs(county)
    yield from compared(things.organs.compare(organs), REGISTER_CHANGED)
    counties = map(registers.county_row, registers.counties(county))
    # Which notices came with this software is asked below, of this software.
    told = (one for one in things.counties.compare(counties) if one[0] != NEWER)
    settings = [*compared(told, SETTINGS_CHANGED)]
    yield from settings
    if not settings and not all(map(is_as_shipped, registers.unannounced(county))):
        yield Misfit(county.object_id, SETTINGS_CHANGED)


def of_duty(duty: Duty, folder: Folder) -> list[Misfit]:
    """For a page that is about to be shown: the lists that speak of it, its own entries, the facts
    that stand on it, those that put right under which item it is, and what organs asked each other
    about it."""
    shown_there, handed = facts_shown(duty), list(transfers_of_duty(duty))
    facts = [*shown_there, *went_over_by(duty, shown_there)]
    before = predecessors(duty.organ) if duty.taken_over_from else []
    through = passed_through(duty) if duty.taken_over_from else set()
    organs = {duty.organ, duty.taken_over_from, *before, *through} - {None}
    lists = ledger.told_about([one.object_id for one in organs if one], OF_LISTS)
    behind = [one for fact in facts for one in standing.facts_behind(fact)]
    moved = [one.object_id for one in handed]
    own = ledger.told_about([duty.object_id, *behind, *moved], OF_ONE_DUTY)
    since = [row for row in lists if day_of(row.at) >= duty.opened_on]
    things, entries = Things(), sorted([*since, *own], key=_index)
    things.tell(entries)
    things.duties.keep(duty.object_id.hex)
    shown = {duty.object_id, *moved}
    spoken_of = [row for row in own if row.object_id in shown]
    return [
        *of_rows(spoken_of, folder),
        *things.unbound(),
        *compared(things.duties.compare([standing.duty_row(duty)]), DUTY_CHANGED),
        *compared(things.facts.compare(map(standing.fact_row, facts)), FACT_CHANGED),
        *(Misfit(one, TRANSFER_CHANGED) for one in not_as_told(handed)),
    ]


def of_disputes(disputes: Sequence[Dispute], folder: Folder) -> list[Misfit]:
    """For a page on which they are about to be shown."""
    if not disputes:
        return []
    things = Things()
    entries = ledger.told_about([one.object_id for one in disputes], OF_DISPUTES)
    things.tell(entries)
    found = things.disputes.compare(map(standing.dispute_row, disputes))
    return [*of_rows(entries, folder), *things.unbound(), *compared(found, DISPUTE_CHANGED)]


def of_asked(objects: Sequence[UUID], folder: Folder) -> list[Misfit]:
    """For a page on which what organs were asked is about to be shown, with their answers, or
    counted. As many queries, however many they are."""
    if not objects:
        return []
    things, entries = Things(), ledger.told_about(objects, OF_FINDINGS)
    things.tell(entries)
    changed = (Misfit(one, FINDING_CHANGED) for one in findings_not_as_told(objects))
    return [*of_rows(entries, folder), *things.unbound(), *changed]


def of_counted(objects: Sequence[UUID]) -> list[Misfit]:
    """For a page that counts more of what organs were asked than it can open: whether each is what
    its acts left. Two queries; what the acts say is looked at where one is shown, and at night."""
    return [Misfit(one, FINDING_CHANGED) for one in findings_not_as_told(objects)]


def compared(found: Iterable[Difference], what: str) -> Iterator[Misfit]:
    """However much is otherwise of one thing, it is told once."""
    for obj in dict.fromkeys(obj for _kind, obj, _chinese, _english in found):
        yield Misfit(UUID(obj), what)


def _told(entry: Entry) -> Told:
    return Told(
        entry.act,
        entry.object_id.hex,
        entry.organ_code,
        second(entry.at.isoformat()) or "",
        entry.due_on.isoformat() if entry.due_on else "",
        basis=entry.basis,
    )


def _data(one: Opened) -> dict[str, object]:
    return _read(one, FieldGroup.STRUCTURED)


def _words(one: Opened) -> dict[str, object]:
    return _read(one, FieldGroup.TEXT) if FieldGroup.TEXT not in one.misfits else {}


def _read(one: Opened, group: FieldGroup) -> dict[str, object]:
    """Raises Broken where what was committed to cannot be read."""
    if group not in one.groups:
        return {}
    return content({group: {"content": one.groups[group].content.decode()}}, group)


def _closed(data: dict[str, object]) -> Iterable[int]:
    """The indexes of the entries of which an erasure closed something for ever."""
    named = data.get("entries")
    return [one for one in named if isinstance(one, int)] if isinstance(named, list) else []


def _unbound(one: Opened) -> set[str]:
    """The groups of an entry about a thing that nothing which stands there now opens."""
    groups = {str(group) for group in one.entry.commitments} & BOUND.get(one.entry.act, set())
    return groups - {str(group) for group in one.groups}


def _index(entry: Entry) -> int:
    return entry.index
