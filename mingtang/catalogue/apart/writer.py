"""Writes official tables: `python -m mingtang.catalogue.apart.writer`, an Excel file comes out.

In comes one line of JSON as `columns.Printed.as_json` has it, with `limits`; behind it,
where there is one, the file in which the table came, whose form is kept.
"""

import json
import resource
import sys

from mingtang.catalogue.rules.official.columns import Change, sheets_from
from mingtang.catalogue.rules.official.refilling import refilled
from mingtang.catalogue.rules.official.writing import written
from mingtang.files.rules.limits import Limits


def answer(told: bytes) -> bytes:
    head, _, content = told.partition(b"\n")
    said = json.loads(head)
    limits = Limits(**said["limits"])
    resource.setrlimit(resource.RLIMIT_AS, (limits.memory, limits.memory))
    if not content:
        return written(sheets_from(said["sheets"]), marks=said["marks"])
    changes = [Change(**change) for change in said["changes"]]
    about = {key: said[key] for key in ("public", "lines", "title", "note", "marks")}
    return refilled(content, changes, limits=limits, **about)


if __name__ == "__main__":
    sys.stdout.buffer.write(answer(sys.stdin.buffer.read()))
