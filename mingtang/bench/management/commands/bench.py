"""`manage.py bench`: reached as `bin/mingtang bench`, which gives it an empty installation.

Progress goes to standard error. With --json, standard output holds one object and nothing else.
Code 1 when a target is missed, 2 when nothing could be measured.
"""

import json
from argparse import ArgumentTypeError
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from mingtang.bench.benches import BENCHES
from mingtang.bench.figures import Figure, is_missed
from mingtang.bench.ground import Ground, is_a_persons
from mingtang.bench.report import as_lines, as_object
from mingtang.bench.serving import NotMeasured, cores
from mingtang.foundation import clock

MISSED, NOT_MEASURED = 1, 2
NOT_HERE = (
    "测速只在空的临时 SQLite 数据库上进行，请用 bin/mingtang bench。"
    " / Measured on an empty SQLite database of its own: use bin/mingtang bench."
)


class Command(BaseCommand):
    help = "测速：每个指标和它的目标、基准放在一起 / figures beside their targets and baselines"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--only",
            metavar="NAME,…",
            type=_names,
            default=frozenset(BENCHES),
            help=f"只测这些 / these only: {','.join(BENCHES)}",
        )
        parser.add_argument(
            "--json", action="store_true", help="输出一个 JSON 对象 / print one JSON object"
        )

    def handle(self, *_args: object, **options: Any) -> None:
        if transaction.get_connection().vendor != "sqlite" or is_a_persons():
            raise CommandError(NOT_HERE, returncode=NOT_MEASURED)
        ground = Ground(Path(settings.VAR), clock.day_of(clock.now()), self._say)
        try:
            figures = list(_measured(ground, options["only"]))
        except NotMeasured as problem:
            raise CommandError(str(problem), returncode=NOT_MEASURED) from problem
        if options["json"]:
            server, visitor = cores()
            where = {"database": "sqlite", "cores": {"server": server, "visitor": visitor}}
            self.stdout.write(json.dumps(as_object(figures, where), ensure_ascii=False))
        else:
            self.stdout.write("\n".join(as_lines(figures)))
        if any(is_missed(figure) for figure in figures):
            raise SystemExit(MISSED)

    def _say(self, text: str) -> None:
        self.stderr.write(text, self.style.NOTICE)
        self.stderr.flush()


def _names(text: str) -> frozenset[str]:
    names = frozenset(name.strip() for name in text.split(","))
    if not names <= BENCHES.keys():
        raise ArgumentTypeError(f"{text}: {','.join(BENCHES)}")
    return names


def _measured(ground: Ground, only: frozenset[str]) -> Iterator[Figure]:
    for name, measure in BENCHES.items():
        if name in only:
            yield from measure(ground)
