"""`bin/mingtang lock`: pins every dependency of pyproject.toml, with hashes and no addresses."""

import argparse
import shutil
from pathlib import Path

from mingtang_cli import processes
from mingtang_cli.places import PYTHON, ROOT, RUNTIME_LOCK, TEST_LOCK
from mingtang_cli.say import Refused, say

# One resolution for every platform and every Python that we support, wheels of all of them.
OPTIONS = (
    "--universal",
    "--python-version=3.11",
    "--generate-hashes",
    "--no-emit-index-url",
    "--no-emit-find-links",
    "--no-annotate",
    "--quiet",
    "--custom-compile-command=bin/mingtang lock",
)


def lock(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="mingtang lock", description=__doc__)
    parser.add_argument("--upgrade", action="store_true", help="取最新版本 / take newer versions")
    upgrade = ["--upgrade"] if parser.parse_args(arguments).upgrade else []
    _compile([*upgrade], RUNTIME_LOCK)
    _compile([*upgrade, "--group=dev", f"--constraints={RUNTIME_LOCK.name}"], TEST_LOCK)
    say("锁定文件已更新，请一并提交。", "the lock files are up to date; commit them")
    return 0


def _compile(options: list[str], target: Path) -> None:
    command = [*_uv(), "pip", "compile", *OPTIONS, *options, "-o", target.name, "pyproject.toml"]
    if processes.run(command, cwd=ROOT, stdout=processes.NOWHERE) != 0:
        raise Refused(
            f"{target.name} 没有生成，原因见上面几行。", f"{target.name} could not be made (above)."
        )


def _uv() -> list[str]:
    in_environment = PYTHON.with_name("uv")
    found = str(in_environment) if in_environment.exists() else shutil.which("uv")
    if found is None:
        raise Refused(
            "缺少 uv；先执行 bin/mingtang test 以安装开发工具。",
            "uv is missing; bin/mingtang test installs the tools.",
        )
    return [found]
