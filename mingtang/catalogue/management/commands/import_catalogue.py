"""`manage.py import_catalogue FILE --county CODE`: an official table as the draft of an edition.

Reached as `bin/mingtang import catalogue …`; says what remains to be settled, and where. With
--dry-run nothing is written: what the table says, and all that a person would have to settle; of
organs only with --county, whose register says which there are. With --json, standard output holds
one object and nothing else; of a dry run `rows` and `problems` (see `official.telling`). A file
that cannot be read at all ends with code 2.
"""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import CommandParser

from mingtang.catalogue.actions import import_table
from mingtang.catalogue.models import ImportedTable
from mingtang.catalogue.queries.known import known_words, settled_before
from mingtang.catalogue.queries.standards import FACTS, shared_in
from mingtang.catalogue.queries.tables import progress
from mingtang.catalogue.rules.official.found import Problem, Read
from mingtang.catalogue.rules.official.telling import told
from mingtang.catalogue.rules.official.understanding import Known
from mingtang.catalogue.rules.terms_of_items import Json
from mingtang.catalogue.tables import read_table
from mingtang.files.rules.limits import Limits
from mingtang.foundation import clock
from mingtang.foundation.commands import PersonsCommand
from mingtang.foundation.errors import RuleBroken
from mingtang.foundation.text import gettext_noop as _
from mingtang.foundation.text import quoted
from mingtang.organs.models import County

NO_FILE = _("没有找到%(file)s。请核对文件名和所在的文件夹。")
TOO_BIG = _("%(file)s超过%(most)s MB。请删去图片和用不到的表再试。")
HOW = (
    "请写要读的文件和县的代码，例如 import catalogue 目录.xlsx --county 130123；"
    "只看读出了什么，写 --dry-run（可加 --json）。"
)
NO_COUNTY = _(
    "还没有代码为“%(code)s”的县。"
    "请先执行 bin/mingtang import organs --county %(code)s --make-bodies。"
)
WHICH_COUNTY = _(
    "请用 --county 写明是哪个县的目录，例如 --county 130123；只看读出了什么，写 --dry-run。"
)
KEPT = "“{name}”已读入{county}，共{rows}项：直接读懂{read}项，还有{waiting}项要人核定。"
WHERE = "请县政务公开办登录以后，在 {path} 逐项核定，再采用成新的一版。采用以前现行目录不受影响。"
PATH = "/desk/standard/tables/{table}/"


class Command(PersonsCommand):
    help = "读官方的政务公开标准目录（.xlsx）：读懂了什么，哪里没读懂；写成新的一版的草稿"
    how = HOW

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE", help="目录文件（.xlsx）")
        parser.add_argument("--county", help="县的代码，例如 130123")
        parser.add_argument("--dry-run", action="store_true", help="只说明读出了什么，不写入")
        parser.add_argument("--json", action="store_true", help="输出一个 JSON 对象")

    def handle(self, *_args: object, **options: Any) -> None:
        path: Path = options["file"]
        try:
            content = _content(path)
            if options["dry_run"]:
                read = read_table(content, name=path.name, limits=_limits())
                found = _found(options["county"], read)
                said = _as_json(found) if options["json"] else "\n".join(_as_lines(found))
            else:
                table = _kept(content, path.name, options["county"])
                said = _kept_json(table) if options["json"] else "\n".join(_kept_lines(table))
        except RuleBroken as refused:
            self.refuse(str(refused), as_json=options["json"])
        self.stdout.write(said)

    def refusal(self, reason: str) -> dict[str, object]:
        return told(Read(problems=[Problem("", 0, "", "", reason)]), Known(FACTS))


def _content(path: Path) -> bytes:
    """Raises RuleBroken where there is no such file, or too much of it."""
    try:
        if path.stat().st_size <= _limits().size:
            return path.read_bytes()
    except OSError as problem:
        raise RuleBroken(NO_FILE, file=quoted(path.name)) from problem
    raise RuleBroken(TOO_BIG, file=quoted(path.name), most=_limits().size // 1024 // 1024)


def _limits() -> Limits:
    return Limits(**settings.FILE_LIMITS)


def _kept(content: bytes, name: str, code: str | None) -> ImportedTable:
    """The draft; nobody is signed in, so that it is imported by nobody."""
    if code is None:
        raise RuleBroken(WHICH_COUNTY)
    county = _county(code)
    return import_table(county=county, content=content, name=name, by=None, at=clock.now())


def _found(code: str | None, read: Read) -> Json:
    """By what words mean in a county; without one, only by what they mean everywhere."""
    marks = settled_before(read.marks, (code or "").strip())
    if not code:
        return told(read, Known(FACTS, marks=marks))
    county, on = _county(code), clock.day_of(clock.now())
    return told(read, replace(known_words(county, on), marks=marks), shared_in(county, on))


def _county(code: str) -> County:
    county = County.objects.filter(code=code.strip()).first()
    if county is None:
        raise RuleBroken(NO_COUNTY, code=quoted(code.strip()))
    return county


def _kept_json(table: ImportedTable) -> str:
    done = progress(table)
    path = PATH.format(table=table.object_id)
    counts = {"rows": done.rows, "read": done.read, "waiting": done.waiting}
    return json.dumps({"table": str(table.object_id), "path": path, **counts})


def _kept_lines(table: ImportedTable) -> list[str]:
    """How much is left to settle, and where."""
    done = progress(table)
    kept = KEPT.format(
        name=table.name,
        county=table.county.name,
        rows=done.rows,
        read=done.read,
        waiting=done.waiting,
    )
    return [kept, WHERE.format(path=PATH.format(table=table.object_id))]


def _as_json(found: Json) -> str:
    return json.dumps(found, ensure_ascii=False)


def _as_lines(found: Any) -> list[str]:
    """For a person: how much was read, and each thing that was not, with its place."""
    with_term = sum(row["term"] is not None for row in found["rows"])
    said = [f"读出{len(found['rows'])}项，其中{with_term}项读懂了公开时限。"]
    for problem in found["problems"]:
        parts = [problem["sheet"], f"第{problem['row']}行", problem["column"]]
        place = "·".join(filter(None, parts))
        written = f"（写的是：{quoted(problem['read'])}）" if problem["read"] else ""
        said.append(f"{place}：{problem['message']}{written}")
    return said
