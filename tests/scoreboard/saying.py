"""A site that says what a test has it say: duties of two organs, and the acts of them."""

import datetime
import json
from urllib.parse import parse_qsl, urlsplit

from scoreboard.checking import Asked, recompute
from scoreboard.counting import Board, day, known
from tests.tlog import making
from tests.tlog.verifying.opening import committed, opened
from tlog.merkle import leaf_hash
from tlog.verifying.reports import Report

ON = "2026-11-26"
EDITION = "e" * 32
YEAR = {"since": "2026-01-01", "until": "2026-12-31"}
ORGANS = [
    {"code": making.ORGAN, "tier": "county", "name": "县住建局"},
    {"code": "ZB-990001-2", "tier": "township", "name": "青石镇"},
]
ITEMS = [
    {"edition": EDITION, "code": "A", "emphasis": "key", "fields": [], "level2": "预算"},
    {
        "edition": EDITION,
        "code": "B",
        "emphasis": "general",
        "fields": ["tax", "health"],
        "level2": "办税指南",
    },
]


def duty(number, **about):
    return {
        "object": f"{number:032x}",
        "organ": making.ORGAN,
        "item": "A",
        "edition": EDITION,
        "opened_by": "2026-09-01/2026-09-30",
        "opened_on": making.MORNING.date().isoformat(),
        "taken_over_from": None,
        "due": "2026-10-22",
        "state": "open",
        "is_open": True,
        "ended_at": None,
        "late_by": None,
        **about,
    }


def ended(number, at="2026-10-20T02:00:00+00:00", *, late_by=-2, state="fulfilled", **about):
    return duty(number, state=state, is_open=False, ended_at=at, late_by=late_by, **about)


class Saying:
    """Answers as a site does; `said` are its scoreboards, made by the formula unless changed."""

    def __init__(self, duties, *, acts=True, on=ON):
        self.duties, self.on = list(duties), on
        self.acts, self.openings = _acts(self.duties) if acts else ([], [])
        self.changed = {}
        self.asked = []

    def read(self, path):
        self.asked.append(path)
        parts = urlsplit(path)
        name = parts.path.removeprefix("api/v1/")
        given = dict(parse_qsl(parts.query))
        if name == "scoreboard":
            said = self._board(given)
        else:
            rows = {
                "organs": ORGANS,
                "items": ITEMS,
                "duties": self.duties,
                "acts": self.acts,
                "openings": self.openings,
            }[name]
            cursor = int(given.get("after") or given.get("since") or 0)
            page = rows[cursor : cursor + 2]
            following = cursor + len(page) if name in ("acts", "openings") or page else None
            said = {name: page, "next": following}
        return json.dumps(said).encode()

    def _board(self, given):
        by = given.pop("by")
        narrowed = {**YEAR, **given} if not {"since", "until"} & given.keys() else given
        spans = {name: day(narrowed[name]) for name in YEAR if narrowed.get(name)}
        words = {name: narrowed.get(name, "") for name in ("tier", "emphasis", "field")}
        board = Board(on=day(self.on), **spans, **words)
        for row in self.duties:
            board.add(row, known(ORGANS, ITEMS))
        rows = [{"key": key, **sums.as_row()} for key, sums in board.tables[by].items()]
        for row in rows:
            row.update(self.changed.get((by, row["key"]), {}))
        days = {name: narrowed.get(name) for name in YEAR}
        said = {"on": self.on, "size": len(self.acts), "by": by, **narrowed, **days}
        return {**said, "rows": rows}


def _acts(duties):
    """One act that opens each, and one that ends it, where it has ended."""
    acts, openings = [], []

    def add(number, act, data, **about):
        entry = making.act(number, act=act, commitments=committed(data=data), **about)
        index = len(acts)
        acts.append({"index": index, "hash": leaf_hash(entry).hex(), "leaf": json.loads(entry)})
        openings.append({"index": index, "c": {"data": opened(data)}})

    for row in duties:
        line = [row["item"], row["opened_by"], row["due"], row["object"]]
        add(900, "duties.opened", {"duties": [line]}, organ=row["organ"], at=making.MORNING)
        if row["state"] != "open":
            data = {"state": row["state"], "late_by": row["late_by"]}
            add(
                int(row["object"], 16),
                "duty.fulfilled",
                data,
                organ=row["organ"],
                at=_moment(row["ended_at"]),
            )
    add(901, "disclosure.published", {"amount": "5"})
    return acts, openings


def _moment(written):
    return datetime.datetime.fromisoformat(written)


def checked(source, **asked):
    """What was found, by kind, and the board."""
    report = Report()
    board = recompute(source, Asked(**asked), report)
    return [found.kind for found in report.findings], board, report
