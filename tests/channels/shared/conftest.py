import datetime

import pytest

from mingtang.foundation import clock


class Clock:
    """The day that the channels read, set by hand."""

    def __init__(self, at):
        self.at = at

    def on(self, day):
        self.at = datetime.datetime.combine(day, datetime.time(1), datetime.UTC)


@pytest.fixture
def wall_clock(monkeypatch):
    made = Clock(datetime.datetime(2026, 11, 26, 1, tzinfo=datetime.UTC))
    monkeypatch.setattr(clock, "now", lambda: made.at)
    return made
