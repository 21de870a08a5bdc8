"""`verify proof`, `verify log` and `verify site`."""

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from tlog.errors import Broken
from tlog.policies import Policy, read_policy
from tlog.storage import read_file
from tlog.verifying.acts import Acts
from tlog.verifying.logs import older, opened, read_all
from tlog.verifying.reports import CHINESE, ENGLISH, NOT_CHECKED, Report
from tlog.verifying.single import check_proof
from tlog.verifying.sites import Site
from tlog.verifying.sources import AddressSource, place


def main(arguments: Sequence[str]) -> int:
    """0: everything holds; 1: something does not; 2: how it was called; 3: it cannot be checked."""
    asked = parser().parse_args(arguments)
    report = Report()
    try:
        asked.run(asked, report)
    except Broken as problem:
        said = problem.chinese if asked.lang == CHINESE else problem.english
        sys.stderr.write(f"{said}\n")
        return NOT_CHECKED
    if asked.json:
        sys.stdout.write(f"{report.as_json()}\n")
    else:
        sys.stdout.write("".join(f"{line}\n" for line in report.lines(asked.lang)))
    return report.code


def parser() -> argparse.ArgumentParser:
    made = argparse.ArgumentParser(
        prog="verify",
        description="核对公开日志，不需要信任任何人，也不需要网络。"
        " / Checks public logs: trusting nobody, and without a network.",
    )
    what = made.add_subparsers(required=True, metavar="proof|log|site")
    proof = what.add_parser("proof", help="一份.tlog-proof证明 / one .tlog-proof file")
    proof.add_argument("file", type=Path)
    proof.set_defaults(run=_proof)
    log = what.add_parser("log", help="整个日志：文件夹或者网址 / a whole log: folder or address")
    log.add_argument("place")
    log.set_defaults(run=_log)
    site = what.add_parser("site", help="网站与它的日志 / a site against its log")
    site.add_argument("address", help="例如 https://zwgk.example.gov.cn/")
    site.set_defaults(run=_site)
    for one in (proof, log, site):
        one.add_argument("--policy", type=Path, help="见证规则文件 / policy: log key, witnesses")
        one.add_argument("--lang", choices=[CHINESE, ENGLISH], default=_language())
        one.add_argument("--json", action="store_true", help="只输出一个JSON / one JSON object")
    for one in (log, site):
        one.add_argument(
            "--old",
            type=Path,
            action="append",
            default=[],
            help="以前的校验点，可多次 / an older checkpoint, may be repeated",
        )
    return made


def _proof(asked: argparse.Namespace, report: Report) -> None:
    policy = _policy(asked)
    if policy is None:
        raise Broken("核对单个证明要用--policy指定见证规则", "a single proof needs a --policy")
    check_proof(read_file(asked.file), policy, report)


def _log(asked: argparse.Namespace, report: Report) -> None:
    source = place(asked.place)
    log = opened(source, _policy(asked), report)
    acts = Acts(report)
    read_all(source, log, [older(read_file(path)) for path in asked.old], acts.see, report)
    acts.summary()


def _site(asked: argparse.Namespace, report: Report) -> None:
    address = asked.address if asked.address.endswith("/") else f"{asked.address}/"
    source = place(f"{address}log/")
    log = opened(source, _policy(asked), report)
    acts = Acts(report, keeps=True)
    read_all(source, log, [older(read_file(path)) for path in asked.old], acts.see, report)
    acts.summary()
    Site(AddressSource(address), acts, report).check()


def _policy(asked: argparse.Namespace) -> Policy | None:
    return read_policy(read_file(asked.policy).decode()) if asked.policy else None


def _language() -> str:
    return CHINESE if os.environ.get("LANG", "zh").startswith(("zh", "C", "POSIX")) else ENGLISH
