"""Puts the log before everyone's eyes: from rows to files, and a signed checkpoint over all."""

import datetime
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

from mingtang.foundation.clock import day_of
from mingtang.foundation.text import gettext_noop as _
from mingtang.ledger import beside, queries
from mingtang.ledger.actions import keep_stamp, mark_published
from mingtang.ledger.models import Log
from mingtang.ledger.stamping import NotStamped, StampingService
from tlog.checkpoints import Checkpoint, read_checkpoint
from tlog.cosigning import Witnesses
from tlog.errors import Broken
from tlog.folder import CHECKPOINT, Folder, Row
from tlog.heads import Refused
from tlog.notes import Key, Note, read_key
from tlog.policies import read_policy
from tlog.signing import AskSigner
from tlog.sm2 import SM2_KEYS
from tlog.stamps import DAYS, list_days, show
from tlog.storage import read_if_there
from tlog.tiles import WIDTH, Edge, hashes_in, tile_holding

# Written beside the log, for the pages that say how it is; not part of what is public.
STATE = ".state.json"
# A clock that is further off would put a stamp on a day that was another.
CLOCK_TOLERANCE = datetime.timedelta(minutes=5)


def folder_of(root: Path, origin: str) -> Folder:
    """Where the public files of one log lie."""
    return Folder(root / quote(origin, safe=""))


def stamp(log: Log, root: Path, service: StampingService, at: datetime.datetime) -> None:
    """Has the newest published checkpoint stamped for this day.

    Raises NotStamped. A log that nothing was published of has nothing to stamp.
    """
    checkpoint = read_if_there(folder_of(root, log.origin).path / CHECKPOINT)
    if checkpoint is None:
        return
    stamped = service.stamp(checkpoint)
    if abs(stamped.at - at) > CLOCK_TOLERANCE:
        raise NotStamped(
            _("本机时钟与时间戳服务相差%(seconds)s秒，没有采用；请先校准时钟"),
            seconds=int((at - stamped.at).total_seconds()),
        )
    keep_stamp(
        log=log,
        day=day_of(at),
        checkpoint=checkpoint,
        answer=stamped.answer,
        stamped_at=stamped.at,
    )


@dataclass
class Publisher:
    """Of one log. `rules` are the lines of a policy but for the log's own key.

    Files are made from rows alone and come out the same each time, so that whoever dies in the
    middle, or loses the files, begins again. Only what the signer has signed is ever shown.
    """

    origin: str
    folder: Folder
    signer: AskSigner
    rules: str = beside.NO_WITNESS
    _edge: Edge | None = None
    _witnesses: Witnesses | None = None
    _keys: list[str] = field(default_factory=list)
    _sm2_keys: list[Key] = field(default_factory=list)
    _sm2_problem: Broken | None = None
    _stamp: int = 0
    _seen: object = None  # the signer, as it was when it was asked for its keys
    _is_known: bool = False  # that what is published is what the database holds

    def turn(self, size: int) -> bool:
        """Publishes what is new among the first `size` entries; says whether anything was.

        Raises Broken; then what stood before stands, and the next turn tries again.
        """
        is_new = self._turn(size)
        self._show_stamps()
        return is_new

    def _turn(self, size: int) -> bool:
        head = self.folder.head()
        published = head.size if head else -1
        if size < published:
            raise Broken(
                f"数据库里只有{size}条，已公布{published}条：数据库被换回了旧的",
                f"the database holds {size} entries, {published} are published: it was put back",
            )
        self._show_keys(is_new=head is None)
        if not self._is_known or size > published:
            self._refuse_another_history(published)
        if size == published:
            self._mark()
            return self._sign_again()
        self._bar(max(published, 0))
        edge = self._grown(max(published, 0), size)
        note = self._signed(Checkpoint(self.origin, edge.size, edge.root()), max(published, 0))
        self.folder.publish(self._cosigned(self._with_sm2(note)))
        self._mark()
        return True

    def _mark(self) -> None:
        """Once: that it is published, and that this is what the database holds."""
        if not self._is_known:
            mark_published(origin=self.origin)
        self._is_known = True

    def _refuse_another_history(self, published: int) -> None:
        """A database that was put back, and went on, holds other entries where some are published:
        to go on from there would leave them out of the log for ever."""
        if published < 1:
            return
        tile = tile_holding(0, published - 1, published)
        try:
            shown = hashes_in(tile, self.folder.fetch(tile))[-1]
        except Broken:
            return  # the files are made anew, and the signer knows what it signed
        (row,) = queries.rows_since(self.origin, published - 1, 1)
        if shown != bytes(row.hash):
            raise Broken(
                f"数据库里的{published - 1}号条目不是已公布的那一条：数据库被换回旧的，又记了新的",
                f"entry {published - 1} is not the one that is published: the database was put "
                "back, and went on",
            )

    def state(self, problem: Broken | None = None) -> None:
        """Leaves word of how it went, for the desk and `/healthz`."""
        said = {
            "problem": [problem.chinese, problem.english] if problem else None,
            "witnesses": self._witnesses.problems if self._witnesses else {},
        }
        if self._sm2_problem:
            said["sm2"] = [self._sm2_problem.chinese, self._sm2_problem.english]
        path = self.folder.path / STATE
        written = json.dumps(said, ensure_ascii=False)
        if not path.exists() or path.read_text() != written:
            self.folder.write(STATE, written.encode())

    def _bar(self, published: int) -> None:
        """Takes from the files what must not be served any more; the rest of a bundle stays."""
        for number in sorted({index // WIDTH for index in queries.barred(self.origin)}):
            first = number * WIDTH
            if first < published:
                rows = next(self._rows(first, min(first + WIDTH, published)))
                self.folder.bar(number, [row.entry for row in rows])

    def _grown(self, published: int, size: int) -> Edge:
        """The tree of so many entries, in files from which it can be proved."""
        edge = self._edge_at(published)
        for rows in self._rows(edge.size, size):
            self.folder.extend(edge, rows)
        return edge

    def _edge_at(self, published: int) -> Edge:
        """The tree so far; from the files, or where they are not whole, from the first row on."""
        if self._edge is None or self._edge.size < published:
            try:
                edge = self.folder.edge(published)
                self._edge = edge if self.folder.is_whole(published) else Edge()
            except Broken:
                self._edge = Edge()
        return self._edge

    def _rows(self, since: int, size: int) -> Iterator[list[Row]]:
        while since < size:
            entries = queries.rows_since(self.origin, since, min(queries.AT_A_TIME, size - since))
            if not entries or entries[-1].index != since + len(entries) - 1:
                raise Broken(f"缺少{since}号和以后的条目", f"entries after {since} are missing")
            yield [queries.row(entry) for entry in entries]
            since += len(entries)

    def _signed(self, head: Checkpoint, old: int) -> Note:
        """Who died between signing and showing finds the signer a step ahead."""
        try:
            return self.signer.sign(head, old=old, proof=self.folder.consistency(old, head.size))
        except Refused as refusal:
            if refusal.code != 409 or refusal.size is None:
                raise
            known = refusal.size
        if known > head.size:
            raise Broken(
                f"签名程序已经签到{known}条，数据库里只有{head.size}条",
                f"the signer has signed {known} entries, the database holds {head.size}",
            )
        return self.signer.sign(head, old=known, proof=self.folder.consistency(known, head.size))

    def _with_sm2(self, note: Note) -> Note:
        """With a line of each key for SM2. Nobody's policy asks for one, so none is waited for."""
        if all(note.by(key) for key in self._sm2_keys):
            return note
        try:
            lines = self.signer.sign_sm2(read_checkpoint(note))
        except Broken as problem:
            self._sm2_problem = problem
            return note
        self._sm2_problem = None
        known = {(one.name, one.key_id) for one in note.signatures}
        new = [one for one in lines if (one.name, one.key_id) not in known]
        return Note(note.text, (*note.signatures, *new))

    def _cosigned(self, note: Note) -> Note:
        witnesses = self._known_witnesses()
        return witnesses.cosign(note, self.folder.consistency)

    def _sign_again(self) -> bool:
        """A new key signs what is published too; witnesses that were not there are asked again."""
        note = self.folder.checkpoint()
        if note is None:
            return False
        head, signed = read_checkpoint(note), note
        if any(note.by(read_key(key)) is None for key in self._keys):
            signed = self._signed(head, head.size)
        more = self._cosigned(self._with_sm2(signed))
        if more != note:
            self.folder.publish(more)
        return more != note

    def _known_witnesses(self) -> Witnesses:
        if self._witnesses is None:
            keys = "".join(f"log {key}\n" for key in self._keys)
            self._witnesses = Witnesses(read_policy(keys + self.rules))
        return self._witnesses

    def _show_stamps(self) -> None:
        """What was stamped since the last turn; all of it where the files were lost."""
        if not (self.folder.path / DAYS).exists():
            self._stamp = 0
        kept = queries.stamps_since(self.origin, self._stamp)
        shown = [
            show(self.folder, f"{one.day:%Y-%m-%d}", bytes(one.checkpoint), bytes(one.answer))
            for one in kept
        ]
        if any(shown):
            list_days(self.folder)
        self._stamp = kept[-1].pk if kept else self._stamp

    def _show_keys(self, *, is_new: bool) -> None:
        """The key, the keys where two sign, and the policy stand beside the log.

        The signer is asked for them once, and again when it began anew or has others. `is_new` is
        a log of which no checkpoint is there.
        """
        mark = self.signer.mark()
        if mark is not None and mark == self._seen:
            return
        keys = self._keys_of_signer(is_new=is_new and not queries.was_published(self.origin))
        self._seen = mark if self._shows_sm2_keys() else None
        if keys == self._keys:
            return
        self._keys, self._witnesses = keys, None
        for name, content in beside.written(keys, self.rules).items():
            self.folder.write(name, content)

    def _keys_of_signer(self, *, is_new: bool) -> list[str]:
        """Raises Broken where a log that was published has none: its folder was lost."""
        try:
            return [str(key) for key in self.signer.keys(self.origin, is_new=is_new)]
        except Refused as refusal:
            if is_new or refusal.code != 404:
                raise
        raise Broken(
            f"签名程序没有日志{self.origin}的密钥，而这个日志公布过：密钥丢了，停止签名。"
            "请从备份恢复签名程序的目录；没有备份，执行 "
            f"bin/mingtang signer make-key {self.origin}，并公告新的公钥",
            f"the signer has no key of {self.origin}, which was published: the key is lost, and "
            "nothing is signed. Restore the signer's folder from its backup; without one: "
            f"bin/mingtang signer make-key {self.origin}, and announce the new key",
        )

    def _shows_sm2_keys(self) -> bool:
        """In a file that is there only where there ever was such a key."""
        self._sm2_problem = None
        try:
            self._sm2_keys = self.signer.sm2_keys(self.origin)
        except Broken as problem:
            self._sm2_problem = problem
            return False
        shown = read_if_there(self.folder.path / SM2_KEYS) or b""
        written = "".join(f"{key}\n" for key in self._sm2_keys).encode()
        if shown != written:
            self.folder.write(SM2_KEYS, written)
        return True
