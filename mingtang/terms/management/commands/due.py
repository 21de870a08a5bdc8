"""`manage.py due 2026-09-18 +20wd`: the day a term ends, and why.

Works before there is a database: then the notices shipped with this version are counted with.
With --json, standard output holds one object and nothing else: `due` (ISO day or null),
`provisional`, `reason`. What cannot be understood ends with code 2 and a sentence that helps.
"""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import CommandParser
from django.db import DatabaseError

from mingtang.foundation.commands import PersonsCommand
from mingtang.foundation.dates import parse_day
from mingtang.foundation.errors import NotUnderstood
from mingtang.foundation.explained import Explanation, ListedDay, ListedKind, ListedMonth, explain
from mingtang.foundation.terms import parse_term
from mingtang.foundation.working_days import Calendar
from mingtang.terms import queries, rules, words

BACKWARDS = re.compile(r"^-(?=[0-9０-９])")
HOW = (
    "看不懂这条命令。请写起算日和期限，例如 due 2026-09-18 +20wd；"
    "可加 --explain（逐日说明）或 --json（输出一个 JSON 对象）。"
)
WHY_SKIPPED = {ListedKind.WEEKEND: "周末", ListedKind.HOLIDAY: "休"}


class Command(PersonsCommand):
    help = "算期限：起算日和期限（+20wd 工作日，+30d 天，+2m 月，-7wd 往前数）"
    how = HOW

    def run_from_argv(self, argv: list[str]) -> None:
        """argparse takes -7wd for an option; a true minus sign says the same and is none."""
        super().run_from_argv([BACKWARDS.sub("\N{MINUS SIGN}", part, 1) for part in argv])

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("start", help="起算日，例如 2026-09-18")
        parser.add_argument("term", help="期限，例如 +20wd")
        parser.add_argument("--explain", action="store_true", help="逐日说明")
        parser.add_argument("--json", action="store_true", help="输出一个 JSON 对象")

    def handle(self, *, start: str, term: str, **options: Any) -> None:
        try:
            explained = explain(parse_term(term), parse_day(start), _calendar())
        except NotUnderstood as refused:
            self.refuse(str(refused), as_json=options["json"])
        if options["json"]:
            self._write_json(
                due=str(explained.due.on),
                provisional=explained.due.is_provisional,
                reason=words.reason(explained),
            )
        elif options["explain"]:
            self.stdout.write("\n".join(_at_length(explained)))
        else:
            self.stdout.write(words.reason(explained))

    def refusal(self, reason: str) -> dict[str, object]:
        return {"due": None, "provisional": False, "reason": reason}

    def _write_json(self, **found: object) -> None:
        # Escaped, so that it is the same JSON whatever the terminal's encoding.
        self.stdout.write(json.dumps(found))


def _calendar() -> Calendar:
    """The database's, or the shipped one where there is no database, or not yet that table."""
    database = settings.DATABASES["default"]
    file = Path(database["NAME"])
    if "sqlite" in database["ENGINE"] and file.is_absolute() and not file.exists():
        return rules.shipped_calendar()  # connecting would leave an empty file behind
    try:
        return queries.calendar()
    except DatabaseError:
        return rules.shipped_calendar()


def _at_length(explained: Explanation) -> Iterator[str]:
    """The reasons, and before the last of them each day skipped and each weekend worked."""
    *before, last = (f"{label}：{text}" for label, text in words.lines(explained))
    yield from before
    yield from filter(None, map(_line, explained.days))
    yield from map(_month, explained.months)
    yield last


def _line(day: ListedDay) -> str:
    if day.is_off:
        name = f"（{day.name}）" if day.name else ""
        return f"  {words.day_words(day.on)} 跳过：{WHY_SKIPPED[day.kind]}{name}"
    if day.is_made_up:
        return f"  {words.day_words(day.on)} 班：调休上班，是第{day.number}个工作日"
    return ""


def _month(month: ListedMonth) -> str:
    made_up = f"（其中调休上班{month.made_up}天）" if month.made_up else ""
    return f"  {month.year}年{month.month}月 数{month.counted}天{made_up}，跳过{month.skipped}天"
