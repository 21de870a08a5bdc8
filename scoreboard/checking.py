"""The site's own figures against those made again from its public data."""

import csv
import datetime
import io
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from scoreboard.acts import compare, told_duties
from scoreboard.counting import (
    COUNTS,
    FEW,
    GROUPS,
    Board,
    Row,
    Sums,
    contradictions,
    day,
    known,
    share,
)
from scoreboard.sources import SCOREBOARD, Source, answer, rows
from tlog.errors import Broken
from tlog.verifying.reports import Report

ATTEMPTS = 3
NARROWED = ("since", "until", "tier", "emphasis", "field")
# What is said of a row beside its key.
FIGURES = (*COUNTS, "owed", "rate", "due_total", "is_few")
WORDS = {
    "kept": ("按期公开", "kept"),
    "late_done": ("逾期后公开", "done late"),
    "late_open": ("逾期未公开", "overdue"),
    "nil": ("无此事项", "nil"),
    "nil_late": ("无此事项里逾期后答复", "nil, answered late"),
    "withheld": ("不予公开", "withheld"),
    "withheld_late": ("不予公开里逾期后答复", "withheld, answered late"),
    "not_due": ("未到期", "not due"),
    "owed": ("应公开", "owed"),
    "rate": ("按期率", "rate"),
    "due_total": ("到期任务", "due"),
    "is_few": ("数量少", "few"),
    "late_done_rate": ("逾期后公开率", "share done late"),
    "late_open_rate": ("逾期未公开率", "share overdue"),
    "nil_share": ("无此事项占比", "share of nil"),
    "withheld_share": ("不予公开占比", "share withheld"),
}
# The columns of the site's CSV, in their order.
CSV_COLUMNS = (
    *("name", "key", "since", "until", "on", "kept", "late_done", "late_open", "owed", "rate"),
    *("late_done_rate", "late_open_rate", "nil", "nil_late", "withheld", "withheld_late"),
    *("due_total", "nil_share", "withheld_share", "not_due", "few"),
    *("tier", "emphasis", "field", "organ", "items"),
)


@dataclass(frozen=True)
class Asked:
    """Which duties; and `csv`, a table that was downloaded from the site. `today` is the day here
    by whoever asks; None where kept answers are read."""

    narrowed: Mapping[str, str] = field(default_factory=dict)
    csv: bytes | None = None
    with_acts: bool = True
    today: datetime.date | None = None


def recompute(source: Source, asked: Asked, report: Report) -> Board:
    """All groups at once. What the site says otherwise is found. Raises Broken."""
    try:
        return _recompute(source, asked, report)
    except (KeyError, ValueError, TypeError, AttributeError) as problem:
        raise Broken(
            f"网站的数据读不懂：{problem!r}", f"what the site answers cannot be read: {problem!r}"
        ) from problem


def _recompute(source: Source, asked: Asked, report: Report) -> Board:
    for _attempt in range(ATTEMPTS):
        tried = Report()
        said = _said(source, asked)
        on = day(said["organ"]["on"])
        board = _board(on, said["organ"])
        table = _table(asked.csv) if asked.csv is not None else []
        other = _board(on, table[0]) if table else None
        _read(source, asked, [board, *([other] if other else [])], tried)
        if _said(source, asked) == said:
            break
    else:
        raise Broken(
            "读取时网站的数据一直在变，请稍后再试",
            "the site kept changing while it was read; try again later",
        )
    report.take(tried)
    if asked.today is not None and asked.today != on:
        report.find(
            "day",
            f"网站按{on}计算逾期，今天是{asked.today}",
            f"the site counts what is late by {on}, today is {asked.today}",
        )
    for group in GROUPS:
        _compare(said[group]["rows"], board.tables[group], group, report)
    if other:
        _compare_table(table, other, report)
    return board


def _said(source: Source, asked: Asked) -> dict[str, dict[str, Any]]:
    """The site's own scoreboards, as they are now."""
    narrowed = {name: value for name, value in asked.narrowed.items() if value}
    return {
        group: answer(source, f"{SCOREBOARD}{urlencode({'by': group, **narrowed})}")
        for group in GROUPS
    }


def _board(on: datetime.date, said: Mapping[str, Any]) -> Board:
    since, until = said.get("since"), said.get("until")
    return Board(
        on=on,
        since=day(since) if since else None,
        until=day(until) if until else None,
        tier=str(said.get("tier") or ""),
        emphasis=str(said.get("emphasis") or ""),
        field=str(said.get("field") or ""),
        organ=str(said.get("organ") or ""),
        items=frozenset(str(said.get("items") or "").split()),
    )


def _read(source: Source, asked: Asked, boards: list[Board], report: Report) -> None:
    refers = known(rows(source, "organs"), rows(source, "items"))
    duties = (
        told_duties(rows(source, "acts", "since"), rows(source, "openings", "since"), report)
        if asked.with_acts
        else None
    )
    count = 0

    def see(duty: Row) -> None:
        nonlocal count
        count += 1
        for board in boards:
            board.add(duty, refers)
        for kind in contradictions(duty):
            report.find(
                kind,
                f"公开任务{duty['object']}自相矛盾：迟了{duty['late_by']}个工作日，"
                f"到期{duty['due']}，办结{duty['ended_at']}",
                f"the duty {duty['object']} contradicts itself: {duty['late_by']} working days "
                f"late, due {duty['due']}, ended {duty['ended_at']}",
                object_id=str(duty["object"]),
            )

    found = rows(source, "duties")
    if duties is None:
        for duty in found:
            see(duty)
    else:
        compare(duties, found, see, report)
    report.fact(f"重算了{count}件公开任务", f"{count} duties were counted")


def _compare(
    said: list[dict[str, Any]], own: Mapping[str, Sums], group: str, report: Report
) -> None:
    theirs = {str(row["key"]): row for row in said}
    for key in sorted(theirs.keys() | own.keys()):
        row, mine = theirs.get(key, {}), own.get(key, Sums()).as_row()
        for name in FIGURES:
            shown = row.get(name) if row else Sums().as_row()[name]
            if shown != mine[name]:
                _found(group, key, name, shown, mine[name], report)


def _found(group: str, key: str, name: str, shown: object, mine: object, report: Report) -> None:
    chinese, english = WORDS[name]
    report.find(
        "figure",
        f"{group} {key}：{chinese}，网站写{shown}，重算是{mine}",
        f"{group} {key}: {english} is {shown} on the site, {mine} made again",
    )


def _table(content: bytes) -> list[dict[str, str]]:
    """The lines of a CSV of the site, but for its head; its sum has no key. Raises ValueError, and
    Broken for a table of other columns, such as were handed out before."""
    lines = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
    if lines and len(lines[0]) != len(CSV_COLUMNS):
        raise Broken(
            f"这张表有{len(lines[0])}列，应当有{len(CSV_COLUMNS)}列：请从网站重新下载这张表和本程序",
            f"this table has {len(lines[0])} columns and not {len(CSV_COLUMNS)}: "
            "download it and this program from the site again",
        )
    return [dict(zip(CSV_COLUMNS, line, strict=True)) for line in lines[1:]]


def _compare_table(table: list[dict[str, str]], board: Board, report: Report) -> None:
    """Which group its rows are of is seen from what they are called."""
    keys = {line["key"] for line in table if line["key"]}
    group = max(GROUPS, key=lambda one: len(keys & board.tables[one].keys()))
    own = board.tables[group]
    for line in table:
        key = line["key"]
        mine = _line(own.get(key, Sums()) if key else board.whole)
        for name, made in mine.items():
            if line[name] != made:
                _found(group, key or "合计 / sum", name, line[name], made, report)
        if bool(line["few"]) != (int(mine["owed"]) < FEW):
            _found(group, key or "合计 / sum", "is_few", line["few"], int(mine["owed"]), report)
    for key in sorted(own.keys() - keys):
        _found(group, key, "due_total", 0, own[key].due_total, report)


def _line(sums: Sums) -> dict[str, str]:
    """Each figure of a line as it is written; nothing where there is no whole to be a share of."""
    counts, owed, due = sums.counts, sums.owed, sums.due_total
    made = {
        **counts,
        "owed": owed,
        "due_total": due,
        "rate": sums.rate,
        "late_done_rate": share(counts["late_done"], owed),
        "late_open_rate": share(counts["late_open"], owed),
        "nil_share": share(counts["nil"], due),
        "withheld_share": share(counts["withheld"], due),
    }
    return {name: "" if figure is None else str(figure) for name, figure in made.items()}
