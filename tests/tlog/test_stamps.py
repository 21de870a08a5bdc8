import datetime
import hashlib

import pytest

from tests.tlog.timestamping import Service, openssl_accepts
from tlog import stamps
from tlog.errors import Broken
from tlog.folder import Folder
from tlog.stamps import (
    asked_for,
    check_answer,
    check_stamp,
    gaps,
    list_days,
    show,
    stamped_at,
)

CONTENT = b"a checkpoint\n"
DIGEST = hashlib.sha256(CONTENT).digest()


@pytest.fixture
def service(tmp_path):
    return Service(tmp_path / "service")


def test_a_stamp_is_asked_for_over_the_bytes_and_never_twice_with_the_same_words():
    one, other = asked_for(CONTENT), asked_for(CONTENT)

    assert DIGEST in one
    assert one.endswith(b"\x01\x01\xff")  # with the certificate
    assert one != other


def test_what_the_service_grants_is_good(service):
    query = asked_for(CONTENT)
    answer = service.stamp(query)

    check_answer(answer, query, service.trusted.read_bytes())
    at = check_stamp(answer, CONTENT, service.trusted.read_bytes())

    assert abs(at - datetime.datetime.now(datetime.UTC)) < datetime.timedelta(minutes=5)
    assert at == stamped_at(answer)


def test_a_stamp_over_other_bytes_is_refused(service):
    query = asked_for(CONTENT)
    answer = service.stamp(query.replace(DIGEST, bytes(32)))

    with pytest.raises(Broken, match="imprint"):
        check_answer(answer, query, service.trusted.read_bytes())
    with pytest.raises(Broken, match="imprint"):
        check_stamp(answer, CONTENT, service.trusted.read_bytes())


def test_an_answer_to_another_query_is_refused(service):
    query = asked_for(CONTENT)
    other = query[:-6] + bytes([query[-6] ^ 1]) + query[-5:]  # one bit of the nonce

    with pytest.raises(Broken, match="nonce mismatch"):
        check_answer(service.stamp(other), query, service.trusted.read_bytes())


def test_a_service_that_nobody_trusts_is_refused(service, tmp_path):
    query = asked_for(CONTENT)
    stranger = Service(tmp_path / "stranger")

    with pytest.raises(Broken, match="certificate"):
        check_answer(stranger.stamp(query), query, service.trusted.read_bytes())


def test_a_refusal_is_no_stamp(tmp_path):
    query, other = asked_for(CONTENT), Service(tmp_path / "other", digests="sha512")

    with pytest.raises(Broken, match="rejection"):
        check_answer(other.stamp(query), query, other.trusted.read_bytes())


def test_an_altered_answer_is_refused(service):
    query = asked_for(CONTENT)
    answer = bytearray(service.stamp(query))
    answer[-1] ^= 1

    with pytest.raises(Broken):
        check_answer(bytes(answer), query, service.trusted.read_bytes())


@pytest.mark.parametrize("answer", [b"", b"<html>", b"\x30\x80"])
def test_what_is_no_answer_is_refused(service, answer):
    with pytest.raises(Broken):
        check_answer(answer, asked_for(CONTENT), service.trusted.read_bytes())


@pytest.mark.parametrize("said", [b"nothing", b"Time stamp: Foo 31 10:00:00 2026 GMT"])
def test_a_stamp_without_a_time_is_none(monkeypatch, said):
    monkeypatch.setattr(stamps, "openssl", lambda *_arguments, **_files: said)

    with pytest.raises(Broken, match="no time"):
        stamped_at(b"")


def test_a_time_in_parts_of_a_second_is_read(monkeypatch):
    said = b"Version: 1\nTime stamp: Nov  6 09:05:07.25 2026 GMT\n"
    monkeypatch.setattr(stamps, "openssl", lambda *_arguments, **_files: said)

    assert stamped_at(b"") == datetime.datetime(2026, 11, 6, 9, 5, 7, tzinfo=datetime.UTC)


def test_a_stranger_checks_the_files_with_openssl_alone(service, tmp_path):
    folder = Folder(tmp_path / "log")
    show(folder, "2026-11-26", CONTENT, service.stamp(asked_for(CONTENT)))
    answer, content = (folder.path / f"stamps/2026-11-26.{kind}" for kind in ("tsr", "checkpoint"))

    assert openssl_accepts(answer, content, service.trusted)
    content.write_bytes(b"another checkpoint\n")
    assert not openssl_accepts(answer, content, service.trusted)


def test_what_was_shown_of_a_day_stays(tmp_path):
    folder = Folder(tmp_path)

    assert show(folder, "2026-11-26", b"one", b"first")
    assert not show(folder, "2026-11-26", b"two", b"second")
    assert (tmp_path / "stamps/2026-11-26.tsr").read_bytes() == b"first"


def test_the_days_are_listed(tmp_path):
    folder = Folder(tmp_path)
    for day in ("2026-11-27", "2026-11-25"):
        show(folder, day, b"", b"")
    folder.write("stamps/other.tsr", b"")

    list_days(folder)

    assert (tmp_path / "stamps/days").read_text() == "2026-11-25\n2026-11-27\n"


def test_days_left_out_are_gaps():
    first = datetime.date(2026, 12, 30)
    days = [first + datetime.timedelta(days=number) for number in range(5)]

    assert gaps([]) == gaps(days) == []
    assert gaps([days[0], days[3], days[4]]) == days[1:3]
