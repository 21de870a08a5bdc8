"""An organ, an edition of the catalogue, documents of the register: for pages about to be shown."""

from collections.abc import Sequence
from itertools import chain

from mingtang.catalogue.models import Standard
from mingtang.issued.models import GapExplanation, IssuedDocument
from mingtang.issued.queries.committed import (
    OF_DOCUMENTS,
    OF_GAPS,
    gaps_not_as_told,
    not_as_told,
)
from mingtang.journeys import persons, registers, standing
from mingtang.journeys.checking.misfits import (
    CATALOGUE_CHANGED,
    DOCUMENT_CHANGED,
    GAP_CHANGED,
    PERSON_CHANGED,
    REGISTER_CHANGED,
    Misfit,
)
from mingtang.journeys.checking.rows import of_rows
from mingtang.journeys.checking.things import Things, compared
from mingtang.ledger import queries as ledger
from mingtang.ledger.choices import Act
from mingtang.organs.models import County, Organ
from mingtang.organs.queries.register import merged_away
from tlog.folder import Folder
from tlog.verifying.organs import ABOUT_A_BODY

OF_CATALOGUE = (
    *(Act.STANDARD_ADOPTED, Act.STANDARD_WITHDRAWN),
    *(Act.ERRATUM_CONFIRMED, Act.ERRATUM_WITHDRAWN),
)


def of_organ(organ: Organ, folder: Folder) -> list[Misfit]:
    """What its page says of it: name, duties, where it belongs, posts, groups, fields.

    One that nobody ever entered by an act is found at night, not here.
    """
    objects = {organ.object_id, *merged_away(organ.county)}  # it stands where these once stood
    entries = ledger.told_about(objects, ABOUT_A_BODY)
    own = [one for one in entries if one.object_id == organ.object_id]
    if all(one.act != Act.ORGAN_CREATED for one in own):
        return []
    things = Things()
    things.tell(entries)
    things.organs.keep(organ.object_id.hex)
    rows = registers.organ_rows([organ])
    other = (one.index for one in persons.not_named(own))
    return [
        *of_rows(own, folder),
        *(one for one in things.unbound() if one.object_id == organ.object_id),
        *compared(things.organs.compare(rows), REGISTER_CHANGED),
        *(Misfit(organ.object_id, PERSON_CHANGED, index) for index in other),
    ]


def of_standard(standard: Standard, folder: Folder) -> list[Misfit]:
    """All items of its edition, as it was adopted; found at night where nobody adopted it."""
    county: County = standard.county
    told = ledger.told_about([county.object_id], OF_CATALOGUE)
    if not told:
        return []
    things = Things()
    things.tell(told)
    shown = standing.standards(county)
    found = compared(things.standards.compare(map(standing.standard_row, shown)), CATALOGUE_CHANGED)
    unbound = things.unbound()
    mine = [one for one in found if one.object_id == standard.object_id]
    return [*of_rows(told, folder), *unbound, *mine]


def of_register(
    county: County,
    documents: Sequence[IssuedDocument],
    explained: Sequence[GapExplanation],
    folder: Folder,
) -> list[Misfit]:
    """What a page of the register of issued documents is about to show: documents, and why numbers
    have none."""
    shown = [one.object_id for one in (*documents, *explained)]
    if not shown:
        return []
    acts = (*OF_DOCUMENTS, *OF_GAPS, Act.PERSONAL_DATA_ERASED)
    entries = ledger.told_about(shown, acts)
    things = Things()
    things.tell(entries)
    changed = not_as_told(county, [one.pk for one in documents])
    otherwise = gaps_not_as_told(county, [one.pk for one in explained])
    return list(
        chain(
            of_rows(entries, folder),
            things.unbound(),
            (Misfit(one, DOCUMENT_CHANGED) for one in changed),
            (Misfit(one, GAP_CHANGED) for one in otherwise),
        )
    )
