import datetime
from uuid import UUID

import pytest

from mingtang.catalogue.choices import Gate
from mingtang.catalogue.rules.gates import GATES, RecordedFact, Said, gate

DAY = datetime.date
SHOWN, TODAY = DAY(2026, 10, 1), DAY(2026, 11, 26)


def fact(kind, on=SHOWN, number=1):
    return RecordedFact(UUID(int=number), kind, on, f"{kind}的证据")


def asked(code, *facts, on=TODAY, days=30):
    return gate(code, facts, on=on, days=days)


def test_every_gate_of_an_item_can_be_asked_and_what_people_say_is_asked_elsewhere():
    assert set(GATES) == set(Gate.values) - {Gate.SECRECY, Gate.CONSULTATION}


@pytest.mark.parametrize(
    ("code", "kind", "because"),
    [
        ("congress", "congress_approved", "还没有登记人大的批准。"),
        ("hearing", "hearing_held", "还没有登记听证会。"),
    ],
)
def test_a_gate_of_one_fact_is_passed_by_it_and_else_says_what_is_missing(code, kind, because):
    passed, shut = asked(code, fact("decided"), fact(kind)), asked(code, fact("decided"))

    assert passed.is_passed
    assert passed.evidence == (fact(kind),)
    assert str(passed.because) == str(passed.how) == ""
    assert not shut.is_passed
    assert str(shut.because) == because
    assert "登记" in str(shut.how)


def test_what_happens_only_after_today_passes_no_gate():
    assert not asked("congress", fact("congress_approved", DAY(2026, 11, 27))).is_passed


@pytest.mark.parametrize(
    ("kinds", "because"),
    [
        ((), "还没有登记党委和政府的集体决定。"),
        (("party_decided",), "还没有登记政府的集体决定。"),
        (("government_decided",), "还没有登记党委的集体决定。"),
    ],
)
def test_a_major_matter_needs_the_decisions_of_party_committee_and_government(kinds, because):
    answer = asked("collective", *map(fact, kinds))

    assert not answer.is_passed
    assert str(answer.because) == because
    assert [evidence.kind for evidence in answer.evidence] == list(kinds)


def test_both_collective_decisions_are_the_evidence():
    answer = asked("collective", fact("government_decided"), fact("party_decided"))

    assert answer.is_passed
    assert [evidence.kind for evidence in answer.evidence] == [
        "party_decided",
        "government_decided",
    ]


@pytest.mark.parametrize(
    ("shown", "is_passed"), [(DAY(2026, 10, 27), True), (DAY(2026, 10, 28), False)]
)
def test_a_plan_is_shown_for_thirty_days_before_it_is_published(shown, is_passed):
    assert asked("pre_disclosure", fact("draft_shown", shown)).is_passed is is_passed


def test_a_plan_not_shown_long_enough_says_from_when_it_will_be():
    answer = asked("pre_disclosure", fact("draft_shown", DAY(2026, 11, 20)), days=7)

    assert str(answer.because) == "方案2026-11-20公布，到今天是6日，还不满7日。"
    assert str(answer.how) == "请到2026-11-27满期后再正式公布；期间收到的意见要研究采纳。"
    assert answer.evidence == (fact("draft_shown", DAY(2026, 11, 20)),)


def test_a_plan_shown_again_is_not_heard_less():
    again = fact("draft_shown", DAY(2026, 11, 20), number=1)
    first = fact("draft_shown", DAY(2026, 10, 1), number=2)

    assert asked("pre_disclosure", again, first).evidence == (first,)


def test_a_plan_never_shown_says_how_long_it_has_to_be():
    answer = asked("pre_disclosure", days=30)

    assert str(answer.because) == "还没有登记方案预公开。"
    assert str(answer.how) == "请先把方案公布30日，听取意见，并登记公布的日期。"


def test_a_sentence_without_parts_is_itself():
    assert (str(Said()), str(Said("百分之百%"))) == ("", "百分之百%")
