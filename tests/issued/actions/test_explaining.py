from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from mingtang.foundation.errors import RuleBroken
from mingtang.foundation.personal_data.refusing import PERSONAL, TOO_LONG
from mingtang.issued.actions import explain_gap, withdraw_explanation
from mingtang.issued.models import GapExplanation
from mingtang.issued.rules import explaining as rules
from mingtang.issued.rules.numbers import Gap
from mingtang.ledger.models import Entry
from mingtang.organs.choices import Role
from tests.factories.issued import GapExplanationFactory, IssuedDocumentFactory
from tests.factories.organs import OrganFactory, holder_of, staffed_organ
from tests.issued.registers import AT, LATER
from tests.ledger.made_up import made_up_resident_number

pytestmark = pytest.mark.django_db
WORDS = "编号时多占了号，没有印发文件"


@pytest.fixture
def staffed():
    """1, 2 and 6 are registered; 3 to 5 are not."""
    made = staffed_organ(name="发改局")
    for serial in (1, 2, 6):
        IssuedDocumentFactory(organ=made.organ, serial=serial)
    return made


def explain(staffed, numbers=Gap(3, 5), *, by=None, at=AT, **given):  # noqa: B008 - never changed
    said = {"series": "示发", "year": 2026, "kind": "void", "words": WORDS} | given
    return explain_gap(
        organ=staffed.organ,
        numbers=numbers,
        said_for=staffed.organ,
        by=by or staffed.officer,
        at=at,
        **said,
    )


def refusal(act, *args, **given):
    with pytest.raises(RuleBroken) as refused:
        act(*args, **given)
    return refused.value.template


def withdraw(said, staffed, *, because="号写错了", by=None, at=LATER):
    return withdraw_explanation(explanation=said, because=because, by=by or staffed.officer, at=at)


def acts():
    return list(Entry.objects.order_by("index").values_list("act", flat=True))


def test_an_officer_says_why_and_it_is_a_public_act(staffed):
    said = explain(staffed)

    assert (said.gap, said.kind, said.words) == (Gap(3, 5), "void", WORDS)
    assert (said.said_at, said.said_by, said.said_for) == (AT, staffed.officer, staffed.organ)
    assert str(said) == "示发〔2026〕3—5号"
    [entry] = Entry.objects.all()
    assert (entry.act, entry.object_id) == ("document.gap_explained", said.object_id)


def test_the_openness_office_may_say_it_too_and_nobody_else(staffed):
    office = OrganFactory(county=staffed.organ.county)
    explain(staffed, by=holder_of(Role.OPENNESS_OFFICE, organ=office))

    for by in (staffed.reviewer, holder_of(Role.OFFICER, organ=office)):
        assert refusal(explain, staffed, by=by) == rules.NOT_YOURS


def test_sent_twice_it_is_said_once(staffed):
    assert explain(staffed) == explain(staffed, at=LATER)
    assert len(acts()) == 1


def test_other_words_for_what_is_explained_are_refused(staffed):
    explain(staffed, Gap(4, 4))

    assert refusal(explain, staffed, Gap(4, 4), words="别的") == rules.EXPLAINED
    assert refusal(explain, staffed, Gap(3, 5)) == rules.EXPLAINED
    assert explain(staffed, Gap(3, 3)).gap == Gap(3, 3)


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"numbers": Gap(2, 3)}, rules.NOT_MISSING),
        ({"numbers": Gap(7, 7)}, rules.NOT_MISSING),
        ({"series": "示办"}, rules.NOT_MISSING),
        ({"year": 2025}, rules.NOT_MISSING),
        ({"words": " "}, rules.NO_WORDS),
        ({"words": "多" * 201}, TOO_LONG),
        ({"words": f"问{made_up_resident_number()}"}, PERSONAL),
    ],
)
def test_what_cannot_be_explained_is_refused_and_leaves_nothing(staffed, changed, why):
    assert refusal(explain, staffed, **changed) == why
    assert acts() == []
    assert not GapExplanation.objects.exists()


def test_it_is_taken_back_with_a_reason_and_the_trace_stays(staffed):
    said = explain(staffed)

    gone = withdraw(said, staffed)

    assert (gone.stands, gone.withdrawn_at, gone.withdrawn_because) == (False, LATER, "号写错了")
    assert gone.words == WORDS
    assert acts() == ["document.gap_explained", "document.gap_withdrawn"]
    assert explain(staffed, at=LATER + timedelta(days=1)).pk != said.pk


def test_nobody_takes_back_what_is_not_theirs_or_is_back_or_without_reason(staffed):
    said = explain(staffed)

    assert refusal(withdraw, said, staffed, by=staffed.reviewer) == rules.NOT_YOURS
    assert refusal(withdraw, said, staffed, because="") == rules.NO_WHY_BACK
    number = made_up_resident_number()
    assert refusal(withdraw, said, staffed, because=number) == PERSONAL
    withdraw(said, staffed)
    assert refusal(withdraw, said, staffed) == rules.ALREADY_WITHDRAWN


@pytest.mark.parametrize(
    "changed",
    [
        {"first": 4, "last": 3},
        {"first": 0},
        {"words": ""},
        {"withdrawn_at": LATER},
        {"withdrawn_because": "号写错了"},
    ],
)
def test_the_database_keeps_no_half_of_it(staffed, changed):
    with pytest.raises(IntegrityError), transaction.atomic():
        GapExplanationFactory(organ=staffed.organ, **changed)
