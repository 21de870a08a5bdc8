"""How late, how many and when: numbers beside what is published, changed past the actions."""

import datetime

import pytest
from django.db.models import F

from mingtang.catalogue.models import ItemCount, OrganCount
from mingtang.disclosure import actions
from mingtang.disclosure.choices import WithdrawalGround
from mingtang.disclosure.models import Delivery, Disclosure
from mingtang.ledger.models import Entry, Salt
from tests.disclosure.publishing import corrected, later, published
from tests.journeys.checking.made import another, answered, decided, found

pytestmark = pytest.mark.django_db
LATENESS = "迟了几个工作日与完成的公开任务不符"
ON_WEBSITE = "何时上网站、何时撤下与公开、更正、撤回的时间不符"
COUNTS = "公开任务的计数与任务本身不符"
MINUTE = datetime.timedelta(minutes=1)


def withdrawn(there, disclosure, at=24 * 90):
    return actions.withdraw(
        disclosure=disclosure,
        ground=WithdrawalGround.ERROR,
        reason="数字有误",
        by=there.staff.approver,
        at=later(at),
    )


def test_what_answers_no_duty_is_not_late(county, log, shown):
    Disclosure.objects.update(late_by=-3)

    assert found(county, log) == [(shown.object_id, LATENESS)]


def test_how_late_that_came_which_was_withdrawn_is_what_was_told_then(county, log, there):
    made = answered(there, decided(there))
    late_by = made.late_by
    withdrawn(there, made)
    assert late_by is not None
    assert found(county, log) == []

    for other in (late_by + 1, -1, None):
        Disclosure.objects.update(late_by=other)
        assert found(county, log) == [(made.object_id, LATENESS)]

    Disclosure.objects.update(late_by=late_by)
    Salt.objects.filter(entry__act="duty.fulfilled").delete()
    assert found(county, log) == [(made.object_id, LATENESS)]


def test_when_it_was_on_the_website_is_when_it_was_published_and_taken_back(
    county, log, there, shown
):
    corrected(there, shown, at=later(30), body="更正后的正文，写明正确的数字。")
    replaced, current = Delivery.objects.order_by("pk")
    assert found(county, log) == []

    Delivery.objects.filter(pk=replaced.pk).update(removed_at=F("removed_at") + MINUTE)
    assert found(county, log) == [(shown.object_id, ON_WEBSITE)]
    Delivery.objects.filter(pk=replaced.pk).update(removed_at=replaced.removed_at)

    Delivery.objects.filter(pk=current.pk).update(state="removed", removed_at=later(50))
    assert found(county, log) == [(shown.object_id, ON_WEBSITE)]


@pytest.mark.parametrize("counted", [OrganCount, ItemCount])
def test_counts_that_are_not_those_of_the_duties_are_found(county, log, there, counted):
    decided(there)
    assert found(county, log) == []

    counted.objects.update(open=F("open") - 1, kept=F("kept") + 1)
    assert found(county, log) == [(county.object_id, COUNTS)]

    counted.objects.all().delete()
    assert found(county, log) == [(county.object_id, COUNTS)]


def test_what_somebody_puts_beside_an_entry_is_found(county, log, shown):
    entry = Entry.objects.get(act="disclosure.published")
    Salt.objects.filter(entry=entry, group="text").update(content=b"{}")

    expected = f"日志{entry.index}号条目旁边放了不是由它保存的内容"
    assert found(county, log) == [(shown.object_id, expected)]


def test_what_is_kept_with_an_entry_is_not(county, log, there):
    decided(there)
    published(another(there), at=later(60))

    assert Salt.objects.filter(content__isnull=False).exists()
    assert found(county, log) == []
