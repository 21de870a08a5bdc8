"""Official tables read and written in processes apart: neither takes the server's memory."""

import json
import subprocess
import sys
import threading
from dataclasses import asdict
from pathlib import Path

from django.conf import settings

from mingtang.catalogue.rules.official.columns import Printed
from mingtang.catalogue.rules.official.found import Around, Beside, OfficialRow, Problem, Read
from mingtang.files.examination import Content, said_of
from mingtang.files.rules.limits import Limits
from mingtang.foundation.errors import RuleBroken
from mingtang.foundation.kept_files import KeptFiles
from mingtang.foundation.text import gettext_noop as _

READER = "mingtang.catalogue.apart.reader"
WRITER = "mingtang.catalogue.apart.writer"
ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 60  # seconds for one file; a thousand rows take one
QUEUE = 3  # seconds for those before it: whoever waits holds one of a worker's few threads
BUSY = _("正在生成别的文件。请过几秒再试。")
NOT_WRITTEN = _("这份目录没能生成 Excel 文件。请稍后再试，或者下载 CSV。")


class Unwritten(RuleBroken):
    """What was to write the file gave up."""


# One at a time in each worker: making a file takes a core and some memory.
_free = threading.BoundedSemaphore()
# A table of a thousand rows is some 200 KiB; one that came in may be as large as uploads are.
KEPT_AT_MOST = 8 * 1024 * 1024  # bytes of each sort, in each worker
_refilled, _written = KeptFiles(KEPT_AT_MOST), KeptFiles(KEPT_AT_MOST)


def read_table(content: Content, *, name: str, limits: Limits) -> Read:
    """Raises RuleBroken, with the mend, where the file cannot be read at all."""
    said = said_of(content, name=name, limits=limits, worker=READER)
    return Read(
        rows=[OfficialRow(**row) for (row,) in said.get("row", [])],
        problems=[Problem(**problem) for (problem,) in said.get("problem", [])],
        beside=[Beside(**beside) for (beside,) in said.get("beside", [])],
        around=[Around(**around) for (around,) in said.get("around", [])],
        marks=said["marks"][0][0],
    )


def written_table(printed: Printed) -> bytes:
    """The table as an Excel file. Raises RuleBroken where it could not be made.

    In the form in which it came, where that can be written again. An edition never changes, and
    anybody may ask for it: the last few are kept.
    """
    if printed.is_as_it_came and printed.form:
        return printed.form.content
    line = _line(printed)
    again = None
    if printed.form:
        again = _refilled.made(line + b"\n" + printed.form.content, _made_or_not)
    return again if again is not None else _file(line)


def _line(printed: Printed) -> bytes:
    limits = asdict(Limits(**settings.FILE_LIMITS))
    return json.dumps({**printed.as_json(), "limits": limits}).encode()


def _file(line: bytes) -> bytes:
    return _written.made(line, _made) or b""


def _made_or_not(said: bytes) -> bytes | None:
    """None where the form cannot be written again. That is kept too: finding it out takes as long
    as writing it, and holds up all others."""
    try:
        return _made(said)
    except Unwritten:
        return None


def _made(said: bytes) -> bytes:
    if not _free.acquire(timeout=QUEUE):
        raise RuleBroken(BUSY)
    try:
        done = subprocess.run(  # noqa: S603 - our own module, no shell, no word from outside
            [sys.executable, "-m", WRITER],
            cwd=ROOT,
            env={"PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"},
            input=said,
            capture_output=True,
            timeout=PATIENCE,
            check=True,
        )
    except subprocess.SubprocessError as failed:
        raise Unwritten(NOT_WRITTEN) from failed
    finally:
        _free.release()
    return done.stdout
