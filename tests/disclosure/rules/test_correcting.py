import datetime

import pytest

from mingtang.disclosure.rules.correcting import (
    PENALTY_BASIS,
    is_owed_again,
    why_not_change_validity,
    why_not_until,
    why_not_withdraw,
    withdrawal_basis,
)

MAY = {"is_withdrawn": False, "reason": "名单有误", "needs_replacement": False, "has_one": False}


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({}, ""),
        ({"is_withdrawn": True}, "已经撤回"),
        ({"reason": ""}, "写明撤回的理由"),
        ({"needs_replacement": True}, "由哪件信息替代"),
        ({"needs_replacement": True, "has_one": True}, ""),
    ],
)
def test_a_publication_is_taken_back_once_and_with_a_reason(change, says):
    reason = why_not_withdraw(**(MAY | change))

    assert says in reason
    assert bool(reason) == bool(says)


@pytest.mark.parametrize(
    ("ground", "basis", "shown"),
    [
        ("penalty_changed", "", PENALTY_BASIS),
        ("penalty_changed", "复议决定〔2026〕3号", "复议决定〔2026〕3号"),
        ("error", "", ""),
    ],
)
def test_a_changed_penalty_is_taken_back_by_law(ground, basis, shown):
    assert withdrawal_basis(ground, basis) == shown


@pytest.mark.parametrize(
    ("ground", "is_replaced", "is_owed"),
    [
        ("error", False, True),
        ("personal_data", False, True),
        ("error", True, False),
        ("legal_order", False, False),
        ("superseded", True, False),
    ],
)
def test_what_was_taken_back_for_a_fault_is_owed_again(ground, is_replaced, is_owed):
    assert is_owed_again(ground, is_replaced=is_replaced) == is_owed


@pytest.mark.parametrize(
    ("validity", "was", "note", "is_new_end", "says"),
    [
        ("repealed", "in_force", "被示政发〔2026〕2号废止", False, ""),
        ("in_force", "amended", "", False, ""),
        ("in_force", "expired", "由示政发〔2026〕9号延长", False, ""),
        ("in_force", "expired", "", False, "写明依据"),
        ("in_force", "repealed", "", False, "写明依据"),
        ("in_force", "in_force", "", True, ""),
        ("amended", "amended", "", True, ""),
        ("repealed", "in_force", "", False, "写明依据"),
        ("in_force", "in_force", "", False, "没有变化"),
    ],
)
def test_a_mark_of_validity_says_by_what(validity, was, note, is_new_end, says):
    reason = why_not_change_validity(validity=validity, was=was, note=note, is_new_end=is_new_end)

    assert says in reason
    assert bool(reason) == bool(says)


@pytest.mark.parametrize(
    ("validity", "day", "says"),
    [
        ("in_force", None, ""),
        ("in_force", 10, ""),
        ("in_force", 9, "标为“已失效”"),
        ("amended", 9, "标为“已失效”"),
        ("repealed", 9, ""),
        ("repealed", 11, ""),
        ("expired", 9, ""),
        ("expired", 10, "还没有过"),
    ],
)
def test_a_mark_and_its_last_day_do_not_contradict_each_other(validity, day, says):
    until = datetime.date(2026, 3, day) if day else None

    reason = why_not_until(validity, until=until, on=datetime.date(2026, 3, 10))

    assert says in reason
    assert bool(reason) == bool(says)
