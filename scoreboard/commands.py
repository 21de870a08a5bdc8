"""What is typed: `recompute scoreboard ADDRESS`, or the same as one file."""

import argparse
import datetime
import hashlib
import io
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from scoreboard.checking import NARROWED, Asked, recompute
from scoreboard.counting import GROUPS, HERE, Board
from scoreboard.handed_out import one_file
from scoreboard.sources import Folder, Kept, Source, rows, site
from scoreboard.tables import lines
from tlog.errors import Broken
from tlog.verifying.reports import CHINESE, ENGLISH, Report, Words

ALL = "all"


def main(arguments: Sequence[str]) -> int:
    """0: the site's figures are right; 1: some are not; 2: how it was called; 3: cannot be made."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # A terminal that cannot show a sign must not look like figures that do not agree.
            stream.reconfigure(errors="backslashreplace")
    asked = parser().parse_args(arguments)
    report = Report()
    try:
        shown = _write(asked.write, report) if asked.write else _recompute(asked, report)
    except Broken as problem:
        shown = []
        said = report.give_up(problem.chinese, problem.english)
        sys.stderr.write(f"{said.in_(asked.lang)}\n")
    if asked.json:
        sys.stdout.write(f"{report.as_json()}\n")
    else:
        written = [*shown, *report.lines(asked.lang)]
        sys.stdout.write("".join(f"{line}\n" for line in written))
    return report.code


def parser() -> argparse.ArgumentParser:
    made = argparse.ArgumentParser(
        prog="recompute scoreboard",
        description="只用网站公开的数据重算公开任务完成情况，并与网站自己的数字核对。"
        " / Makes a site's scoreboard again from its public data, and compares the two.",
        epilog="退出码：0 一致，1 不一致，2 用法不对，3 没法重算。"
        " / Exit code: 0 agrees, 1 does not, 2 usage, 3 cannot be made.",
    )
    where = made.add_mutually_exclusive_group(required=True)
    where.add_argument("address", nargs="?", help="例如 https://zwgk.example.gov.cn/")
    where.add_argument(
        "--from",
        dest="folder",
        type=Path,
        help="用以前--keep存下的回答，不用网络 / answers kept before, without a network",
    )
    where.add_argument(
        "--write", type=Path, help="把本程序写成一个文件，交给别人 / this program as one file"
    )
    made.add_argument(
        "--keep", type=Path, help="把网站的回答原样存下 / keep the answers as they came"
    )
    made.add_argument("--since", default="", type=_day, help="到期不早于，如2026-01-01 / due from")
    made.add_argument("--until", default="", type=_day, help="到期不晚于 / due until")
    for name in NARROWED[2:]:
        made.add_argument(f"--{name}", default="", help="与网站地址里的词相同 / as the site has it")
    made.add_argument(
        "--by", choices=[*GROUPS, ALL], default="organ", help="显示哪一种 / which to show"
    )
    made.add_argument("--csv", type=Path, help="从网站下载的表，一并核对 / a downloaded table")
    made.add_argument(
        "--without-acts",
        action="store_true",
        help="不读公开行为，只信任务清单 / trust the list of duties, without the acts",
    )
    made.add_argument("--json", action="store_true", help="只输出一个JSON / one JSON object")
    made.add_argument("--lang", choices=[CHINESE, ENGLISH], default=_language())
    return made


def _day(written: str) -> str:
    """As it was written, where it is a day. Raises ValueError."""
    return datetime.date.fromisoformat(written).isoformat() if written else ""


def _recompute(asked: argparse.Namespace, report: Report) -> list[str]:
    source: Source = Folder(asked.folder) if asked.folder else site(asked.address)
    if asked.keep:
        source = Kept(source, asked.keep)
    board = recompute(
        source,
        Asked(
            narrowed={name: getattr(asked, name) for name in NARROWED},
            csv=_content(asked.csv) if asked.csv else None,
            with_acts=not asked.without_acts,
            today=None if asked.folder else datetime.datetime.now(HERE).date(),
        ),
        report,
    )
    report.data |= {
        "on": board.on.isoformat(),
        "since": board.since.isoformat() if board.since else None,
        "until": board.until.isoformat() if board.until else None,
        "scoreboard": {
            group: {key: sums.as_row() for key, sums in sorted(found.items())}
            for group, found in board.tables.items()
        },
    }
    report.done = Words("✓ 与网站的数字一致", "✓ the site's figures agree")
    return _shown(source, board, asked)


def _shown(source: Source, board: Board, asked: argparse.Namespace) -> list[str]:
    names = {
        "organ": {str(row["code"]): str(row["name"]) for row in rows(source, "organs")},
        "item": {str(row["code"]): str(row["level2"]) for row in rows(source, "items")},
    }
    groups = GROUPS if asked.by == ALL else (asked.by,)
    found: list[str] = []
    for group in groups:
        found += lines(board.tables[group], names.get(group, {}), asked.lang)
        found.append("")
    return found


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as problem:
        words = f"{path}: {problem.strerror}"
        raise Broken(f"读不到 {words}", f"cannot read {words}") from problem


def _write(path: Path, report: Report) -> list[str]:
    content = one_file()
    try:
        path.write_bytes(content)
        path.chmod(0o755)
    except OSError as problem:
        words = f"{path}: {problem.strerror}"
        raise Broken(f"写不进 {words}", f"cannot write {words}") from problem
    digest = hashlib.sha256(content).hexdigest()
    report.data |= {"file": str(path), "sha256": digest}
    report.fact(f"SHA-256：{digest}", f"SHA-256: {digest}")
    report.done = Words(
        f"已写入 {path}；有Python的机器上：python3 {path} 网址",
        f"written: {path}; wherever Python is: python3 {path} ADDRESS",
    )
    return []


def _language() -> str:
    return CHINESE if os.environ.get("LANG", "zh").startswith(("zh", "C", "POSIX")) else ENGLISH
