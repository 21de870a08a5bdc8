import datetime
import shutil

import pytest

from mingtang.ledger.actions import keep_stamp
from mingtang.ledger.models import Log, Stamp
from mingtang.ledger.queries import days_stamped, late_stamps, without_stamp
from mingtang.ledger.stamping import NotStamped
from mingtang.ledger.tasks import folder_of, stamp
from tests.factories.ledger import LogFactory
from tests.ledger.made_stamps import Stamps
from tests.ledger.publishing import ORIGIN, Clock, acts, publisher, signing, size

pytestmark = pytest.mark.django_db
AT = datetime.datetime(2026, 11, 26, 16, 5, tzinfo=datetime.UTC)  # five past midnight here
DAY = datetime.date(2026, 11, 27)
ONE_DAY = datetime.timedelta(days=1)


@pytest.fixture
def shown(tmp_path):
    """A log with two acts, published; what publishes it."""
    acts(2)
    with signing(tmp_path / "signer", Clock()) as signer:
        ours = publisher(tmp_path, signer)
        ours.turn(size())
        yield ours


def stamped(root, at=AT, service=None):
    stamp(Log.objects.get(origin=ORIGIN), root, service or Stamps(lambda: at), at)
    return Stamp.objects.order_by("day").last()


def kept(log, day):
    return keep_stamp(log=log, day=day, checkpoint=b"c", answer=b"a", stamped_at=AT)


def test_the_newest_checkpoint_is_stamped_to_the_byte(shown, tmp_path):
    content = (shown.folder.path / "checkpoint").read_bytes()

    made = stamped(tmp_path)

    assert (made.day, made.stamped_at) == (DAY, AT)
    assert bytes(made.checkpoint) == content
    assert bytes(made.answer) == b"answer to " + content


def test_before_anything_is_published_there_is_nothing_to_stamp(tmp_path):
    LogFactory(origin=ORIGIN)

    assert stamped(tmp_path) is None


def test_the_first_of_a_day_stays():
    log = LogFactory()
    first = kept(log, DAY)

    again = keep_stamp(log=log, day=DAY, checkpoint=b"d", answer=b"b", stamped_at=AT)

    assert again == first
    assert bytes(Stamp.objects.get().answer) == b"a"


@pytest.mark.parametrize("off", [-600, 600])
def test_a_clock_that_is_wrong_puts_no_stamp_on_a_wrong_day(shown, tmp_path, off):
    service = Stamps(lambda: AT + datetime.timedelta(seconds=off))

    with pytest.raises(NotStamped, match=f"{-off}秒"):
        stamped(tmp_path, service=service)
    assert not Stamp.objects.exists()


def test_it_stands_beside_the_log_a_turn_later(shown, tmp_path):
    made = stamped(tmp_path)

    shown.turn(size())

    folder = shown.folder.path / "stamps"
    assert (folder / "2026-11-27.checkpoint").read_bytes() == bytes(made.checkpoint)
    assert (folder / "2026-11-27.tsr").read_bytes() == bytes(made.answer)
    assert (folder / "days").read_text() == "2026-11-27\n"


def test_the_files_come_out_the_same_when_they_are_lost(shown, tmp_path):
    for number in range(3):
        stamped(tmp_path, AT + number * ONE_DAY)
    shown.turn(size())
    folder = shown.folder.path / "stamps"
    made = {path.name: path.read_bytes() for path in folder.iterdir()}
    shutil.rmtree(shown.folder.path)

    shown.turn(size())

    assert {path.name: path.read_bytes() for path in folder.iterdir()} == made
    assert len(made) == 7


def test_what_was_shown_once_stays_though_the_database_forgot_it(shown, tmp_path):
    stamped(tmp_path)
    shown.turn(size())
    Stamp.objects.all().delete()
    stamped(tmp_path, AT + ONE_DAY)

    shown.turn(size())

    folder = folder_of(tmp_path, ORIGIN).path / "stamps"
    assert (folder / "days").read_text() == "2026-11-27\n2026-11-28\n"


def test_a_log_waits_for_a_stamp_until_the_day_has_one():
    one, two = LogFactory(), LogFactory()
    kept(one, DAY)

    assert without_stamp(DAY) == [two]
    assert without_stamp(DAY + ONE_DAY) == [one, two]
    assert days_stamped(one.origin) == [DAY]


def test_a_stamp_is_late_an_hour_after_midnight():
    log, never = LogFactory(), LogFactory()
    kept(log, DAY - ONE_DAY)
    half_past_one = AT + datetime.timedelta(minutes=85)

    assert late_stamps(AT) == {never.origin: None}
    assert late_stamps(half_past_one) == {log.origin: DAY - ONE_DAY, never.origin: None}
