import os
import signal
import time

import pytest

from mingtang.foundation.stopping import Stopped, until_told


def work_long(number):
    with until_told() as stopping:
        os.kill(os.getpid(), number)
        assert stopping.is_set()
        time.sleep(10)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_what_is_long_at_work_is_broken_off_a_moment_after_the_signal(number):
    began = time.monotonic()

    with pytest.raises(Stopped):
        work_long(number)

    assert time.monotonic() - began < 5


def test_what_ends_in_time_is_not_broken_off_and_signals_mean_what_they_meant():
    before = signal.getsignal(signal.SIGTERM)

    with until_told() as stopping:
        os.kill(os.getpid(), signal.SIGTERM)
        assert stopping.is_set()

    assert signal.getsignal(signal.SIGTERM) is before
    assert signal.getitimer(signal.ITIMER_REAL) == (0.0, 0.0)
