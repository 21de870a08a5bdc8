"""How a program that runs for ever is told to end: at once, or a moment later."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from mingtang_cli.told import Told

# From the signal on, what is being done may be finished so long; then it is broken off and undone.
GRACE = 0.3


class Stopped(BaseException):
    """Not an Exception: what fails is not mistaken for what was told to stop."""


@contextmanager
def until_told() -> Iterator[Told]:
    """Set by SIGTERM and SIGINT. Raises Stopped in the block a moment after, if it still runs."""
    stopping = Told()

    def stop(_number: int, _frame: FrameType | None) -> None:
        signal.setitimer(signal.ITIMER_REAL, GRACE)
        stopping.set()

    numbers = (signal.SIGTERM, signal.SIGINT)
    before = {number: signal.signal(number, stop) for number in numbers}
    before[signal.SIGALRM] = signal.signal(signal.SIGALRM, _break_off)
    try:
        yield stopping
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        for number, handler in before.items():
            signal.signal(number, handler)
        stopping.close()


def _break_off(_number: int, _frame: FrameType | None) -> None:
    raise Stopped
