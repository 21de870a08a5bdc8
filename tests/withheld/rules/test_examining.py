import pytest

from mingtang.foundation.errors import RuleBroken
from mingtang.foundation.wordless import NO_WORDS
from mingtang.withheld.rules import examining as rules


def refused(text, ground="E15"):
    with pytest.raises(RuleBroken) as broken:
        rules.reason_of(text, ground=ground)
    return broken.value.template


def test_a_reason_is_one_line_of_some_words():
    assert rules.reason_of(" 企业的配方\n仍是商业秘密，没有变化 ", ground="E15") == (
        "企业的配方仍是商业秘密，没有变化"
    )
    assert refused("没有变化") == rules.NO_REASON
    assert refused("长" * 201) == rules.TOO_LONG
    assert refused("没有变化。。。。。。。。。。") == rules.NO_REASON
    assert refused("。" * 12) == NO_WORDS
    assert refused("。，。，。，。，。，。，") == NO_WORDS


def test_of_what_is_classified_nothing_is_written():
    assert rules.reason_of(" ", ground="E14a") == ""
    assert refused("某工程的坐标仍然保密", ground="E14a") == rules.SECRET_REASON
