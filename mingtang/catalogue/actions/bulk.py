"""Duties, written by the ten thousand."""

import os
from collections.abc import Iterable, Iterator, Sequence

from django.db import connection, transaction

from mingtang.catalogue.models import Duty
from mingtang.catalogue.queries.arising import Alike, Arisen, shared_fields

BATCH = 2000
# What the digit becomes that says of which variant an identifier is (RFC 9562, 4.1).
VARIANT = {digit: "89ab"[int(digit, 16) % 4] for digit in "0123456789abcdef"}


@transaction.atomic
def insert_duties(*, new: Iterable[tuple[Alike, Sequence[int]]]) -> list[Arisen]:
    """Writes a duty for each of the bodies named; says which.

    PostgreSQL is told once what duties have in common, and of each no more than whose it is: a
    fraction of what insertions cost.
    """
    owed = [(one, bodies) for one, bodies in new if bodies]
    ids = iter(_new_ids(sum(len(bodies) for _one, bodies in owed)))
    arisen = [Arisen(one, bodies, [next(ids) for _body in bodies]) for one, bodies in owed]
    if connection.vendor == "postgresql":
        _insert_at_once(arisen)
    else:
        Duty.objects.bulk_create(_each(arisen), batch_size=BATCH)
    return arisen


def _new_ids(count: int) -> list[str]:
    """Random identifiers (UUID, version 4), at a quarter of what `uuid4` takes for each.

    In order: a database that keeps them so finds the place of the next one near that of the last.
    """
    drawn = os.urandom(16 * count).hex()
    return sorted(
        f"{one[:8]}-{one[8:12]}-4{one[13:16]}-{VARIANT[one[16]]}{one[17:20]}-{one[20:]}"
        for one in (drawn[first : first + 32] for first in range(0, len(drawn), 32))
    )


def _each(arisen: Sequence[Arisen]) -> Iterator[Duty]:
    names = [field.attname for field in shared_fields()]
    for alike, bodies, object_ids in arisen:
        shared = {name: getattr(alike.duty, name) for name in names}
        for body, object_id in zip(bodies, object_ids, strict=True):
            yield Duty(**shared, object_id=object_id, organ_id=body)


def _insert_at_once(arisen: Sequence[Arisen]) -> None:
    """A row with its bodies for each sort of duty; the database makes one of each of those."""
    columns = ", ".join(connection.ops.quote_name(str(one.column)) for one in shared_fields())
    # Without its length, which a cast would cut to: what is too long is refused.
    kinds = [str(one.db_type(connection)).partition("(")[0] for one in shared_fields()]
    typed = ", ".join(map(" ".join, zip(columns.split(", "), kinds, strict=True)))
    words = (
        f"INSERT INTO {connection.ops.quote_name(Duty._meta.db_table)}"  # noqa: S608 - our names
        f" ({columns}, object_id, organ_id) SELECT {columns}, object_id, organ_id"
        f" FROM json_to_recordset(%s::json) AS alike ({typed}, bodies bigint[], object_ids uuid[]),"
        " UNNEST(bodies, object_ids) AS of_each (organ_id, object_id)"
    )
    with connection.cursor() as cursor:
        # Foreign keys are looked at with each statement, and not at the commit, when everybody
        # waits for the log.
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for first in range(0, len(arisen), BATCH):
            cursor.execute(words, [f"[{','.join(map(_row, arisen[first : first + BATCH]))}]"])
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def _row(one: Arisen) -> str:
    bodies = ",".join(map(str, one.bodies))
    object_ids = '","'.join(one.object_ids)
    return f'{one.alike.columns[:-1]}, "bodies": [{bodies}], "object_ids": ["{object_ids}"]}}'
