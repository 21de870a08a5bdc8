"""Sets a sheet in type: `python -m mingtang.channels.print.press`, JSON in, PDF out.

A process of its own: typst and its fonts take 140 MB while they work, no text may take longer than
it should, and one that breaks the typesetter breaks nothing else. It knows no Django.
"""

import json
import re
import resource
import sys
from collections.abc import Sequence
from pathlib import Path

import typst

from mingtang.channels.print.exits import Exit

SHEETS = Path(__file__).parent / "sheets"
SECONDS = 20  # of computing
MEMORY = 1536 * 1024 * 1024
PASSES = 4
SONG = ("Noto Serif CJK SC", "Source Han Serif SC", "SimSun")  # 宋体, for documents
HEI = ("Noto Sans CJK SC", "Source Han Sans SC", "SimHei")  # 黑体, for labels
_UNSHOWN = re.compile(r'the text `"(.+?)"` could not be displayed')
_ESCAPE = re.compile(r"\\u\{([0-9a-f]+)\}")
_PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd]")


def main() -> Exit:
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    sheet = sys.stdin.buffer.read().decode()
    fonts = typst.Fonts()
    if not family(SONG, fonts):
        return Exit.NO_FONT
    try:
        sys.stdout.buffer.write(set_in_type(sheet, fonts))
    except typst.TypstError as error:
        sys.stderr.write(error.diagnostic)
        return Exit.NOT_SET
    return Exit.SET


def family(wanted: Sequence[str], fonts: typst.Fonts) -> str:
    """The first that is installed; empty when none is."""
    return next((family for family in wanted if family in fonts.families()), "")


def set_in_type(sheet: str, fonts: typst.Fonts) -> bytes:
    """The PDF. Characters that no font has are found by trying, and named on the sheet."""
    missing = set(_PRIVATE.findall(sheet))
    for _ in range(PASSES - 1):
        try:
            return _compiled(sheet, missing, fonts)
        except typst.TypstError as error:
            unshown = _unshown(error.diagnostic) - missing
            if not unshown:
                raise
            missing |= unshown
    return _compiled(sheet, missing, fonts)


def _unshown(diagnostic: str) -> set[str]:
    found = "".join(_UNSHOWN.findall(diagnostic))
    return set(_ESCAPE.sub(lambda code: chr(int(code[1], 16)), found))


def _compiled(sheet: str, missing: set[str], fonts: typst.Fonts) -> bytes:
    return typst.compile(
        str(SHEETS / "board.typ"),
        root=str(SHEETS),
        font_paths=fonts,
        format="pdf",
        sys_inputs={
            "sheet": sheet,
            "missing": json.dumps(sorted(missing)),
            "song": family(SONG, fonts),
            "hei": family(HEI, fonts) or family(SONG, fonts),
        },
        pdf_standards=["a-2a", "ua-1"],  # keeps its look for good, and can be read aloud
    )


if __name__ == "__main__":
    sys.exit(main())
