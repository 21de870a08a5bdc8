"""A whole log: every entry against the tree, the tree against signatures, and against before."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from tlog.checkpoints import Checkpoint, read_checkpoint
from tlog.errors import Broken
from tlog.folder import barred_path
from tlog.merkle import HASH_BYTES, leaf_hash
from tlog.notes import Note, read_note
from tlog.policies import OtherLog, Policy, Unsigned, read_policy
from tlog.tiles import (
    WIDTH,
    Edge,
    Tile,
    bundles_of,
    entries_in,
    hashes_in,
    tile_holding,
    what_is_left,
)
from tlog.verifying.reports import Finding, Report, moment
from tlog.verifying.sources import Missing, Source, Unavailable, held
from tlog.verifying.stamps import Stamped, compare_stamps, read_stamps

# Looks at one entry; None is one that must not be served any more.
See = Callable[[int, bytes | None], None]


@dataclass
class Log:
    """What is known of a log before its entries are read; `roots` of so many of them, after.

    `unsigned` is the finding that no key of the policy has signed it.
    """

    note: Note
    head: Checkpoint
    policy: Policy
    seen: dict[str, int] = field(default_factory=dict)
    stamped: list[Stamped] = field(default_factory=list)
    roots: dict[int, bytes] = field(default_factory=dict)
    unsigned: Finding | None = None


def opened(
    source: Source, policy: Policy | None, report: Report, *, trusted: bytes | None = None
) -> Log:
    """Checks the signatures on the newest checkpoint. Raises Broken where there is none.

    Without a policy from elsewhere the log's own is taken, which is said: it may say anything.
    `trusted` are the certificates of a stamping service.
    """
    stamped = read_stamps(source, report, trusted)
    note = read_note(source.read("checkpoint"))
    if policy is None:
        policy = read_policy(source.read("policy").decode("utf-8", "replace"))
        report.note(
            "没有指定见证规则，用了日志自己带的；要防日志主人作假，请用--policy指定别处得来的规则",
            "no policy was given, so the log's own was used; against the log's owner take one from "
            "elsewhere with --policy",
        )
    head = read_checkpoint(note)
    log = Log(note, head, policy, stamped=stamped)
    try:
        log.seen = policy.check(note)
    except OtherLog as problem:
        report.find("wrong_origin", problem.chinese, problem.english)
    except Broken as problem:
        found = report.find("bad_signature", problem.chinese, problem.english)
        log.unsigned = found if isinstance(problem, Unsigned) else None
    report.data |= {"origin": head.origin, "size": head.size, "root": head.root.hex()}
    report.fact(f"日志：{head.origin}，共{head.size}条", f"log {head.origin}, {head.size} entries")
    for name, at in sorted(log.seen.items()):
        report.fact(f"见证人{name}签名于{moment(at)}", f"witness {name} signed at {moment(at)}")
    return log


def read_all(
    source: Source,
    log: Log,
    kept: Sequence[Checkpoint],
    see: See,
    report: Report,
) -> set[int]:
    """Every entry in its order; what was built from them must be what was signed.

    `kept` are older checkpoints; those of another name are left to `check_history`, which knows
    what the log goes on from. Returns the entries that are said to be barred.
    """
    edge = Edge()
    before = [*kept, *(one.head for one in log.stamped)]
    stops = sorted({one.size for one in before if 0 < one.size <= log.head.size})
    roots = log.roots = {0: edge.root()}
    barred: set[int] = set()
    for tile in bundles_of(log.head.size):
        entries, hashes, is_barred = _bundle(source, tile, log.head.size, report)
        first = tile.number * WIDTH
        if is_barred:
            _must_lack(entries, tile, report)
            barred |= {first + at for at, entry in enumerate(entries) if entry is None}
        for index, entry in enumerate(entries, first):
            see(index, entry)
        full = []
        for part in _parts(edge.size, hashes, stops):
            full += edge.append(part)
            if edge.size in stops:
                roots[edge.size] = edge.root()
        _same_tiles(source, full, report)
    _same_tiles(source, list(edge.partial()), report)
    if edge.root() != log.head.root:
        report.find(
            "root", "条目与签名的根不符：有条目被改过", "the entries are not those that were signed"
        )
    if barred:
        report.note(f"{len(barred)}条依法停止提供", f"{len(barred)} entries are barred by law")
    own = [one for one in kept if one.origin == log.head.origin]
    _compare(log.head, own, roots, report)
    compare_stamps(log.stamped, log.head, roots, report)
    return barred


def _bundle(
    source: Source, tile: Tile, size: int, report: Report
) -> tuple[list[bytes | None], list[bytes], bool]:
    """Entries, hashes, and whether it is barred. What is left of it counts if in the tree."""
    is_barred = False
    try:
        entries = _entries(source, tile, report)
    except Unavailable:
        entries, is_barred = _left(source, tile), True
    own = [None if entry is None else leaf_hash(entry) for entry in entries]
    whole = [digest for digest in own if digest is not None]
    if len(whole) == len(entries):
        return entries, whole, is_barred
    there, content = held(source, tile_holding(0, tile.number * WIDTH, size), report)
    hashes = hashes_in(there, content)[: tile.width]
    proved = [
        entry if made == wanted else None
        for entry, made, wanted in zip(entries, own, hashes, strict=True)
    ]
    return proved, hashes, is_barred


def _must_lack(entries: Sequence[bytes | None], tile: Tile, report: Report) -> None:
    """A whole bundle of which every entry is served is barred for none of them."""
    if tile.width == WIDTH and None not in entries:
        report.find(
            "barred",
            f"{tile.path} 停止提供，里面却没有停止提供的条目",
            f"{tile.path} is barred, and no entry in it is",
        )


def _left(source: Source, tile: Tile) -> list[bytes | None]:
    """The entries of a barred bundle that may be served; where none are given, None for each."""
    try:
        return what_is_left(tile.width, source.read(barred_path(tile.number)))
    except (Missing, Unavailable):
        return [None] * tile.width


def _compare(
    head: Checkpoint, kept: Sequence[Checkpoint], roots: dict[int, bytes], report: Report
) -> None:
    for one in kept:
        if one.size > head.size:
            report.find(
                "truncated",
                f"日志变短了：旧校验点有{one.size}条，现在只有{head.size}条",
                f"the log became shorter: {one.size} entries then, {head.size} now",
            )
        elif roots.get(one.size) != one.root:
            report.find(
                "rewritten",
                f"前{one.size}条与旧校验点不符：历史被改写",
                f"the first {one.size} entries are not those of the older checkpoint: rewritten",
            )
        else:
            report.fact(
                f"与{one.size}条时的旧校验点一致",
                f"consistent with the older checkpoint of {one.size} entries",
            )


def _parts(size: int, hashes: list[bytes], stops: list[int]) -> Iterator[list[bytes]]:
    """Cut where an older checkpoint ended."""
    start = 0
    for stop in [one - size for one in stops if size < one < size + len(hashes)]:
        yield hashes[start:stop]
        start = stop
    yield hashes[start:]


def _entries(source: Source, tile: Tile, report: Report) -> list[bytes | None]:
    """None in place of each where the bundle is damaged or gone.

    Raises Unavailable where it must not be served, Broken where nobody answers.
    """
    try:
        there, content = held(source, tile, report)
    except Missing as problem:
        lacking: Broken = problem
    else:
        try:
            return list(entries_in(there, content)[: tile.width])
        except Broken as problem:
            lacking = problem
    report.find("bundle", lacking.chinese, lacking.english)
    return [None] * tile.width


def _same_tiles(source: Source, tiles: list[tuple[Tile, list[bytes]]], report: Report) -> None:
    """Proofs are made of these: they must be there, and be what the entries make."""
    for tile, own in tiles:
        try:
            there, content = held(source, tile, report)
        except Missing as problem:
            report.find("tile", problem.chinese, problem.english)
            continue
        is_whole = len(content) == there.width * HASH_BYTES
        if not is_whole or content[: tile.width * HASH_BYTES] != b"".join(own):
            report.find(
                "tile", f"{tile.path} 与条目不符", f"{tile.path} is not what the entries make"
            )
