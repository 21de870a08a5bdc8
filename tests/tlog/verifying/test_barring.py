"""Entries that are served no more: announced or hidden, and what cannot be told without them."""

import pytest

from tests.tlog import making
from tests.tlog.verifying.opening import committed, opened
from tests.tlog.verifying.shown import DUTY, ENTRIES, OBJECT, Shown, told
from tlog.folder import Row
from tlog.merkle import leaf_hash
from tlog.policies import read_policy
from tlog.tiles import Edge
from tlog.verifying import commands
from tlog.verifying import logs as whole_logs
from tlog.verifying.reports import Report
from tlog.verifying.sites import check_site, may_pass
from tlog.verifying.sources import AddressSource, FolderSource

POLICY = read_policy(making.policy())


def announcing(index, basis=None, **said):
    """The announcement of an entry, and what opens it."""
    said = {"index": index, **said}
    basis = f"entry-{index}" if basis is None else basis
    return (
        making.act(9, act="log.entry_barred", basis=basis, commitments=committed(data=said)),
        {"data": opened(said)},
    )


class Barred(Shown):
    """A site and its log, in whose files and feed some entries are not."""

    def __init__(self, website, folder):
        super().__init__(website)
        self.folder, self.gone, self.entries = folder, set(), list(ENTRIES)

    def announce(self, index, basis=None, **said):
        leaf, groups = announcing(index, basis, **said)
        self.openings.append({"index": len(self.entries), "c": groups})
        self.entries.append(leaf)

    def bar(self, index):
        self.gone.add(index)
        self.openings = [one for one in self.openings if one["index"] != index]

    def publish(self):
        edge = Edge()
        self.folder.extend(
            edge,
            [
                Row(None if index in self.gone else entry, leaf_hash(entry))
                for index, entry in enumerate(self.entries)
            ],
        )
        head = whole_logs.Checkpoint(making.ORIGIN, edge.size, edge.root())
        self.folder.publish(making.signed(head.text, making.LOG))

    def verify(self):
        self.publish()
        self.check()
        rows = [told(*one) for one in enumerate(self.entries)]
        for index in self.gone:
            rows[index]["leaf"] = None
        self.website.answers["/api/v1/acts"] = (200, {"acts": rows})
        report, source = Report(), FolderSource(self.folder.path)
        log = whole_logs.opened(source, POLICY, report)
        check_site(AddressSource(self.website.address), source, log, [], report)
        return report


@pytest.fixture
def site(website, log):
    return Barred(website, log)


def kinds(report):
    return [found.kind for found in report.findings]


def notes(report):
    return " ".join(note.english for note in report.notes)


def test_one_that_is_announced_and_needed_for_nothing_is_no_finding(site):
    site.bar(5)
    site.announce(5, act="key.announced", obj="7")
    report = site.verify()

    assert (kinds(report), report.code) == ([], 0)
    assert "1 entries are barred" in notes(report)


def test_one_that_is_announced_and_served_all_the_same_is_fine(site):
    site.announce(5)
    assert site.verify().code == 0


def test_one_that_is_hidden_is_found(site):
    site.bar(5)
    report = site.verify()

    assert [(found.kind, found.index) for found in report.findings] == [("barred", 5)]
    assert may_pass(report)


def test_one_that_only_the_feed_hides_is_found(site):
    site.verify()
    report, rows = Report(), [told(*one) for one in enumerate(site.entries)]
    rows[5]["leaf"] = None
    site.website.answers["/api/v1/acts"] = (200, {"acts": rows})
    source = FolderSource(site.folder.path)
    log = whole_logs.opened(source, POLICY, report)
    check_site(AddressSource(site.website.address), source, log, [], report)

    assert kinds(report) == ["barred"]


def test_another_that_is_announced_hides_nothing(site):
    site.bar(5)
    site.announce(4)
    assert kinds(site.verify()) == ["barred"]


def test_the_first_announcements_told_the_index_to_who_opens_them(site):
    site.bar(5)
    site.announce(5, basis="")
    assert site.verify().code == 0


@pytest.mark.parametrize("data", [{"index": 4}, {"index": "5"}, {"index": True}, {}])
def test_an_announcement_that_opens_to_another_index_announces_none(site, data):
    site.bar(1)
    said = {"act": "duties.opened", **data}
    site.entries.append(
        making.act(9, act="log.entry_barred", basis="entry-1", commitments=committed(data=said))
    )
    site.openings.append({"index": len(ENTRIES), "c": {"data": opened(said)}})

    assert kinds(site.verify()) == ["duty_not_logged"]


def test_what_a_barred_list_told_cannot_be_checked_and_is_no_forgery(site):
    site.bar(1)
    site.announce(1, act="duties.opened", obj=f"{8:032x}")
    report = site.verify()

    assert (kinds(report), report.code) == ([], 3)
    assert f"cannot be checked, as an entry is barred: the duty {DUTY}" in notes(report)
    assert "1 things cannot be checked" in report.unchecked.english


def test_a_barred_list_excuses_nothing_else(site):
    site.bar(1)
    site.announce(1, act="duties.opened", obj=f"{8:032x}")
    site.one["editions"] = 3
    report = site.verify()

    assert (kinds(report), report.code) == (["editions"], 1)


def test_what_a_barred_publication_showed_cannot_be_checked(site):
    site.bar(0)
    site.announce(0, act="disclosure.published", obj=OBJECT)
    report = site.verify()

    assert (kinds(report), report.code) == ([], 3)
    assert f"the site shows {OBJECT}" in notes(report)


def test_a_barred_publication_excuses_no_other(site):
    site.bar(0)
    site.announce(0, act="disclosure.published", obj="3" * 32)
    assert kinds(site.verify()) == ["not_logged"]


def test_an_announcement_that_never_said_which_act_it_was_excuses_what_it_may_have_been(site):
    site.bar(0)
    site.announce(0, basis="")
    assert site.verify().code == 3


def verify_log(site, capsys):
    site.publish()
    path = site.folder.path.parent / "known"
    path.write_text(making.policy())
    return commands.main(["log", str(site.folder.path), "--policy", str(path), "--lang", "en"])


def test_the_log_alone_tells_what_is_announced_and_what_is_hidden(site, capsys):
    site.bar(5)
    assert verify_log(site, capsys) == 1
    assert "entry 5 is served no more, and no entry announces that" in capsys.readouterr().out

    site.announce(5)
    assert verify_log(site, capsys) == 0


def test_the_log_alone_cannot_tell_which_one_the_first_announcements_meant(site, capsys):
    site.bar(5)
    site.announce(5, basis="")
    assert verify_log(site, capsys) == 0
    assert "use verify site" in capsys.readouterr().out

    site.bar(4)
    assert verify_log(site, capsys) == 1
