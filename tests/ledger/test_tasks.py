import json
import shutil

import pytest

from mingtang.ledger import queries
from mingtang.ledger.actions import bar
from mingtang.ledger.models import Entry, Log, Salt
from mingtang.ledger.tasks import STATE
from tests.ledger.publishing import AT, ORIGIN, Clock, acts, publisher, signing, size
from tlog.errors import Broken
from tlog.folder import barred_path
from tlog.heads import Refused
from tlog.merkle import leaf_hash
from tlog.tiles import what_is_left
from tlog.verifying.acts import Acts
from tlog.verifying.logs import opened, read_all
from tlog.verifying.older import read_older
from tlog.verifying.reports import Report
from tlog.verifying.sources import FolderSource

pytestmark = pytest.mark.django_db


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def signer(tmp_path, clock):
    with signing(tmp_path / "signer", clock) as asked:
        yield asked


def verified(folder, *, old=None):
    """What somebody finds who has nothing but the files."""
    report = Report()
    source = FolderSource(folder.path)
    log = opened(source, None, report)
    kept = [read_older(old).head] if old else []
    read_all(source, log, kept, Acts(report).see, report)
    return report


def files(folder):
    """Every file but the state, with its content."""
    return {
        path.relative_to(folder.path): path.read_bytes()
        for path in folder.path.rglob("*")
        if path.is_file() and path.name != STATE
    }


def test_what_was_recorded_can_be_verified_from_the_files_alone(tmp_path, signer):
    acts(3)
    ours = publisher(tmp_path, signer)

    assert ours.turn(size()) is True
    assert verified(ours.folder).findings == []
    assert verified(ours.folder).data["size"] == 3


def test_nothing_new_is_nothing_to_do(tmp_path, signer):
    acts(1)
    ours = publisher(tmp_path, signer)
    ours.turn(size())

    assert ours.turn(size()) is False


def test_an_older_checkpoint_holds_for_what_came_after(tmp_path, signer):
    acts(2)
    ours = publisher(tmp_path, signer)
    ours.turn(size())
    kept = (ours.folder.path / "checkpoint").read_bytes()
    acts(300)
    ours.turn(size())

    assert verified(ours.folder, old=kept).findings == []


def test_the_files_come_out_the_same_whoever_makes_them(tmp_path, signer):
    ours = publisher(tmp_path, signer)
    for count in (1, 255, 1, 44):
        acts(count)
        ours.turn(size())
    made = files(ours.folder)
    shutil.rmtree(ours.folder.path)

    publisher(tmp_path, signer).turn(size())

    again = files(ours.folder)
    assert again.keys() <= made.keys()
    assert {name: made[name] for name in again} == again


def test_lost_tiles_are_made_again_from_the_rows(tmp_path, signer):
    acts(5)
    ours = publisher(tmp_path, signer)
    ours.turn(size())
    shutil.rmtree(ours.folder.path / "tile")
    acts(1)

    publisher(tmp_path, signer).turn(size())

    assert verified(ours.folder).findings == []


def test_one_older_tile_that_is_gone_is_made_again(tmp_path, signer):
    acts(520)
    ours = publisher(tmp_path, signer)
    ours.turn(size())
    acts(1)
    (ours.folder.path / "tile/0/000").unlink()

    publisher(tmp_path, signer).turn(size())

    assert verified(ours.folder).findings == []


def test_whoever_died_before_showing_what_was_signed_goes_on(tmp_path, signer, monkeypatch):
    acts(2)
    ours = publisher(tmp_path, signer)
    monkeypatch.setattr(type(ours.folder), "publish", lambda _folder, _note: None)
    ours.turn(size())
    monkeypatch.undo()
    acts(1)

    publisher(tmp_path, signer).turn(size())

    assert verified(ours.folder).data["size"] == 3


def test_a_database_put_back_is_told_and_nothing_is_signed(tmp_path, signer):
    acts(3)
    ours = publisher(tmp_path, signer)
    ours.turn(size())

    with pytest.raises(Broken, match="it was put back"):
        publisher(tmp_path, signer).turn(2)


@pytest.mark.parametrize("more", [1, 2])
def test_a_database_put_back_that_went_on_is_told_too(tmp_path, signer, more):
    """Also where it holds just as many entries again."""
    first, second, third = acts(3)
    ours = publisher(tmp_path, signer)
    ours.turn(size())
    Log.objects.update(size=2)
    Salt.objects.filter(entry=third).delete()
    Entry.objects.filter(pk=third.pk).delete()
    acts(more)

    with pytest.raises(Broken, match="put back, and went on"):
        publisher(tmp_path, signer).turn(size())
    assert verified(ours.folder).data["size"] == 3


def test_a_database_put_back_is_told_even_where_the_files_are_lost(tmp_path, signer):
    acts(3)
    ours = publisher(tmp_path, signer)
    ours.turn(size())
    shutil.rmtree(ours.folder.path)

    with pytest.raises(Broken, match="the signer has signed 3"):
        publisher(tmp_path, signer).turn(2)


def test_another_history_is_not_signed(tmp_path, signer):
    first, _second = acts(2)
    ours = publisher(tmp_path, signer)
    ours.turn(size())
    changed = Entry.objects.select_related("previous").get(pk=first.pk)
    changed.organ_code = "ZB-910000-2"
    changed.hash = leaf_hash(queries.leaf(changed))
    changed.save()
    shutil.rmtree(ours.folder.path)
    acts(1)

    with pytest.raises(Refused, match="contradicts"):
        publisher(tmp_path, signer).turn(size())


def test_a_row_changed_before_it_was_published_is_not_published(tmp_path, signer):
    acts(1)
    Entry.objects.update(organ_code="ZB-910000-2")

    with pytest.raises(Broken, match="somebody changed the database"):
        publisher(tmp_path, signer).turn(size())


def test_a_row_taken_away_is_missed(tmp_path, signer):
    acts(3)
    Salt.objects.filter(entry__index=1).delete()
    Entry.objects.filter(index=1).delete()

    with pytest.raises(Broken, match="missing"):
        publisher(tmp_path, signer).turn(3)


def test_a_clock_set_back_stops_the_signer_and_not_the_record(tmp_path, signer, clock):
    acts(1)
    ours = publisher(tmp_path, signer)
    ours.turn(size())
    clock.seconds -= 86_400
    acts(1)

    with pytest.raises(Refused, match="set the clock"):
        ours.turn(size())
    clock.seconds += 86_400
    assert ours.turn(size())
    assert verified(ours.folder).data["size"] == 2


def test_a_barred_entry_is_in_no_file_and_the_tree_still_verifies(tmp_path, signer):
    acts(3)
    ours = publisher(tmp_path, signer)
    ours.turn(size())
    hidden = Entry.objects.select_related("previous").get(index=1)
    bar(origin=ORIGIN, index=1, at=AT)
    acts(1)

    ours.turn(size())

    leaf = queries.leaf(hidden)
    assert not any(leaf in content for content in files(ours.folder).values())
    assert verified(ours.folder).findings == []
    publisher(tmp_path, signer).turn(size())
    assert not any(leaf in content for content in files(ours.folder).values())


def test_of_a_barred_bundle_the_other_entries_stay(tmp_path, signer):
    """Also of one that an earlier version took away whole, and of a second one barred in it."""
    acts(3)
    ours = publisher(tmp_path, signer)
    ours.turn(size())
    leaves = [queries.leaf(entry) for entry in queries.rows_since(ORIGIN, 0, 5)]
    beside = ours.folder.path / barred_path(0)
    for index in (1, 2):
        bar(origin=ORIGIN, index=index, at=AT)
        acts(1)
        if index == 2:
            beside.write_bytes(b"")
        ours.turn(size())
        gone = [None if 1 <= at <= index else leaf for at, leaf in enumerate(leaves)]
        assert what_is_left(3, beside.read_bytes()) == gone
    assert verified(ours.folder).findings == []


def test_one_barred_before_it_was_published_never_stands_in_a_file(tmp_path, signer):
    acts(3)
    bar(origin=ORIGIN, index=1, at=AT)
    ours = publisher(tmp_path, signer)
    ours.turn(size())
    assert what_is_left(3, (ours.folder.path / barred_path(0)).read_bytes())[1] is None


def test_how_it_went_is_left_for_those_who_watch(tmp_path, signer):
    acts(1)
    ours = publisher(tmp_path, signer)
    ours.turn(size())

    ours.state(Broken("坏了", "broken"))
    said = json.loads((ours.folder.path / STATE).read_text())
    ours.state()

    assert said["problem"] == ["坏了", "broken"]
    assert json.loads((ours.folder.path / STATE).read_text())["problem"] is None


def test_the_policy_stands_beside_the_log(tmp_path, signer):
    acts(1)
    ours = publisher(tmp_path, signer)
    ours.turn(size())

    key = (ours.folder.path / "log.vkey").read_text().strip()
    assert (ours.folder.path / "policy").read_text() == f"log {key}\nquorum none\n"


def test_what_no_leaf_could_be_is_a_changed_row_and_no_crash(tmp_path, signer):
    acts(1)
    Entry.objects.update(organ_code="某某局", basis="张某某的来信")

    with pytest.raises(Broken, match="somebody changed the database"):
        publisher(tmp_path, signer).turn(size())
