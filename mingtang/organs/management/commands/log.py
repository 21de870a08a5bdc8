"""`manage.py log bar`, `announce-key` and `begin-anew`: rare acts on a county's own log."""

import sys
from pathlib import Path
from typing import Any, NoReturn

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser

from mingtang.foundation import clock
from mingtang.foundation.errors import RuleBroken
from mingtang.ledger.tasks import folder_of
from mingtang.organs.actions.logs import announce_key, bar_entry, begin_anew
from mingtang.organs.models import County
from tlog.checkpoints import Checkpoint
from tlog.errors import Broken
from tlog.folder import Folder
from tlog.storage import read_file
from tlog.verifying.older import read_older

REFUSED = 2


class Command(BaseCommand):
    help = (
        "停止提供一条日志（bar）、把新密钥记进日志（announce-key）、丢失以后另起日志（begin-anew）"
    )
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        does = parser.add_subparsers(dest="does", required=True)
        bar = does.add_parser("bar", help="停止提供一条 / an entry is served no more")
        bar.add_argument("index", type=int, help="条目的号，从0数起，和证明里的一样")
        announce = does.add_parser("announce-key", help="新密钥 / a new key")
        announce.add_argument("vkey", help="bin/mingtang signer keys 显示的一行")
        anew = does.add_parser("begin-anew", help="旧日志丢失，另起新的 / the old log is lost")
        anew.add_argument("origin", help="新日志的名字，从来没有用过的")
        anew.add_argument("--checkpoint", type=Path, help="旧日志最后的校验点；不写时取自己公布的")
        anew.add_argument(
            "--uncompared",
            action="store_true",
            help="旧日志的文件找不回来，没有东西可以对照 / nothing is left to compare with",
        )
        for one in (bar, anew):
            one.add_argument("--because", required=True, help="依据，记进日志")
        for one in (bar, announce, anew):
            one.add_argument("--county", required=True, help="县的代码，例如 130123")

    def handle(self, *_args: object, does: str, county: str, **options: Any) -> None:
        found = County.objects.filter(code=county.strip()).first()
        if found is None:
            self._refuse(f"还没有代码为“{county.strip()[:20]}”的县。")
        try:
            self._do(does, found, options)
        except (RuleBroken, Broken) as refused:
            self._refuse(refused.chinese if isinstance(refused, Broken) else str(refused))
        self.stdout.write("已记入日志，几秒后公布。")

    def _do(self, does: str, county: County, options: dict[str, Any]) -> None:
        at = clock.now()
        if does == "bar":
            bar_entry(county=county, index=options["index"], because=options["because"], at=at)
        elif does == "announce-key":
            announce_key(county=county, vkey=options["vkey"], at=at)
        else:
            folder = folder_of(settings.LEDGER_FOLDER, county.log_origin)
            ended = _ended(folder, options["checkpoint"])
            begin_anew(
                county=county,
                origin=options["origin"],
                ended=ended,
                shown=_shown(folder, ended),
                because=options["because"],
                at=at,
                is_uncompared=options["uncompared"],
            )

    def _refuse(self, words: str) -> NoReturn:
        self.stderr.write(words)
        sys.exit(REFUSED)


def _ended(folder: Folder, path: Path | None) -> Checkpoint:
    """Where the old log ended: as somebody kept it, or as it is published still."""
    head, kept = folder.head(), read_older(read_file(path)).head if path else None
    ended = kept or head
    if ended is None:
        raise Broken("没有公布过的校验点；请用--checkpoint指定", "no checkpoint: use --checkpoint")
    if head and head.origin == ended.origin and head.size > ended.size:
        raise Broken(
            f"公布过更新的校验点，有{head.size}条；请不要用--checkpoint指定旧的",
            f"a newer checkpoint of {head.size} entries is published: use that",
        )
    return ended


def _shown(folder: Folder, ended: Checkpoint) -> list[bytes] | None:
    """What was published, by its hashes; None where the files are not whole any more."""
    try:
        return folder.hashes(ended.size)
    except Broken:
        return None
