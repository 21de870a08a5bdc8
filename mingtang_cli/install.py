"""The virtual environment: made on first use, pinned by hash, mended when a set-up was cut off.

`.venv/mingtang.json` remembers the lock files that were installed: the second run is instant.
`.venv/.installing` stands there while pip works: who finds it starts afresh, because a killed
pip leaves packages that look whole.
"""

import hashlib
import importlib.util
import json
import shutil
import subprocess
import sys
from pathlib import Path

from mingtang_cli import debian, one_at_a_time, processes
from mingtang_cli.places import OWN_PYTHON, PYTHON, ROOT, RUNTIME_LOCK, TEST_LOCK, VENV
from mingtang_cli.say import Refused, say

STAMP = VENV / "mingtang.json"
INSTALLING = VENV / ".installing"
LOCK = ROOT / ".venv.lock"


def ensure(*, for_tests: bool = False) -> None:
    """Everything that is pinned is installed when this returns."""
    if OWN_PYTHON or _is_done(for_tests=for_tests):
        return
    with one_at_a_time.waiting_for(
        LOCK,
        chinese="另一个进程正在安装，等它完成……",
        english="another set-up is running; waiting for it",
    ) as lock:
        if not _is_done(for_tests=for_tests):
            _install(for_tests=for_tests, lock=lock)


def _is_done(*, for_tests: bool) -> bool:
    return (
        not INSTALLING.exists()
        and PYTHON.exists()
        and _wanted(for_tests=for_tests).items() <= _stamped().items()
    )


def _wanted(*, for_tests: bool) -> dict[str, str]:
    """What the stamp must say. A new Python under the environment makes it another one."""
    files = [RUNTIME_LOCK, TEST_LOCK] if for_tests else [RUNTIME_LOCK]
    hashes = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in files}
    return {"python": str(PYTHON.resolve()), **hashes}


def _stamped() -> dict[str, str]:
    try:
        stamp = json.loads(STAMP.read_text())
    except (OSError, ValueError):
        return {}
    return stamp if isinstance(stamp, dict) else {}


def _install(*, for_tests: bool, lock: int) -> None:
    _make_environment(lock)
    say(
        "正在安装依赖（按哈希值核对），首次约需一分钟……",
        "installing the dependencies, checked by hash; about a minute the first time",
    )
    STAMP.unlink(missing_ok=True)
    INSTALLING.touch()
    # The test lock holds the runtime lock whole, and each lock holds all that its packages need:
    # pip resolves nothing. An older pip would take `coverage[toml]` for a package without a pin
    # as soon as a newer version is out.
    chosen = TEST_LOCK if for_tests else RUNTIME_LOCK
    _pip("install", "--require-hashes", "--no-deps", "-r", chosen, lock=lock)
    _pip("check", lock=lock)
    STAMP.write_text(json.dumps(_wanted(for_tests=for_tests)))
    INSTALLING.unlink()


def _make_environment(lock: int) -> None:
    if INSTALLING.exists():
        say("上次安装没有完成，重新安装。", "the last set-up was cut off; starting afresh")
        shutil.rmtree(VENV)
    if _works():
        return
    if importlib.util.find_spec("ensurepip") is None:
        debian.require(debian.VENV)
    shutil.rmtree(VENV, ignore_errors=True)
    say(f"正在建立虚拟环境 {VENV}", "making the virtual environment")
    VENV.mkdir()
    INSTALLING.touch()
    made = processes.run([sys.executable, "-m", "venv", VENV], pass_fds=[lock])
    if made != 0:
        raise Refused(
            f"无法建立虚拟环境，见上面的输出；如缺少组件，请执行：apt-get install {debian.VENV}",
            f"the virtual environment could not be made (see above); try: "
            f"apt-get install {debian.VENV}",
        )


def _works() -> bool:
    """Whether the environment has a pip of a Python that we support."""
    if not PYTHON.exists():
        return False
    asking = "import sys, pip; sys.exit(sys.version_info < (3, 11))"
    asked = subprocess.run(
        [str(PYTHON), "-c", asking],
        env=processes.own_environment(),
        capture_output=True,
        check=False,
    )
    return asked.returncode == 0


def _pip(*arguments: str | Path, lock: int) -> None:
    command = [PYTHON, "-m", "pip", "--disable-pip-version-check", "--no-input", "-qq", *arguments]
    if processes.run(command, pass_fds=[lock]) != 0:
        raise Refused(
            "依赖没有装上，原因见上面几行；网络恢复后再执行一次即可。",
            "the dependencies could not be installed (see above); run the same command again.",
        )
