"""The public log: an act with its entry and signature, and what it takes to verify all of them."""

import datetime
import hashlib
import sqlite3
import threading
import time
import uuid
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from mingtang.bench.figures import Baseline, Figure, at_most
from mingtang.bench.ground import Ground
from mingtang.ledger.actions import record
from mingtang.ledger.choices import Act, FieldGroup
from mingtang.ledger.queries import sizes
from mingtang.ledger.tasks import Publisher, folder_of
from tlog.checkpoints import Checkpoint
from tlog.folder import Folder, Row
from tlog.leaves import Leaf
from tlog.merkle import leaf_hash
from tlog.notes import Note, SecretKey
from tlog.policies import read_policy
from tlog.proofs import Proof
from tlog.signer import SOCKET, Signer, serve
from tlog.signing import AskSigner
from tlog.tiles import Edge
from tlog.verifying.acts import Acts
from tlog.verifying.logs import opened, read_all
from tlog.verifying.reports import Report
from tlog.verifying.sources import FolderSource

ORIGIN = "bench.example/log"
AT = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)
SECOND = datetime.timedelta(seconds=1)
COMMITS = 300
LEAVES = 1_000_000
AT_A_TIME = 25_600
VERIFIED_IN = 30.0  # seconds
PROOF_IN = 50.0  # milliseconds
TEN_YEARS = 2_500_000  # acts of a county
TEN_YEARS_IN = 2_000.0  # MB
PROOFS = 50
GROUPS = ("text", "data", "files", "person")


def measure(ground: Ground, leaves: int = LEAVES, commits: int = COMMITS) -> Iterator[Figure]:
    ground.say(f"正在写{commits}条并逐条签名…… / {commits} acts, each signed…")
    yield _append(ground.data, commits)
    ground.say(f"正在做{leaves:,}条的日志…… / a log of {leaves:,} entries…")
    folder, secret = Folder(ground.data / "log"), SecretKey.make(ORIGIN)
    yield _tiles(folder, secret, leaves)
    ground.say("正在整个核对…… / verifying all of it…")
    yield _verified(folder, secret, leaves)
    yield _proof(folder, secret, leaves)
    yield _size(folder, leaves)


def _append(data: Path, commits: int) -> Figure:
    """Each act in a transaction of its own, published and signed before the next."""
    with _signing(data / "bench-signer") as signer:
        publisher = Publisher(ORIGIN, folder_of(data / "bench-ledger", ORIGIN), signer)
        started = time.perf_counter()
        for number in range(commits):
            _act(number)
            publisher.turn(sizes()[ORIGIN])
        seconds = time.perf_counter() - started
    return Figure(
        name="ledger.append",
        chinese="一次提交：记一条、写文件、签校验点",
        english="one commit: an entry, its files, a signed checkpoint",
        value=commits / seconds,
        unit="/s",
        baseline=Baseline(
            "sqlite3 空提交：一行一个事务，synchronous=FULL",
            "bare commits of sqlite3: one row each, synchronous=FULL",
            commits / _bare_commits(data / "commits.sqlite3", commits),
        ),
    )


def _act(number: int) -> None:
    record(
        origin=ORIGIN,
        act=Act.PUBLISHED,
        object_id=uuid.uuid4(),
        organ_code="ZB-990101-BENCH",
        basis="政府信息公开条例:26",
        due_on=AT.date(),
        fields={FieldGroup(group): b"content" for group in GROUPS},
        at=AT + number * SECOND,
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
        organ="ZB-990101-BENCH",
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
    started = time.perf_counter()
    log = opened(FolderSource(folder.path), read_policy(_policy(secret)), report)
    acts = Acts(report)
    read_all(FolderSource(folder.path), log, [], acts.see, report)
    seconds = time.perf_counter() - started
    if report.findings or acts.count != leaves:
        raise RuntimeError("the log that was made does not hold")
    return Figure(
        name="ledger.verify",
        chinese=f"整个核对{leaves:,}条",
        english=f"full verification of {leaves:,} entries",
        value=seconds,
        unit="s",
        target=at_most(VERIFIED_IN),
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


@contextmanager
def _signing(folder: Path) -> Iterator[AskSigner]:
    """A signer as `up` runs it, but for the process."""
    server = serve(Signer(folder, AT.timestamp, makes_keys=True))
    thread = threading.Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    try:
        yield AskSigner(folder / SOCKET)
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
