import datetime

import pytest

from mingtang.cases import queries
from mingtang.cases.permissions import may_answer
from mingtang.cases.rules import receipt_number, spaced
from mingtang.foundation.errors import NotUnderstood
from mingtang.ledger.choices import Act, FieldGroup
from mingtang.ledger.rules import canonical
from mingtang.organs.choices import Role
from tests.factories.cases import RECEIVED_AT, DisputeFactory
from tests.factories.organs import CountyFactory, OrganFactory, holder_of

pytestmark = pytest.mark.django_db
ON = datetime.date(2026, 3, 16)
DAY = datetime.timedelta(days=1)


@pytest.fixture
def organ():
    return OrganFactory()


@pytest.mark.parametrize("rows", [1, 3])
def test_what_was_said_of_a_page_comes_oldest_first(organ, rows, django_assert_num_queries):
    said = [DisputeFactory(organ=organ, received_at=RECEIVED_AT + n * DAY) for n in range(rows)]
    page = said[0].subject_id
    for dispute in said:
        dispute.subject_id = page
        dispute.answered_for = None
        dispute.save()
    DisputeFactory(organ=organ)

    with django_assert_num_queries(1):
        found = [(dispute, dispute.organ.name) for dispute in queries.disputes_about(page)]

    assert found == [(dispute, organ.name) for dispute in said]


@pytest.mark.parametrize("rows", [1, 3])
def test_open_ones_come_most_urgent_first_and_overdue_ones_say_so(
    organ, rows, django_assert_num_queries
):
    later = [DisputeFactory(organ=organ, due_on=ON) for _ in range(rows)]
    overdue = DisputeFactory(organ=organ, due_on=ON - DAY)
    DisputeFactory(organ=organ, answered=True)
    DisputeFactory()

    with django_assert_num_queries(1):
        found = [
            (dispute, dispute.is_overdue, str(dispute.organ))
            for dispute in queries.open_disputes(organ.county, ON)
        ]

    assert [row[:2] for row in found] == [(overdue, True), *((one, False) for one in later)]


def test_disputes_of_a_county_come_newest_first(organ):
    older = DisputeFactory(organ=organ)
    newer = DisputeFactory(organ=organ, received_at=RECEIVED_AT + DAY, answered=True)
    DisputeFactory()

    assert list(queries.disputes_of(organ.county)) == [newer, older]


def test_they_are_counted_for_their_county(organ, django_assert_num_queries):
    DisputeFactory(organ=organ, due_on=ON)
    DisputeFactory(organ=organ, due_on=ON - DAY)
    DisputeFactory(organ=organ, answered=True)
    DisputeFactory()

    with django_assert_num_queries(1):
        found = queries.dispute_counts(organ.county, ON)

    assert found == queries.DisputeCounts(open=2, overdue=1, answered=1)


def test_a_receipt_is_found_in_its_own_county(organ):
    dispute = DisputeFactory(organ=organ)
    number = dispute.receipt_number

    assert queries.by_receipt_number(organ.county, spaced(number)) == dispute
    assert queries.by_receipt_number(CountyFactory(), number) is None
    assert queries.by_receipt_number(organ.county, receipt_number(999999999)) is None
    with pytest.raises(NotUnderstood):
        queries.by_receipt_number(organ.county, "JC")


def test_one_is_found_in_its_own_county(organ):
    dispute = DisputeFactory(organ=organ)

    assert queries.find(organ.county, dispute.object_id) == dispute
    assert queries.find(CountyFactory(), dispute.object_id) is None


def test_the_openness_office_of_the_county_may_answer_and_nobody_else(organ):
    dispute = DisputeFactory(organ=organ)
    office = holder_of(Role.OPENNESS_OFFICE, organ=OrganFactory(county=organ.county))
    others = [
        holder_of(Role.OPENNESS_OFFICE, organ=OrganFactory()),
        holder_of(Role.HEAD, organ=organ),
        holder_of(Role.OPENNESS_OFFICE, organ=organ, to_on=ON - DAY),
    ]

    assert may_answer(office, dispute, ON)
    assert not any(may_answer(person, dispute, ON) for person in others)


def test_words_that_are_hidden_stand_behind_no_entry_any_more(organ):
    dispute = DisputeFactory(organ=organ, hidden_because="指名侮辱他人")

    assert queries.said(dispute, Act.DISPUTE_RECEIVED) == {}
    assert queries.said(dispute, Act.DISPUTE_ANSWERED) == {"answer": dispute.answer}
    assert queries.said(dispute, Act.DISPUTE_TEXT_HIDDEN) == {"because": "指名侮辱他人"}


def test_what_is_bound_of_an_act_has_no_group_that_says_nothing(organ):
    dispute = DisputeFactory(organ=organ, hidden_because="指名侮辱他人")
    answered = DisputeFactory(organ=organ, answered=True)

    assert set(queries.bound(dispute, Act.DISPUTE_RECEIVED)) == {FieldGroup.STRUCTURED}
    assert set(queries.bound(dispute, Act.DISPUTE_TEXT_HIDDEN)) == {FieldGroup.TEXT}
    assert queries.bound(answered, Act.DISPUTE_ANSWERED) == {
        FieldGroup.TEXT: canonical({"answer": "已改正。"}),
        FieldGroup.STRUCTURED: canonical({"for": organ.code, "result": "upheld"}),
    }
