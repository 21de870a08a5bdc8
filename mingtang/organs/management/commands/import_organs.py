"""`manage.py import_organs --county 130123 --make-bodies`: regions, and the bodies of a county.

Reached as `bin/mingtang import organs …`. Progress goes to standard error. With --json, standard
output holds one object and nothing else. What cannot be done ends with code 2 and a sentence that
helps. --dry-run writes nothing and works before there is a database.
"""

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser
from django.db import DatabaseError, connection

from mingtang.foundation import clock
from mingtang.foundation.commands import PersonsCommand
from mingtang.foundation.errors import RuleBroken
from mingtang.organs.actions.bulk import import_regions
from mingtang.organs.actions.seats import make_bodies
from mingtang.organs.models import County, Region
from mingtang.organs.queries.regions import differences, no_longer_listed
from mingtang.organs.queries.seats import seats_to_make
from mingtang.organs.rules.divisions import SHIPPED, Division, Divisions, read
from mingtang.organs.rules.finding import find
from mingtang.organs.rules.seats import Seat, seats_of

LISTED_AT_MOST = 20
LEVELS = {"province": "省级", "city": "地级", "county": "县级", "township": "乡级"}
HOW = (
    "请写 --county（县）、--city（地级市）或者 --all（全国）中的一个，"
    "例如 import organs --county 130123 --make-bodies --dry-run。"
)
ONLY_A_COUNTY = "--make-bodies 只能和 --county 一起用：一次为一个县建立机关。"
NO_TABLES = "数据库还没有建好。请先执行 bin/mingtang up，或者加 --dry-run 只看会做什么。"


@dataclass
class Plan:
    """What is asked for: the divisions, and the bodies of a county where one is named."""

    tables: Divisions
    chosen: Sequence[Division]
    scope: str
    county: Division | None = None
    government: Seat | None = None
    townships: Sequence[Seat] = ()
    unclear: Sequence[Division] = ()


@dataclass
class Outcome:
    """What was done, or would be."""

    new: int = 0
    changed: int = 0
    same: int = 0
    no_longer_listed: int = 0
    bodies: list[str] = field(default_factory=list)
    log_origin: str = ""


class Command(PersonsCommand):
    help = "导入行政区划（--county、--city 或 --all），并可为一个县建立机关（--make-bodies）"
    how = HOW

    def add_arguments(self, parser: CommandParser) -> None:
        where = parser.add_mutually_exclusive_group(required=True)
        where.add_argument("--county", help="一个县：代码或名称，例如 130123 或 正定县")
        where.add_argument("--city", help="一个地级市：代码或名称，例如 1301 或 石家庄市")
        where.add_argument("--all", action="store_true", help="全国")
        parser.add_argument("--make-bodies", action="store_true", help="设县并登记县乡两级政府")
        parser.add_argument("--log-origin", help="该县公开日志的来源名，定下以后不能改")
        parser.add_argument(
            "--from", dest="folder", type=Path, default=SHIPPED, help="区划表文件夹"
        )
        parser.add_argument("--dry-run", action="store_true", help="只说明会做什么，不写入")
        parser.add_argument("--json", action="store_true", help="输出一个 JSON 对象")

    def handle(self, *_args: object, **options: Any) -> None:
        try:
            plan = _plan(options)
            self._say(f"区划表已读：{plan.scope}，{_by_level(plan.chosen)}。")
            outcome = _foreseen(plan, options) if options["dry_run"] else self._done(plan, options)
        except RuleBroken as refused:
            self.refuse(str(refused), as_json=options["json"])
        if options["json"]:
            self.stdout.write(json.dumps(_as_object(plan, outcome, options), ensure_ascii=False))
        else:
            self.stdout.write("\n".join(_as_lines(plan, outcome, options)))

    def _done(self, plan: Plan, options: dict[str, Any]) -> Outcome:
        if not _has_tables():
            raise RuleBroken(NO_TABLES)
        at = clock.now()
        self._say("正在导入区划……")
        imported = import_regions(divisions=plan.chosen, by=None, at=at)
        outcome = Outcome(*imported, no_longer_listed=no_longer_listed(plan.tables))
        if plan.county is not None and plan.government is not None:
            self._say("正在登记机关……")
            made = make_bodies(
                code=plan.county.code,
                name=plan.county.name,
                log_origin=_origin(plan, options),
                government=plan.government,
                townships=plan.townships,
                by=None,
                at=at,
            )
            outcome.bodies = [organ.name for organ in made.organs]
            outcome.log_origin = made.county.log_origin
        return outcome

    def _say(self, text: str) -> None:
        self.stderr.write(text, self.style.NOTICE)
        self.stderr.flush()


def _plan(options: dict[str, Any]) -> Plan:
    """Raises RuleBroken for tables that are broken and places that are not in them."""
    if options["make_bodies"] and options["county"] is None:
        raise RuleBroken(ONLY_A_COUNTY)
    tables = read(options["folder"])
    if options["all"]:
        return Plan(tables, list(tables.by_code.values()), "全国")
    level = "city" if options["county"] is None else "county"
    place = find(tables, options[level], level=level)
    chosen = [*tables.above(place)[:-1], *tables.within(place.code)]
    plan = Plan(tables, chosen, f"{tables.path(place)}（{place.code}）")
    if options["make_bodies"]:
        plan.county = place
        plan.government, plan.townships, plan.unclear = seats_of(tables, place)
    return plan


def _foreseen(plan: Plan, options: dict[str, Any]) -> Outcome:
    """What would be done; where there is no database yet, everything is new."""
    seats = [plan.government, *plan.townships] if plan.government else []
    outcome = Outcome(log_origin=_origin(plan, options))
    if not _has_tables():
        outcome.new, outcome.bodies = len(plan.chosen), [seat.name for seat in seats]
        return outcome
    change = differences(plan.chosen)
    outcome.new, outcome.changed, outcome.same = len(change.new), len(change.changed), change.same
    outcome.no_longer_listed = no_longer_listed(plan.tables)
    if plan.county is not None:
        outcome.bodies = [seat.name for seat in seats_to_make(plan.county.code, seats)]
        known = County.objects.filter(code=plan.county.code).first()
        outcome.log_origin = known.log_origin if known else outcome.log_origin
    return outcome


def _has_tables() -> bool:
    """Asked by reading, so that looking leaves no empty database file behind."""
    name = str(connection.settings_dict["NAME"])
    if connection.vendor == "sqlite" and "mode=memory" not in name and not Path(name).exists():
        return False
    try:
        Region.objects.exists()
    except DatabaseError:
        return False
    return True


def _origin(plan: Plan, options: dict[str, Any]) -> str:
    """Good enough to try it out: a county in earnest names its own, under its own domain."""
    if plan.county is None:
        return ""
    return options["log_origin"] or f"{plan.county.code}.mingtang.example/log"


def _by_level(divisions: Sequence[Division]) -> str:
    counted = Counter(one.level for one in divisions)
    parts = [f"{LEVELS[level]}{counted[level]:,}个" for level in LEVELS if counted[level]]
    return "、".join(parts) + f"，共{len(divisions):,}个"


def _as_object(plan: Plan, outcome: Outcome, options: dict[str, Any]) -> dict[str, object]:
    return {
        "dry_run": options["dry_run"],
        "scope": plan.scope,
        "regions": {
            "total": len(plan.chosen),
            "new": outcome.new,
            "changed": outcome.changed,
            "same": outcome.same,
            "no_longer_listed": outcome.no_longer_listed,
        },
        "bodies": outcome.bodies,
        "not_understood": [f"{one.code} {one.name}" for one in plan.unclear],
    }


def _as_lines(plan: Plan, outcome: Outcome, options: dict[str, Any]) -> list[str]:
    will = "将" if options["dry_run"] else "已"
    counts = f"新增{outcome.new:,}个，更新{outcome.changed:,}个，不变{outcome.same:,}个"
    lines = [f"{will}导入区划 {plan.scope}：{counts}。"]
    if outcome.no_longer_listed:
        lines.append(f"库里另有{outcome.no_longer_listed:,}个区划不在表里，予以保留，请核对。")
    if plan.county is not None:
        lines.append(f"{will}登记机关{len(outcome.bodies)}个{_few(outcome.bodies)}")
        lines.append(f"公开日志来源名：{outcome.log_origin}")
    if plan.unclear:
        names = [f"{one.code} {one.name}" for one in plan.unclear]
        lines.append(f"名称看不出是什么机关，没有登记{len(names)}个{_few(names)}")
    return lines


def _few(names: Sequence[str]) -> str:
    if not names:
        return "。"
    more = f"……共{len(names)}个" if len(names) > LISTED_AT_MOST else ""
    return "：" + "、".join(names[:LISTED_AT_MOST]) + more + "。"
