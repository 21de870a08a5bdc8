import pytest

from tests.tlog import making
from tlog.checkpoints import Checkpoint
from tlog.errors import Broken
from tlog.folder import Row
from tlog.merkle import leaf_hash
from tlog.notes import Note
from tlog.policies import read_policy
from tlog.tiles import Edge
from tlog.verifying import logs
from tlog.verifying.reports import Report
from tlog.verifying.sources import AddressSource, FolderSource, Missing

ENTRIES = making.entries(300)
KEYS = (making.LOG, making.W1, making.W2)
POLICY = read_policy(making.policy(making.W1, making.W2, groups="group g all w1 w2\n", quorum="g"))


def verified(source, *kept, policy=POLICY):
    """The report, and the entries that were seen."""
    report, seen = Report(), {}
    log = logs.opened(source, policy, report)
    logs.read_all(source, log, kept, seen.__setitem__, report)
    return report, seen


def kinds(report):
    return [found.kind for found in report.findings]


@pytest.fixture
def source(log):
    making.publish(log, ENTRIES, *KEYS)
    return FolderSource(log.path)


@pytest.mark.parametrize("size", [0, 1, 255, 256, 257, 300])
def test_a_log_in_which_everything_holds(log, size):
    making.publish(log, ENTRIES[:size], *KEYS)
    report, seen = verified(FolderSource(log.path))

    assert report.findings == []
    assert report.notes == []
    assert seen == dict(enumerate(ENTRIES[:size]))
    assert report.data == {
        "origin": making.ORIGIN,
        "size": size,
        "root": making.head(ENTRIES[:size]).root.hex(),
    }
    assert any("witness w1 signed at 2025-10-09 08:53:20Z" in one.english for one in report.facts)


def test_the_same_over_http(log, source, website):
    report, seen = verified(AddressSource(f"{website.address}log/"))

    assert report.findings == []
    assert len(seen) == 300


class Changed:
    """A source in which one file was changed."""

    def __init__(self, files, name=None, content=b""):
        self.files, self.name, self.content = files, name, content

    def read(self, name):
        if name == self.name:
            return self.content
        if name not in self.files:
            raise Missing("缺少", "missing")
        return self.files[name]


def flipped(content, at, bit):
    return content[:at] + bytes([content[at] ^ 1 << bit]) + content[at + 1 :]


def changes(files):
    """Each bit of the checkpoint, one bit in each byte of the entries, a fifth of the hashes."""
    for name, content in files.items():
        step = 5 if name.startswith(("tile/0", "tile/1")) else 1
        for at in range(0, len(content), step):
            for bit in range(8) if name == "checkpoint" else [(at + at // 8) % 8]:
                yield name, at, bit


def test_a_single_bit_changed_anywhere_is_found(log, source):
    paths = [path for path in log.path.rglob("*") if path.is_file()]
    files = {str(path.relative_to(log.path)): path.read_bytes() for path in paths}
    assert sorted(files) == [
        "checkpoint",
        "tile/0/000",
        "tile/0/001.p/44",
        "tile/1/000.p/1",
        "tile/entries/000",
        "tile/entries/001.p/44",
    ]
    assert not is_found(Changed(files))
    missed = [
        (name, at, bit)
        for name, at, bit in changes(files)
        if not is_found(Changed(files, name, flipped(files[name], at, bit)))
    ]
    assert missed == []


def is_found(source):
    report = Report()
    try:
        opened = logs.opened(source, POLICY, report)
        if not report.findings:
            logs.read_all(source, opened, (), lambda *_seen: None, report)
    except Broken:
        return True
    return bool(report.findings)


@pytest.mark.parametrize("name", ["tile/0/000", "tile/0/001.p/44", "tile/1/000.p/1"])
def test_a_tile_that_is_cut_off_is_found(log, source, name):
    path = log.path / name
    path.write_bytes(path.read_bytes()[:-1])

    assert kinds(verified(source)[0]) == ["tile"]


@pytest.mark.parametrize("name", ["tile/entries/000", "tile/entries/001.p/44"])
def test_a_bundle_that_is_cut_off_or_gone_is_found_and_the_rest_is_read(log, source, name):
    path = log.path / name
    path.write_bytes(path.read_bytes()[:-1])
    report, seen = verified(source)
    assert kinds(report) == ["bundle"]
    assert "incomplete or cut off" in report.findings[0].words.english
    assert "不完整或被截断" in report.findings[0].words.chinese
    assert {entry for entry in seen.values() if entry} == (
        set(ENTRIES[256:]) if name.endswith("000") else set(ENTRIES[:256])
    )
    assert report.notes == []

    path.unlink()
    report, _seen = verified(source)
    assert kinds(report) == ["bundle"]
    assert "is missing" in report.findings[0].words.english


def test_a_bundle_and_its_hashes_gone_is_no_proof_of_anything(log, source):
    for name in ("tile/entries/000", "tile/0/000"):
        (log.path / name).unlink()
    report = Report()
    opened = logs.opened(source, POLICY, report)
    with pytest.raises(Missing, match="tile/0/000 is missing"):
        logs.read_all(source, opened, (), lambda *_seen: None, report)
    assert kinds(report) == ["bundle"]


@pytest.mark.parametrize("name", ["tile/0/000", "tile/0/001.p/44", "tile/1/000.p/1"])
def test_a_tile_that_is_gone_is_found_full_or_partial(log, source, website, name):
    """Of whatever was signed proofs can be made, or they are held back."""
    (log.path / name).unlink()
    for place in (source, AddressSource(f"{website.address}log/")):
        report, _seen = verified(place)
        assert kinds(report) == ["tile"]
        assert name in report.findings[0].words.english


@pytest.mark.parametrize("content", [b"", bytes(32), bytes(320)])
def test_a_tile_that_is_longer_or_shorter_is_found(log, source, content):
    path = log.path / "tile/0/001.p/44"
    path.write_bytes(path.read_bytes() + content)
    assert kinds(verified(source)[0]) == (["tile"] if content else [])


def grown(log, size, *gone):
    """The checkpoint of 300 was copied first; then the log grew, and what was partial went."""
    note = log.checkpoint()
    making.fill(log, making.entries(size)[300:], edge=log.edge(300))
    for name in gone:
        (log.path / name).unlink()
    log.publish(note)


def test_a_copy_taken_a_moment_later_holds_the_whole_bundle_alone(log, source):
    grown(log, 512, "tile/entries/001.p/44", "tile/0/001.p/44")
    report, seen = verified(source)

    assert (report.findings, report.notes) == ([], [])
    assert seen == dict(enumerate(ENTRIES))


@pytest.mark.parametrize(
    ("size", "gone", "kind"),
    [
        (355, "tile/entries/001.p/44", "bundle"),
        (355, "tile/0/001.p/44", "tile"),
        (600, "tile/1/000.p/1", "tile"),
    ],
)
def test_of_a_copy_with_a_wider_partial_file_alone_that_is_told(
    log, source, website, size, gone, kind
):
    """Proofs are made of it too; but who serves a log has to serve those that were signed."""
    grown(log, size, gone)
    report, seen = verified(source)

    assert report.findings == []
    assert seen == dict(enumerate(ENTRIES))
    assert [one.english.split(";")[0] for one in report.notes] == [f"{gone} is missing"]
    assert kinds(verified(AddressSource(f"{website.address}log/"))[0]) == [kind]


def test_a_wider_partial_tile_that_begins_otherwise_is_found(log, source):
    grown(log, 355, "tile/0/001.p/44")
    (log.path / "tile/0/001.p/99").write_bytes(bytes(99 * 32))
    assert kinds(verified(source)[0]) == ["tile"]


def test_a_barred_bundle_keeps_the_tree_verifiable(log, source, website):
    log.bar(0, [])
    website.answers["/log/tile/entries/000"] = (451, b"")
    for place in (source, AddressSource(f"{website.address}log/")):
        report, seen = verified(place, making.head(ENTRIES[:10]), making.head(ENTRIES[:256]))
        assert report.findings == []
        assert [one.english for one in report.notes] == ["256 entries are barred by law"]
        assert [index for index, entry in seen.items() if entry is None] == list(range(256))


@pytest.mark.parametrize("width", [256, 200])
def test_of_a_barred_bundle_what_is_left_is_read(log, source, website, width):
    """The file may be of a moment when the log was smaller, as a copy might have it."""
    log.bar(0, [*ENTRIES[:7], None, *ENTRIES[8:width]])
    website.answers["/log/tile/entries/000"] = (451, b"")
    for place in (source, AddressSource(f"{website.address}log/")):
        report, seen = verified(place)
        assert report.findings == []
        gone = [7, *range(width, 256)]
        assert [index for index, entry in seen.items() if entry is None] == gone
        assert [seen[index] for index in (6, 8, 299)] == [ENTRIES[6], ENTRIES[8], ENTRIES[299]]


def test_a_bundle_that_is_barred_for_no_entry_is_found(log, source, website):
    log.bar(0, ENTRIES[:256])
    website.answers["/log/tile/entries/000"] = (451, b"")
    for place in (source, AddressSource(f"{website.address}log/")):
        report, _seen = verified(place)
        assert kinds(report) == ["barred"]


def test_what_is_said_to_be_left_and_was_never_in_the_tree_counts_for_nothing(log, source):
    log.bar(0, [*ENTRIES[:7], b"another", None, *ENTRIES[9:256]])
    report, seen = verified(source)
    assert report.findings == []
    assert [index for index, entry in seen.items() if entry is None] == [7, 8]
    assert [one.english for one in report.notes] == ["2 entries are barred by law"]


def test_where_nothing_is_left_nothing_is_known(website, log, source):
    website.answers["/log/tile/entries/000"] = (451, b"")
    website.answers["/log/tile/entries/000.barred"] = (451, b"")
    _report, seen = verified(AddressSource(f"{website.address}log/"))
    assert [index for index, entry in seen.items() if entry is None] == list(range(256))


def test_entries_that_were_changed_under_a_barred_bundle_are_found(log, source):
    log.bar(0, [])
    path = log.path / "tile/0/000"
    path.write_bytes(flipped(path.read_bytes(), 100, 3))

    assert "root" in kinds(verified(source)[0])


def test_entries_that_are_not_those_signed_are_found(log, source):
    note = log.checkpoint()
    changed = [*ENTRIES[:7], b"another", *ENTRIES[8:]]
    making.fill(log, changed)
    log.publish(note)

    assert kinds(verified(source)[0]) == ["root"]


@pytest.mark.parametrize("size", [0, 1, 10, 255, 256, 257, 299, 300])
def test_an_older_checkpoint_is_the_beginning(source, size):
    report, _seen = verified(source, making.head(ENTRIES[:size]))

    assert report.findings == []
    assert report.facts[-1].english == (f"consistent with the older checkpoint of {size} entries")


FORK = making.entries(300, "x")


@pytest.mark.parametrize(
    ("old", "kind"),
    [
        (making.head(FORK[:10]), "rewritten"),
        (making.head(FORK), "rewritten"),
        (Checkpoint(making.ORIGIN, 0, bytes(32)), "rewritten"),
        (making.head(making.entries(301)), "truncated"),
    ],
)
def test_an_older_checkpoint_that_says_otherwise_is_found(source, old, kind):
    assert kinds(verified(source, old)[0]) == [kind]


def test_older_checkpoints_are_each_compared(source):
    report, _seen = verified(
        source,
        making.head(ENTRIES[:10]),
        making.head(FORK[:20]),
        making.head(ENTRIES[:290]),
        making.head(making.entries(400)),
    )
    assert kinds(report) == ["rewritten", "truncated"]


@pytest.mark.parametrize(
    ("keys", "policy", "kind"),
    [
        ((making.LOG, making.W1), POLICY, "bad_signature"),
        ((making.LOG,), POLICY, "bad_signature"),
        ((making.secret("stolen"), making.W1, making.W2), POLICY, "bad_signature"),
        (KEYS, read_policy(making.policy(log=making.OTHER)), "wrong_origin"),
    ],
)
def test_wrong_keys_and_another_log_are_found(log, keys, policy, kind):
    making.publish(log, ENTRIES[:5], *keys)
    assert kinds(verified(FolderSource(log.path), policy=policy)[0]) == [kind]


def test_a_signature_from_an_older_checkpoint_is_found(log, source):
    old = making.signed(making.head(ENTRIES[:5]).text, *KEYS)
    log.publish(Note(making.head(ENTRIES).text, old.signatures))

    assert kinds(verified(source)[0]) == ["bad_signature"]


def test_without_a_policy_the_logs_own_is_taken_and_that_is_said(log, source):
    log.write("policy", making.policy(making.W1).encode())
    report, _seen = verified(source, policy=None)

    assert report.findings == []
    assert "the log's own was used" in report.notes[0].english


def test_a_log_without_checkpoint_or_policy_is_not_checked(log, source):
    with pytest.raises(Missing, match="policy is missing"):
        verified(source, policy=None)
    (log.path / "checkpoint").unlink()
    with pytest.raises(Missing, match="checkpoint is missing"):
        verified(source)


def test_a_row_that_was_barred_when_the_files_were_made_holds_too(log):
    rows = [Row(None if entry == b"7" else entry, leaf_hash(entry)) for entry in ENTRIES]
    edge = Edge()
    log.extend(edge, rows)
    log.publish(making.signed(Checkpoint(making.ORIGIN, 300, edge.root()).text, *KEYS))
    report, _seen = verified(FolderSource(log.path))

    assert report.findings == []
    assert report.notes[0].chinese == "1条依法停止提供"
