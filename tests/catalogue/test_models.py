import datetime

import pytest
from django.db import IntegrityError

from mingtang.catalogue.choices import DutyState
from mingtang.catalogue.models import DutyMove
from tests.factories.catalogue import (
    DutyFactory,
    FactFactory,
    ItemFactory,
    PeriodDutyFactory,
    StandardFactory,
)
from tests.factories.organs import OrganFactory

DAY = datetime.date
AT = datetime.datetime(2026, 9, 28, 2, tzinfo=datetime.UTC)


@pytest.mark.django_db
def test_things_are_called_what_people_call_them():
    standard = StandardFactory(title="目录", edition="第一版")
    item = ItemFactory(standard=standard, level2="规范性文件")
    fact = FactFactory(title="第5号文件")

    assert (str(standard), str(item)) == ("目录 第一版", "规范性文件")
    assert str(fact) == "信息形成或者变更: 第5号文件"
    assert str(DutyFactory(title="一项任务")) == "一项任务"


@pytest.mark.django_db
def test_what_is_owed_for_a_period_is_owed_once_by_who_owed_it_first():
    duty = PeriodDutyFactory()
    origin = OrganFactory(county=duty.organ.county)
    same = {"item": duty.item, "organ": duty.organ, "period_start": duty.period_start}
    PeriodDutyFactory(**same, taken_over_from=origin)

    with pytest.raises(IntegrityError):
        PeriodDutyFactory(**same, taken_over_from=origin)


@pytest.mark.django_db
def test_what_is_owed_for_a_period_is_owed_once():
    duty = PeriodDutyFactory()

    with pytest.raises(IntegrityError):
        PeriodDutyFactory(item=duty.item, organ=duty.organ)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "wrong",
    [
        {"state": DutyState.FULFILLED},
        {"state": DutyState.FULFILLED, "ended_at": AT},
        {"state": DutyState.OPEN, "late_by": 3},
        {"state": DutyState.VOID, "ended_at": AT, "late_by": 0},
        {"fact": None},
        {"period_start": DAY(2026, 2, 1), "period_end": DAY(2026, 1, 1)},
    ],
)
def test_a_duty_cannot_be_half_of_two_things(wrong):
    with pytest.raises(IntegrityError):
        DutyFactory(**wrong)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "wrong",
    [
        {"withdrawn_at": AT},
        {"withdrawn_because": "错了"},
        {"corrected_because": "错了"},
    ],
)
def test_a_fact_is_withdrawn_or_corrected_with_a_reason(wrong):
    with pytest.raises(IntegrityError):
        FactFactory(**wrong)


@pytest.mark.django_db
def test_a_correction_without_a_reason_cannot_be():
    with pytest.raises(IntegrityError):
        FactFactory(corrects=FactFactory())


@pytest.mark.django_db
def test_a_move_that_moves_nothing_cannot_be():
    duty = DutyFactory()

    with pytest.raises(IntegrityError):
        DutyMove.objects.create(
            duty=duty, due_was=duty.due_on, due_is=duty.due_on, because="没有变", at=AT
        )
