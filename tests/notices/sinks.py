"""Mail servers of this machine: one that takes everything, and some that do not."""

import contextlib
import socket
import threading
from email import message_from_bytes, policy

from aiosmtpd.controller import Controller


class Sink:
    """Keeps what arrives; `refuse` maps an address to the answer it gets instead."""

    def __init__(self):
        self.letters = []
        self.refuse = {}

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802
        if address in self.refuse:
            return self.refuse[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        self.letters.append(
            (envelope.rcpt_tos, message_from_bytes(envelope.content, policy=policy.default))
        )
        return "250 OK"


@contextlib.contextmanager
def smtp_sink():
    """A sink and its port, while it runs."""
    sink = Sink()
    port = free_port()
    controller = Controller(sink, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        yield sink, port
    finally:
        controller.stop()


@contextlib.contextmanager
def hanging_server():
    """Takes connections and never says a word; the port."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        kept = []
        ended = threading.Event()

        def take():
            with contextlib.suppress(OSError):
                while not ended.is_set():
                    kept.append(server.accept()[0])

        thread = threading.Thread(target=take, daemon=True)
        thread.start()
        try:
            yield server.getsockname()[1]
        finally:
            ended.set()
            server.shutdown(socket.SHUT_RDWR)
            thread.join()
            for connection in kept:
                connection.close()


def free_port():
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return trial.getsockname()[1]
