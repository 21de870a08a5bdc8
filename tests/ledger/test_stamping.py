import base64
import datetime
import hashlib

import pytest

from mingtang.ledger import stamping
from mingtang.ledger.stamping import HttpStamping, NotStamped, configured
from tests.tlog.timestamping import Service, answering
from tlog import openssl
from tlog.stamps import check_stamp

CONTENT = b"one.example/log\n1\nroot\n"


@pytest.fixture
def service(tmp_path):
    return Service(tmp_path / "service")


@pytest.fixture
def address(service):
    with answering(service) as address:
        yield address


@pytest.fixture
def ask(service, address):
    return HttpStamping(address, service.trusted)


def refused(ask):
    with pytest.raises(NotStamped) as refusal:
        ask.stamp(CONTENT)
    return refusal.value


def test_a_good_answer_is_kept_whole_with_its_time(ask, service):
    stamped = ask.stamp(CONTENT)

    assert stamped.answer == (service.folder / "reply").read_bytes()
    assert stamped.at == check_stamp(stamped.answer, CONTENT, service.trusted.read_bytes())
    assert abs(stamped.at - service.now()) < datetime.timedelta(minutes=5)


def test_it_is_asked_as_the_rfc_says(ask, service):
    ask.stamp(CONTENT)

    assert service.headers[0].get_content_type() == "application/timestamp-query"
    assert hashlib.sha256(CONTENT).digest() in service.asked[0]
    assert service.headers[0]["Authorization"] is None


def test_user_and_password_go_along_and_not_in_the_address(service, address):
    HttpStamping(address.replace("//", "//li:p%40ss@"), service.trusted).stamp(CONTENT)

    known = base64.b64decode(service.headers[0]["Authorization"].removeprefix("Basic "))
    assert known == b"li:p@ss"
    assert "li" not in service.headers[0]["Host"]


def test_a_user_may_have_no_password(service, address):
    HttpStamping(address.replace("//", "//li@"), service.trusted).stamp(CONTENT)

    assert service.headers[0]["Authorization"] == f"Basic {base64.b64encode(b'li:').decode()}"


def test_an_answer_over_other_bytes_is_refused(ask, service):
    digest = hashlib.sha256(CONTENT).digest()
    service.answer = lambda query: service.stamp(query.replace(digest, bytes(32)))

    assert "imprint" in str(refused(ask))


def test_an_answer_to_another_query_is_refused(ask, service):
    first = ask.stamp(CONTENT).answer
    service.answer = lambda _query: first

    assert "nonce" in str(refused(ask))


def test_an_answer_of_a_stranger_is_refused(ask, service, tmp_path):
    service.answer = Service(tmp_path / "stranger").stamp

    assert "certificate" in str(refused(ask))


def test_what_the_service_will_not_do_is_no_stamp(ask, service, tmp_path):
    service.answer = Service(tmp_path / "other", digests="sha512").stamp

    assert "rejection" in str(refused(ask))


def test_rubbish_is_refused_and_others_are_still_asked_for(ask, service):
    service.answer = lambda _query: b"rubbish"

    assert not refused(ask).is_service_down


def test_a_page_is_no_answer(ask, service):
    service.kind, service.answer = "text/html", lambda _query: b"<html>"

    assert "Content-Type" in str(refused(ask))


def test_more_than_a_stamp_can_be_is_not_read(ask, service):
    service.answer = lambda _query: bytes(stamping.LONGEST + 1)

    assert refused(ask).is_service_down


@pytest.mark.parametrize("status", [302, 401, 503])
def test_a_service_that_refuses_is_down_and_nobody_is_followed(ask, service, status):
    service.status = status

    problem = refused(ask)

    assert problem.is_service_down
    assert str(status) in str(problem)
    assert len(service.asked) == 1


def test_one_that_is_slow_is_not_waited_for(ask, service, monkeypatch):
    monkeypatch.setattr(stamping, "PATIENCE", 0.1)
    service.seconds = 0.5

    assert refused(ask).is_service_down


def test_nor_one_that_says_a_byte_at_a_time(ask, service, monkeypatch):
    monkeypatch.setattr(stamping, "LONGEST_WAIT", 0.05)
    service.seconds, service.answer = 0.02, lambda _query: bytes(100)

    assert "TimeoutError" in str(refused(ask))


def test_nobody_there_is_down(service, address):
    assert refused(HttpStamping("http://127.0.0.1:1/", service.trusted)).is_service_down


def test_a_certificate_that_is_not_there_is_told(address, tmp_path):
    assert "打不开" in str(refused(HttpStamping(address, tmp_path / "none.pem")))


def test_without_openssl_nothing_is_asked(ask, service, monkeypatch):
    monkeypatch.setattr(openssl, "PROGRAM", "there-is-no-such-program")

    assert "apt-get install openssl" in str(refused(ask))
    assert service.asked == []


def test_nothing_is_stamped_unless_it_is_set(settings, tmp_path):
    assert configured() is None

    settings.STAMP_URL, settings.STAMP_CA = "https://tsa.example/", tmp_path / "ca.pem"
    assert configured() == HttpStamping("https://tsa.example/", tmp_path / "ca.pem")
