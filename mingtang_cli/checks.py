"""`bin/mingtang test`: every check and every test, on both databases and in a browser."""

import argparse
import hashlib
import os
import subprocess
import tempfile
import time
from pathlib import Path
from urllib.parse import urlsplit

from mingtang_cli import debian, install, preparation, processes
from mingtang_cli.places import MANAGE, PYTHON, ROOT
from mingtang_cli.say import result, say
from mingtang_cli.steps import Step, Tally

LOCAL_POSTGRES = "postgresql://postgres@127.0.0.1:5432/postgres"
LINT_IMPORTS = "from importlinter.cli import lint_imports_command as lint; lint()"
CONNECT = "import sys, psycopg; psycopg.connect(sys.argv[1], connect_timeout=3).close()"
COVERED = ("sqlite", "postgresql")
STATIC = ("mypy", "ruff", "format", "layers", "templates", "migrations")
STEPS = (*STATIC, *COVERED, "browser", "coverage")


def parser() -> argparse.ArgumentParser:
    made = argparse.ArgumentParser(
        prog="mingtang test",
        description="全部检查与测试；-- 之后的参数交给 pytest，此时只运行测试。"
        " / Every check and test; arguments after -- go to pytest, and then only tests are run.",
    )
    made.add_argument(
        "--all",
        action="store_true",
        help="缺少 PostgreSQL 或 Chromium 即为失败（CI=true 时也是） / a missing PostgreSQL or "
        "Chromium is a failure, as it is with CI=true",
    )
    made.add_argument(
        "--only",
        metavar="STEP,…",
        type=_steps,
        default=frozenset(),
        help=f"只做这些步骤 / these steps: {','.join(STEPS)}",
    )
    return made


def _steps(text: str) -> frozenset[str]:
    names = frozenset(name.strip() for name in text.split(","))
    if not names <= set(STEPS):
        raise argparse.ArgumentTypeError(f"{text}: {','.join(STEPS)}")
    return names


def check_everything(arguments: list[str]) -> int:
    """Exit code 0 when nothing failed. What is missing here fails where all is asked for."""
    own, for_pytest = _split(arguments)
    asked = parser().parse_args(own)
    install.ensure(for_tests=True)
    preparation.compile_messages()
    if not debian.is_there(debian.FONTS):
        say(*debian.missing(debian.FONTS))
    started, tally = time.monotonic(), Tally()
    with tempfile.TemporaryDirectory(prefix="mingtang-test-") as scratch:
        os.environ["MINGTANG_DATA"] = scratch  # no test ever sees a person's data
        if not for_pytest:
            tally.run(_chosen(_static_checks(), asked.only), at_once=os.cpu_count() or 1)
        tests = _tests(Path(scratch), for_pytest)
        tally.run(_chosen(tests, asked.only))
        if not for_pytest:
            tally.run(_chosen([_coverage(Path(scratch), tally)], asked.only))
    must_be_whole = asked.all or os.environ.get("CI", "").lower() in {"1", "true"}
    return _close(tally, time.monotonic() - started, must_be_whole=must_be_whole)


def _split(arguments: list[str]) -> tuple[list[str], list[str]]:
    if "--" not in arguments:
        return arguments, []
    at = arguments.index("--")
    return arguments[:at], arguments[at + 1 :]


def _chosen(steps: list[Step], wanted: frozenset[str]) -> list[Step]:
    return [step for step in steps if not wanted or step.name in wanted]


def _static_checks() -> list[Step]:
    development = {"MINGTANG_DEBUG": "1", "DATABASE_URL": ""}
    migrations = [str(PYTHON), str(MANAGE), "makemigrations", "--check", "--dry-run"]
    return [
        Step("mypy", [PYTHON, "-m", "mypy"]),
        Step("ruff", [PYTHON, "-m", "ruff", "check", "."]),
        Step("format", [PYTHON, "-m", "ruff", "format", "--check", "."]),
        Step("layers", [PYTHON, "-c", LINT_IMPORTS]),
        Step("templates", [PYTHON, "-m", "djlint", "--lint", "mingtang"]),
        Step("migrations", migrations, env=development),
    ]


def _tests(scratch: Path, for_pytest: list[str]) -> list[Step]:
    (postgres, no_postgres), no_browser = _postgres(), _why_no_browser()
    coverage = [] if for_pytest else ["--cov", "--cov-report=", "--cov-fail-under=0"]
    two_at_a_time = ["-n", "2", "--dist", "worksteal"]

    def tests(name: str, marker: str, options: list[str], *, url: str, skipped: str = "") -> Step:
        return Step(
            name,
            [PYTHON, "-m", "pytest", "-m", marker, *options, *for_pytest],
            env={"DATABASE_URL": url, "COVERAGE_FILE": str(scratch / f".coverage.{name}")},
            skipped=skipped,
            closing=True,
            may_be_empty=bool(for_pytest),
        )

    plain = [*two_at_a_time, *coverage]
    again = [*plain, "--second-database"]
    return [
        tests("sqlite", "not browser", plain, url=""),
        tests("postgresql", "not browser", again, url=postgres, skipped=no_postgres),
        # As a county runs it, where that can be had: without a browser each page is asked of both.
        tests("browser", "browser", two_at_a_time, url=postgres, skipped=no_browser),
    ]


def _coverage(scratch: Path, tally: Tally) -> Step:
    """What decides or writes is covered whole, by the tests on both databases together."""
    missing = [name for name in COVERED if name not in tally.passed]
    script = "combine --keep -q && coverage report"
    return Step(
        "coverage",
        ["sh", "-c", f'coverage() {{ "$0" -m coverage "$@"; }}; coverage {script}', PYTHON],
        env={"COVERAGE_FILE": str(scratch / ".coverage")},
        skipped=f"需要先通过：{'、'.join(missing)} / needs these first" if missing else "",
        closing=True,
    )


def _postgres() -> tuple[str, str]:
    """The address of a database of this checkout's own, and why there is none."""
    given = os.environ.get("TEST_POSTGRES_URL", "").strip() or LOCAL_POSTGRES
    asked = subprocess.run(
        [PYTHON, "-c", CONNECT, given],
        env=processes.own_environment(),
        capture_output=True,
        check=False,
    )
    if asked.returncode != 0:
        return "", (
            "没有 PostgreSQL（TEST_POSTGRES_URL 或 127.0.0.1:5432），跳过"
            " / skipped: no PostgreSQL answers at TEST_POSTGRES_URL or 127.0.0.1:5432"
        )
    own = hashlib.sha256(str(ROOT).encode()).hexdigest()[:8]
    return urlsplit(given)._replace(path=f"/mingtang_{own}").geturl(), ""


def _why_no_browser() -> str:
    own = bool(os.environ.get("MINGTANG_CHROMIUM"))
    for package in (debian.DRIVER, *(() if own else (debian.CHROMIUM,))):
        if not debian.is_there(package):
            chinese, english = debian.missing(package)
            return f"跳过：{chinese} / skipped: {english}"
    return ""


def _close(tally: Tally, seconds: float, *, must_be_whole: bool) -> int:
    if must_be_whole and tally.skipped:
        result(f"✗ 不应跳过：{'、'.join(tally.skipped)} / must not be skipped here")
        tally.failed.extend(tally.skipped)
        tally.skipped.clear()
    if tally.failed:
        result(f"✗ {'、'.join(tally.failed)}")
    result(f"用时 {seconds:.0f} s")
    result(tally.closing_line())
    return 1 if tally.failed or not tally.passed else 0
