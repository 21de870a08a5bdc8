import pytest

from mingtang.foundation.errors import RuleBroken
from mingtang.foundation.personal_data.refusing import public_reason, refuse_personal_data
from tests.ledger.made_up import made_up_resident_number


def test_a_number_that_is_surely_a_persons_is_refused_and_shown_masked():
    number = made_up_resident_number()

    with pytest.raises(RuleBroken) as refused:
        refuse_personal_data("关于低保的决定", f"当事人{number}")

    assert number not in str(refused.value)
    assert "公众会看到" in str(refused.value)


def test_what_may_be_a_name_or_a_number_of_a_document_is_let_pass():
    refuse_personal_data("", "县政发〔2026〕3号：关于王某某的处罚决定")


@pytest.mark.parametrize(
    ("text", "said"),
    [(" \n", "请写明"), ("长" * 21, "最多20个字，写了21个字"), ("13800138000", "公众会看到")],
)
def test_a_reason_that_everybody_reads_is_written_whole_or_refused(text, said):
    with pytest.raises(RuleBroken, match=said):
        public_reason(text, missing="请写明", most=20)
    assert public_reason(" 职责 划转\n", missing="请写明", most=20) == "职责 划转"


@pytest.mark.parametrize(
    "text",
    [
        "关于身份证110105194912310021的通知",
        "身份证号：11010519491231002０",
        "公民身份号码为110105199913310021",
        "银行卡1234567812345670补发",
        "卡号：4111111111111111",
        "账号：4111 1111 1111 1111",
        "银行卡号：1234567812345678",
    ],
)
def test_a_number_that_is_said_to_be_a_persons_is_refused_though_a_digit_is_wrong(text):
    with pytest.raises(RuleBroken):
        refuse_personal_data(text)


@pytest.mark.parametrize(
    "text",
    [
        "处置110105194912310021号",
        "身份证办理：咨询110105194912310021号通知",
        "账号：1234567812345678",
    ],
)
def test_one_that_only_looks_like_it_is_let_pass(text):
    refuse_personal_data(text)
