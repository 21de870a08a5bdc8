"""Acts one after the other: each in a transaction of its own, published and signed before the next.

`manage.py bench_append` does it in a process of its own, for a database that is not ours.
"""

import datetime
import threading
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from mingtang.ledger.actions import record
from mingtang.ledger.choices import Act, FieldGroup
from mingtang.ledger.queries import sizes
from mingtang.ledger.tasks import Publisher, folder_of
from tlog.signer import SOCKET, Signer, serve
from tlog.signing import AskSigner

ORIGIN = "bench.example/log"
ORGAN = "ZB-990101-BENCH"
AT = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)
SECOND = datetime.timedelta(seconds=1)


def seconds_for(folder: Path, commits: int) -> float:
    """Of so many acts in the database that Django has; keys and files lie below `folder`."""
    with _signing(folder / "signer") as signer:
        publisher = Publisher(ORIGIN, folder_of(folder / "files", ORIGIN), signer)
        started = time.perf_counter()
        for number in range(commits):
            _act(number)
            publisher.turn(sizes()[ORIGIN])
        return time.perf_counter() - started


def _act(number: int) -> None:
    record(
        origin=ORIGIN,
        act=Act.PUBLISHED,
        object_id=uuid.uuid4(),
        organ_code=ORGAN,
        basis="政府信息公开条例:26",
        due_on=AT.date(),
        fields=dict.fromkeys(FieldGroup, b"content"),
        at=AT + number * SECOND,
    )


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
