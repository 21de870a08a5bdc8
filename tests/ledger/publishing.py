"""A log with a real signer beside it, each in a folder of the test."""

import datetime
import threading
import uuid
from contextlib import contextmanager

from mingtang.ledger.actions import record
from mingtang.ledger.choices import Act, FieldGroup
from mingtang.ledger.queries import sizes
from mingtang.ledger.tasks import Publisher, folder_of
from tlog.signer import SOCKET, Signer, serve
from tlog.signing import AskSigner

ORIGIN = "one.example/log"
AT = datetime.datetime(2026, 3, 10, 9, tzinfo=datetime.UTC)


class Clock:
    """The signer's, which a test may set."""

    seconds = 1_770_000_000.0

    def __call__(self):
        return self.seconds


@contextmanager
def signing(folder, clock):
    """A signer that answers on its socket until the test is over."""
    server = serve(Signer(folder, clock, makes_keys=True))
    thread = threading.Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    try:
        yield AskSigner(folder / SOCKET)
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def publisher(folder, signer, **given):
    return Publisher(ORIGIN, folder_of(folder, ORIGIN), signer, **given)


def acts(count, **given):
    return [
        record(
            **{
                "origin": ORIGIN,
                "act": Act.PUBLISHED,
                "object_id": uuid.uuid4(),
                "organ_code": "ZB-910000-1",
                "basis": "政府信息公开条例:26",
                "due_on": None,
                "fields": {FieldGroup.TEXT: b"content"},
                "at": AT,
                **given,
            }
        )
        for _number in range(count)
    ]


def size():
    return sizes()[ORIGIN]
