"""By when it would be owed, if it were found today that it may be public."""

import datetime

import pytest

from mingtang.catalogue.models import Duty
from mingtang.withheld.queries.released import document_released, publication_released
from tests.factories.organs import staffed_organ
from tests.withheld.scenes import hidden_document, withholding

ON = datetime.date(2026, 11, 30)


@pytest.mark.django_db
def test_what_was_withheld_in_time_is_owed_from_today_and_what_was_late_since_it_was_due():
    disclosure, scene = withholding()

    [in_time] = publication_released(disclosure, ON)
    Duty.objects.filter(pk=scene.duty.pk).update(due_on=datetime.date(2026, 3, 9))
    disclosure.duty.refresh_from_db()
    [too_late] = publication_released(disclosure, ON)

    assert (in_time.is_anew, in_time.due_on) == (True, datetime.date(2026, 12, 28))
    assert (too_late.is_anew, too_late.due_on) == (False, datetime.date(2026, 3, 9))
    disclosure.duty = None
    assert publication_released(disclosure, ON) == []


@pytest.mark.django_db
def test_of_a_document_under_each_item_that_it_may_fall_under():
    document = hidden_document(staffed_organ())

    found = document_released(document, ON)

    assert [(one.item, one.is_anew) for one in found] == [
        ("规范性文件", True),
        ("其他文件", True),
    ]
    assert {one.said_on for one in found} == {datetime.date(2026, 9, 28)}


@pytest.mark.django_db
def test_of_a_document_that_is_for_everyone_nothing():
    document = hidden_document(staffed_organ())
    document.current.attribute = "active"

    assert document_released(document, ON) == []
