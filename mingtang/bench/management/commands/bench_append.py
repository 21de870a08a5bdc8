"""`manage.py bench_append`: the seconds that so many acts take in this database, for `bench`."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from mingtang.bench.appending import seconds_for
from mingtang.bench.ground import is_a_persons


class Command(BaseCommand):
    help = "测速用：逐条写入并签名 / for `bench`: acts one by one, each signed"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path)
        parser.add_argument("commits", type=int)

    def handle(self, *_args: object, **options: Any) -> None:
        if is_a_persons():
            raise CommandError("这里有数据，不测。 / There are data here: not measured.")
        self.stdout.write(str(seconds_for(options["folder"], options["commits"])))
