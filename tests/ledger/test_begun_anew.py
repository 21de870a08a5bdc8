"""A database that came back too old for good: the log ends, and another goes on from it."""

import hashlib
import subprocess
import sys

import pytest
from django.core.management import call_command
from django.db import transaction

from mingtang.channels.shared import counties, public_pages
from mingtang.foundation.clock import day_of
from mingtang.foundation.errors import NotUnderstood, RuleBroken
from mingtang.ledger import queries
from mingtang.ledger.actions import keep_stamp
from mingtang.ledger.management.commands import publish_log
from mingtang.ledger.models import Entry, Log
from mingtang.ledger.tasks import folder_of
from mingtang.organs.actions.logs import begin_anew
from mingtang.organs.models import County
from tests.architecture.tree import ROOT
from tests.attacks.county import Visitor
from tests.disclosure.publishing import later, published, scene
from tests.factories.organs import CountyFactory, OrganFactory
from tests.journeys.checking.made import of_county
from tests.ledger.put_out import enter_organs
from tests.ledger.test_restarts import signer
from tlog.checkpoints import Checkpoint
from tlog.encoding import encoded
from tlog.errors import Broken
from tlog.merkle import root_of
from tlog.policies import read_policy
from tlog.signing import AskSigner
from tlog.verifying.acts import Acts
from tlog.verifying.history import check_history
from tlog.verifying.logs import opened, read_all
from tlog.verifying.older import Older
from tlog.verifying.reports import Report
from tlog.verifying.single import check_proof
from tlog.verifying.sites import check_site

pytestmark = pytest.mark.django_db
NEW = "zwgk2.shifan.example/log"
WHY = "硬盘损坏，备份缺失，县政府办通报〔2026〕1号"


class LostAgain(Exception):  # noqa: N818 - what it says of the database
    """Takes back what was done since the backup."""


class Place:
    """A county whose database came back without its last publication, which is in the files."""

    def __init__(self, settings, tmp_path, client):
        settings.ALLOWED_HOSTS, settings.LEDGER_POLICY = ["*"], ""
        settings.LEDGER_FOLDER = tmp_path / "ledger"
        settings.LEDGER_SIGNER = tmp_path / "signer" / "socket"
        self.path, self.county = tmp_path, CountyFactory()
        self.old, self.publishers = self.county.log_origin, {}
        self.ask = AskSigner(settings.LEDGER_SIGNER)
        self.there = scene(organ=OrganFactory(county=self.county), with_duty=False)
        self.shown = published(self.there).disclosure
        self.visitor = Visitor(client, self.county.host)
        assert self.publish()
        self.held = queries.sizes()[self.old]
        try:
            with transaction.atomic():
                other = scene(organ=OrganFactory(county=self.county), with_duty=False)
                published(other, at=later(50), title="后来的公告")
                assert self.publish()
                raise LostAgain
        except LostAgain:
            pass
        self.ended = self.folder(self.old).head()

    def go_on(self):
        """After the backup came back somebody works on: as many entries again, but others."""
        for number in range(2):
            other = scene(organ=OrganFactory(county=self.county), with_duty=False)
            published(other, at=later(60 + number), title="恢复以后的公告")
        enter_organs(self.old)
        assert queries.sizes()[self.old] > self.ended.size

    def lose_files(self):
        folder = self.folder(self.old).path
        folder.rename(folder.with_name("gone"))
        checkpoint = self.path / "kept"
        checkpoint.write_text(self.ended.text)
        return checkpoint

    def folder(self, origin):
        return folder_of(publish_log.settings.LEDGER_FOLDER, origin)

    def publish(self):
        self.county.refresh_from_db()
        enter_organs(self.county.log_origin)
        return publish_log._turn(self.publishers)

    def see(self, prefix, *older, whole=False, policy=None, old_policies=()):
        """What a stranger finds: in the files below that address, or on the site too."""
        public_pages.store.forget()
        counties.known.forget()
        report, source = Report(), Visitor(self.visitor.client, self.county.host, prefix)
        log = opened(source, policy, report)
        if whole:
            acts = check_site(self.visitor, source, log, [], report)
        else:
            acts = Acts(report)
            read_all(source, log, [], acts.see, report)
        check_history(source, log, acts, older, old_policies, report)
        return report

    def begin(self, **said):
        given = {"county": self.county.code, "because": WHY} | said
        call_command("log", "begin-anew", NEW, **given)
        self.county = County.objects.get(pk=self.county.pk)


@pytest.fixture
def place(settings, tmp_path, client):
    with signer(tmp_path / "signer"):
        yield Place(settings, tmp_path, client)


def close(place, origin):
    folder = place.path / "signer"
    arguments = [sys.executable, "-m", "tlog", "signer", "--folder", folder, "close", origin]
    return subprocess.run(arguments, cwd=ROOT, capture_output=True, text=True, check=False)


def test_the_old_log_ends_and_the_new_one_goes_on_and_says_so(place):
    policy = read_policy((place.folder(place.old).path / "policy").read_text())
    assert not place.publish(), "the database was put back"

    place.begin()
    assert not queries.was_published(NEW), "its first key is made by itself"
    ended = close(place, place.old)
    assert place.publish()

    assert ended.stdout.splitlines()[:2] == [place.old, str(place.ended.size)]
    with pytest.raises(Broken, match="has no key|no key of the log"):
        place.ask.keys(place.old)
    assert place.county.log_origin == NEW
    ended = Older(place.ended, place.folder(place.old).checkpoint())
    report = place.see("log/", ended, whole=True, old_policies=[policy])
    assert [one.words.english for one in report.findings] == []
    assert (
        f"entry {place.held}: goes on from {place.old}; of the {place.ended.size} entries in its "
        f"files the first {place.held} are the same, {place.ended.size - place.held} are lost"
    ) in [fact.english for fact in report.facts]
    assert "consistent with the older checkpoint" in report.facts[-1].english
    said = f"entry {place.held} says that this log goes on from one that was lost: see the site"
    assert said in [note.english for note in report.notes]
    assert list(of_county(place.county, place.folder(NEW))) == []
    assert_the_same_beginning(place)
    assert_told_on_the_site(place, policy)


def test_what_was_stamped_before_is_still_held_against_it(place):
    """Stamps are rows, and go on with the log; the checkpoints under them have its old name."""
    checkpoint = (place.folder(place.old).path / "checkpoint").read_bytes()
    keep_stamp(
        log=Log.objects.get(origin=place.old),
        day=day_of(later(55)),
        checkpoint=checkpoint,
        answer=b"over " + hashlib.sha256(checkpoint).digest(),
        stamped_at=later(55),
    )
    place.begin()
    assert place.publish()

    report = place.see("log/", whole=True)
    assert [one.words.english for one in report.findings] == []
    assert "stamps of 1 days fit the log before" in [fact.english for fact in report.facts]


def assert_the_same_beginning(place):
    bundles = [place.folder(origin).path / "tile/entries" for origin in (place.old, NEW)]
    old, new = ((max(path.glob("000.p/*"), key=lambda one: int(one.name))) for path in bundles)
    own = len(b"".join(_entries(place.held)))
    assert old.read_bytes()[:own] == new.read_bytes()[:own]
    assert queries.formers(NEW)[0].size == place.ended.size


def _entries(count):
    for entry in queries.rows_since(NEW, 0, count):
        leaf = queries.leaf(entry)
        yield len(leaf).to_bytes(2) + leaf


def assert_told_on_the_site(place, policy):
    page = place.visitor.read("verify/").decode()
    assert place.old in page
    assert encoded(place.ended.root) in page
    assert f"{place.ended.size - place.held}条从数据库里丢失" in page
    assert f"/log/former/{place.held}/checkpoint" in page
    former = place.see(f"log/former/{place.held}/", policy=policy)
    assert former.findings == []
    assert former.data["size"] == place.ended.size
    report = Report()
    new = read_policy((place.folder(NEW).path / "policy").read_text())
    check_proof(place.visitor.read(f"log/proof/{place.held}.tlog-proof"), new, report)
    assert report.findings == []
    assert encoded(place.ended.root) in place.visitor.read("api/v1/openings").decode()


def test_a_database_that_went_on_after_the_backup_lost_what_it_lost(place):
    """It holds as many entries as were published, or more, and other ones."""
    place.go_on()
    went_on = queries.sizes()[place.old]
    assert not place.publish(), "another history"

    place.begin()
    assert place.publish()

    (former,) = queries.formers(NEW)
    assert (former.kept, former.index) == (place.held, went_on)
    assert place.see("log/", whole=True).findings == []
    page = place.visitor.read("verify/").decode()
    assert f"{place.ended.size - place.held}条从数据库里丢失" in page
    assert f"接下来的{went_on - place.held}条是数据库恢复到旧备份以后记的" in page


def test_a_row_that_somebody_changed_is_not_carried_over(place, capsys):
    Entry.objects.filter(log__origin=place.old, index=1).update(organ_code="ZB-990001-1")

    with pytest.raises(SystemExit):
        place.begin()
    assert "1号条目与写入时不同" in capsys.readouterr().err
    assert County.objects.get(pk=place.county.pk).log_origin == place.old


def test_an_older_checkpoint_is_not_where_the_old_log_ended(place, capsys):
    rows = queries.hashes(place.old, place.held)
    older = place.path / "older"
    older.write_text(Checkpoint(place.old, place.held, root_of(rows)).text)

    with pytest.raises(SystemExit):
        place.begin(checkpoint=older)
    assert f"公布过更新的校验点，有{place.ended.size}条" in capsys.readouterr().err


@pytest.mark.parametrize("went_on", [False, True])
def test_files_that_are_lost_too_are_not_promised(place, capsys, went_on):
    if went_on:
        place.go_on()
    checkpoint, held = place.lose_files(), queries.sizes()[place.old]

    with pytest.raises(SystemExit):
        place.begin()
    with pytest.raises(SystemExit):
        place.begin(checkpoint=checkpoint)
    assert "不能知道数据库里的条目与公布过的相同到哪一条" in capsys.readouterr().err
    place.begin(checkpoint=checkpoint, uncompared=True)
    assert place.publish()

    (former,) = queries.formers(NEW)
    assert (former.kept, former.index) == (None, held)
    page = place.visitor.read("verify/").decode()
    assert place.old in page
    assert f"最前面的{held}条与原来的相同到哪一条，没有东西可以对照" in page
    assert "条从数据库里丢失" not in page
    assert "/log/former/" not in page
    for index in (held, 0):
        assert place.visitor.client.get(f"/log/former/{index}/checkpoint").status_code == 404


def test_files_that_are_not_those_of_the_checkpoint_prove_nothing(place):
    rows = place.folder(place.old).hashes(place.ended.size)
    for shown in ([*rows[:-1], bytes(32)], rows[:-1]):
        with pytest.raises(RuleBroken, match="没有对照过"):
            _begin(place, shown=shown)
        assert County.objects.get(pk=place.county.pk).log_origin == place.old


def test_a_log_of_which_nothing_is_lost_goes_on(place):
    rows = queries.hashes(place.old, place.held)
    ended = Checkpoint(place.old, place.held, root_of(rows))
    place.go_on()
    with pytest.raises(RuleBroken, match="没有丢失"):
        _begin(place, ended=ended, shown=rows)
    assert County.objects.get(pk=place.county.pk).log_origin == place.old


@pytest.mark.parametrize(
    ("change", "refused"),
    [
        ({"because": " "}, RuleBroken),
        ({"origin": "no origin"}, NotUnderstood),
        ({"origin": "two.example/log"}, RuleBroken),
        ({"ended": Checkpoint("two.example/log", 99, b"0" * 32)}, NotUnderstood),
    ],
)
def test_what_is_not_well_said_changes_nothing(place, change, refused):
    second = CountyFactory(log_origin="two.example/log")
    published(scene(organ=OrganFactory(county=second)))

    with pytest.raises(refused):
        _begin(place, **change)
    assert County.objects.get(pk=place.county.pk).log_origin == place.old


def _begin(place, **change):
    shown = place.folder(place.old).hashes(place.ended.size)
    given = {"county": place.county, "origin": NEW, "ended": place.ended, "because": WHY}
    begin_anew(**given | {"shown": shown} | change, at=later(90))


def test_what_was_never_a_log_cannot_be_closed(place):
    answer = close(place, "nobody.example/log")
    assert answer.returncode == 1
    assert "there is no log nobody.example/log" in answer.stderr
