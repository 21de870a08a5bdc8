import datetime
from dataclasses import replace
from uuid import uuid4

import pytest

from mingtang.disclosure.rules.consulting import (
    AGREED,
    ASKED,
    LAPSED,
    MEND,
    OBJECTED,
    PUBLISH,
    Asking,
    Word,
    answers,
    mentioned,
    why_not_ask,
    why_not_ask_again,
)

ON = datetime.date(2026, 3, 10)
DUE = datetime.date(2026, 3, 17)
AFTER = datetime.date(2026, 3, 18)
WORD = Word(uuid4(), "县财政局", ASKED, DUE, is_same=True)


def gate(word, on=ON):
    (answer,) = answers([word], on=on)
    return answer


def why(word, on=ON):
    answer = gate(word, on)
    assert not answer.is_passed
    return f"{answer.because}{answer.how}"


def evidence(word, on=ON):
    answer = gate(word, on)
    assert answer.is_passed
    (fact,) = answer.evidence
    return fact


def test_nobody_concerned_nothing_to_wait_for():
    assert answers([], on=ON) == []


def test_who_speaks_for_an_organ_that_has_ended_is_named_and_is_who_was_to_be_asked():
    word = replace(WORD, heir="县教科局", organ="县文旅局", state=OBJECTED, answer="数不对")

    assert "县教科局（承接县文旅局）有不同意见：数不对" in why(word)
    agreed = replace(word, state=AGREED)
    assert evidence(agreed).words == "县教科局（承接县文旅局）确认一致"
    assert len(answers([agreed], joint=["县教科局"], on=ON)) == 1


def test_until_its_last_day_an_answer_is_waited_for():
    assert "还没有答复，2026-03-17到期" in why(WORD, DUE)


def test_silence_past_the_last_day_is_no_objection():
    fact = evidence(WORD, AFTER)
    assert fact.words == "县财政局到期没有答复，按本县规定视为没有意见"
    assert fact.happened_on == DUE


def test_silence_says_nothing_of_a_text_that_was_changed_meanwhile():
    assert "内容又改过" in why(replace(WORD, is_same=False), AFTER)


def test_what_was_confirmed_is_open_and_shut_again_once_it_is_changed():
    agreed = replace(WORD, state=AGREED, said_on=ON)
    assert (evidence(agreed).words, evidence(agreed).happened_on) == ("县财政局确认一致", ON)
    assert "再送县财政局确认" in why(replace(agreed, is_same=False))


def test_an_objection_waits_for_the_office():
    objected = replace(WORD, state=OBJECTED, answer="金额不对", said_on=ON)
    assert "县财政局有不同意见：金额不对" in why(objected)
    mend = replace(objected, decision=MEND, decision_reason="以决算为准")
    assert "县政务公开办决定先修改：以决算为准" in why(mend)
    released = replace(objected, decision=PUBLISH, decision_reason="以决算为准")
    assert evidence(released).words == "县财政局有不同意见，县政务公开办决定公开"


def test_who_owes_it_too_must_have_been_asked():
    asked, missing = answers(
        [replace(WORD, state=AGREED, said_on=ON)], joint=["县财政局", "县审计局"], on=ON
    )
    assert asked.is_passed
    assert "和县审计局共同负责，还没有征求它的意见" in str(missing.because)


ASKING = Asking(
    "县财政局",
    is_open=True,
    is_content=True,
    is_empty=False,
    is_internal=False,
    is_itself=False,
    is_elsewhere=False,
    is_gone=False,
)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({}, ""),
        ({"is_open": False}, "已经公开或者放弃"),
        ({"is_content": False}, "没有要协商确认的内容"),
        ({"is_empty": True}, "还没有标题和正文"),
        ({"is_internal": True}, "只给本机关的人看"),
        ({"is_itself": True}, "不用征求自己的意见"),
        ({"is_elsewhere": True}, "不在本县"),
        ({"is_gone": True}, "已经撤销"),
    ],
)
def test_what_is_sent_to_whom(change, reason):
    assert reason in why_not_ask(replace(ASKING, **change))


def test_nobody_is_asked_twice_for_the_same_words():
    assert "不用再送" in why_not_ask_again(WORD, on=ON)
    assert "已经征求过" in why_not_ask_again(replace(WORD, state=AGREED), on=ON)
    changed = replace(WORD, state=LAPSED, is_same=False)
    assert why_not_ask_again(changed, on=AFTER) == ""


def test_the_longest_name_that_stands_in_a_text_is_meant():
    names = ["县财政局", "县财政局国库科", "县审计局", ""]
    assert mentioned("拨款数以县财政局国库科为准。", names) == ["县财政局国库科"]
    assert mentioned("以县财政局为准。", names) == ["县财政局"]
