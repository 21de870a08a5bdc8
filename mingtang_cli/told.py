"""Whether somebody has told a program to stop: for signal handlers, which may come in between."""

import contextlib
import os
import select


class Told:
    """Like `threading.Event`, but a signal may set it while the same thread waits for it.

    An Event has a lock: where the handler runs just as `wait` holds it, both wait for ever. Here a
    byte in a pipe wakes whoever waits, and there is no lock.
    """

    def __init__(self) -> None:
        self._reader, self._writer = os.pipe()
        os.set_blocking(self._writer, False)
        self._is_set = False

    def is_set(self) -> bool:
        return self._is_set

    def set(self) -> None:
        self._is_set = True
        with contextlib.suppress(BlockingIOError):  # full of earlier ones: it wakes all the same
            os.write(self._writer, b".")

    def wait(self, seconds: float) -> bool:
        """Until it is set, or so many seconds have passed; whether it is."""
        if not self._is_set:
            select.select([self._reader], [], [], seconds)
        return self._is_set

    def close(self) -> None:
        os.close(self._reader)
        os.close(self._writer)
