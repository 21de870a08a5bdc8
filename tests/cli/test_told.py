import os
import signal
import threading
import time

import pytest

from mingtang_cli.told import Told


@pytest.fixture
def told():
    made = Told()
    yield made
    made.close()


def test_whoever_waits_is_woken(told):
    threading.Timer(0.1, told.set).start()
    began = time.monotonic()

    assert told.wait(30)
    assert time.monotonic() - began < 10
    assert told.is_set()


def test_nobody_waits_longer_than_he_said(told):
    assert not told.wait(0.01)
    assert not told.is_set()


def test_what_is_set_already_is_not_waited_for(told):
    told.set()
    assert told.wait(30)


def test_a_thousand_signals_in_the_middle_of_waiting_lock_nobody_out():
    """With an Event, of which `wait` holds the lock for a moment, this hangs before long."""
    waited_for = [Told()]
    before = signal.signal(signal.SIGUSR1, lambda _number, _frame: waited_for[-1].set())
    stop = threading.Event()

    def pester():
        while not stop.is_set():
            os.kill(os.getpid(), signal.SIGUSR1)

    pest = threading.Thread(target=pester)
    pest.start()
    try:
        for _turn in range(1000):
            waited_for.append(Told())
            assert waited_for[-1].wait(30)
            waited_for.pop(0).close()
    finally:
        stop.set()
        pest.join()
        signal.signal(signal.SIGUSR1, before)
        waited_for[-1].close()


def test_more_signals_than_fit_are_as_one(told):
    for _number in range(100_000):
        told.set()
    assert told.wait(0)
