"""What is erased by law must not lie about in the database's own files."""

import logging

from django.db import Error, connection  # noqa: TID251 - a statement about the file, not the rows

logger = logging.getLogger(__name__)


def wipe() -> None:
    """After the transaction that erases: SQLite writes its journal into the file and cuts it off.

    `secure_delete` (see the settings) has by then overwritten with zeros what was deleted; the
    journal still held the pages as they were. Where somebody still reads an older state, the next
    one to write does it. PostgreSQL has no such means: `docs/ledger.md` says what whoever runs it
    does with its files and backups.
    """
    if connection.vendor != "sqlite":
        return
    try:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    except Error:
        logger.exception("The journal of the database was not cut off after an erasure")
