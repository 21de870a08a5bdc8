"""Has a sheet set in type by a short-lived process of its own: see `press.py`."""

import json
import logging
import os
import subprocess
import sys
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from mingtang.channels.print.exits import Exit
from mingtang.foundation.errors import RuleBroken
from mingtang.foundation.text import gettext_noop as _

logger = logging.getLogger(__name__)

CHECKOUT = Path(__file__).resolve().parents[3]
PATIENCE = 30  # seconds for one sheet
QUEUE = 5  # seconds for those before it: whoever waits holds a thread that others need
TOO_LONG = _("这份材料太长，或者表格太复杂，没能及时排成张贴单。请打开网页版，用浏览器打印。")
NOT_SET = _("这份材料没能排成张贴单，问题已经记录。现在可以打开网页版，用浏览器打印。")
NO_CHINESE_FONT = _(
    "服务器上没有中文宋体，印不出汉字。请系统管理员安装字体（Debian：apt install fonts-noto-cjk）。"
)


class Busy(Exception):  # noqa: N818 - reads as a sentence where it is raised
    """Other sheets are being set; it will be free again soon."""


# One at a time in each worker: a press takes a core, and 140 MB for half a second.
_free = threading.BoundedSemaphore()


def pressed(sheet: Mapping[str, Any]) -> bytes:
    """The sheet as PDF. Raises RuleBroken with what to do instead, or Busy."""
    if not _free.acquire(timeout=QUEUE):
        raise Busy
    try:
        done = _run(json.dumps(sheet, ensure_ascii=False).encode(errors="replace"))
    except subprocess.TimeoutExpired as error:
        raise RuleBroken(TOO_LONG) from error
    finally:
        _free.release()
    if done.returncode == Exit.SET:
        return done.stdout
    raise RuleBroken(_why_not(done))


def _why_not(done: subprocess.CompletedProcess[bytes]) -> str:
    said = done.stderr.decode(errors="replace")[:2000]
    logger.error("A sheet was not set in type (%s): %s", done.returncode, said)
    if done.returncode < 0:  # ended by the limits that the press puts on itself
        return TOO_LONG
    return NO_CHINESE_FONT if done.returncode == Exit.NO_FONT else NOT_SET


def _run(sheet: bytes) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "mingtang.channels.print.press"],
        cwd=CHECKOUT,
        env={"PATH": os.environ.get("PATH", ""), "LANG": "C.UTF-8"},
        input=sheet,
        capture_output=True,
        timeout=PATIENCE,
        check=False,
    )
