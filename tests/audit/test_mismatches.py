import datetime
import uuid

import pytest

from mingtang.audit.actions import keep_mismatches, note_mismatches
from mingtang.audit.models import Mismatch
from mingtang.audit.queries import mismatches, open_mismatches

pytestmark = pytest.mark.django_db
NOW = datetime.datetime(2026, 11, 26, 1, tzinfo=datetime.UTC)
LATER = NOW + datetime.timedelta(days=1)
ONE, TWO = uuid.UUID(int=1), uuid.UUID(int=2)


def keep(*found, at=NOW, county="990001"):
    return keep_mismatches(county_code=county, found=found, at=at)


def kept(county="990001"):
    return [(one.object_id, one.words, one.gone_at) for one in mismatches(county)]


def test_what_a_check_finds_is_kept_once():
    assert keep((ONE, "内容不符"), (ONE, "内容不符"), (None, "文件不完整")) == 2
    assert keep((ONE, "内容不符"), (None, "文件不完整"), at=LATER) == 2

    assert Mismatch.objects.count() == 2
    assert {one.found_at for one in Mismatch.objects.all()} == {NOW}


def test_what_a_later_check_finds_no_more_is_gone_from_then_on_and_stays_on_record():
    keep((ONE, "内容不符"), (TWO, "内容不符"))

    assert keep((TWO, "内容不符"), at=LATER) == 1

    assert kept() == [(TWO, "内容不符", None), (ONE, "内容不符", LATER)]


def test_what_comes_back_is_a_new_line():
    keep((ONE, "内容不符"))
    keep(at=LATER)
    keep((ONE, "内容不符"), at=LATER)

    assert [gone for _object, _words, gone in kept()] == [None, LATER]


def test_what_a_reader_came_across_is_kept_and_closes_nothing():
    keep((ONE, "内容不符"))

    note_mismatches(county_code="990001", found=[(ONE, "内容不符"), (TWO, "时间不符")], at=LATER)

    assert {(one.object_id, one.gone_at) for one in Mismatch.objects.all()} == {
        (ONE, None),
        (TWO, None),
    }


def test_two_who_come_across_it_at_once_leave_one_line(monkeypatch):
    """The second read before the first had written."""
    note_mismatches(county_code="990001", found=[(ONE, "内容不符")], at=NOW)
    monkeypatch.setattr("mingtang.audit.actions._open", lambda _county: {})

    note_mismatches(county_code="990001", found=[(ONE, "内容不符")], at=LATER)

    assert Mismatch.objects.count() == 1


def test_long_words_are_cut_and_still_known_again():
    keep((ONE, "长" * 300))
    keep((ONE, "长" * 300), at=LATER)

    assert [str(one) for one in Mismatch.objects.all()] == ["长" * 200]


def test_counties_are_kept_apart():
    keep((ONE, "内容不符"))
    keep((TWO, "内容不符"), (None, "文件不完整"), county="990002")
    keep(county="990003")

    assert open_mismatches() == {"990001": 1, "990002": 2}
    assert len(kept()) == 1
    keep(county="990002", at=LATER)
    assert open_mismatches() == {"990001": 1}
