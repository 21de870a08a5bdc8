"""The regions of the whole country, taken over from the tables that the product ships."""

import io
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from django.core.management import call_command
from django.db import transaction

from mingtang.bench.figures import Baseline, Figure, at_most
from mingtang.bench.ground import Ground
from mingtang.organs.models import Region
from mingtang.organs.rules.divisions import SHIPPED, Division, read

SECONDS = 60
BARE = "bare.sqlite3"


def measure(ground: Ground, folder: Path = SHIPPED) -> Iterator[Figure]:
    ground.say("正在导入全国区划…… / importing the regions of the country…")
    divisions = list(read(folder).by_code.values())
    bare = insert_bare(divisions, _schema(), ground.data / BARE)
    started = time.perf_counter()
    call_command(
        "import_organs", all=True, folder=folder, stdout=io.StringIO(), stderr=io.StringIO()
    )
    seconds = time.perf_counter() - started
    count = Region.objects.count()
    yield Figure(
        name="regions.time",
        chinese=f"导入区划{count:,}个",
        english=f"{count:,} regions imported",
        value=seconds,
        unit="s",
        target=at_most(SECONDS),
    )
    yield Figure(
        name="regions.rate",
        chinese="导入区划的速度",
        english="regions imported a second",
        value=count / seconds,
        unit="rows/s",
        baseline=Baseline(
            "sqlite3 的 executemany，同样的表，同样多的行，一个事务",
            "executemany of sqlite3: the same table, as many rows, one transaction",
            count / bare,
        ),
    )


def insert_bare(divisions: list[Division], schema: list[str], path: Path) -> float:
    """Seconds that the database alone takes, with no Django: as bare as an insert can be."""
    numbers = {one.code: number for number, one in enumerate(divisions, start=1)}
    rows = [
        (number, one.code, one.name, one.level, numbers.get(one.parent))
        for number, one in enumerate(divisions, start=1)
    ]
    with closing(sqlite3.connect(path)) as database:
        database.execute("PRAGMA journal_mode=WAL")
        database.execute("PRAGMA synchronous=FULL")
        for statement in schema:
            database.execute(statement)
        started = time.perf_counter()
        with database:
            database.executemany(
                "INSERT INTO organs_region (id, code, name, level, parent_id)"
                " VALUES (?, ?, ?, ?, ?)",
                rows,
            )
        return time.perf_counter() - started


def _schema() -> list[str]:
    """The table and its indexes as our migrations made them."""
    with transaction.get_connection().cursor() as cursor:
        cursor.execute(
            "SELECT sql FROM sqlite_master WHERE tbl_name = %s AND sql IS NOT NULL"
            " ORDER BY type DESC",
            [Region._meta.db_table],
        )
        return [sql for (sql,) in cursor.fetchall()]
