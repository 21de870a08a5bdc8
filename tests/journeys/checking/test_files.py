"""The files of the log in the folder from which they are served."""

import pytest

from mingtang.journeys.checking.files import of_files
from mingtang.ledger.models import Entry
from mingtang.organs.actions.logs import bar_entry
from tests.disclosure.publishing import later, published
from tests.journeys.checking.made import another, found
from tlog.folder import barred_path

pytestmark = pytest.mark.django_db


def words(log):
    return [one.words for one in of_files(log.folder)]


def file_of(log, name):
    """Of several that became whole, the last."""
    return sorted(one for one in (log.folder.path / "tile" / name).rglob("*") if one.is_file())[-1]


def test_before_anything_is_published_there_is_nothing_to_fit(log):
    assert words(log) == []


def test_a_log_as_it_was_published_fits(log, there, shown):
    published(another(there), at=later(30))
    log.publish()

    assert words(log) == []


@pytest.mark.parametrize("name", ["entries", "0"])
def test_a_file_that_was_cut_short_changed_or_taken_away_is_found(log, shown, name):
    path = file_of(log, name)
    whole = path.read_bytes()

    for content in (whole[:-10], whole[:-1] + bytes([whole[-1] ^ 1])):
        path.write_bytes(content)
        assert words(log) != []
    path.unlink()
    assert words(log) != []


def test_a_bundle_that_is_barred_for_no_entry_is_found(county, log, shown):
    assert found(county, log) == []
    log.folder.write(barred_path(0), b"")

    why = "tile/entries/000 停止提供，里面却没有要停止提供的条目"
    assert found(county, log) == [(None, f"日志的文件不完整：{why}")]


def test_one_that_is_barred_for_one_of_them_fits(county, log, shown):
    index = Entry.objects.get(act="disclosure.published").index
    bar_entry(county=county, index=index, because="某法〔2026〕1号", at=later(40))
    log.publish()

    assert found(county, log) == []


def test_without_a_checkpoint_that_can_be_read_that_is_told(log, shown):
    (log.folder.path / "checkpoint").write_text("nothing")

    assert len(words(log)) == 1
