"""Small logs with all that belongs to them, made the way a publisher makes them."""

import datetime
import hashlib

from tlog import cosignatures
from tlog.checkpoints import Checkpoint
from tlog.folder import Row
from tlog.leaves import Leaf
from tlog.merkle import leaf_hash
from tlog.notes import COSIGNATURE, Note, SecretKey
from tlog.tiles import Edge

ORIGIN = "zwgk.example.gov.cn/log"
AT = 1_760_000_000
MORNING = datetime.datetime(2026, 11, 23, 2, 20, tzinfo=datetime.UTC)
ORGAN = "11320400MB1234567X"
C_TEXT = {"text": "ab" * 32}


def secret(word, *, name=ORIGIN, **kind):
    return SecretKey.of_seed(name, hashlib.sha256(word.encode()).digest(), **kind)


def witness(word):
    return secret(word, name=f"{word}.example.edu.cn/w1", kind=COSIGNATURE)


LOG, OTHER = secret("log"), secret("other", name="other.example.gov.cn/log")
W1, W2, W3 = witness("one"), witness("two"), witness("three")


def entries(count, salt=""):
    """Bytes that no act would leave: for what does not care for what is in an entry."""
    return [f"{salt}{number}".encode() for number in range(count)]


def act(number, **said):
    """The entry of an act about an object of its own, unless told otherwise."""
    said = {
        "act": "disclosure.published",
        "object_id": f"{number:032x}",
        "organ": ORGAN,
        "at": MORNING + datetime.timedelta(minutes=number),
        "basis": "",
        "due_on": None,
        "previous": None,
        "commitments": C_TEXT,
    } | said
    return Leaf(**said).written()


def rows(of):
    return [Row(entry, leaf_hash(entry)) for entry in of]


def fill(folder, of, *, batch=100_000, edge=None):
    """Writes entries in batches; no checkpoint."""
    edge = edge or Edge()
    for first in range(0, len(of), batch):
        folder.extend(edge, rows(of[first : first + batch]))
    return edge


def head(of, *, origin=ORIGIN):
    edge = Edge()
    edge.append([leaf_hash(entry) for entry in of])
    return Checkpoint(origin, edge.size, edge.root())


def signed(text, *keys, at=AT):
    """A note with the line of each key, witnesses' with their time."""
    return Note(
        text,
        tuple(
            cosignatures.cosign(key, text, at) if key.key.kind == COSIGNATURE else key.sign(text)
            for key in keys
        ),
    )


def publish(folder, of, *keys):
    """A whole log with its checkpoint; returns it."""
    edge = fill(folder, of)
    note = signed(Checkpoint(keys[0].key.name, edge.size, edge.root()).text, *keys)
    folder.publish(note)
    return note


def policy(*keys, quorum="none", log=LOG, groups=""):
    """Witnesses are named w1, w2, … in their order."""
    witnesses = "".join(f"witness w{n} {key.key}\n" for n, key in enumerate(keys, 1))
    return f"log {log.key}\n{witnesses}{groups}quorum {quorum}\n"
