"""Jobs made up for tests, and a clock that is set by hand."""

import datetime

from mingtang.jobs.rules import Every, Job, Swept
from tests.factories.jobs import AT

MINUTE = datetime.timedelta(minutes=1)
SECOND = datetime.timedelta(seconds=1)


class HandClock:
    def __init__(self, at=AT):
        self.at = at

    def __call__(self):
        return self.at

    def forward(self, by):
        self.at += by


EACH_MINUTE = Every(1)


def job(name="job", sweep=lambda _turn: Swept(), cadence=EACH_MINUTE, **given):
    return Job(name=name, title="示例", cadence=cadence, sweep=sweep, **given)
