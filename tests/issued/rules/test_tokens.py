import pytest

from mingtang.issued.rules.tokens import words_of


def test_what_a_system_says_is_written_as_a_table_would():
    sent = {"number": "示发〔2026〕1号", "normative": True, "partners": ["甲", "乙"], "item": None}

    assert words_of(sent) == {
        "number": "示发〔2026〕1号",
        "normative": "True",
        "partners": "甲、乙",
    }


@pytest.mark.parametrize("sent", ["一", ["一"], None, 3])
def test_what_is_no_object_is_none(sent):
    assert words_of(sent) is None
