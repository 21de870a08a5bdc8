import datetime
import json
from pathlib import Path

import pytest

from mingtang.foundation.errors import NotUnderstood, RuleBroken
from mingtang.journeys.checking import BARRED_SILENTLY
from mingtang.ledger import queries
from mingtang.ledger.actions import bar
from mingtang.ledger.choices import Act
from mingtang.ledger.models import Entry, Salt
from mingtang.organs.actions.entries import record_change
from mingtang.organs.actions.logs import announce_key, bar_entry
from tests.factories.organs import CountyFactory
from tests.journeys.checking.made import of_county
from tests.ledger.publishing import acts
from tlog.folder import Folder
from tlog.notes import SecretKey

pytestmark = pytest.mark.django_db
AT = datetime.datetime(2026, 11, 26, 1, tzinfo=datetime.UTC)


@pytest.fixture
def county():
    made = CountyFactory()
    acts(2, origin=made.log_origin)
    return made


def test_an_entry_is_barred_and_the_log_says_so(county):
    barred = bar_entry(county=county, index=1, because="某法责字〔2026〕1号", at=AT)

    said = Entry.objects.get(act="log.entry_barred")
    assert (barred.index, barred.barred_at) == (1, AT)
    assert said.object_id == county.object_id
    assert said.basis == "entry-1"
    told = json.loads(bytes(Salt.objects.get(entry=said, group="data").content))
    assert told == {"index": 1, "act": barred.act, "obj": barred.object_id.hex}
    assert queries.barred_silently(county.log_origin) == []


def test_an_announcement_is_not_barred_itself(county):
    bar_entry(county=county, index=1, because="某法责字〔2026〕1号", at=AT)
    with pytest.raises(RuleBroken, match="公告"):
        bar_entry(county=county, index=2, because="某法责字〔2026〕2号", at=AT)
    assert queries.barred(county.log_origin) == [1]


def test_one_that_was_hidden_past_all_actions_is_known(county):
    bar(origin=county.log_origin, index=0, at=AT)
    assert queries.barred_silently(county.log_origin) == [0]
    found = [(one.what, one.index) for one in of_county(county, Folder(Path("none")))]
    assert (BARRED_SILENTLY, 0) in found


def test_an_announcement_of_the_first_kind_counts(county):
    bar(origin=county.log_origin, index=0, at=AT)
    record_change(act=Act.ENTRY_BARRED, about=county, by=None, at=AT, structured={"index": 0})
    assert queries.barred_silently(county.log_origin) == []


def test_without_a_ground_or_an_entry_nothing_is_barred(county):
    with pytest.raises(RuleBroken, match="文书文号"):
        bar_entry(county=county, index=1, because=" ", at=AT)
    with pytest.raises(NotUnderstood, match="没有9号条目"):
        bar_entry(county=county, index=9, because="某法责字〔2026〕1号", at=AT)
    assert not Entry.objects.filter(barred_at__isnull=False).exists()


def test_a_new_key_is_announced_in_the_log_that_the_old_one_signs(county):
    key = SecretKey.make(county.log_origin).key

    said = announce_key(county=county, vkey=f"{key}\n", at=AT)

    assert said.act == "log.key_announced"
    kept = json.loads(bytes(Salt.objects.get(entry=said, group="data").content))
    assert kept == {"vkey": str(key)}


def test_the_key_of_another_log_or_no_key_is_refused(county):
    for wrong in ("nonsense", str(SecretKey.make("another.example/log").key)):
        with pytest.raises(NotUnderstood, match="不是"):
            announce_key(county=county, vkey=wrong, at=AT)
