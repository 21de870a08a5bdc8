"""`manage.py import_catalogue FILE --dry-run`: what an official table says, and what is not clear.

Reached as `bin/mingtang import catalogue …`. With --json, standard output holds one object and
nothing else: `rows` and `problems` (see `catalogue.rules.official`). A file that cannot be read at
all ends with code 2. Nothing is written yet, hence --dry-run must be given.
"""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser

from mingtang.catalogue.rules.official import Problem, Read, read, sheets_of
from mingtang.catalogue.rules.official.books import NO_FILE, TOO_BIG
from mingtang.files.rules.limits import Limits
from mingtang.foundation.commands import PersonsCommand
from mingtang.foundation.errors import RuleBroken
from mingtang.foundation.text import quoted

HOW = "请写要读的文件，例如 import catalogue 目录.xlsx --dry-run（可加 --json）。"
ONLY_DRY = "目前只能看读出了什么：请加 --dry-run。逐条核定和采用还在做。"


class Command(PersonsCommand):
    help = "读官方的政务公开标准目录（.xlsx）：读懂了什么，哪里没读懂"
    how = HOW

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE", help="目录文件（.xlsx）")
        parser.add_argument("--dry-run", action="store_true", help="只说明读出了什么，不写入")
        parser.add_argument("--json", action="store_true", help="输出一个 JSON 对象")

    def handle(self, *_args: object, **options: Any) -> None:
        path: Path = options["file"]
        if not options["dry_run"]:
            self.refuse(ONLY_DRY, as_json=options["json"])
        try:
            found = read(sheets_of(_content(path), name=path.name, limits=Limits()))
        except RuleBroken as refused:
            self.refuse(str(refused), as_json=options["json"])
        self.stdout.write(_as_json(found) if options["json"] else "\n".join(_as_lines(found)))

    def refusal(self, reason: str) -> dict[str, object]:
        return Read(problems=[Problem("", 0, "", "", reason)]).as_json()


def _content(path: Path) -> bytes:
    """Raises RuleBroken where there is no such file, or too much of it."""
    try:
        if path.stat().st_size <= Limits().size:
            return path.read_bytes()
    except OSError as problem:
        raise RuleBroken(NO_FILE, file=quoted(path.name)) from problem
    raise RuleBroken(TOO_BIG, file=quoted(path.name), most=Limits().size // 1024 // 1024)


def _as_json(found: Read) -> str:
    return json.dumps(found.as_json(), ensure_ascii=False)


def _as_lines(found: Read) -> list[str]:
    """For a person: how much was read, and each thing that was not, with its place."""
    with_term = sum(row.term is not None for row in found.rows)
    said = [f"读出{len(found.rows)}项，其中{with_term}项读懂了公开时限。"]
    for problem in found.problems:
        place = "·".join(filter(None, [problem.sheet, f"第{problem.row}行", problem.column]))
        written = f"（写的是：{problem.read}）" if problem.read else ""
        said.append(f"{place}：{problem.message}{written}")
    return said
