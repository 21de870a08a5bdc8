import time

import pytest
from django.utils import translation

from mingtang.notices.choices import DispatchState
from mingtang.notices.models import Dispatch
from mingtang.notices.rules import House
from mingtang.notices.tasks import Sent, send_waiting
from mingtang.notices.ways import EmailCarrier
from tests.factories.notices import AT, DispatchFactory
from tests.factories.people import UserFactory
from tests.jobs.made import MINUTE, HandClock
from tests.notices.sinks import free_port, hanging_server

pytestmark = pytest.mark.django_db
HOUSE = House("示范县", "https://open.example")


def send(*, at=AT, goes_on=lambda: True):
    return send_waiting(
        carrier=EmailCarrier(lambda _code: HOUSE), now=HandClock(at), goes_on=goes_on
    )


def waiting(address="li@county.example", **given):
    return DispatchFactory(notice__recipient__email=address, **given)


def kept(dispatch):
    return Dispatch.objects.get(pk=dispatch.pk)


def test_a_notice_arrives_by_email_once(sink):
    dispatch = waiting(notice__subject="待审查:李四的处罚决定", notice__path="/desk/")

    assert send() == Sent(1, 0, "", is_whole=True)
    assert send(at=AT + 10 * MINUTE) == Sent(0, 0, "", is_whole=True)

    [(recipients, letter)] = sink.letters
    assert recipients == ["li@county.example"]
    assert letter["Subject"] == "【示范县政务公开】待审查"
    assert letter["From"] == "明堂 <open@county.example>"
    assert letter["Message-ID"] == f"<notice-{dispatch.notice_id}@county.example>"
    assert letter["Auto-Submitted"] == "auto-generated"
    assert "https://open.example/desk/" in letter.get_content()
    assert "李四" not in letter.as_string() + letter.get_content()
    assert (kept(dispatch).state, kept(dispatch).sent_at) == (DispatchState.SENT, AT)


def test_the_letter_is_in_chinese_whatever_language_is_on(sink, settings):
    waiting()
    with translation.override("en"):
        send()

    assert sink.letters[0][1]["Subject"] == "【示范县政务公开】待审查"


def test_one_address_that_is_refused_does_not_stop_the_next(sink):
    sink.refuse["no@county.example"] = "550 no such user <no@county.example>"
    refused, taken = waiting("no@county.example"), waiting()

    assert send() == Sent(1, 1, "550 no such user <…>", is_whole=True)

    assert (kept(refused).state, kept(refused).try_from) == (
        DispatchState.WAITING,
        AT + MINUTE,
    )
    assert kept(refused).error == "550 no such user <…>"
    assert kept(taken).state == DispatchState.SENT


def test_an_address_no_letter_can_have_is_a_failure_of_its_own(sink):
    broken, taken = waiting("a@county.example\nBcc: x@county.example"), waiting()

    assert send()[:2] == (1, 1)

    assert kept(broken).error == "邮箱地址不能用于发信"
    assert kept(taken).state == DispatchState.SENT


@pytest.mark.parametrize("wrong", [{"email": ""}, {"is_active": False}])
def test_whoever_lost_address_or_account_meanwhile_gets_no_letter(sink, wrong):
    person = UserFactory(**{"email": "li@county.example"} | wrong)
    dispatch = DispatchFactory(notice__recipient=person)

    assert send()[:2] == (0, 1)
    assert sink.letters == []
    assert "没有邮箱" in kept(dispatch).error


def test_a_server_that_refuses_is_tried_again_and_given_up_in_sight(mail_to):
    mail_to(free_port())
    dispatch, at = waiting(), AT

    for _ in range(5):
        assert send(at=at).failed == 1
        at = kept(dispatch).try_from

    assert kept(dispatch).state == DispatchState.FAILED
    assert kept(dispatch).error.startswith("ConnectionRefusedError")
    assert send(at=at) == Sent(0, 0, "", is_whole=True)


def test_a_server_that_hangs_is_left_after_the_time_limit_and_the_others_keep_their_place(mail_to):
    with hanging_server() as port:
        mail_to(port)
        first, second = waiting(), waiting()
        began = time.monotonic()

        sent = send()

    assert time.monotonic() - began < 5
    assert (sent.sent, sent.failed) == (0, 1)
    assert kept(first).attempts == 1
    assert (kept(second).attempts, kept(second).try_from) == (0, AT)


def test_when_the_server_is_back_everything_arrives(sink, mail_to, settings):
    up = settings.EMAIL_PORT
    mail_to(free_port())
    first, second = waiting(), waiting()
    send()

    mail_to(up)
    send(at=AT + MINUTE)

    assert {kept(first).state, kept(second).state} == {DispatchState.SENT}
    assert len(sink.letters) == 2


def test_a_connection_that_breaks_between_two_letters_is_the_ways_own_fault(sink):
    sink.refuse["bye@county.example"] = "421 closing"
    first, second = waiting("bye@county.example"), waiting()

    assert send()[:2] == (0, 1)
    assert send(at=AT)[:2] == (1, 0)

    assert kept(first).state == DispatchState.WAITING
    assert kept(second).state == DispatchState.SENT


def test_told_to_stop_it_stops_between_two_letters(sink):
    waiting()
    answers = iter([True, False])
    waiting()

    assert send(goes_on=lambda: next(answers)) == Sent(1, 0, "", is_whole=False)
    assert len(sink.letters) == 1
