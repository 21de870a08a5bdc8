"""`verify proof`, `verify log`, `verify site`, and `verify write` to hand the verifier out."""

import argparse
import hashlib
import io
import os
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from tlog.checkpoints import read_checkpoint
from tlog.errors import Broken
from tlog.notes import Key, read_note
from tlog.policies import Policy, read_policy
from tlog.proofs import read_proof
from tlog.storage import read_file, write_whole
from tlog.verifying.acts import Acts
from tlog.verifying.announced import read_openings
from tlog.verifying.handed_out import one_file
from tlog.verifying.history import check_history
from tlog.verifying.logs import opened, read_all
from tlog.verifying.older import Older, read_older
from tlog.verifying.pages import MOST
from tlog.verifying.reports import CHINESE, ENGLISH, Report, Words
from tlog.verifying.single import check_proof
from tlog.verifying.sites import check_site, may_pass
from tlog.verifying.sm2 import check_lines, check_sm2, sm2_keys
from tlog.verifying.sources import AddressSource, place

# A site shows an act some seconds before its log does: what was found meanwhile is looked at again.
LAG = 10.0
ATTEMPTS = 3
wait = time.sleep


def main(arguments: Sequence[str]) -> int:
    """0: everything holds; 1: something does not; 2: how it was called; 3: it cannot be checked."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # A terminal that cannot show a sign must not look like a log that does not hold.
            stream.reconfigure(errors="backslashreplace")
    asked = parser().parse_args(arguments)
    report = Report()
    try:
        asked.run(asked, report)
    except Broken as problem:
        said = report.give_up(problem.chinese, problem.english)
        sys.stderr.write(f"{said.in_(asked.lang)}\n")
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
    what = made.add_subparsers(required=True, metavar="proof|log|site|write")
    proof = what.add_parser("proof", help="一份.tlog-proof证明 / one .tlog-proof file")
    proof.add_argument("file", type=Path)
    proof.set_defaults(run=_proof)
    log = what.add_parser("log", help="整个日志：文件夹或者网址 / a whole log: folder or address")
    log.add_argument("place")
    log.add_argument(
        "--openings",
        type=Path,
        action="append",
        default=[],
        help="存成文件的 /api/v1/openings，可多次 / what the site answers there, as a file",
    )
    log.set_defaults(run=_log)
    site = what.add_parser("site", help="网站与它的日志 / a site against its log")
    site.add_argument("address", help="例如 https://zwgk.example.gov.cn/")
    site.add_argument(
        "--without-files",
        action="store_true",
        help="不取下附件核对 / do not fetch the attachments to compare them",
    )
    site.add_argument(
        "--pages",
        type=int,
        default=MOST,
        metavar="N",
        help="随机读多少件公开信息的网页，默认%(default)s / how many pages to read, at random",
    )
    site.set_defaults(run=_site)
    write = what.add_parser(
        "write", help="把核对程序写成一个文件，交给别人 / this verifier as one file, to hand out"
    )
    write.add_argument("file", type=Path)
    write.set_defaults(run=_write)
    for one in (proof, log, site):
        one.add_argument("--policy", type=Path, help="见证规则文件 / policy: log key, witnesses")
        one.add_argument(
            "--sm2", type=Path, help="别处得来的国密公钥 / SM2 keys that came from elsewhere"
        )
    for one in (proof, log, site, write):
        one.add_argument("--lang", choices=[CHINESE, ENGLISH], default=_language())
        one.add_argument("--json", action="store_true", help="只输出一个JSON / one JSON object")
    for one in (log, site):
        one.add_argument(
            "--stamped-by",
            type=Path,
            help="时间戳服务的根证书，核对时间戳的签名 / root certificate of the stamping service",
        )
        one.add_argument(
            "--old",
            type=Path,
            action="append",
            default=[],
            help="以前的校验点，可多次 / an older checkpoint, may be repeated",
        )
        one.add_argument(
            "--old-policy",
            type=Path,
            action="append",
            default=[],
            help="换密钥、另起日志以前的见证规则，可多次 / a policy of former keys or a former log",
        )
    return made


def _proof(asked: argparse.Namespace, report: Report) -> None:
    policy = _policy(asked)
    if policy is None:
        raise Broken("核对单个证明要用--policy指定见证规则", "a single proof needs a --policy")
    written = read_file(asked.file)
    check_proof(written, policy, report)
    check_lines(read_proof(written).note, _sm2_keys(asked) or [], report)


def _log(asked: argparse.Namespace, report: Report) -> None:
    source = place(asked.place)
    log = opened(source, _policy(asked), report, trusted=_trusted(asked))
    check_sm2(source, log.note, report, _sm2_keys(asked))
    acts = Acts(report)
    kept = _kept(asked)
    barred = read_all(source, log, [one.head for one in kept], acts.see, report)
    acts.summary()
    acts.barring.demand(barred, report, is_opened=False)
    for path in asked.openings:
        read_openings(read_file(path), acts, report)
    check_history(source, log, acts, kept, _old_policies(asked), report)


def _site(asked: argparse.Namespace, report: Report) -> None:
    address = asked.address if asked.address.endswith("/") else f"{asked.address}/"
    source, policy, trusted = place(f"{address}log/"), _policy(asked), _trusted(asked)
    keys = _sm2_keys(asked)
    kept, old_policies = _kept(asked), _old_policies(asked)
    left = ATTEMPTS
    while True:
        tried, left = Report(), left - 1
        try:
            log = opened(source, policy, tried, trusted=trusted)
            check_sm2(source, log.note, tried, keys)
            heads = [one.head for one in kept]
            acts = check_site(
                AddressSource(address),
                source,
                log,
                heads,
                tried,
                with_files=not asked.without_files,
                pages=max(asked.pages, 0),
            )
            check_history(source, log, acts, kept, old_policies, tried)
        finally:
            report.take(tried)
        if not may_pass(tried) or not left:
            return
        wait(LAG)
        if read_checkpoint(read_note(source.read("checkpoint"))) == log.head:
            return


def _write(asked: argparse.Namespace, report: Report) -> None:
    content = one_file()
    write_whole(asked.file, content, mode=0o755)
    digest = hashlib.sha256(content).hexdigest()
    report.data |= {"file": str(asked.file), "sha256": digest}
    report.fact(f"SHA-256：{digest}", f"SHA-256: {digest}")
    report.done = Words(
        f"已写入 {asked.file}；有Python和cryptography的机器上：python3 {asked.file} --help",
        f"written: {asked.file}; wherever Python and cryptography are: python3 {asked.file} --help",
    )


def _policy(asked: argparse.Namespace) -> Policy | None:
    return _policy_in(asked.policy) if asked.policy else None


def _old_policies(asked: argparse.Namespace) -> list[Policy]:
    return [_policy_in(path) for path in asked.old_policy]


def _policy_in(path: Path) -> Policy:
    return read_policy(read_file(path).decode("utf-8", "replace"))


def _kept(asked: argparse.Namespace) -> list[Older]:
    return [read_older(read_file(path)) for path in asked.old]


def _trusted(asked: argparse.Namespace) -> bytes | None:
    return read_file(asked.stamped_by) if asked.stamped_by else None


def _sm2_keys(asked: argparse.Namespace) -> list[Key] | None:
    return sm2_keys(read_file(asked.sm2)) if asked.sm2 else None


def _language() -> str:
    return CHINESE if os.environ.get("LANG", "zh").startswith(("zh", "C", "POSIX")) else ENGLISH
