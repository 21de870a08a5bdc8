import datetime

import pytest

from mingtang.disclosure.choices import WithdrawalGround
from mingtang.disclosure.rules.correcting import (
    PENALTY_BASIS,
    is_of_penalties,
    is_owed_again,
    ledger_basis,
    why_not_change_validity,
    why_not_ground,
    why_not_reassessed,
    why_not_until,
    why_not_withdraw,
    withdrawal_basis,
)
from mingtang.ledger.rules import basis_code

MAY = {"is_withdrawn": False, "reason": "名单有误"}
BARE = {"basis": "", "is_replaced": False, "is_penalty": False}


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({}, ""),
        ({"is_withdrawn": True}, "已经撤回"),
        ({"reason": ""}, "写明撤回的理由"),
    ],
)
def test_a_publication_is_taken_back_once_and_with_a_reason(change, says):
    reason = why_not_withdraw(**(MAY | change))

    assert says in reason
    assert bool(reason) == bool(says)


@pytest.mark.parametrize(
    ("ground", "given", "says"),
    [
        ("error", {}, ""),
        ("superseded", {"basis": "示政发〔2026〕2号"}, "由哪件信息替代"),
        ("superseded", {"is_replaced": True}, ""),
        ("moved", {}, "移交给哪个机关"),
        ("moved", {"basis": "移交县档案馆"}, ""),
        ("moved", {"is_replaced": True}, ""),
        ("legal_order", {}, "责令文书的文号"),
        ("legal_order", {"basis": "示府责〔2026〕3号"}, ""),
        ("penalty_changed", {}, "不是行政处罚"),
        ("penalty_changed", {"is_penalty": True}, ""),
        ("penalty_changed", {"basis": "示复决〔2026〕3号"}, ""),
    ],
)
def test_a_ground_asks_for_what_belongs_to_it(ground, given, says):
    reason = why_not_ground(ground, **(BARE | given))

    assert says in reason
    assert bool(reason) == bool(says)


@pytest.mark.parametrize(
    ("title", "laws", "is_one"),
    [
        ("行政处罚决定", [], True),
        ("执法结果", ["中华人民共和国行政处罚法"], True),
        ("财政决算", ["预算法"], False),
        ("财政决算", [], False),
    ],
)
def test_an_item_of_penalties_says_so_or_rests_on_the_law_on_them(title, laws, is_one):
    assert is_of_penalties(title, laws) == is_one


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
    assert (
        is_owed_again(ground, outcome="content", is_replaced=is_replaced, is_unowed=False)
        == is_owed
    )
    assert not is_owed_again(ground, outcome="content", is_replaced=is_replaced, is_unowed=True)


@pytest.mark.parametrize(
    ("ground", "is_replaced", "is_owed"),
    [("legal_order", False, True), ("moved", False, False), ("superseded", True, False)],
)
def test_what_said_that_there_is_nothing_and_was_taken_back_leaves_nothing_in_its_place(
    ground, is_replaced, is_owed
):
    for outcome in ("nil", "withheld"):
        assert (
            is_owed_again(ground, outcome=outcome, is_replaced=is_replaced, is_unowed=False)
            == is_owed
        )


def test_only_what_withholds_is_taken_back_because_it_may_be_public_now():
    assert why_not_reassessed("reassessed", outcome="content")
    assert not why_not_reassessed("reassessed", outcome="withheld")
    assert not why_not_reassessed("error", outcome="content")


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


@pytest.mark.parametrize("ground", WithdrawalGround.values)
def test_the_log_says_each_ground_by_a_code_of_its_own(ground):
    code = ledger_basis(ground)

    assert basis_code(code) == code
