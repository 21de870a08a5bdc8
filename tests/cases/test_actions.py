import datetime
import threading
import uuid

import pytest
from django.db import IntegrityError, connection, transaction

from mingtang.audit.models import AuditRecord
from mingtang.cases import actions, rules
from mingtang.cases.actions import disputes
from mingtang.cases.choices import DisputeKind, DisputeResult, DisputeState, SubjectKind
from mingtang.cases.models import Dispute, DisputeContact, DisputeOriginal
from mingtang.foundation.errors import NotUnderstood, RuleBroken
from mingtang.foundation.sealing import CannotOpen
from mingtang.foundation.working_days import Due
from mingtang.ledger.models import Entry
from mingtang.organs.choices import Role
from tests.factories.cases import RECEIVED_AT as AT
from tests.factories.cases import DisputeFactory
from tests.factories.organs import CountyFactory, OrganFactory, holder_of

DUE = Due(datetime.date(2026, 3, 13), is_provisional=False)
DAY = datetime.timedelta(days=1)
TEXT = "表里的合计与各行相加不一致。"
MOBILE = "13900000000"
PAGE = uuid.UUID("7d3bb4f4-1df5-4f5e-9f0c-7a3a4f6f2f10")


def receive(organ=None, **given):
    organ = organ or OrganFactory()
    asked = {
        "county": organ.county,
        "organ": organ,
        "kind": DisputeKind.WRONG,
        "subject_kind": SubjectKind.DISCLOSURE,
        "subject_id": PAGE,
        "subject_title": "关于一件事项的公示",
        "text": TEXT,
        "idempotency_key": "form-1",
        "due": DUE,
        "at": AT,
    }
    return actions.receive_dispute(**asked | given)


def office_of(county, **about):
    organ = OrganFactory(county=county, name="政务公开办公室")
    return holder_of(Role.OPENNESS_OFFICE, organ=organ, **about), organ


def answer(dispute, by, **given):
    asked = {"result": DisputeResult.UPHELD, "answer": "已改正合计。", "at": AT + DAY}
    return actions.answer_dispute(dispute=dispute, by=by, **asked | given)


@pytest.mark.django_db
def test_what_somebody_says_gets_a_receipt_and_a_due_day():
    dispute = receive()

    assert rules.read_receipt_number(dispute.receipt_number) == str(dispute)
    assert (dispute.text, dispute.due_on, dispute.is_open) == (TEXT, DUE.on, True)
    assert not DisputeContact.objects.exists()
    assert not DisputeOriginal.objects.exists()


@pytest.mark.django_db
def test_it_is_on_both_records_and_nobody_stands_behind_it():
    dispute = receive(contact=MOBILE)

    entry = Entry.objects.get()
    record = AuditRecord.objects.get()
    assert (entry.act, entry.object_id) == ("dispute.received", dispute.object_id)
    assert (entry.organ_code, entry.due_on) == (dispute.organ.code, DUE.on)
    assert set(entry.commitments) == {"text", "data"}
    assert (record.agent, record.by) == ("citizen", None)


@pytest.mark.django_db
def test_a_form_sent_twice_is_one_receipt():
    organ = OrganFactory()

    first, second = receive(organ, contact=MOBILE), receive(organ, contact=MOBILE, at=AT + DAY)

    assert first == second
    assert Entry.objects.count() == DisputeContact.objects.count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    "changed", [{"text": f"{TEXT}请核对。"}, {"contact": MOBILE}, {"subject_id": uuid.uuid4()}]
)
def test_a_form_sent_again_with_other_words_loses_nothing(changed):
    organ = OrganFactory()

    assert receive(organ) != receive(organ, **changed)


@pytest.mark.django_db
def test_personal_data_is_masked_in_public_and_sealed_apart():
    dispute = receive(text=f"公示里有李某的手机{MOBILE},应当遮盖。", contact=f"电话 {MOBILE}")

    assert MOBILE not in dispute.text
    for kept in (dispute.contact, dispute.original):
        assert MOBILE.encode() not in bytes(kept.sealed)
    assert str(dispute.contact) == f"contact of {dispute.pk}"
    assert str(dispute.original) == f"original of {dispute.pk}"


@pytest.mark.django_db
def test_looking_at_what_is_sealed_leaves_a_line_each_time(clerk):
    dispute = receive(text=f"公示里有李某的手机{MOBILE},应当遮盖。", contact=MOBILE)

    assert actions.look_at_contact(dispute=dispute, by=clerk, at=AT) == MOBILE
    assert MOBILE in actions.look_at_original(dispute=dispute, by=clerk, at=AT)

    looks = AuditRecord.objects.filter(kind="looked").order_by("id")
    assert [(look.by, look.object_id, look.county_code) for look in looks] == [
        (clerk, dispute.object_id, dispute.county.code)
    ] * 2
    assert looks[0].detail == f"联系方式 {dispute.receipt_number}"


@pytest.mark.django_db
def test_a_look_that_fails_leaves_no_line(clerk, settings):
    dispute = receive(contact=MOBILE)
    settings.SEALING_KEYS = [b"another key of 32 bytes, as lost"]

    with pytest.raises(CannotOpen):
        actions.look_at_contact(dispute=dispute, by=clerk, at=AT)

    assert not AuditRecord.objects.filter(kind="looked").exists()


@pytest.mark.django_db
@pytest.mark.parametrize("look", [actions.look_at_contact, actions.look_at_original])
def test_where_nothing_is_sealed_there_is_nothing_to_look_at(clerk, look):
    with pytest.raises(RuleBroken):
        look(dispute=receive(), by=clerk, at=AT)

    assert not AuditRecord.objects.filter(kind="looked").exists()


@pytest.mark.django_db
def test_what_is_refused_leaves_nothing():
    with pytest.raises(NotUnderstood):
        receive(text="错了")

    assert not Dispute.objects.exists()
    assert not Entry.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("limit", "elsewhere"),
    [("MOST_ON_ONE_PAGE_IN_A_DAY", False), ("MOST_IN_ONE_COUNTY_IN_A_DAY", True)],
)
def test_a_flood_is_refused_for_a_day_and_other_counties_do_not_feel_it(
    monkeypatch, limit, elsewhere
):
    monkeypatch.setattr(rules, limit, 2)
    organ = OrganFactory()
    first = receive(organ)
    receive(organ, idempotency_key="form-2", subject_id=uuid.uuid4() if elsewhere else PAGE)

    with pytest.raises(RuleBroken, match="暂时不能再收"):
        receive(organ, idempotency_key="form-3")

    assert receive(idempotency_key="form-4")
    assert receive(organ, idempotency_key="form-3", at=AT + DAY)
    assert receive(organ) == first


@pytest.mark.django_db
def test_a_number_that_is_taken_is_drawn_anew(monkeypatch):
    taken = DisputeFactory(receipt_number=rules.receipt_number(7))
    drawn = iter([7, 8])
    monkeypatch.setattr(disputes.secrets, "randbelow", lambda _below: next(drawn))

    assert receive(taken.organ).receipt_number == rules.receipt_number(8)


@pytest.mark.django_db
def test_the_openness_office_answers_for_its_organ():
    dispute = receive()
    li, organ = office_of(dispute.county)

    answered = answer(dispute, li)

    assert (answered.state, answered.result) == (DisputeState.ANSWERED, DisputeResult.UPHELD)
    assert (answered.answered_by, answered.answered_for) == (li, organ)
    assert not answered.is_open
    assert not answered.was_answered_late
    entry = Entry.objects.order_by("index").last()
    assert (entry.act, entry.object_id) == ("dispute.answered", dispute.object_id)
    assert set(entry.commitments) == {"text", "data", "person"}


@pytest.mark.django_db
def test_an_answer_after_the_due_day_is_late():
    dispute = receive()
    li, _organ = office_of(dispute.county)

    assert answer(dispute, li, at=AT + 4 * DAY).was_answered_late


@pytest.mark.django_db
def test_there_is_one_answer():
    dispute = receive()
    li, _organ = office_of(dispute.county)
    answer(dispute, li)

    with pytest.raises(RuleBroken, match="已经答复过"):
        answer(dispute, li, answer="另一个答复。")

    assert Dispute.objects.get().answer == "已改正合计。"


@pytest.mark.django_db
@pytest.mark.parametrize("who", ["other county", "officer", "left"])
def test_nobody_else_answers(who):
    dispute = receive()
    people = {
        "other county": lambda: office_of(CountyFactory())[0],
        "officer": lambda: holder_of(Role.OFFICER, organ=dispute.organ),
        "left": lambda: office_of(dispute.county, to_on=datetime.date(2026, 3, 10))[0],
    }

    with pytest.raises(RuleBroken, match="政务公开办"):
        answer(dispute, people[who]())

    assert Dispute.objects.get().is_open


@pytest.mark.django_db
def test_a_hidden_text_leaves_its_reason(clerk):
    dispute = actions.hide_text(dispute=receive(), because=" 指名侮辱他人\n", by=clerk, at=AT)

    assert (dispute.is_text_hidden, dispute.hidden_because) == (True, "指名侮辱他人")
    assert Entry.objects.order_by("index").last().act == "dispute.text_hidden"
    with pytest.raises(RuleBroken, match="已经不再显示"):
        actions.hide_text(dispute=dispute, because="再来一次", by=clerk, at=AT)


@pytest.mark.django_db
def test_no_text_is_hidden_without_a_reason(clerk):
    with pytest.raises(RuleBroken, match="写明"):
        actions.hide_text(dispute=receive(), because="\u202e", by=clerk, at=AT)


@pytest.mark.django_db
def test_what_is_sealed_is_erased_some_time_after_the_answer():
    text = f"公示里有李某的手机{MOBILE},应当遮盖。"
    answered = receive(text=text, contact=MOBILE)
    li, _organ = office_of(answered.county)
    answer(answered, li, at=AT)
    waiting = receive(contact=MOBILE)

    assert actions.erase_sealed(at=AT + 90 * DAY) == 0
    assert actions.erase_sealed(at=AT + 91 * DAY) == 2
    assert [kept.dispute for kept in DisputeContact.objects.all()] == [waiting]


@pytest.mark.django_db
def test_a_new_key_seals_anew_what_the_old_one_sealed(clerk, settings):
    old, new = b"o" * 32, b"n" * 32
    settings.SEALING_KEYS = [old]
    dispute = receive(text=f"公示里有李某的手机{MOBILE},应当遮盖。", contact=MOBILE)
    assert actions.seal_anew() == 0

    settings.SEALING_KEYS = [new, old]
    assert actions.seal_anew() == 2
    assert actions.seal_anew() == 0

    settings.SEALING_KEYS = [new]
    assert actions.look_at_contact(dispute=dispute, by=clerk, at=AT) == MOBILE
    assert MOBILE in actions.look_at_original(dispute=dispute, by=clerk, at=AT)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "wrong",
    [
        {"state": "answered"},
        {"answer": "半个答复"},
        {"answered": True, "result": ""},
        {"answered": True, "answered_for": None},
    ],
)
def test_the_database_holds_answers_whole(wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        DisputeFactory(**wrong)


def at_once(count, work):
    together = threading.Barrier(count)
    got, refused = [], []

    def reach(number):
        together.wait()
        try:
            got.append(work(number))
        except RuleBroken as problem:
            refused.append(problem)
        finally:
            connection.close()

    threads = [threading.Thread(target=reach, args=[number]) for number in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return got, refused


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="PostgreSQL: many at once")
def test_a_form_sent_many_times_at_once_is_one_receipt():
    organ = OrganFactory()

    got, refused = at_once(8, lambda _number: receive(organ, contact=MOBILE))

    assert refused == []
    assert len(got) == 8
    assert len({dispute.receipt_number for dispute in got}) == 1
    assert Entry.objects.count() == DisputeContact.objects.count() == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="PostgreSQL: many at once")
def test_of_many_answers_at_once_one_stands():
    dispute = receive()
    people = [office_of(dispute.county)[0] for _ in range(1)] * 4

    got, refused = at_once(
        4, lambda number: answer(dispute, people[number], answer=f"第{number}个答复。")
    )

    assert (len(got), len(refused)) == (1, 3)
    assert Dispute.objects.get().answer == got[0].answer


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("because", "says"),
    [("字" * 201, "最多200个字，写了201个字"), ("机主 13800138000", "公众会看到")],
)
def test_the_reason_why_a_text_is_hidden_is_whole_and_names_nobody(clerk, because, says):
    dispute = receive()

    with pytest.raises(RuleBroken, match=says):
        actions.hide_text(dispute=dispute, because=because, by=clerk, at=AT)

    dispute.refresh_from_db()
    assert not dispute.is_text_hidden
