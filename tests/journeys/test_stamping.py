"""The job that has each log stamped once a day."""

import datetime

import pytest

from mingtang.jobs.actions import ensure
from mingtang.jobs.queries import health
from mingtang.jobs.tasks import run_due
from mingtang.journeys import schedule
from mingtang.journeys.schedule import JOBS
from mingtang.ledger.models import Stamp
from mingtang.ledger.tasks import folder_of
from tests.disclosure.publishing import later
from tests.factories.ledger import LogFactory
from tests.jobs.made import HandClock
from tests.ledger.made_stamps import Stamps
from tests.ledger.publishing import Clock, acts, publisher, signing, size
from tests.tlog.timestamping import Service, answering, openssl_accepts
from tlog.verifying.commands import main

pytestmark = pytest.mark.django_db
AT = later(24)
DAY = datetime.timedelta(days=1)
LATER = datetime.timedelta(minutes=10)
JOB = [job for job in JOBS if job.name == "stamp"]


@pytest.fixture
def hand():
    return HandClock(AT)


@pytest.fixture
def service(monkeypatch, hand):
    made = Stamps(hand)
    monkeypatch.setattr(schedule.stamping, "configured", lambda: made)
    return made


@pytest.fixture
def logs(settings, tmp_path):
    """Two logs that something is published of."""
    settings.LEDGER_FOLDER = tmp_path
    made = [LogFactory(origin=f"{name}.example/log") for name in ("a", "b")]
    for log in made:
        folder_of(tmp_path, log.origin).write("checkpoint", log.origin.encode())
    return made


def run(hand, worker="w"):
    ensure(jobs=JOB, at=hand())
    run_due(jobs=JOB, worker=worker, now=hand)
    return health(at=hand())[0]


def days():
    return [f"{one.log.origin[0]}{one.day:%d}" for one in Stamp.objects.order_by("day", "log_id")]


def test_each_log_is_stamped_once_a_day_and_the_next_day_again(hand, service, logs):
    for _ten_minutes in range(3):
        run(hand)
        hand.forward(LATER)
    assert days() == ["a11", "b11"]
    assert service.asked == [b"a.example/log", b"b.example/log"]

    hand.forward(DAY)
    assert run(hand).is_well
    assert days() == ["a11", "b11", "a12", "b12"]


def test_two_workers_at_once_ask_once(hand, service, logs, monkeypatch):
    stamp = service.stamp

    def stamp_while_another_comes(content):
        run(hand, worker="another")
        return stamp(content)

    monkeypatch.setattr(service, "stamp", stamp_while_another_comes)
    run(hand)

    assert len(service.asked) == 2
    assert days() == ["a11", "b11"]


def test_a_service_that_is_down_is_asked_once_a_turn_and_told(hand, service, logs):
    service.is_down = True

    told = run(hand)

    assert (told.is_failing, len(service.asked)) == (True, 1)
    assert told.error == f"Log {logs[0].pk}: 没有应答"
    assert days() == []


def test_it_is_tried_again_the_same_day(hand, service, logs):
    service.is_down = True
    run(hand)
    hand.forward(LATER)
    service.is_down = False

    assert run(hand).is_well
    assert days() == ["a11", "b11"]


def test_a_day_on_which_nobody_answered_stays_without_a_stamp(hand, service, logs):
    run(hand)
    service.is_down = True
    hand.forward(DAY)
    run(hand)
    service.is_down = False
    hand.forward(DAY)
    run(hand)

    assert days() == ["a11", "b11", "a13", "b13"]


def test_an_answer_that_is_no_good_keeps_no_other_log_waiting(hand, service, logs):
    service.refuses = True

    run(hand)

    assert len(service.asked) == 2


def test_without_a_service_nothing_is_done(hand, logs):
    assert run(hand).is_well
    assert days() == []


def test_the_whole_way_from_a_service_to_a_stranger(settings, tmp_path, capsys):
    service = Service(tmp_path / "service")
    settings.LEDGER_FOLDER, settings.STAMP_CA = tmp_path, service.trusted
    hand = HandClock(service.now())
    acts(3, at=hand())
    with signing(tmp_path / "signer", Clock()) as signer, answering(service) as address:
        settings.STAMP_URL = address
        ours = publisher(tmp_path, signer)
        ours.turn(size())
        assert run(hand).is_well
        acts(2, at=hand())
        ours.turn(size())

    day = Stamp.objects.get().day
    answer, content = (ours.folder.path / f"stamps/{day}.{kind}" for kind in ("tsr", "checkpoint"))
    assert openssl_accepts(answer, content, service.trusted)
    code = main(["log", str(ours.folder.path), "--stamped-by", str(service.trusted)])
    assert f"1天的时间戳与日志一致，最近一次是{day}" in capsys.readouterr().out
    assert code == 0
