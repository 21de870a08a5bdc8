"""Compiles translations (.po to .mo) with polib; run inside the environment: no gettext needed."""

import os
import sys
from pathlib import Path

import polib


def compile_file(source: Path) -> None:
    """Writes the compiled words beside their source, whole or not at all."""
    made = source.with_suffix(".mo")
    draft = made.with_suffix(f".{os.getpid()}.part")
    polib.pofile(str(source)).save_as_mofile(str(draft))
    draft.replace(made)


if __name__ == "__main__":
    for name in sys.argv[1:]:
        compile_file(Path(name))
