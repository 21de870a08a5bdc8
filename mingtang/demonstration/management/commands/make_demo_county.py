import datetime
import gc
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction

from mingtang.demonstration.clock import last_full_day
from mingtang.demonstration.making import make
from mingtang.foundation import clock
from mingtang.organs.models import County


class Command(BaseCommand):
    help = "Makes the invented county with eighteen months of disclosure; once."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--on", type=datetime.date.fromisoformat, help="the story's last day")

    def handle(self, *args: Any, **options: Any) -> None:
        if County.objects.exists():
            self.stderr.write("已经有一个县，没有另建示范县。")
            return
        gc.disable()  # a short life with many small objects: looking for circles only costs time
        until = options["on"] or last_full_day(clock.now())
        with transaction.atomic():
            for said in make(until=until):
                self.stderr.write(said)
