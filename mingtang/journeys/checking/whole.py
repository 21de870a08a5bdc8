"""All of a county, each night: every entry, and everything that stands against it."""

from collections.abc import Iterator
from uuid import UUID

from mingtang.catalogue.queries.counting import do_counts_hold
from mingtang.disclosure.models import Disclosure
from mingtang.disclosure.queries.committed import put_out
from mingtang.journeys import persons
from mingtang.journeys.checking.asked import (
    of_findings,
    of_inspections,
    of_transfers,
)
from mingtang.journeys.checking.disclosures import (
    gone,
    of_answers,
    of_disclosures,
    of_lateness,
    of_photographs,
)
from mingtang.journeys.checking.documents import of_documents, of_examinations, of_gaps
from mingtang.journeys.checking.files import of_barred, of_files
from mingtang.journeys.checking.keys import of_keys
from mingtang.journeys.checking.lateness import of_former_lateness
from mingtang.journeys.checking.misfits import (
    BARRED_SILENTLY,
    COUNTS_CHANGED,
    NAME_CHANGED,
    PERSON_CHANGED,
    PUT_BESIDE,
    Misfit,
)
from mingtang.journeys.checking.rows import of_rows
from mingtang.journeys.checking.search import of_search
from mingtang.journeys.checking.sheets import of_sheets, of_website
from mingtang.journeys.checking.signing import of_actors, of_signatures
from mingtang.journeys.checking.things import of_things
from mingtang.ledger import queries as ledger
from mingtang.organs.models import County
from tlog.folder import Folder
from tlog.tiles import WIDTH

AT_A_TIME = WIDTH  # a tile of the log, and little enough to be read into memory


def of_county(county: County, folder: Folder) -> Iterator[Misfit]:
    """Everything: each entry against its hash and the published tree, each thing against them;
    and what search knows, of things that fit."""
    told: set[UUID | None] = set()
    for found in _of_log(county, folder):
        told.add(found.object_id)
        yield found
    yield from of_search(county, told)


def _of_log(county: County, folder: Folder) -> Iterator[Misfit]:
    size = ledger.sizes().get(county.log_origin, 0)
    for since in range(0, size, AT_A_TIME):
        rows = ledger.rows_since(county.log_origin, since, AT_A_TIME)
        yield from of_rows(rows, folder)
        yield from of_actors(rows)
        for entry in persons.not_named(rows):
            yield Misfit(entry.object_id, PERSON_CHANGED, entry.index)
        for entry in persons.named_otherwise(rows):
            yield Misfit(entry.object_id, NAME_CHANGED, entry.index)
        yield from gone(county, rows)
    yield from of_keys(county, folder)
    yield from of_files(folder)
    yield from of_barred(county.log_origin, folder)
    for index in ledger.barred_silently(county.log_origin):
        yield Misfit(None, BARRED_SILENTLY, index)
    keys = list(put_out(county).order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(keys), AT_A_TIME):
        yield from of_disclosures(county, keys[start : start + AT_A_TIME])
    yield from of_lateness(county)
    yield from of_former_lateness(county)
    yield from of_answers(county)
    yield from of_signatures(Disclosure.objects.filter(county=county))
    yield from of_photographs(county)
    yield from of_sheets(county)
    yield from of_website(county)
    yield from of_things(county, size)
    yield from of_documents(county)
    yield from of_gaps(county)
    yield from of_examinations(county)
    yield from of_findings(county)
    yield from of_inspections(county)
    yield from of_transfers(county)
    yield from _of_what_is_kept(county)


def _of_what_is_kept(county: County) -> Iterator[Misfit]:
    """What stands beside entries, and the sums of duties that no entry tells of."""
    for entry in ledger.put_beside(county.log_origin):
        yield Misfit(entry.object_id, PUT_BESIDE, entry.index)
    if not do_counts_hold(county):
        yield Misfit(county.object_id, COUNTS_CHANGED)
