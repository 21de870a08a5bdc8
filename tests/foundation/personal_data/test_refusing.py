import pytest

from mingtang.foundation.errors import RuleBroken
from mingtang.foundation.personal_data.refusing import refuse_personal_data
from tests.ledger.made_up import made_up_resident_number


def test_a_number_that_is_surely_a_persons_is_refused_and_shown_masked():
    number = made_up_resident_number()

    with pytest.raises(RuleBroken) as refused:
        refuse_personal_data("关于低保的决定", f"当事人{number}")

    assert number not in str(refused.value)
    assert "公众会看到" in str(refused.value)


def test_what_may_be_a_name_or_a_number_of_a_document_is_let_pass():
    refuse_personal_data("", "县政发〔2026〕3号：关于王某某的处罚决定")
