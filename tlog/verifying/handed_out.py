"""The verifier as one file, to be handed out alone."""

import io
import zipfile
from collections.abc import Iterator
from importlib import resources
from importlib.resources.abc import Traversable

FIRST_LINE = b"#!/usr/bin/env python3\n"
# What is written twice is the same to the byte, so that its hash can be printed.
ALWAYS = (1980, 1, 1, 0, 0, 0)
PLAIN_FILE = 0o100644 << 16
STARTS = "tlog/verifying/__main__.py"


def one_file() -> bytes:
    """Python runs it as it is; its sources are not packed, and can be read in it."""
    whole = io.BytesIO()
    whole.write(FIRST_LINE)
    sources = dict(_sources(resources.files("tlog"), "tlog"))
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_STORED) as archive:
        for name, content in [("__main__.py", sources[STARTS]), *sorted(sources.items())]:
            entry = zipfile.ZipInfo(name, ALWAYS)
            entry.create_system, entry.external_attr = 3, PLAIN_FILE
            archive.writestr(entry, content)
    return whole.getvalue()


def _sources(folder: Traversable, name: str) -> Iterator[tuple[str, bytes]]:
    """A folder, or the inside of such a file: what was handed out can be handed on."""
    for one in folder.iterdir():
        path = f"{name}/{one.name}"
        if one.name.endswith(".py"):
            yield path, one.read_bytes()
        elif one.is_dir() and one.name != "__pycache__":
            yield from _sources(one, path)
