"""One proof: what was put on record, when at the latest, and what it says."""

import datetime
import json

from tlog.errors import Broken
from tlog.leaves import read_leaf
from tlog.policies import Policy
from tlog.proofs import read_proof
from tlog.verifying.opened import content, fits
from tlog.verifying.reports import Report, moment

# What an act is called; an act that is not here is shown by its code.
ACTS = {
    "disclosure.published": ("公开", "published"),
    "disclosure.corrected": ("更正", "corrected"),
    "disclosure.withdrawn": ("撤回", "withdrawn"),
    "disclosure.approved": ("签发", "approved"),
    "duty.fulfilled": ("公开任务完成", "duty fulfilled"),
    "duties.opened": ("产生公开任务", "duties opened"),
    "dispute.received": ("收到纠错或公开建议", "dispute received"),
    "dispute.answered": ("答复纠错或公开建议", "dispute answered"),
    "log.begun_anew": ("旧日志中断，另起新的日志", "begun anew after the old log was lost"),
    "data.erased": ("依法删除或者隐去文字", "words erased or held back by law"),
}
NO_WITNESS = "没有见证人签名：只能证明日志主人这样说过，不能证明他没有对别人说过别的"


def check_proof(written: bytes, policy: Policy, report: Report) -> None:
    """Raises Broken for a file that is no proof; what does not hold is a finding."""
    proof = read_proof(written)
    try:
        said = json.loads(proof.extra)
        leaf, groups = said["leaf"].encode(), dict(said.get("c") or {})
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise Broken(
            "证明文件里没有条目本身，无法核对内容", "the proof does not bring the entry itself"
        ) from None
    try:
        head, seen = proof.check(leaf, policy)
    except Broken as problem:
        report.find("proof", problem.chinese, problem.english, index=proof.index)
        return
    act = read_leaf(leaf)
    chinese, english = ACTS.get(act.act, (act.act, act.act))
    day = act.at.astimezone(datetime.timezone(datetime.timedelta(hours=8)))
    report.data |= {"index": proof.index, "origin": head.origin, "leaf": json.loads(leaf)}
    report.fact(
        f"日志{head.origin}，{proof.index}号条目：{chinese}",
        f"log {head.origin}, entry {proof.index}: {english}",
    )
    report.fact(
        f"机关{act.organ}，事项{act.object_id}，{day:%Y年%m月%d日 %H:%M:%S}",
        f"organ {act.organ}, object {act.object_id}, {day:%Y-%m-%d %H:%M:%S} (UTC+8)",
    )
    if act.due_on:
        report.fact(f"应于{act.due_on}前", f"due by {act.due_on}")
    for name, at in sorted(seen.items()):
        report.fact(f"见证人{name}：不晚于{moment(at)}", f"seen by {name} {moment(at)}")
    if not seen:
        report.note(NO_WITNESS, "no witness signed: the owner of the log may have told others else")
    _groups(dict(act.commitments), groups, report, proof.index)


def _groups(
    commitments: dict[str, str], groups: dict[str, object], report: Report, index: int
) -> None:
    for group, said in sorted(groups.items()):
        if not fits(commitments, group, said):
            report.find(
                "content",
                f"附带的内容（{group}）与记录不符",
                f"the content that came along ({group}) is not what was recorded",
                index=index,
            )
    if "text" in groups and not report.findings:
        title = content(groups, "text").get("title") or ""
        report.fact(f"标题：{title}", f"title: {title}")
    closed = sorted(commitments.keys() - groups.keys() - {"person", "by"})
    if closed:
        report.note(
            f"没有附带内容的部分：{'、'.join(closed)}（未公开、已撤回或已依法删除）",
            f"parts that are not opened: {', '.join(closed)} (not public, withdrawn or erased)",
        )
