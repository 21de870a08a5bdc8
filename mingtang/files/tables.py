"""Tables that people fill in: read in a process apart, and their templates made in another.

What Excel files take of memory is taken there, not of the server.
"""

import json
import subprocess
import sys
from functools import cache
from pathlib import Path

from mingtang.files.examination import Content, said_of
from mingtang.files.rules.limits import Limits
from mingtang.foundation.errors import RuleBroken
from mingtang.foundation.tables import Layout, Problem, Read, Row
from mingtang.foundation.text import gettext_noop as _

WRITER = "mingtang.files.examination.blank"
ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 60  # seconds
NOT_WRITTEN = _("模板没能生成。请过几分钟再试，或者下载 CSV 模板。")


def read_table(content: Content, *, name: str, limits: Limits, worker: str) -> Read:
    """What a table says, read by that module: it calls `examination.tables.reading`.

    Raises RuleBroken, with the mend, where the file cannot be read at all.
    """
    said = said_of(content, name=name, limits=limits, worker=worker)
    return Read(
        rows=[Row(**row) for (row,) in said.get("row", [])],
        problems=[Problem(**problem) for (problem,) in said.get("problem", [])],
    )


def written_template(layout: Layout) -> bytes:
    """An empty table with its notes, as an Excel file. Raises RuleBroken where it was not made."""
    return _written(
        json.dumps(
            {
                "title": layout.title,
                "head": layout.head,
                "widths": layout.widths,
                "notes": layout.notes,
            }
        )
    )


@cache
def _written(task: str) -> bytes:
    try:
        done = subprocess.run(  # noqa: S603 - our own module, no shell, no word from outside
            [sys.executable, "-m", WRITER],
            cwd=ROOT,
            env={"PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"},
            input=task.encode(),
            capture_output=True,
            timeout=PATIENCE,
            check=True,
        )
    except subprocess.SubprocessError as failed:
        raise RuleBroken(NOT_WRITTEN) from failed
    return done.stdout
