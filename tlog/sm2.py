"""Lines by SM2 with SM3 (国密), beside those of Ed25519, for who must have them.

A signature type of our own, as signed notes provide for: 0xff, the words `sm2-sm3/v1`, and the 65
bytes of the public point. The signature is that of GM/T 0009, in DER, over the text of the note,
under the identity that the standard takes where there is no other. Clients that do not know the
type pass such a line by; no policy asks for one. The program openssl does the arithmetic.
"""

from dataclasses import dataclass
from pathlib import Path

from tlog.errors import Broken
from tlog.notes import Key, Signature, read_key
from tlog.openssl import Denied, openssl
from tlog.storage import read_file, write_whole

SM2_KEYS = "log.sm2.vkeys"
KIND = 0xFF
WORDS = b"sm2-sm3/v1"
POINT_BYTES = 65
# What stands before the point where a public key is written in DER: of that kind, on that curve.
BEFORE_POINT = bytes.fromhex("3059301306072a8648ce3d020106082a811ccf5501822d034200")
HOW = ("-rawin", "-digest", "sm3", "-pkeyopt", "distid:1234567812345678")
# The example of GB/T 32918.5, annex A: a program that denies it cannot check anything.
KNOWN_TEXT = b"message digest"
KNOWN_POINT = bytes.fromhex(
    "0409f9df311e5421a150dd7d161e4bc5c672179fad1833fc076bb08ff356f35020"
    "ccea490ce26775a52dc6ea718cc1aa600aed05fbf35e084a6632f6072da9ad13"
)
KNOWN_VALUE = bytes.fromhex(
    "3046022100f5a03b0648d2c4630eeac513e1bb81a15944da3827d5b74143ac7eaceee720b3"
    "022100b1b6aa29df212fd8763182bc0d421ca1bb9038fd1f7f42d4840b69c485bbc1aa"
)


@dataclass(frozen=True)
class Sm2Key:
    """What signs. The file holds the vkey, and below it what openssl reads."""

    key: Key
    path: Path

    @classmethod
    def make(cls, name: str, path: Path) -> "Sm2Key":
        """Raises Broken where openssl is not there, or cannot do it."""
        pem = openssl("genpkey", "-algorithm", "SM2")
        der = openssl("pkey", "-in", "key", "-pubout", "-outform", "DER", key=pem)
        key = Key(name, KIND, WORDS + der[-POINT_BYTES:])
        write_whole(path, f"{key}\n".encode() + pem, mode=0o600)
        return cls(key, path)

    @classmethod
    def read(cls, path: Path) -> "Sm2Key":
        first = read_file(path).partition(b"\n")[0].decode("utf-8", "replace")
        return cls(read_sm2_key(first), path)

    def sign(self, text: str) -> Signature:
        """Raises Broken."""
        value = openssl(
            *("pkeyutl", "-sign", "-inkey", str(self.path.absolute()), "-in", "text", *HOW),
            text=text.encode(),
        )
        return Signature(self.key.name, self.key.key_id, value)


def read_sm2_key(written: str) -> Key:
    """From a vkey. Raises Broken for one of another kind."""
    key = read_key(written)
    if key.kind != KIND or not key.public.startswith(WORDS) or len(_point(key)) != POINT_BYTES:
        raise Broken(f"不是SM2公钥：{written[:80]!r}", f"not a key for SM2: {written[:80]!r}")
    return key


def has_signed(key: Key, text: str, value: bytes) -> bool:
    """Raises Broken where it cannot be checked on this machine: that is no denial."""
    try:
        _verify(_point(key), text.encode(), value)
    except Denied:
        _verify(KNOWN_POINT, KNOWN_TEXT, KNOWN_VALUE)
        return False
    return True


def _verify(point: bytes, text: bytes, value: bytes) -> None:
    openssl(
        *("pkeyutl", "-verify", "-pubin", "-inkey", "key", "-keyform", "DER"),
        *("-in", "text", "-sigfile", "value", *HOW),
        key=BEFORE_POINT + point,
        text=text,
        value=value,
    )


def _point(key: Key) -> bytes:
    return key.public[len(WORDS) :]
