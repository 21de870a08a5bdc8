"""Problems between rows, looked at anew with what people settled since the table was read."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from mingtang.catalogue.rules.bodies import named_alike
from mingtang.catalogue.rules.official.alike import BETWEEN_ROWS, apart_from_terms
from mingtang.catalogue.rules.official.contradictions import (
    Saying,
    Share,
    problems_of_terms,
    saying,
)
from mingtang.catalogue.rules.official.drafting import SettledRow
from mingtang.catalogue.rules.official.found import Around, OfficialRow, Read
from mingtang.catalogue.rules.terms_of_items import Json


def problems_anew(
    kept: Iterable[Json],
    rows: Sequence[SettledRow],
    heads: Mapping[str, dict[str, str]],
    share: Share = named_alike,
) -> list[Json]:
    """As kept with a table: what no row is at fault for stays; between rows it is asked again.

    `heads`: by sheet, what each column is called there; `share`: whether any organ falls under
    both.
    """
    found = Read(
        rows=[_as_settled(row) for row in rows],
        beside=[row.beside for row in rows],
        around=[Around(sheet, heads=own) for sheet, own in heads.items()],
    )
    stays = [one for one in kept if one["template"] not in BETWEEN_ROWS]
    of_terms = problems_of_terms([saying_of(row) for row in rows], heads, share)
    asked = [*apart_from_terms(found), *of_terms]
    return [*stays, *(problem.as_kept() for problem in asked)]


def saying_of(settled: SettledRow) -> Saying:
    """What a row says of its matter by now."""
    return saying(settled.row, settled.beside, settled.values)


def _as_settled(settled: SettledRow) -> OfficialRow:
    """Where it stands and what it says by now; what no sentence quotes is only told apart."""
    row, values = settled.row, settled.values
    term = values.get("time")
    others = {name: values.get(name) for name in ("subject", "channels", "audience", "mode")}
    bodies = json.dumps(values.get("subject"), sort_keys=True)
    return replace(
        row,
        level1=str(values.get("level1", row.level1)),
        level2=str(values.get("level2", row.level2)),
        elements=str(values.get("elements", row.elements)),
        basis=str(values.get("basis", row.basis)),
        term=dict(term) if isinstance(term, Mapping) else None,
        subject=f"{row.subject} {bodies}",
        mode=f"{row.mode} {json.dumps(others, sort_keys=True)}",
    )
