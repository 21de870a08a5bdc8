"""Stamps (时间戳, RFC 3161): what a service outside says of when a checkpoint was there.

One a day, as files beside the log: the checkpoint that was stamped and the service's answer, so
that a stranger needs `openssl ts -verify` and nothing of ours.
"""

import datetime
import re

from tlog.errors import Broken
from tlog.folder import Folder
from tlog.openssl import openssl
from tlog.storage import names_in

STAMPS = "stamps"
DAYS = f"{STAMPS}/days"
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
ANSWER = ".tsr"
FILE = re.compile(rf"{STAMPS}/{DAY.pattern}\.(checkpoint|tsr)")
TIME = re.compile(rb"^Time stamp: (\w{3} [ \d]\d \d\d:\d\d:\d\d)(?:\.\d+)? (\d{4}) GMT$", re.M)


def checkpoint_of(day: str) -> str:
    return f"{STAMPS}/{day}.checkpoint"


def answer_of(day: str) -> str:
    return f"{STAMPS}/{day}{ANSWER}"


def asked_for(content: bytes) -> bytes:
    """A query for a stamp over the SHA-256 of the bytes, with a new random nonce. Raises Broken."""
    return openssl("ts", "-query", "-data", "content", "-sha256", "-cert", content=content)


def stamped_at(answer: bytes) -> datetime.datetime:
    """When the answer says it was made; it is not checked. Raises Broken."""
    said = openssl("ts", "-reply", "-in", "answer", "-text", answer=answer)
    found = TIME.search(said)
    try:
        written = b" ".join((*found.groups(), b"+0000")).decode() if found else ""
        return datetime.datetime.strptime(written, "%b %d %H:%M:%S %Y %z")
    except ValueError:
        raise Broken("时间戳里没有时间", "the stamp says no time") from None


def check_answer(answer: bytes, query: bytes, trusted: bytes) -> None:
    """That it was granted, to this very query, by a service whose certificate is trusted now.

    `trusted` are certificates in PEM. The digest, the nonce, the signature, the chain and that
    the certificate is one for stamps: all of it is openssl's to check. Raises Broken.
    """
    openssl(
        *("ts", "-verify", "-in", "answer", "-queryfile", "query", "-CAfile", "trusted"),
        answer=answer,
        query=query,
        trusted=trusted,
    )


def check_stamp(answer: bytes, content: bytes, trusted: bytes) -> datetime.datetime:
    """When those bytes were stamped, years later too: certificates count as of then.

    Raises Broken.
    """
    at = stamped_at(answer)
    openssl(
        *("ts", "-verify", "-in", "answer", "-data", "content", "-CAfile", "trusted"),
        *("-attime", str(int(at.timestamp()))),
        answer=answer,
        content=content,
        trusted=trusted,
    )
    return at


def show(folder: Folder, day: str, checkpoint: bytes, answer: bytes) -> bool:
    """Puts a day's pair beside the log; says whether it had to. What is there stays for ever."""
    names = (checkpoint_of(day), answer_of(day))
    if all((folder.path / name).exists() for name in names):
        return False
    for name, content in zip(names, (checkpoint, answer), strict=True):
        folder.write(name, content)
    return True


def list_days(folder: Folder) -> None:
    """Tells which days there are: a stranger cannot list a folder through the web."""
    files = names_in(folder.path / STAMPS)
    days = [name.removesuffix(ANSWER) for name in files if name.endswith(ANSWER)]
    folder.write(DAYS, "".join(f"{day}\n" for day in days if DAY.fullmatch(day)).encode())


def gaps(days: list[datetime.date]) -> list[datetime.date]:
    """The days without a stamp between the first and the last of these, which are in order."""
    if not days:
        return []
    span = range(days[0].toordinal(), days[-1].toordinal() + 1)
    return sorted({datetime.date.fromordinal(number) for number in span} - set(days))
