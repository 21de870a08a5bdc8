"""`manage.py bench_opening`: the seconds that opening a year of duties takes, for `bench`."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from mingtang.bench.ground import is_a_persons
from mingtang.bench.opening import seconds_for


class Command(BaseCommand):
    help = "测速用：从零产生一年的公开任务 / for `bench`: a year of duties, opened from nothing"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("organs", type=int)
        parser.add_argument("items", type=int)

    def handle(self, *_args: object, **options: Any) -> None:
        if is_a_persons():
            raise CommandError("这里有数据，不测。 / There are data here: not measured.")
        first, again, opened = seconds_for(options["organs"], options["items"])
        self.stdout.write(f"{first} {again} {opened}")
