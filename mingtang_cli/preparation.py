"""What must be done before the server can answer, and is skipped while nothing has changed.

`.prepared.json` in the data directory remembers what was done, and from which files.
"""

import hashlib
import json
import os
from collections.abc import Iterable
from contextlib import AbstractContextManager
from pathlib import Path

from mingtang_cli import one_at_a_time, processes
from mingtang_cli.installation import Installation
from mingtang_cli.places import PACKAGE, PYTHON, ROOT, RUNTIME_LOCK
from mingtang_cli.say import Refused, say

SETTINGS = ROOT / "config" / "settings.py"


def prepare(installation: Installation) -> None:
    """Words, database and static files are as the code wants them when this returns."""
    compile_messages()
    with _holding(installation):
        _ensure_database(installation)
        wanted = _hash([SETTINGS, RUNTIME_LOCK, *PACKAGE.glob("**/static/**/*")])
        if _done(installation).get("static") != wanted or not _manifest(installation).exists():
            _collect_static(installation)
            _remember(installation, static=wanted)


def prepare_database(installation: Installation) -> None:
    """For a command that needs the database and serves no pages."""
    compile_messages()
    with _holding(installation):
        _ensure_database(installation)


def migrate(installation: Installation) -> None:
    """Brings the tables up to date, whatever is remembered about them."""
    say("正在更新数据库结构……", "bringing the database up to date")
    if installation.manage("migrate", "--noinput", "-v", "0") != 0:
        raise Refused(
            "数据库没有准备好，原因见上面几行；请检查 DATABASE_URL 和数据库服务。",
            "the database is not ready (see above); check DATABASE_URL and the database server.",
        )


def compile_messages() -> None:
    """Turns the translations into what gettext reads, by the program in the environment."""
    folders = [ROOT / "locale", *PACKAGE.glob("**/locale")]
    found = [path for folder in folders for path in folder.glob("*/LC_MESSAGES/*.po")]
    stale = [path for path in found if _is_older(path.with_suffix(".mo"), path)]
    if stale and processes.run([PYTHON, "-m", "mingtang_cli.messages", *stale]) != 0:
        raise Refused(
            "译文没有编译成功，原因见上面几行。", "the translations could not be compiled (above)."
        )


def _ensure_database(installation: Installation) -> None:
    wanted = _hash(PACKAGE.glob("*/migrations/*.py")) + _hash([RUNTIME_LOCK, SETTINGS])
    if not _same_database(installation) or _done(installation).get("database") != wanted:
        migrate(installation)
        _remember(installation, database=wanted, file=_identity(installation))


def _same_database(installation: Installation) -> bool:
    """A server may have been given another database; a file that was put back is another file."""
    identity = _identity(installation)
    return identity != "" and _done(installation).get("file") == identity


def _identity(installation: Installation) -> str:
    if os.environ.get("DATABASE_URL", "").strip():
        return ""
    try:
        return str((installation.data / "mingtang.sqlite3").stat().st_ino)
    except FileNotFoundError:
        return ""


def _collect_static(installation: Installation) -> None:
    say("正在收集静态文件……", "collecting the static files")
    if installation.manage("collectstatic", "--noinput", "-v", "0") != 0:
        raise Refused(
            "静态文件没有收集成功，原因见上面几行。", "the static files could not be collected."
        )


def _manifest(installation: Installation) -> Path:
    folder = os.environ.get("MINGTANG_STATIC", "").strip() or installation.data / "static"
    return Path(folder) / "staticfiles.json"


def _holding(installation: Installation) -> AbstractContextManager[int]:
    return one_at_a_time.waiting_for(
        installation.data / ".preparing.lock",
        chinese="另一个进程正在准备这个数据目录，等它完成……",
        english="another process is preparing this data directory; waiting for it",
    )


def _done(installation: Installation) -> dict[str, str]:
    try:
        done = json.loads(_memory(installation).read_text())
    except (OSError, ValueError):
        return {}
    return done if isinstance(done, dict) else {}


def _remember(installation: Installation, **done: str) -> None:
    _memory(installation).write_text(json.dumps(_done(installation) | done))


def _memory(installation: Installation) -> Path:
    return installation.data / ".prepared.json"


def _hash(paths: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for path in sorted(path for path in paths if path.is_file()):
        digest.update(str(path.relative_to(ROOT)).encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def _is_older(made: Path, source: Path) -> bool:
    return not made.exists() or made.stat().st_mtime_ns < source.stat().st_mtime_ns
