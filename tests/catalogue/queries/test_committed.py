import pytest

from mingtang.catalogue import actions
from mingtang.catalogue.models import Fact
from mingtang.catalogue.queries.committed import contents
from mingtang.ledger.choices import Act, FieldGroup
from mingtang.ledger.models import Entry
from mingtang.ledger.queries import opening, salts_of
from tests.disclosure.publishing import later, open_duty, scene
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db
TEXT, DATA = FieldGroup.TEXT, FieldGroup.STRUCTURED


@pytest.fixture
def there():
    return scene(with_duty=False)


def record(there, **given):
    return actions.record_fact(
        organ=there.organ,
        kind="decided",
        title="一项决定",
        happened_on=later(0).date(),
        recorded_for=there.organ,
        evidence="会议纪要〔2026〕1号",
        by=there.staff.officer,
        at=later(50),
        **given,
    )


def groups(entries, *, inside=False):
    """The groups of each act that open to what it committed to; fails for what does not fit."""
    found, salts = contents(entries, inside=inside), salts_of(entries)
    by_key = {entry.pk: entry for entry in entries}
    for key, content in found.items():
        for group, written in content.items():
            assert opening(by_key[key], salts[key][group], written).fits
    return {by_key[key].act: set(content) for key, content in found.items()}


def every():
    return list(Entry.objects.order_by("index"))


def test_what_was_recorded_corrected_and_withdrawn_opens_to_what_stands_there(there):
    fact = record(there, item=there.item)
    by = there.staff.officer
    fact = actions.correct_fact(
        fact=fact, because="写错了", title="另一项决定", by=by, at=later(51)
    )
    actions.withdraw_fact(fact=fact, because="没有这件事", by=by, at=later(52))

    assert groups(every()) == {
        Act.FACT_RECORDED: {TEXT, DATA},
        Act.FACT_CORRECTED: {TEXT, DATA},
        Act.FACT_WITHDRAWN: {TEXT},
    }
    assert groups(every(), inside=True) == {}


def test_a_fact_for_no_item_is_read_inside_alone(there):
    record(there)

    assert groups(every()) == {}
    assert groups(every(), inside=True) == {Act.FACT_RECORDED: {TEXT, DATA}}


def test_a_fact_for_an_item_inside_an_organ_is_read_inside_alone(there):
    there.item.audience = "internal"
    there.item.save()
    record(there, item=there.item)

    assert groups(every()) == {}


def test_a_correction_that_says_what_it_is_for_makes_both_public(there):
    duty = open_duty(there.organ, there.item)
    fact = record(there)
    actions.correct_fact(fact=fact, because="补证", duty=duty, by=there.staff.officer, at=later(51))

    assert set(groups(every())) == {Act.FACT_RECORDED, Act.FACT_CORRECTED}


def test_a_fact_whose_correction_is_gone_does_not_open(there):
    fact = record(there, item=there.item)
    by = there.staff.officer
    new = actions.correct_fact(fact=fact, because="写错了", title="另", by=by, at=later(51))
    Fact.objects.filter(pk=new.pk).delete()

    assert set(groups(every())) == {Act.FACT_RECORDED}


def settle(duty, at, state="fulfilled"):
    return actions.settle_duty(
        duty=duty, state=state, settled_by=duty.object_id, by=UserFactory(), at=at
    )


def test_of_a_duty_that_ended_twice_the_last_time_opens(there):
    duty = open_duty(there.organ, there.item)
    settle(duty, later(1), state="nil")
    actions.reopen_duty(duty=duty, because="有了", by=None, at=later(2))
    assert groups(every()) == {}

    settle(duty, later(3))
    last = Entry.objects.filter(act=Act.DUTY_FULFILLED).latest("index")
    assert set(contents(every(), inside=False)) == {last.pk}
    assert groups([last]) == {Act.DUTY_FULFILLED: {DATA}}


def test_a_duty_inside_an_organ_opens_inside_alone(there):
    there.item.audience = "internal"
    there.item.save()
    settle(open_duty(there.organ, there.item), later(1))

    assert groups(every()) == {}
    assert groups(every(), inside=True) == {Act.DUTY_FULFILLED: {DATA}}


@pytest.mark.parametrize("inside", [True, False])
def test_a_fixed_number_of_queries_is_asked(there, inside, django_assert_num_queries):
    record(there, item=there.item)
    settle(open_duty(there.organ, there.item), later(1))
    entries = every()

    with django_assert_num_queries(3):
        contents(entries, inside=inside)


def test_nothing_is_asked_where_no_entry_is_about_them(there, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert contents([], inside=True) == {}
