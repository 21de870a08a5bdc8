from dataclasses import replace

import pytest

from mingtang.catalogue.rules.grounds import NO_PROVISION, NO_STAKE
from mingtang.disclosure.choices import ExemptionGround
from mingtang.foundation.errors import RuleBroken
from mingtang.foundation.wordless import NO_WORDS
from mingtang.issued.choices import Attribute, Ground
from mingtang.issued.rules import registering as rules
from mingtang.issued.rules.numbers import Number
from mingtang.issued.rules.registering import Partner, cleaned, different, refuse_year
from tests.issued.registers import DAY, HIDDEN, ON_REQUEST, OPEN, SECRET

EVERY = {ground for grounds in rules.GROUNDS.values() for ground in grounds}


def refused(said):
    with pytest.raises(RuleBroken) as broken:
        cleaned(said, organ="发改局")
    return broken.value.template


def test_the_words_of_the_rules_are_those_of_the_tables():
    assert set(rules.GROUNDS) == set(Attribute.values) == set(rules.WORDS)
    assert set(Ground.values) == EVERY
    assert [str(label) for label in Attribute.labels] == list(rules.WORDS.values())


def test_the_grounds_are_those_on_which_a_duty_is_withheld_and_that_it_can_be_asked_for():
    assert set(Ground.values) - {"A27"} == set(ExemptionGround.values)
    for ground in ExemptionGround:
        assert Ground(ground.value).label == ground.label


@pytest.mark.parametrize("said", [OPEN, ON_REQUEST, HIDDEN, SECRET])
def test_what_says_all_it_has_to_is_kept_as_it_is(said):
    assert cleaned(said, organ="发改局") == said


def test_it_is_kept_clean_and_partners_once():
    twice = (Partner("财政局 "), Partner("财政局"), Partner("民政局", "ZB-1"))

    kept = cleaned(replace(OPEN, title=" 收费\n办法", partners=twice), organ="发改局")

    assert kept.title == "收费办法"
    assert kept.partners == (Partner("财政局"), Partner("民政局", "ZB-1"))


@pytest.mark.parametrize(
    ("said", "template"),
    [
        (replace(OPEN, title=" "), rules.NO_TITLE),
        (replace(OPEN, title="长" * 201), rules.TOO_LONG),
        (replace(OPEN, attribute=""), rules.NOT_AN_ATTRIBUTE),
        (replace(OPEN, ground="E15"), rules.NEEDLESS_GROUND),
        (replace(OPEN, reason="内部"), rules.NEEDLESS_GROUND),
        (replace(HIDDEN, ground=""), rules.NO_GROUND),
        (replace(HIDDEN, ground="A27"), rules.WRONG_GROUND),
        (replace(ON_REQUEST, ground="E14b"), rules.WRONG_GROUND),
        (replace(HIDDEN, reason=""), rules.NO_REASON),
        (replace(HIDDEN, reason="。。。。"), NO_WORDS),
        (replace(HIDDEN, ground="E14b", reason="法律规定"), NO_PROVISION),
        (replace(HIDDEN, ground="E14c", reason="有风险"), NO_STAKE),
        (replace(SECRET, title="绝密计划"), rules.SECRET_TITLE),
        (replace(SECRET, reason="涉密"), rules.SECRET_TITLE),
        (replace(HIDDEN, is_normative=True), rules.NORMATIVE_HIDDEN),
        (replace(HIDDEN, needs_reading=True), rules.READING_HIDDEN),
        (replace(OPEN, partners=(Partner("发改局"),)), rules.LEAD_AMONG_PARTNERS),
        (
            replace(OPEN, partners=tuple(Partner(f"第{n}局") for n in range(21))),
            rules.TOO_MANY_PARTNERS,
        ),
    ],
)
def test_what_cannot_stand_is_refused_with_the_mend(said, template):
    assert refused(said) == template


def test_a_number_is_of_the_year_of_its_document_or_of_the_one_before():
    number = Number("示发", 2025, 99)

    refuse_year(number, DAY(2025, 12, 31))
    refuse_year(number, DAY(2026, 1, 6))
    with pytest.raises(RuleBroken) as later:
        refuse_year(number, DAY(2024, 12, 31))
    with pytest.raises(RuleBroken) as earlier:
        refuse_year(number, DAY(2027, 1, 1))
    assert (later.value.template, earlier.value.template) == (rules.YEAR_LATER, rules.YEAR_EARLIER)


def test_two_registrations_differ_in_what_they_say_otherwise():
    other = replace(OPEN, title="别的", issued_on=DAY(2026, 9, 19))

    assert different(OPEN, OPEN) == []
    assert different(OPEN, other) == ["标题", "印发日期"]


def test_only_what_is_for_everyone_shows_its_title():
    assert [rules.is_title_public(one) for one in Attribute.values] == [True, False, False]
