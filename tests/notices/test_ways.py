import pytest
from django.core.mail.backends.smtp import EmailBackend

from mingtang.notices.rules import House
from mingtang.notices.ways import EmailCarrier, NotCarried
from tests.factories.notices import NoticeFactory
from tests.notices.sinks import free_port

pytestmark = pytest.mark.django_db


@pytest.fixture
def carrier():
    made = EmailCarrier(lambda _code: House("示范县"))
    yield made
    made.close()


def letter_to(address):
    return NoticeFactory(recipient__email=address)


def test_two_letters_go_over_one_connection(sink, carrier, monkeypatch):
    opened, real = [], EmailBackend.open
    monkeypatch.setattr(
        EmailBackend, "open", lambda backend: opened.append(backend) or real(backend)
    )

    carrier.carry(letter_to("li@county.example"))
    carrier.carry(letter_to("wang@county.example"))

    assert len(sink.letters) == 2
    assert len(set(opened)) == 1


def test_after_the_server_closed_the_connection_the_next_letter_opens_another(sink, carrier):
    sink.refuse["bye@county.example"] = "421 closing"
    with pytest.raises(NotCarried) as refused:
        carrier.carry(letter_to("bye@county.example"))

    carrier.carry(letter_to("li@county.example"))

    assert refused.value.is_way_down
    assert len(sink.letters) == 1


def test_after_a_server_that_was_down_the_next_letter_opens_another(sink, carrier, settings):
    up = settings.EMAIL_PORT
    settings.EMAIL_PORT = free_port()
    with pytest.raises(NotCarried) as refused:
        carrier.carry(letter_to("li@county.example"))

    settings.EMAIL_PORT = up
    carrier.carry(letter_to("li@county.example"))

    assert refused.value.is_way_down
    assert len(sink.letters) == 1


def test_closing_twice_is_closing_once(carrier):
    carrier.close()
    carrier.close()
