import datetime
from dataclasses import replace

import pytest

from mingtang.catalogue.queries.standards import shipped_standard
from mingtang.catalogue.rules import first_days as rules
from mingtang.foundation.errors import RuleBroken

DAY = datetime.date
ON = DAY(2026, 11, 26)
TEXT = replace(shipped_standard(), from_on=DAY(2025, 1, 1))


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (DAY(2024, 12, 31), rules.BEFORE_ITSELF),
        (DAY(2025, 1, 1), rules.FROM_BEFORE),
        (DAY(2026, 11, 25), rules.FROM_BEFORE),
        (DAY(2027, 11, 28), rules.FAR_AHEAD),
        (DAY(2126, 1, 1), rules.FAR_AHEAD),
    ],
)
def test_a_first_day_before_the_text_or_past_or_far_ahead_is_refused(day, said):
    with pytest.raises(RuleBroken) as refused:
        rules.check_first_day(TEXT, day, ON)

    assert refused.value.template == said


@pytest.mark.parametrize("day", [ON, DAY(2027, 1, 1), DAY(2027, 11, 27)])
def test_today_and_any_day_within_a_year_is_one(day):
    rules.check_first_day(TEXT, day, ON)


def test_an_edition_that_is_replaced_has_a_day_of_its_own_before():
    rules.check_after(DAY(2027, 1, 2), "2026年版", DAY(2027, 1, 1))
    with pytest.raises(RuleBroken) as refused:
        rules.check_after(DAY(2027, 1, 1), "2026年版", DAY(2027, 1, 1))

    assert refused.value.template == rules.BEFORE_CURRENT


@pytest.mark.parametrize(
    ("from_on", "has_duties", "said"),
    [
        (ON, False, None),
        (DAY(2026, 11, 27), False, None),
        (ON, True, "已经产生了公开任务"),
        (DAY(2026, 11, 25), False, "已经施行"),
        (DAY(2026, 11, 25), True, "已经施行"),
    ],
)
def test_it_is_taken_back_until_its_first_day_is_over_or_a_duty_has_arisen(
    from_on, has_duties, said
):
    if said is None:
        rules.refuse_withdrawal("2026年版", from_on, ON, has_duties=has_duties)
        return
    with pytest.raises(RuleBroken, match=said):
        rules.refuse_withdrawal("2026年版", from_on, ON, has_duties=has_duties)
