"""A log that goes on from one that was lost: `former/` beside it, and what its entries say."""

import hashlib
import json

import pytest

from tests.tlog import making
from tests.tlog.verifying.opening import committed, opened
from tlog.checkpoints import Checkpoint
from tlog.encoding import encoded
from tlog.errors import Broken
from tlog.folder import Folder
from tlog.policies import read_policy
from tlog.stamps import list_days, show
from tlog.verifying import logs
from tlog.verifying.acts import Acts
from tlog.verifying.announced import read_openings
from tlog.verifying.commands import main
from tlog.verifying.history import check_history
from tlog.verifying.older import Older
from tlog.verifying.reports import Report
from tlog.verifying.sources import FolderSource

WAS = making.OTHER.key.name
BEFORE = [making.act(number) for number in range(300)]
SINCE = [making.act(number) for number in range(400, 420)]
ENDED = making.head(BEFORE, origin=WAS)
KEPT, INDEX = 270, 290
POLICY, OLD_POLICY = read_policy(making.policy()), read_policy(making.policy(log=making.OTHER))


def said(ended=ENDED, kept=KEPT):
    return {
        "origin": ended.origin,
        "size": ended.size,
        "root": encoded(ended.root),
        "kept": kept,
    }


def begun(data):
    return making.act(500, act="log.begun_anew", commitments=committed(data=data))


def opening(data, index=INDEX):
    return json.dumps({"openings": [{"index": index, "c": {"data": opened(data)}}]}).encode()


class Place:
    """The new log begins with 270 of 300 entries and 20 that were written after the backup."""

    def __init__(self, folder):
        self.folder = folder
        self.former = Folder(folder.path / f"former/{INDEX}")
        self.data = said()
        self.begin()
        making.publish(self.former, BEFORE, making.OTHER)

    def begin(self, kept=BEFORE[:KEPT], since=SINCE):
        self.entries = [*kept, *since, begun(self.data), making.act(501)]
        making.publish(self.folder, self.entries, making.LOG)

    def see(self, *kept, policies=(OLD_POLICY,), openings=None, policy=POLICY):
        """`openings` False is to give none."""
        report, source = Report(), FolderSource(self.folder.path)
        log = logs.opened(source, policy, report)
        acts = Acts(report)
        older = [one if isinstance(one, Older) else Older(one) for one in kept]
        logs.read_all(source, log, [one.head for one in older], acts.see, report)
        if openings is not False:
            read_openings(openings or opening(self.data), acts, report)
        check_history(source, log, acts, older, policies, report)
        return report

    def lose_files(self):
        self.former.path.rename(self.folder.path / "gone")


@pytest.fixture
def place(log):
    return Place(log)


def kinds(report):
    return [found.kind for found in report.findings]


def words(report):
    return [one.english for one in (*report.facts, *report.notes)]


def of_before(size, entries=BEFORE):
    return making.head(entries[:size], origin=WAS)


def test_what_is_left_is_compared_with_the_log_before(place):
    report = place.see()

    assert kinds(report) == []
    assert (
        f"entry {INDEX}: goes on from {WAS}; of the 300 entries in its files the first 270 are "
        "the same, 30 are lost"
    ) in words(report)
    assert kinds(place.see(openings=False)) == []


def test_a_history_that_was_rewritten_is_not_carried_over_as_what_was_left(place):
    place.begin(kept=[*BEFORE[:7], making.act(7, organ="11320400MB7654321X"), *BEFORE[8:KEPT]])
    report = place.see()

    assert kinds(report) == ["former_kept"]
    assert "the first 270 entries are those of the log before, but 7 are" in (
        report.findings[0].words.english
    )


@pytest.mark.parametrize("kept", [None, 3, 270])
def test_no_more_is_asked_of_it_than_it_says(place, kept):
    place.data = said(kept=kept)
    place.begin()
    assert kinds(place.see()) == []


@pytest.mark.parametrize(
    "ended",
    [
        making.head(BEFORE, origin="third.example/log"),
        of_before(290),
        Checkpoint(WAS, 300, bytes(32)),
    ],
)
def test_files_of_another_log_than_it_tells_of_are_found(place, ended):
    place.data = said(ended)
    place.begin()
    assert kinds(place.see()) == ["former"]


def test_files_that_end_before_the_log_did_are_compared_as_far_as_they_go(place):
    place.data = said(making.head([*BEFORE, *SINCE], origin=WAS))
    place.begin()
    report = place.see(of_before(290), of_before(310, [*BEFORE, *SINCE]))
    assert kinds(report) == []
    assert "of the 300 entries in its files" in words(report)[1]
    assert "310 entries) cannot be checked" in report.unchecked.english


def test_files_that_were_changed_are_found(place):
    path = place.former.path / "tile/0/000"
    path.write_bytes(bytes(32) + path.read_bytes()[32:])
    assert kinds(place.see()) == ["former"]


@pytest.mark.parametrize("lost", ["checkpoint", "tile/0/000", "all"])
def test_without_its_files_it_was_not_compared(place, lost):
    if lost == "all":
        place.lose_files()
    else:
        (place.former.path / lost).unlink()
    report = place.see()

    assert kinds(report) == []
    assert any(f"entry {INDEX} tells of was not compared" in one for one in words(report))


def test_who_signed_the_log_before_is_checked_by_its_policy(place):
    assert not any("was not checked" in one for one in words(place.see()))
    assert any(
        f"the signature of former/{INDEX}/ was not checked" in one
        for one in words(place.see(policies=[]))
    )
    making.publish(place.former, BEFORE, making.secret("stolen", name=WAS))
    assert kinds(place.see()) == ["former_signature"]


@pytest.mark.parametrize(
    "wrong", [{"size": "x"}, {"kept": "7"}, {"kept": True}, {"root": "no"}, {"root": None}]
)
def test_what_it_tells_and_nobody_can_read_is_found(place, wrong):
    place.data |= wrong
    place.begin()
    assert kinds(place.see()) == ["former"]


@pytest.mark.parametrize("size", [0, 1, 256, 270, 290, 300])
def test_an_older_checkpoint_of_the_log_before_is_followed(place, size):
    report = place.see(of_before(size))
    assert (kinds(report), report.unchecked) == ([], None)
    said = f"consistent with the older checkpoint of {size} entries of the log before, {WAS}"
    assert said in words(report)


FORK = [making.act(number) for number in range(600, 1000)]


@pytest.mark.parametrize(
    ("older", "kind"),
    [
        (of_before(5, FORK), "rewritten"),
        (of_before(290, FORK), "rewritten"),
        (of_before(300, FORK), "rewritten"),
        (of_before(310, FORK), "truncated"),
        (making.head(BEFORE[:5], origin="third.example/log"), "old_origin"),
    ],
)
def test_one_that_says_otherwise_is_found(place, older, kind):
    assert kinds(place.see(older)) == [kind]
    place.lose_files()
    assert kinds(place.see(older)) == ([] if KEPT < older.size < ENDED.size else [kind])


def test_without_the_files_one_is_followed_as_far_as_it_can_be(place):
    place.lose_files()
    for size in (0, 270, 300):
        report = place.see(of_before(size))
        assert (kinds(report), report.unchecked) == ([], None)
    report = place.see(of_before(280))
    assert (kinds(report), report.code) == ([], 3)
    assert "280 entries) cannot be checked" in report.unchecked.english


def test_where_nobody_says_which_log_it_was_it_is_followed_as_far_as_it_can_be(place):
    place.lose_files()
    report = place.see(of_before(270), openings=False)
    assert (kinds(report), report.code) == ([], 0)
    for one in (of_before(280), of_before(5, FORK), of_before(400, FORK)):
        assert place.see(one, openings=False).code == 3


def test_where_nothing_was_compared_what_fits_fits_and_nothing_else_is_said(place):
    place.data = said(kept=None)
    place.begin()
    place.lose_files()
    assert place.see(of_before(270)).code == 0
    assert place.see(of_before(5, FORK)).code == 3


def test_a_log_that_goes_on_from_none_has_no_checkpoint_of_another(log):
    making.publish(log, BEFORE[:5], making.LOG)
    report, source = Report(), FolderSource(log.path)
    log = logs.opened(source, POLICY, report)
    logs.read_all(source, log, [of_before(3)], Acts(report).see, report)
    check_history(source, log, Acts(report), [Older(of_before(3))], [], report)
    assert kinds(report) == ["old_origin"]


@pytest.mark.parametrize(
    ("head", "kind", "told"),
    [
        (of_before(270), [], "stamps of 1 days fit the log before"),
        (of_before(290), [], "the stamp of 2026-11-24 is of a log before, and was not compared"),
        (of_before(5, FORK), ["stamp_fork"], None),
    ],
)
def test_what_was_stamped_before_is_followed_too(place, head, kind, told):
    place.lose_files()
    checkpoint = str(making.signed(head.text, making.OTHER)).encode()
    show(place.folder, "2026-11-24", checkpoint, b"over " + hashlib.sha256(checkpoint).digest())
    list_days(place.folder)
    report = place.see()
    assert kinds(report) == kind
    assert told is None or told in words(report)


def test_content_of_another_entry_opens_nothing(place):
    report = place.see(openings=opening(said(kept=299)))
    assert kinds(report) == ["content"]
    assert report.findings[0].index == INDEX
    for read_past in (opening(place.data, 5), b'{"openings": [{"index": 290, "c": {}}]}'):
        assert kinds(place.see(openings=read_past)) == []


@pytest.mark.parametrize(
    "written", [b" ", b"[]", b"{}", b'{"openings": [{"index": 1}]}', b"[" * 9999]
)
def test_openings_that_cannot_be_read_are_refused(place, written):
    with pytest.raises(Broken, match="not what /api/v1/openings gives"):
        place.see(openings=written)


def test_all_of_it_by_the_command(place, tmp_path, capsys):
    paths = {name: tmp_path / name for name in ("policy", "old-policy", "openings", "old")}
    paths["policy"].write_text(making.policy())
    paths["old-policy"].write_text(making.policy(log=making.OTHER))
    paths["openings"].write_bytes(opening(place.data))
    paths["old"].write_text(str(making.signed(of_before(290).text, making.OTHER)))
    given = [part for name, path in paths.items() for part in (f"--{name}", str(path))]

    assert main(["log", str(place.folder.path), *given, "--lang", "en"]) == 0
    out = capsys.readouterr().out
    assert "the first 270 are the same, 30 are lost" in out
    assert "consistent with the older checkpoint of 290 entries of the log before" in out
    assert "signature" not in out
