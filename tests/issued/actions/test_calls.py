from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from mingtang.catalogue.rules.facts import OVERDUE_ANEW
from mingtang.issued.actions import withdraw_document
from mingtang.issued.actions.calls import answer_call, forget_calls
from mingtang.issued.errors import CallRefused
from mingtang.issued.models import ApiCall, IssuedDocument
from mingtang.issued.rules import tokens as rules
from mingtang.organs.models import Post
from tests.factories.issued import ApiTokenFactory
from tests.factories.organs import OrganFactory, staffed_organ
from tests.issued.registers import AT, catalogue

GOOD = {
    "number": "示函〔2026〕1号",
    "title": "关于值班的函",
    "issued_on": "2026-09-18",
    "attribute": "request",
    "ground": "A27",
    "reason": "内部",
}


@pytest.fixture
def token(db):
    staffed = staffed_organ()
    catalogue(staffed.organ.county)
    return ApiTokenFactory(organ=staffed.organ, holder=staffed.officer)


def call(token, *documents, key="batch-0001", digest="one", at=AT):
    return answer_call(token=token, key=key, digest=digest, documents=documents, at=at)


def results(made):
    return [one["result"] for one in made.answer["documents"]]


def test_each_document_gets_its_answer(token):
    late = GOOD | {"number": "示函〔2026〕2号", "issued_on": "2026-12-01"}

    made = call(token, GOOD, GOOD, late, {"number": "二号"})

    assert results(made) == ["registered", "known", "refused", "refused"]
    assert [len(one["problems"]) for one in made.answer["documents"]] == [0, 0, 1, 3]
    assert str(made).endswith("batch-0001")


def test_what_was_withdrawn_and_would_be_overdue_comes_by_no_office_system(token):
    publishing = GOOD | {"attribute": "active", "ground": "", "reason": "", "normative": "是"}
    assert results(call(token, publishing)) == ["registered"]
    document = IssuedDocument.objects.get()
    withdraw_document(document=document, because="没有印发", by=token.holder, at=AT)

    made = call(token, publishing, key="batch-0002", at=AT + timedelta(days=30))

    [answer] = made.answer["documents"]
    assert answer["result"] == "refused"
    assert [one["template"] for one in answer["problems"]] == [OVERDUE_ANEW]
    assert not IssuedDocument.objects.exclude(pk=document.pk).exists()


def test_names_of_organs_are_looked_up_once_for_a_whole_call(token):
    OrganFactory(county=token.organ.county, name="财政局")
    sent = [GOOD | {"number": f"示函〔2026〕{n}号", "partners": "财政局"} for n in range(1, 4)]

    with CaptureQueriesContext(connection) as queries:
        made = call(token, *sent)

    assert results(made) == ["registered"] * 3
    assert sum('FROM "organs_organname"' in one["sql"] for one in queries) == 1


def test_the_same_key_is_the_same_call(token):
    assert call(token, GOOD) == call(token, GOOD)
    with pytest.raises(CallRefused) as refused:
        call(token, GOOD, digest="two")
    assert (refused.value.status, refused.value.template) == (409, rules.KEY_USED)


def test_who_holds_it_must_still_be_in_post(token):
    Post.objects.filter(holder=token.holder).delete()

    with pytest.raises(CallRefused) as refused:
        call(token, GOOD)
    assert refused.value.status == 403


def test_so_many_calls_a_minute_and_no_more(token):
    for number in range(rules.CALLS_A_MINUTE):
        call(token, GOOD, key=f"batch-{number:04}", at=AT + timedelta(seconds=number / 2))

    with pytest.raises(CallRefused) as refused:
        call(token, GOOD, key="batch-last", at=AT + timedelta(seconds=40))

    assert (refused.value.status, refused.value.params["seconds"]) == (429, 20)
    assert call(token, GOOD, key="batch-next", at=AT + timedelta(seconds=61))


def test_answers_are_forgotten_after_a_while(token):
    call(token, GOOD)
    call(token, GOOD, key="batch-0002", at=AT + timedelta(days=20))

    assert forget_calls(at=AT + timedelta(days=rules.KEPT_DAYS + 1)) == 1
    assert [one.key for one in ApiCall.objects.all()] == ["batch-0002"]
