"""`manage.py log bar` and `manage.py log announce-key`: rare acts on a county's own log."""

import sys
from typing import Any, NoReturn

from django.core.management.base import BaseCommand, CommandParser

from mingtang.foundation import clock
from mingtang.foundation.errors import RuleBroken
from mingtang.organs.actions.logs import announce_key, bar_entry
from mingtang.organs.models import County

REFUSED = 2


class Command(BaseCommand):
    help = "停止提供一条日志（bar），或者把新密钥记进日志（announce-key）"
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        does = parser.add_subparsers(dest="does", required=True)
        bar = does.add_parser("bar", help="停止提供一条 / an entry is served no more")
        bar.add_argument("index", type=int, help="从0数起，和证明里的一样")
        bar.add_argument("--because", required=True, help="依据，记进日志")
        announce = does.add_parser("announce-key", help="新密钥 / a new key")
        announce.add_argument("vkey", help="bin/mingtang signer keys 显示的一行")
        for one in (bar, announce):
            one.add_argument("--county", required=True, help="县的代码，例如 130123")

    def handle(self, *_args: object, does: str, county: str, **options: Any) -> None:
        found = County.objects.filter(code=county.strip()).first()
        if found is None:
            self._refuse(f"还没有代码为“{county.strip()[:20]}”的县。")
        at = clock.now()
        try:
            if does == "bar":
                bar_entry(county=found, index=options["index"], because=options["because"], at=at)
            else:
                announce_key(county=found, vkey=options["vkey"], at=at)
        except RuleBroken as refused:
            self._refuse(str(refused))
        self.stdout.write("已记入日志，几秒后公布。")

    def _refuse(self, words: str) -> NoReturn:
        self.stderr.write(words)
        sys.exit(REFUSED)
