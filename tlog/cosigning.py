"""Asks witnesses to sign a checkpoint too. One that is down keeps nobody waiting for long."""

import http.client
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from tlog import asked
from tlog.checkpoints import SIZE, read_checkpoint
from tlog.cosignatures import cosigned_at
from tlog.errors import Broken
from tlog.notes import Note, Signature, read_note
from tlog.policies import Policy, Witness

PATIENCE = 3.0
# However slowly one speaks: a checkpoint is to be seen ten seconds after an act.
LONGEST_WAIT = 7.0
LONGEST = 10_000
# Another root at the same size: 422 by what is in force, 409 by tlog-witness v1.0.0.
ANOTHER_ROOT = (409, 422)
Proof = Callable[[int, int], Sequence[bytes]]


@dataclass
class Witnesses:
    """Of one log. `sizes` is how far each has signed, as it last told us."""

    policy: Policy
    sizes: dict[str, int] = field(default_factory=dict)
    problems: dict[str, str] = field(default_factory=dict)

    def asked(self) -> list[Witness]:
        return [one for one in self.policy.witnesses.values() if one.address]

    def cosign(self, note: Note, prove: Proof) -> Note:
        """The checkpoint with what the witnesses put under it; `problems` says who did not."""
        missing = [one for one in self.asked() if cosigned_at(note, one.key) is None]
        if not missing:
            return note
        came: dict[str, Signature | None] = {}

        def ask(one: Witness) -> None:
            came[one.name] = self._line(one, note, prove)

        several = [threading.Thread(target=ask, args=(one,), daemon=True) for one in missing]
        for thread in several:
            thread.start()
        until = time.monotonic() + LONGEST_WAIT
        for thread in several:
            thread.join(max(0.0, until - time.monotonic()))
        in_time = dict(came)
        for one in missing:
            if one.name not in in_time:
                self.problems[one.name] = "it does not come to an end"
        lines = [in_time.get(one.name) for one in missing]
        return Note(note.text, (*note.signatures, *(line for line in lines if line)))

    def _line(self, witness: Witness, note: Note, prove: Proof) -> Signature | None:
        size = read_checkpoint(note).size
        for _attempt in range(2):
            old = self.sizes.get(witness.name, 0)
            try:
                code, body = _post(
                    witness, asked.written(old, prove(old, size), str(note).encode())
                )
                latest = _latest_told(code, body)
                if latest is not None and latest != old:
                    self.sizes[witness.name] = latest
                    continue
                if old == size and code in ANOTHER_ROOT:
                    raise Broken("见证人在同样条数上见过另一个根", f"it saw another root ({code})")
                line = _good_line(witness, note, code, body)
            except Broken as problem:
                self.problems[witness.name] = problem.english
                return None
            self.sizes[witness.name] = size
            self.problems.pop(witness.name, None)
            return line
        self.problems[witness.name] = "it keeps answering 409"
        return None


def _post(witness: Witness, body: bytes) -> tuple[int, bytes]:
    address = f"{witness.address.rstrip('/')}/add-checkpoint"
    if not address.startswith(("http://", "https://")):
        raise Broken(f"不是网址：{address}", f"not an address: {address}")
    try:
        with _answer(address, body) as answer:
            return answer.status, answer.read(LONGEST)
    except (OSError, ValueError, http.client.HTTPException) as problem:
        raise Broken(f"{address}没有应答：{problem}", f"{address}: {problem}") from problem


def _answer(address: str, body: bytes) -> Any:
    """A refusal too is an answer."""
    request = urllib.request.Request(address, data=body, method="POST")  # noqa: S310 - http(s)
    try:
        return urllib.request.urlopen(request, timeout=PATIENCE)  # noqa: S310 - http(s)
    except urllib.error.HTTPError as refusal:
        return refusal


def _latest_told(code: int, body: bytes) -> int | None:
    """The size that a witness says it has signed last, where it was asked from another one."""
    said = body.decode("ascii", "replace").strip()
    return int(said) if code == 409 and SIZE.fullmatch(said) else None


def _good_line(witness: Witness, note: Note, code: int, body: bytes) -> Signature:
    """What a witness answered is looked at before it is shown to anybody."""
    said = body.decode("utf-8", "replace").strip()[:200]
    if code != 200:
        raise Broken(f"见证人拒绝（{code}）：{said}", f"it refused ({code}): {said}")
    found = read_note(f"{note.text}\n".encode() + body)
    line = found.by(witness.key)
    if line is None or cosigned_at(found, witness.key) is None:
        raise Broken("见证人的签名不对", "its signature is false")
    return line
