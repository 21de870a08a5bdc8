"""All of a county, each night: every entry, and everything that stands against it."""

from collections.abc import Iterator

from mingtang.disclosure.queries import public
from mingtang.journeys import persons
from mingtang.journeys.checking.disclosures import (
    gone,
    of_disclosures,
    of_lateness,
    of_photographs,
)
from mingtang.journeys.checking.misfits import BARRED_SILENTLY, SIGNED_BY_ANOTHER, Misfit
from mingtang.journeys.checking.rows import of_rows
from mingtang.journeys.checking.things import of_things
from mingtang.ledger import queries as ledger
from mingtang.organs.models import County
from tlog.folder import Folder
from tlog.tiles import WIDTH

AT_A_TIME = WIDTH  # a tile of the log, and little enough to be read into memory


def of_county(county: County, folder: Folder) -> Iterator[Misfit]:
    """Everything: each entry against its hash and the published tree, each thing against them."""
    size = ledger.sizes().get(county.log_origin, 0)
    for since in range(0, size, AT_A_TIME):
        rows = ledger.rows_since(county.log_origin, since, AT_A_TIME)
        yield from of_rows(rows, folder)
        for entry in persons.changed(rows):
            yield Misfit(entry.object_id, SIGNED_BY_ANOTHER, entry.index)
        yield from gone(county, rows)
    for index in ledger.barred_silently(county.log_origin):
        yield Misfit(None, BARRED_SILENTLY, index)
    keys = list(public.published(county).order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(keys), AT_A_TIME):
        yield from of_disclosures(county, keys[start : start + AT_A_TIME])
    yield from of_lateness(county)
    yield from of_photographs(county)
    yield from of_things(county, size)
