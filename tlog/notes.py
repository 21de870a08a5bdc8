"""Signed notes: a text, an empty line, and a line for each signature."""

import hashlib
import re
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from tlog.encoding import decoded, encoded
from tlog.errors import Broken

ED25519 = 0x01
COSIGNATURE = 0x04
ID_BYTES = 4
KEY_BYTES = 33  # its kind and 32 more
LONGEST = 1_000_000
MOST_SIGNATURES = 100
NAME = re.compile(r"[^\s+]+")
LINE = re.compile(r"— ([^\s+]+) ([A-Za-z0-9+/]+={0,2})")
MARK = "PRIVATE+KEY+"


@dataclass(frozen=True)
class Signature:
    """One line: the name of a key, its id, and what that key made."""

    name: str
    key_id: bytes
    value: bytes

    @property
    def line(self) -> str:
        return f"— {self.name} {encoded(self.key_id + self.value)}\n"


@dataclass(frozen=True)
class Note:
    """`text` ends with a line break and is what was signed."""

    text: str
    signatures: tuple[Signature, ...] = ()

    def __str__(self) -> str:
        return f"{self.text}\n{''.join(one.line for one in self.signatures)}"

    def by(self, key: "Key") -> Signature | None:
        """The line of that key, if there is one: good or not."""
        for one in self.signatures:
            if (one.name, one.key_id) == (key.name, key.key_id):
                return one
        return None


@dataclass(frozen=True)
class Key:
    """What checks signatures: a name, a kind and 32 public bytes. Written down it is a vkey."""

    name: str
    kind: int
    public: bytes

    @property
    def key_id(self) -> bytes:
        return key_id(self.name, self.kind, self.public)

    def __str__(self) -> str:
        return f"{self.name}+{self.key_id.hex()}+{encoded(bytes([self.kind]) + self.public)}"

    def has_signed(self, message: bytes, value: bytes) -> bool:
        try:
            Ed25519PublicKey.from_public_bytes(self.public).verify(value, message)
        except InvalidSignature:
            return False
        return True


@dataclass(frozen=True)
class SecretKey:
    """What signs. Written down as other tools of the C2SP formats do."""

    key: Key
    seed: bytes

    @classmethod
    def make(cls, name: str, *, kind: int = ED25519) -> "SecretKey":
        return cls.of_seed(name, Ed25519PrivateKey.generate().private_bytes_raw(), kind=kind)

    @classmethod
    def of_seed(cls, name: str, seed: bytes, *, kind: int = ED25519) -> "SecretKey":
        if not NAME.fullmatch(name):
            raise Broken(f"密钥名不能用：{name!r}", f"not a name for a key: {name!r}")
        public = Ed25519PrivateKey.from_private_bytes(seed).public_key().public_bytes_raw()
        return cls(Key(name, kind, public), seed)

    @classmethod
    def read(cls, written: str) -> "SecretKey":
        """Raises Broken, without showing anything of the key."""
        body = written.strip().removeprefix(MARK)
        name, _, rest = body.partition("+")
        wanted_id, _, key = rest.partition("+")
        raw = decoded(key) or b""
        if body == written.strip() or not _is_ours(raw) or len(raw) != KEY_BYTES:
            raise Broken("私钥文件读不懂", "the file with the secret key cannot be read")
        made = cls.of_seed(name, raw[1:], kind=raw[0])
        if made.key.key_id.hex() != wanted_id:
            raise Broken("私钥文件已损坏", "the file with the secret key is damaged")
        return made

    def __str__(self) -> str:
        written = encoded(bytes([self.key.kind]) + self.seed)
        return f"{MARK}{self.key.name}+{self.key.key_id.hex()}+{written}"

    def __repr__(self) -> str:
        return f"<secret key of {self.key}>"

    def sign_bytes(self, message: bytes) -> bytes:
        return Ed25519PrivateKey.from_private_bytes(self.seed).sign(message)

    def sign(self, text: str) -> Signature:
        """The line of an ordinary key under a text."""
        return Signature(self.key.name, self.key.key_id, self.sign_bytes(text.encode()))


def key_id(name: str, kind: int, public: bytes) -> bytes:
    return hashlib.sha256(name.encode() + b"\n" + bytes([kind]) + public).digest()[:ID_BYTES]


def read_key(written: str) -> Key:
    """From a vkey. Raises Broken for what is none, or whose id is not that of its bytes."""
    name, _, rest = written.strip().partition("+")
    wanted_id, _, key_bytes = rest.partition("+")
    raw = decoded(key_bytes) or b""
    if not NAME.fullmatch(name) or len(raw) < 2 or (_is_ours(raw) and len(raw) != KEY_BYTES):
        raise Broken(f"不是公钥：{written[:80]!r}", f"not a key: {written[:80]!r}")
    key = Key(name, raw[0], raw[1:])
    if key.key_id.hex() != wanted_id:
        raise Broken(
            f"公钥{name}的编号与内容不符", f"the id of the key {name} is not that of its bytes"
        )
    return key


def _is_ours(raw: bytes) -> bool:
    """Of a kind that signs or checks here; others are known by name alone."""
    return raw[:1] in (bytes([ED25519]), bytes([COSIGNATURE]))


def read_note(written: bytes) -> Note:
    """Raises Broken for what is no note. No signature is checked here."""
    refused = Broken("不是签名文本", "not a signed note")
    if len(written) > LONGEST:
        raise refused
    try:
        whole = written.decode()
    except UnicodeDecodeError:
        raise refused from None
    text, gap, lines = whole.rpartition("\n\n")
    if not gap or not lines.endswith("\n") or any(c < " " and c != "\n" for c in whole):
        raise refused
    found = [_signature(line) for line in lines[:-1].split("\n")]
    if len(found) > MOST_SIGNATURES:
        raise refused
    return Note(f"{text}\n", tuple(found))


def _signature(line: str) -> Signature:
    found = LINE.fullmatch(line)
    raw = decoded(found[2]) if found else None
    if found is None or raw is None or len(raw) <= ID_BYTES:
        raise Broken(f"不是签名行：{line[:80]!r}", f"not a line of a signature: {line[:80]!r}")
    return Signature(found[1], raw[:ID_BYTES], raw[ID_BYTES:])
