"""Entries, against the hash beside each and the published tree."""

import pytest

from mingtang.ledger.models import Entry
from tests.disclosure.publishing import published
from tests.journeys.checking.made import NIGHT, found

pytestmark = pytest.mark.django_db


def test_what_is_not_published_yet_is_checked_by_its_row(county, log, there):
    """Nothing was put before the public: there are no files at all."""
    published(there)

    assert found(county, log) == []


def test_every_row_is_looked_at_also_of_what_has_no_page(county, log, shown):
    entry = Entry.objects.get(act="disclosure.draft_started")
    Entry.objects.filter(pk=entry.pk).update(organ_code="113200000000000000")

    assert found(county, log) == [(entry.object_id, f"日志{entry.index}号条目与写入时不同")]


def test_a_row_that_is_barred_fits_by_its_hash(county, log, shown):
    entry = Entry.objects.get(act="disclosure.draft_started")
    Entry.objects.filter(pk=entry.pk).update(barred_at=NIGHT, organ_code="0" * 18)

    ((_about, words),) = found(county, log)
    assert words.endswith("停止提供，没有公告")
