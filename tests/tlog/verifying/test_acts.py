import datetime

import pytest

from tests.tlog import making
from tlog.verifying.acts import Acts, Published
from tlog.verifying.reports import Report

OBJECT = f"{1:032x}"
DAY = datetime.timedelta(days=1)


def told(*entries, keeps=False):
    acts = Acts(Report(), keeps=keeps)
    for index, entry in enumerate(entries):
        acts.see(index, entry)
    return acts


def kinds(acts):
    return [(found.kind, found.index) for found in acts.report.findings]


def about(number=1, **said):
    return making.act(number, **said)


def test_acts_that_follow_each_other_hold():
    acts = told(
        about(1),
        about(2),
        about(1, act="disclosure.corrected", previous=0),
        about(1, act="disclosure.withdrawn", previous=2, basis="withdrawn-wrong"),
    )

    assert kinds(acts) == []
    assert acts.published[OBJECT] == Published(
        making.ORGAN,
        [0, 2],
        "2026-11-23T02:21:00Z",
        withdrawn=3,
        withdrawn_why="withdrawn-wrong",
        withdrawn_at="2026-11-23T02:21:00Z",
    )


@pytest.mark.parametrize("previous", [None, 1, 5])
def test_an_entry_that_does_not_follow_the_latest_of_its_object_is_found(previous):
    assert kinds(told(about(1), about(2), about(1, previous=previous))) == [("chain", 2)]


def test_a_first_entry_that_claims_another_before_it_is_found():
    assert kinds(told(about(1, previous=0))) == [("chain", 0)]


@pytest.mark.parametrize(
    "entry",
    [
        b"anything",
        about().replace(b"2026-11-23", b"2026-13-23"),
        about().replace(b"T02:21:00Z", b"T24:21:00Z"),
        about().replace(b"2026-11-23T02", b"9999-12-31T20"),
        about().replace(b'"due":null', b'"due":"2026-02-30"'),
        about(commitments={"abcdefghijklmno" + chr(97 + n): "ab" * 32 for n in range(10)}),
    ],
)
def test_what_is_no_act_is_found_and_the_next_one_is_still_read(entry):
    """A moment that is none must not upset the order of those that are."""
    assert kinds(told(about(5), entry, about(6))) == [("leaf", 1)]


def test_an_entry_that_is_barred_is_counted():
    acts = told(None, about(1))
    assert kinds(acts) == []
    assert acts.count == 2


def test_an_act_dated_hours_before_those_it_follows_is_told_once():
    late, early = making.MORNING + DAY, making.MORNING
    acts = told(about(1, at=late), about(2, at=early), about(3, at=early), about(4, at=late))
    assert kinds(acts) == [("back_dated", 1)]

    an_hour = late - datetime.timedelta(hours=2)
    assert kinds(told(about(1, at=late), about(2, at=an_hour))) == []


@pytest.mark.parametrize(
    ("hour", "is_late"),
    [(datetime.time(15, 59, 59), False), (datetime.time(16, 0), True)],
)
def test_a_duty_is_late_on_the_day_after_in_shanghai(hour, is_late):
    at = datetime.datetime.combine(datetime.date(2026, 11, 23), hour, datetime.UTC)
    acts = told(about(act="duty.fulfilled", at=at, due_on=datetime.date(2026, 11, 23)))
    acts.summary()

    late = [{"index": 0, "object": OBJECT, "due": "2026-11-23", "on": "2026-11-24"}]
    assert acts.report.data["late"] == (late if is_late else [])


def test_a_publication_itself_is_not_late():
    acts = told(about(due_on=datetime.date(2020, 1, 1)))
    assert acts.late == []


def test_what_happened_to_something_never_published_is_no_publication():
    acts = told(about(act="disclosure.withdrawn"), about(2, act="dispute.received"))
    assert acts.published == {}


def test_an_erasure_and_a_second_publication_are_remembered():
    acts = told(
        about(1),
        about(1, previous=0),
        about(1, act="data.erased", previous=1),
        about(1, act="disclosure.approved", previous=2),
        about(2, act="disclosure.published"),
        about(2, act="disclosure.withdrawn", previous=4),
    )

    assert acts.published[OBJECT].indexes == [0, 1]
    assert acts.published[OBJECT].erased
    assert acts.published[f"{2:032x}"].withdrawn_why == ""


def test_what_may_be_opened_is_kept_where_a_site_is_compared():
    entries = (about(1), about(2, act="organ.renamed"), about(3, act="duties.opened"))

    assert told(*entries).by_index == {}
    kept = told(*entries, keeps=True).by_index
    assert set(kept) == {0, 1, 2}
    assert (kept[0].act, kept[0].obj) == ("disclosure.published", OBJECT)
    assert kept[0].organ == making.ORGAN
    assert b'"text":"hmac-sha256:abab' in kept[0].written


def test_a_reader_is_told_what_there_was():
    acts = told(about(1), about(2), about(1, act="disclosure.withdrawn", previous=0, basis="other"))
    acts.summary()

    assert acts.report.facts[-1].english == "2 published, 1 withdrawn, 0 duties late"
    assert acts.report.facts[-1].chinese == "公开过2件，撤回1件，迟延完成的任务0件"
    assert acts.report.data["published"] == 2
    assert acts.report.data["withdrawn"] == [{"index": 2, "object": OBJECT, "ground": "other"}]
