"""Looks at a file in a process apart, before anything is written.

Whoever uploads decides what our parsers get to read. A file that makes one of them run for ever,
fill the memory or fall over ends that process; the server and its database never notice.
"""

import datetime
import hashlib
import io
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from mingtang.files.examination.work import Task, arguments_of
from mingtang.files.rules.containers import JPEG_START, PNG_START
from mingtang.files.rules.kinds import SPACE, extension_of, require_taken
from mingtang.files.rules.limits import MEGABYTE, Limits
from mingtang.files.rules.readings import Passage, PhotographFacts
from mingtang.foundation.errors import RuleBroken
from mingtang.foundation.text import gettext_noop as _

EMPTY = _("这是一个空文件。请确认上传的是哪个文件。")
TOO_LARGE = _("文件超过 %(most)s MB，不能收。请压缩图片、拆成几个，或联系管理员。")
NOT_A_PICTURE = _("这不是照片。请上传 JPEG 或 PNG 格式的照片。")
CANNOT_CHECK = _("这个文件太复杂，检查不完，不能收。请用“打印为 PDF”重新生成，或拆成几个。")
CANNOT_READ = _(
    "这个文件太大或太复杂，读不完。请删去表格以外的空行、空列、图片和用不到的表，另存后再试。"
)
BROKEN_OFF = _("文件太大或太复杂，只读了一部分。")
ROOT = Path(__file__).resolve().parents[3]
CHUNK = 256 * 1024
PDF_START = b"%PDF-"
HEAD = 1024
# The machine may be busy: the limit of `seconds` is of work, this one is of waiting.
PATIENCE = 3


class Readable(Protocol):
    """What Django calls a File, or any stream of bytes."""

    def read(self, size: int = -1, /) -> bytes: ...


Content = bytes | Readable
# By the first word of each line, the rest of those lines.
Said = dict[str, list[list[Any]]]


@dataclass(frozen=True)
class Examined:
    """A file that may be kept: its bytes as they will be stored, and what was read from them."""

    path: Path
    sha256: str
    size: int
    media_type: str
    passages: tuple[Passage, ...] = ()
    unread: tuple[str, ...] = ()
    facts: PhotographFacts = PhotographFacts()


@contextmanager
def examined(
    content: Content, *, name: str, limits: Limits, is_photograph: bool = False
) -> Iterator[Examined]:
    """Gives the file that may be kept, in a folder that is gone afterwards.

    Raises RuleBroken with a sentence that says how to mend the file.
    """
    require_taken(name)
    with tempfile.TemporaryDirectory(prefix="mingtang-upload-") as folder:
        path = Path(folder, "content")
        head = _received(content, path, limits=limits)
        purpose = "photograph" if is_photograph else "document"
        task = Task(path, extension_of(name), purpose, Path(folder, "output"), limits)
        yield _looked_at(task, worker=_worker_for(head, is_photograph=is_photograph))


def said_of(content: Content, *, name: str, limits: Limits, worker: str) -> Said:
    """What a worker of another subject says of a file, by the first word of each line.

    `worker` is the module that is run, with the name as its purpose. The file is not judged
    otherwise, and nothing is kept.

    Raises RuleBroken where the worker refuses the file, or did not come to its end.
    """
    with tempfile.TemporaryDirectory(prefix="mingtang-upload-") as folder:
        path = Path(folder, "content")
        _received(content, path, limits=limits)
        task = Task(path, extension_of(name), name, Path(folder, "output"), limits)
        said = _said(task, worker=worker)
    if "done" not in said:
        raise RuleBroken(CANNOT_READ)
    return said


def _received(content: Content, path: Path, *, limits: Limits) -> bytes:
    """Written down piece by piece; the first bytes come back."""
    source: Readable = io.BytesIO(content) if isinstance(content, bytes) else content
    head, size = b"", 0
    with path.open("wb") as target:
        while chunk := source.read(CHUNK):
            head = head or chunk[:HEAD]
            size += len(chunk)
            if size > limits.size:
                raise RuleBroken(TOO_LARGE, most=limits.size // MEGABYTE)
            target.write(chunk)
    if not size:
        raise RuleBroken(EMPTY)
    return head


def _worker_for(head: bytes, *, is_photograph: bool) -> str:
    is_picture = head.startswith((JPEG_START, PNG_START))
    if is_photograph and not is_picture:
        raise RuleBroken(NOT_A_PICTURE)
    if is_picture:
        return "pictures"
    return "portable" if head.lstrip(SPACE).startswith(PDF_START) else "documents"


def _looked_at(task: Task, *, worker: str) -> Examined:
    by_word = _said(task, worker=f"{__name__}.{worker}")
    if "kind" not in by_word:
        raise RuleBroken(CANNOT_CHECK)
    unread = [why for (why,) in by_word.get("unread", [])]
    path = _path_to_keep(task)
    return Examined(
        path=path,
        sha256=_sha256_of(path),
        size=path.stat().st_size,
        media_type=by_word["kind"][0][0],
        passages=tuple(Passage(*rest) for rest in by_word.get("passage", [])),
        unread=(*unread, *(() if "done" in by_word else (BROKEN_OFF,))),
        facts=_facts(by_word.get("facts", [])),
    )


def _said(task: Task, *, worker: str) -> Said:
    said: Said = {}
    for line in _lines_from(task, worker=worker):
        word, *rest = json.loads(line)
        said.setdefault(word, []).append(rest)
    if "refused" in said:
        template, params = said["refused"][0]
        raise RuleBroken(template, **params)
    return said


def _lines_from(task: Task, *, worker: str) -> list[bytes]:
    """Whole lines only: a process that is killed may leave half of one."""
    command = [sys.executable, "-m", worker, *arguments_of(task)]
    bare = {"PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"}
    patience = task.limits.seconds * PATIENCE
    try:
        ended = subprocess.run(  # noqa: S603 - our own module, no shell, no word from outside
            command, cwd=ROOT, env=bare, capture_output=True, timeout=patience, check=False
        )
        said = ended.stdout
    except subprocess.TimeoutExpired as late:
        said = late.stdout or b""
    *whole, _half = said.split(b"\n")
    return whole


def _path_to_keep(task: Task) -> Path:
    """Another version, where one was made: a picture without its metadata."""
    has_other = task.output.exists() and task.output.stat().st_size
    return task.output if has_other else task.path


def _sha256_of(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _facts(said: list[list[Any]]) -> PhotographFacts:
    if not said:
        return PhotographFacts()
    taken_at, latitude, longitude = said[0]
    moment = datetime.datetime.fromisoformat(taken_at) if taken_at else None
    return PhotographFacts(moment, latitude, longitude)
