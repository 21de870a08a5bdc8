import pytest

from mingtang.catalogue.rules.transfers import Given, Taker, refuse_taker, refuse_transfer
from mingtang.foundation.errors import RuleBroken

OPEN = Given(is_open=True, is_internal=False)
TAKER = Taker("县城管局")


def test_an_open_public_duty_may_go_to_another_standing_organ_of_the_county():
    refuse_transfer(OPEN, TAKER)


@pytest.mark.parametrize(
    ("given", "refusal"),
    [
        (Given(is_open=True, is_internal=True), "只能由本机关自己办理"),
        (Given(is_open=False, is_internal=False), "已经办结"),
        (Given(is_open=True, is_internal=False, asked="县住建局"), "正等县住建局答复"),
    ],
)
def test_what_is_internal_ended_or_asked_of_somebody_stays(given, refusal):
    with pytest.raises(RuleBroken, match=refusal):
        refuse_transfer(given, TAKER)


@pytest.mark.parametrize(
    ("how", "refusal"),
    [
        ("is_giver", "不能把任务移交给自己"),
        ("is_elsewhere", "不在同一个县"),
        ("is_gone", "已经撤销"),
        ("owes_it", "已经有一项同样的任务"),
    ],
)
def test_who_cannot_take_it_is_refused_with_the_mend(how, refusal):
    with pytest.raises(RuleBroken, match=refusal):
        refuse_taker(Taker("县城管局", **{how: True}))
