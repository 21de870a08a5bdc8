"""The public log: an act with its entry and signature, and what it takes to verify all of them."""

import hashlib
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from mingtang.bench import postgres
from mingtang.bench.appending import AT, ORGAN, ORIGIN, SECOND, seconds_for
from mingtang.bench.figures import Baseline, Figure, at_most
from mingtang.bench.ground import Ground
from mingtang.ledger.choices import Act
from tlog.checkpoints import Checkpoint
from tlog.folder import Folder, Row
from tlog.leaves import Leaf
from tlog.merkle import leaf_hash
from tlog.notes import Note, SecretKey
from tlog.policies import read_policy
from tlog.proofs import Proof
from tlog.tiles import Edge
from tlog.verifying.acts import Acts
from tlog.verifying.logs import opened, read_all
from tlog.verifying.reports import Report
from tlog.verifying.sources import FolderSource

COMMITS = 300
LEAVES = 1_000_000
AT_A_TIME = 25_600
VERIFIED_IN = 30.0  # seconds
PROOF_IN = 50.0  # milliseconds
TEN_YEARS = 2_500_000  # acts of a county
TEN_YEARS_IN = 2_000.0  # MB
PROOFS = 50
GROUPS = ("text", "data", "files", "person")


def measure(
    ground: Ground,
    leaves: int = LEAVES,
    commits: int = COMMITS,
    find: postgres.FindServer = postgres.server,
) -> Iterator[Figure]:
    ground.say(f"正在写{commits}条并逐条签名…… / {commits} acts, each signed…")
    yield _append(ground.data, commits)
    if address := find():
        ground.say("同样在 PostgreSQL 上…… / the same on PostgreSQL…")
        yield _append_there(address, ground.data, commits)
    else:
        ground.say(postgres.NOT_THERE)
    ground.say(f"正在做{leaves:,}条的日志…… / a log of {leaves:,} entries…")
    folder, secret = Folder(ground.data / "log"), SecretKey.make(ORIGIN)
    yield _tiles(folder, secret, leaves)
    ground.say("正在整个核对…… / verifying all of it…")
    yield _verified(folder, secret, leaves)
    yield _proof(folder, secret, leaves)
    yield _size(folder, leaves)


def _append(data: Path, commits: int) -> Figure:
    seconds = seconds_for(data / "bench", commits)
    bare = Baseline(
        "sqlite3 空提交：一行一个事务，synchronous=FULL",
        "bare commits of sqlite3: one row each, synchronous=FULL",
        commits / _bare_commits(data / "commits.sqlite3", commits),
    )
    return _appended("ledger.append", "SQLite", commits / seconds, bare)


def _append_there(address: str, data: Path, commits: int) -> Figure:
    with postgres.database_of_its_own(address) as url:
        postgres.manage(url, "migrate", "--verbosity", "0")
        seconds = float(
            postgres.manage(url, "bench_append", data / "bench-postgresql", str(commits))
        )
        bare = Baseline(
            "psycopg 空提交：一行一个事务",
            "bare commits of psycopg: one row each",
            commits / postgres.bare_commits(url, commits),
        )
    return _appended("ledger.append_postgresql", "PostgreSQL", commits / seconds, bare)


def _appended(name: str, database: str, per_second: float, bare: Baseline) -> Figure:
    return Figure(
        name=name,
        chinese=f"{database}一次提交：记一条、写文件、签校验点",
        english=f"one commit on {database}: an entry, its files, a signed checkpoint",
        value=per_second,
        unit="/s",
        baseline=bare,
    )


def _bare_commits(path: Path, commits: int) -> float:
    with closing(sqlite3.connect(path, isolation_level=None)) as database:
        database.execute("PRAGMA journal_mode=WAL")
        database.execute("PRAGMA synchronous=FULL")
        database.execute("CREATE TABLE act (id INTEGER PRIMARY KEY, said TEXT)")
        started = time.perf_counter()
        for number in range(commits):
            database.execute("BEGIN IMMEDIATE")
            database.execute("INSERT INTO act (said) VALUES (?)", [f"act {number}"])
            database.execute("COMMIT")
        return time.perf_counter() - started


def _leaf(number: int) -> bytes:
    """Of its real length, about an object of its own."""
    made = hashlib.sha256(number.to_bytes(8)).hexdigest()
    return Leaf(
        act=Act.PUBLISHED.value,
        object_id=made[:32],
        organ=ORGAN,
        at=AT + number * SECOND,
        basis="ogi-regulation.26",
        due_on=AT.date(),
        previous=None,
        commitments=dict.fromkeys(GROUPS, made),
    ).written()


def _tiles(folder: Folder, secret: SecretKey, leaves: int) -> Figure:
    edge, seconds, bare = Edge(), 0.0, 0.0
    for first in range(0, leaves, AT_A_TIME):
        entries = [_leaf(number) for number in range(first, min(first + AT_A_TIME, leaves))]
        started = time.perf_counter()
        for entry in entries:
            hashlib.sha256(entry).digest()
        bare += time.perf_counter() - started
        started = time.perf_counter()
        folder.extend(edge, [Row(entry, leaf_hash(entry)) for entry in entries])
        seconds += time.perf_counter() - started
    head = Checkpoint(ORIGIN, edge.size, edge.root())
    folder.publish(Note(head.text, (secret.sign(head.text),)))
    return Figure(
        name="ledger.tiles",
        chinese=f"{leaves:,}条写成块文件，每个都落盘",
        english=f"{leaves:,} entries into tiles, each file synced",
        value=leaves / seconds,
        unit="/s",
        baseline=Baseline("只算SHA-256", "SHA-256 alone", leaves / bare),
    )


def _verified(folder: Folder, secret: SecretKey, leaves: int) -> Figure:
    report = Report()
    started, worked = time.perf_counter(), time.process_time()
    log = opened(FolderSource(folder.path), read_policy(_policy(secret)), report)
    acts = Acts(report)
    read_all(FolderSource(folder.path), log, [], acts.see, report)
    seconds, cpu = time.perf_counter() - started, time.process_time() - worked
    if report.findings or acts.count != leaves:
        raise RuntimeError("the log that was made does not hold")
    return Figure(
        name="ledger.verify",
        chinese=f"整个核对{leaves:,}条",
        english=f"full verification of {leaves:,} entries",
        value=seconds,
        unit="s",
        target=at_most(VERIFIED_IN),
        # On a machine that others use too, these tell what it would take alone.
        details=({"entries": leaves, "seconds": round(seconds, 1), "cpu_seconds": round(cpu, 1)},),
    )


def _proof(folder: Folder, secret: SecretKey, leaves: int) -> Figure:
    """As somebody has it who got the file by mail: made beforehand, then only checked."""
    policy, note = read_policy(_policy(secret)), folder.checkpoint()
    assert note is not None  # noqa: S101 - it was just published
    made = []
    for index in range(0, leaves, max(leaves // PROOFS, 1)):
        made.append((_leaf(index), Proof(index, tuple(folder.inclusion(index, leaves)), note)))
    started = time.perf_counter()
    for leaf, proof in made:
        proof.check(leaf, policy)
    return Figure(
        name="ledger.proof",
        chinese="核对一份证明",
        english="one proof checked",
        value=(time.perf_counter() - started) / len(made) * 1000,
        unit="ms",
        target=at_most(PROOF_IN),
    )


def _size(folder: Folder, leaves: int) -> Figure:
    total = sum(path.stat().st_size for path in folder.path.rglob("*") if path.is_file())
    return Figure(
        name="ledger.size",
        chinese=f"一个县十年（{TEN_YEARS:,}条）的日志文件",
        english=f"the files of ten years of a county ({TEN_YEARS:,} acts)",
        value=total / leaves * TEN_YEARS / 1e6,
        unit="MB",
        target=at_most(TEN_YEARS_IN),
    )


def _policy(secret: SecretKey) -> str:
    return f"log {secret.key}\nquorum none\n"
