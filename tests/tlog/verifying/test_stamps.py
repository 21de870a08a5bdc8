import hashlib

import pytest

from tests.tlog import making
from tests.tlog.timestamping import Service
from tlog import openssl as program
from tlog.folder import Folder
from tlog.stamps import asked_for, list_days, show
from tlog.verifying.acts import Acts
from tlog.verifying.commands import main
from tlog.verifying.history import check_history
from tlog.verifying.logs import opened, read_all
from tlog.verifying.reports import Report
from tlog.verifying.sources import AddressSource, FolderSource

ENTRIES = making.entries(5)
ALL_ACTS = [making.act(number) for number in range(3)]


def checkpoint(entries, *keys):
    return str(making.signed(making.head(entries).text, *(keys or [making.LOG]))).encode()


def unsigned(content):
    """What nobody has signed, but which holds the digest."""
    return b"stamp " + hashlib.sha256(content).digest()


@pytest.fixture
def stamp(log):
    """A log of five entries, and stamps of days beside it."""
    making.publish(log, ENTRIES, making.LOG)
    log.write("policy", making.policy().encode())

    def put(day, content, answer=None):
        show(log, day, content, answer or unsigned(content))
        list_days(log)

    return put


def verified(source, trusted=None):
    report = Report()
    log = opened(source, None, report, trusted=trusted)
    read_all(source, log, [], lambda _index, _entry: None, report)
    check_history(source, log, Acts(report), [], [], report)
    return report


def kinds(report):
    return [found.kind for found in report.findings]


def words(said):
    return " ".join(one.english for one in said)


def test_stamped_checkpoints_of_the_log_are_counted(log, stamp):
    stamp("2026-11-24", checkpoint(ENTRIES[:2]))
    stamp("2026-11-25", checkpoint(ENTRIES))

    report = verified(FolderSource(log.path))

    assert kinds(report) == []
    assert "stamps of 2 days fit the log, the latest of 2026-11-25" in words(report.facts)
    assert report.data["stamps"] == {"days": 2, "latest": "2026-11-25"}


def test_the_stamp_of_an_empty_log_fits(log, stamp):
    stamp("2026-11-24", checkpoint([]))

    assert kinds(verified(FolderSource(log.path))) == []


def test_a_stamped_checkpoint_of_another_history_is_a_fork(log, stamp):
    stamp("2026-11-24", checkpoint(making.entries(3, "other")))

    report = verified(FolderSource(log.path))

    assert kinds(report) == ["stamp_fork"]
    assert "2026-11-24" in words(found.words for found in report.findings)
    assert report.data["stamps"] == {"days": 0, "latest": None}


def test_so_is_one_of_more_entries_than_there_are(log, stamp):
    stamp("2026-11-24", checkpoint(making.entries(9)))

    assert kinds(verified(FolderSource(log.path))) == ["stamp_fork"]


def test_so_is_one_of_another_log(log, stamp):
    other = making.head(ENTRIES, origin=making.OTHER.key.name)
    stamp("2026-11-24", str(making.signed(other.text, making.OTHER)).encode())

    assert kinds(verified(FolderSource(log.path))) == ["stamp_fork"]


def test_days_without_a_stamp_are_told(log, stamp):
    for day in ("2026-11-01", "2026-11-03"):
        stamp(day, checkpoint(ENTRIES))
    assert "1 days have no stamp: 2026-11-02" in words(verified(FolderSource(log.path)).notes)

    stamp("2026-11-20", checkpoint(ENTRIES))
    assert "17 days have no stamp" in words(verified(FolderSource(log.path)).notes)
    assert " …" in words(verified(FolderSource(log.path)).notes)


def test_an_answer_over_other_bytes_is_found(log, stamp):
    stamp("2026-11-24", checkpoint(ENTRIES), unsigned(b"other"))

    assert kinds(verified(FolderSource(log.path))) == ["stamp"]


def test_half_a_stamp_is_found(log, stamp):
    stamp("2026-11-24", checkpoint(ENTRIES))
    (log.path / "stamps/2026-11-24.tsr").unlink()

    assert kinds(verified(FolderSource(log.path))) == ["stamp"]


@pytest.mark.parametrize("day", ["../../etc", "2026-13-01", "yesterday"])
def test_what_is_no_day_is_found_and_not_read(log, stamp, day):
    log.write("stamps/days", f"{day}\n".encode())

    report = verified(FolderSource(log.path))

    assert kinds(report) == ["stamp"]
    assert "not a day" in words(found.words for found in report.findings)


def test_a_log_without_stamps_is_a_log(log, stamp):
    report = verified(FolderSource(log.path))

    assert kinds(report) == []
    assert "stamps" not in report.data


def test_a_server_that_will_not_say_is_no_fault(website, log, stamp):
    website.answers["/log/stamps/days"] = (403, b"")

    report = verified(AddressSource(f"{website.address}log/"))

    assert kinds(report) == []
    assert "403" in words(report.notes)


@pytest.fixture
def service(tmp_path):
    return Service(tmp_path / "service")


@pytest.fixture
def today(service, stamp):
    """The day of a real stamp."""
    content = checkpoint(ENTRIES)
    answer = service.stamp(asked_for(content))
    day = f"{service.now():%Y-%m-%d}"
    stamp(day, content, answer)
    return day


def test_the_signature_of_the_service_is_checked_on_request(log, today, service, tmp_path):
    source, stranger = FolderSource(log.path), Service(tmp_path / "stranger")

    assert kinds(verified(source, service.trusted.read_bytes())) == []
    assert kinds(verified(source)) == []
    assert kinds(verified(source, stranger.trusted.read_bytes())) == ["stamp"]


def test_a_stamp_under_the_name_of_another_day_is_found(log, today, service):
    content = log.path / f"stamps/{today}.checkpoint"
    answer = log.path / f"stamps/{today}.tsr"
    show(log, "2020-01-01", content.read_bytes(), answer.read_bytes())
    log.write("stamps/days", b"2020-01-01\n")

    report = verified(FolderSource(log.path), service.trusted.read_bytes())

    assert kinds(report) == ["stamp"]


def test_without_openssl_it_says_that_they_were_not_checked(log, today, service, monkeypatch):
    monkeypatch.setattr(program, "PROGRAM", "there-is-no-such-program")

    report = verified(FolderSource(log.path), service.trusted.read_bytes())

    assert kinds(report) == []
    assert "were not checked" in words(report.notes)
    assert report.data["stamps"] == {"days": 1, "latest": today}


def test_the_command_takes_the_certificate(tmp_path, capsys):
    folder, service = Folder(tmp_path / "log"), Service(tmp_path / "service")
    content = str(making.publish(folder, ALL_ACTS, making.LOG)).encode()
    folder.write("policy", making.policy().encode())
    day = f"{service.now():%Y-%m-%d}"
    show(folder, day, content, service.stamp(asked_for(content)))
    list_days(folder)

    code = main(["log", str(folder.path), "--stamped-by", str(service.trusted), "--lang", "en"])

    assert code == 0
    assert f"stamps of 1 days fit the log, the latest of {day}" in capsys.readouterr().out
