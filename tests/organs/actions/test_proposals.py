import datetime

import pytest
from django.db import IntegrityError, transaction

from mingtang.foundation.errors import NotUnderstood, RuleBroken
from mingtang.ledger.models import Entry
from mingtang.organs.actions import (
    confirm_succession,
    decline_succession,
    dissolve_organ,
    merge_organ,
    propose_succession,
    withdraw_succession,
)
from mingtang.organs.choices import SuccessionKind
from mingtang.organs.models import Succession, SuccessionProposal
from mingtang.organs.queries.proposals import proposed_ends, waiting_successions
from tests.factories.organs import OrganFactory
from tests.factories.people import UserFactory
from tests.ledger.made_up import made_up_resident_number

AT = datetime.datetime(2026, 3, 10, 9, tzinfo=datetime.UTC)
LATER = AT + datetime.timedelta(days=1)
ON = datetime.date(2026, 3, 1)
BASIS = "机构改革方案"
SEEN = {"duties": 3}


@pytest.fixture
def organ(db):
    return OrganFactory(name="国土资源局")


@pytest.fixture
def heir(organ):
    return OrganFactory(county=organ.county, name="自然资源局")


@pytest.fixture
def first(organ):
    return UserFactory(county_code=organ.county.code)


@pytest.fixture
def second(organ):
    return UserFactory(county_code=organ.county.code)


def propose(organ, heir, by, *, kind=SuccessionKind.MERGED, basis=BASIS):
    return propose_succession(
        organ=organ, kind=kind, successor=heir, on=ON, basis=basis, foreseen=SEEN, by=by, at=AT
    )


def acts():
    return list(Entry.objects.order_by("index").values_list("act", flat=True))


def test_a_proposal_changes_nothing_but_is_public(organ, heir, first):
    made = propose(organ, heir, first, basis=f" {BASIS} ")

    organ.refresh_from_db()
    assert not organ.is_dissolved
    assert not Succession.objects.exists()
    assert (made.is_waiting, made.is_merger, made.basis, made.foreseen) == (True, True, BASIS, SEEN)
    assert str(made) == "国土资源局 并入 2026-03-01"
    assert acts() == ["organ.succession_proposed"]
    assert waiting_successions(organ.county) == [made]
    assert waiting_successions(OrganFactory().county) == []


def test_one_waits_at_a_time(organ, heir, first, second):
    propose(organ, heir, first)

    with pytest.raises(RuleBroken, match="已经有一份等另一个人确认"):
        propose(organ, None, second, kind=SuccessionKind.DISSOLVED)

    assert propose(heir, None, second, kind=SuccessionKind.DISSOLVED).is_waiting


def test_an_end_has_a_basis(organ, heir, first):
    with pytest.raises(NotUnderstood, match="没有写"):
        propose(organ, heir, first, basis=" ")


def test_of_an_organ_that_has_ended_no_end_is_proposed(organ, heir, first):
    dissolve_organ(organ=organ, on=ON, basis=BASIS, by=first, at=AT)

    with pytest.raises(RuleBroken, match="已经在"):
        propose(organ, heir, first)


def test_what_another_carried_out_is_confirmed_by_that(organ, heir, first, second):
    made = propose(organ, heir, first)
    merge_organ(organ=organ, into=heir, on=ON, basis=BASIS, by=second, at=LATER)

    done = confirm_succession(proposal=made, by=second, at=LATER)

    assert (done.state, done.recorded) == ("confirmed", Succession.objects.get())
    assert (done.answered_by, done.answered_at) == (second, LATER)
    assert acts() == ["organ.succession_proposed", "organ.merged"]
    with pytest.raises(RuleBroken, match="已经有了结果（已经确认）"):
        confirm_succession(proposal=made, by=second, at=LATER)


def test_nobody_confirms_or_declines_the_own_proposal_or_takes_back_anothers(
    organ, heir, first, second
):
    made = propose(organ, heir, first)

    for act, by, said in (
        (confirm_succession, first, "要由另一个"),
        (decline_succession, first, "要由另一个"),
        (withdraw_succession, second, "不是您提出的"),
    ):
        given = {} if act is confirm_succession else {"because": "不对"}
        with pytest.raises(RuleBroken, match=said):
            act(proposal=made, by=by, at=LATER, **given)
    made.refresh_from_db()
    assert made.is_waiting


@pytest.mark.parametrize(
    ("act", "state", "is_first", "missing"),
    [
        (decline_succession, "declined", False, "为什么不同意"),
        (withdraw_succession, "withdrawn", True, "为什么收回"),
    ],
)
def test_one_who_declines_or_takes_it_back_says_why(
    organ, heir, first, second, act, state, is_first, missing
):
    made, by = propose(organ, heir, first), first if is_first else second

    with pytest.raises(RuleBroken, match=missing):
        act(proposal=made, because=" ", by=by, at=LATER)
    with pytest.raises(RuleBroken, match="公众会看到"):
        act(proposal=made, because=made_up_resident_number(), by=by, at=LATER)
    done = act(proposal=made, because="文件还没有印发", by=by, at=LATER)

    assert (done.state, done.answer, done.answered_by) == (state, "文件还没有印发", by)
    assert acts() == ["organ.succession_proposed", f"organ.succession_{state}"]
    with pytest.raises(RuleBroken, match="已经有了结果"):
        act(proposal=made, because="再来", by=by, at=LATER)
    again = propose(organ, None, second, kind=SuccessionKind.DISSOLVED)
    assert proposed_ends(organ) == [again, done]


def test_the_database_keeps_the_rules_too(organ, heir, first, second):
    made = propose(organ, heir, first)
    answered = {"answered_by": second, "answered_at": LATER}
    recorded = Succession.objects.create(
        organ=organ, kind="merged", successor=heir, on=ON, basis=BASIS
    )

    for wrong in (
        {"kind": "renamed"},
        {"successor": None},
        {"successor": organ},
        {"answered_by": second},
        {"state": "confirmed", **answered},
        {"state": "declined", **answered},
        {"state": "withdrawn", "answer": "不要了"},
        {"state": "declined", "answer": "不", "answered_by": first, "answered_at": LATER},
        {
            "state": "confirmed",
            "recorded": recorded,
            "answered_by": first,
            "answered_at": LATER,
        },
        {"recorded": recorded},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            SuccessionProposal.objects.filter(pk=made.pk).update(**wrong)
    SuccessionProposal.objects.filter(pk=made.pk).update(
        state="confirmed", recorded=recorded, **answered
    )
