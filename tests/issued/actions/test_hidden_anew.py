"""What was for everyone and owed is not hidden by taking it off the register and on again."""

import datetime
from dataclasses import replace

import pytest

from mingtang.foundation.errors import RuleBroken
from mingtang.issued.actions import withdraw_document
from mingtang.issued.rules import registering as rules
from tests.issued.correcting import correct, openness_office
from tests.issued.registers import AT, HIDDEN, LATER, ON_REQUEST, OPEN, SECRET, register


@pytest.fixture
def gone(staffed):
    """Registered as one for everyone, and taken off before it was due."""
    document = register(staffed)
    withdraw_document(document=document, because="没有印发", by=staffed.officer, at=LATER)
    return document


@pytest.mark.parametrize("said", [HIDDEN, ON_REQUEST, SECRET])
def test_anew_and_not_for_everyone_it_is_for_the_openness_office(staffed, gone, said):
    at = LATER + datetime.timedelta(hours=1)
    with pytest.raises(RuleBroken) as refused:
        register(staffed, "示发[2026] 01号", said=said, at=at)

    assert refused.value.template == rules.HIDDEN_ANEW
    assert "物业服务收费管理办法" in str(refused.value.params["duty"])
    assert register(staffed, said=said, by=openness_office(staffed), at=at)


def test_for_everyone_whoever_keeps_the_register_puts_it_there_again(staffed, gone):
    assert register(staffed, at=LATER).number == gone.number


def test_nor_by_way_of_one_that_opens_nothing(staffed):
    """As what falls under no item at first, and hidden the minute after."""
    staffed.organ.county.standards.get().items.filter(code="W-2").delete()
    first = register(staffed)
    withdraw_document(document=first, because="没有印发", by=staffed.officer, at=LATER)
    plain = register(staffed, said=OPEN, item=None, at=LATER)

    with pytest.raises(RuleBroken) as refused:
        correct(plain, staffed, HIDDEN)

    assert refused.value.template == rules.HIDDEN_ANEW
    plain.refresh_from_db()
    assert correct(plain, staffed, HIDDEN, by=openness_office(staffed)).attribute == "none"


def test_what_never_owed_anything_may_be_hidden(staffed):
    hidden = register(staffed, said=HIDDEN)
    withdraw_document(document=hidden, because="标题写错", by=staffed.officer, at=LATER)

    again = register(staffed, said=replace(HIDDEN, title="另一件函"), at=LATER)
    other = register(staffed, "示发〔2026〕2号", said=SECRET, at=AT)

    assert again.now.attribute == other.now.attribute == "none"


@pytest.mark.parametrize("said", [HIDDEN, ON_REQUEST])
def test_what_was_hidden_too_late_gets_a_later_day_of_issue_by_the_openness_office_alone(
    staffed, said
):
    """Issued on 3 August, due on 31 August, registered on 28 September."""
    late = register(staffed, said=replace(said, issued_on=datetime.date(2026, 8, 3)))
    moved = replace(said, issued_on=datetime.date(2026, 9, 18))

    with pytest.raises(RuleBroken) as refused:
        correct(late, staffed, moved)

    assert refused.value.template == rules.DATED_LATER
    assert refused.value.params["due"] == datetime.date(2026, 8, 31)
    assert correct(late, staffed, moved, by=openness_office(staffed)).issued_on == moved.issued_on


def test_what_was_hidden_in_time_or_falls_under_no_item_gets_it_by_whoever_registers(staffed):
    moved = replace(HIDDEN, issued_on=datetime.date(2026, 9, 21))
    in_time = register(staffed, said=HIDDEN)
    assert correct(in_time, staffed, moved).issued_on == moved.issued_on

    staffed.organ.county.standards.get().items.all().delete()
    said = replace(HIDDEN, issued_on=datetime.date(2026, 8, 3))
    other = register(staffed, "示发〔2026〕2号", said=said)
    assert correct(other, staffed, moved).issued_on == moved.issued_on
