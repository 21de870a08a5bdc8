import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingtang.foundation.errors import RuleBroken
from mingtang.organs import choices
from mingtang.organs.rules import posts
from mingtang.organs.rules.bodies import TIERS_OF_KIND
from mingtang.organs.rules.posts import Held, Tenure

JANUARY, MARCH, MAY = (datetime.date(2026, month, 1) for month in (1, 3, 5))
days = st.dates(datetime.date(2026, 1, 1), datetime.date(2026, 1, 20))


@st.composite
def tenures(draw):
    first, last = sorted([draw(days), draw(days)])
    return Tenure(first, draw(st.sampled_from([last, None])))


def days_of(tenure):
    """The naive way: each day, up to one past the last that any tenure here begins or ends."""
    last = tenure.to_on or datetime.date(2026, 2, 1)
    return {tenure.from_on + datetime.timedelta(n) for n in range((last - tenure.from_on).days + 1)}


@given(tenures(), tenures())
def test_two_tenures_overlap_when_they_share_a_day(one, other):
    assert one.overlaps(other) == bool(days_of(one) & days_of(other))
    assert one.overlaps(other) == other.overlaps(one)


def held(role, *, person=1, from_on=JANUARY, to_on=None, is_stand_in=False):
    return Held(person, f"某{person}", role, Tenure(from_on, to_on), is_stand_in)


def why_not(rule, *given_, **named):
    try:
        rule(*given_, **named)
    except RuleBroken as refused:
        return refused.template
    return ""


def test_every_role_fits_some_organ_and_every_kind_of_organ_has_some_role():
    fits = {
        (role, kind, tier)
        for role in choices.Role.values
        for kind, tiers in TIERS_OF_KIND.items()
        for tier in tiers
        if not why_not(posts.refuse_role, role, kind=kind, tier=tier)
    }

    assert {role for role, _kind, _tier in fits} == set(choices.Role.values)
    assert {kind for _role, kind, _tier in fits} == set(choices.OrganKind.values)


@pytest.mark.parametrize(
    ("role", "kind", "tier", "said"),
    [
        ("officer", "department", "county", ""),
        ("officer", "committee", "village", posts.NEVER_IN_VILLAGES),
        ("approver", "committee", "village", posts.NEVER_IN_VILLAGES),
        ("secrecy_reviewer", "committee", "village", ""),
        ("village_clerk", "committee", "village", ""),
        ("village_clerk", "authority", "township", posts.ONLY_IN_VILLAGES),
        ("village_chair", "department", "county", posts.ONLY_IN_VILLAGES),
        ("openness_office", "authority", "county", ""),
        ("openness_office", "authority", "township", posts.ONLY_AT_COUNTY),
        ("audit_admin", "utility", "service", posts.ONLY_AT_COUNTY),
        ("congress_clerk", "congress", "county", ""),
        ("congress_clerk", "congress", "township", ""),
        ("congress_clerk", "department", "county", posts.ONLY_IN_CONGRESS),
    ],
)
def test_posts_are_set_up_where_they_belong(role, kind, tier, said):
    assert why_not(posts.refuse_role, role, kind=kind, tier=tier) == said


@pytest.mark.parametrize(
    ("from_on", "is_refused"), [("2027-03-10", False), ("2027-03-11", True), ("2126-01-01", True)]
)
def test_a_post_begins_within_a_year(from_on, is_refused):
    today, start = datetime.date(2026, 3, 10), datetime.date.fromisoformat(from_on)

    said = why_not(posts.refuse_start, start, today=today)

    assert said == (posts.STARTS_TOO_FAR_AHEAD if is_refused else "")


YEARS = datetime.timedelta(days=900)


@pytest.mark.parametrize(
    ("tenure", "is_stand_in", "said"),
    [
        (Tenure(MARCH), False, ""),
        (Tenure(MARCH, MARCH), True, ""),
        (Tenure(MARCH, JANUARY), False, posts.ENDS_TOO_EARLY),
        (Tenure(MARCH), True, posts.NO_END),
        (Tenure(MARCH, MARCH + YEARS), True, posts.STANDS_IN_TOO_LONG),
        (Tenure(MARCH, MARCH + YEARS), False, ""),
    ],
)
def test_a_tenure_ends_after_it_starts_and_a_stand_ins_has_an_end(tenure, is_stand_in, said):
    assert why_not(posts.refuse_tenure, tenure, is_stand_in=is_stand_in) == said


@pytest.mark.parametrize(
    ("from_on", "last"),
    [
        ("2026-03-10", "2027-03-09"),
        ("2027-03-01", "2028-02-29"),
        ("2028-01-01", "2028-12-31"),
        ("2028-02-29", "2029-02-28"),
    ],
)
def test_a_stand_in_ends_the_day_before_the_same_day_of_the_next_year_at_the_latest(from_on, last):
    start, end = datetime.date.fromisoformat(from_on), datetime.date.fromisoformat(last)
    longer = Tenure(start, end + datetime.timedelta(days=1))

    assert why_not(posts.refuse_tenure, Tenure(start, end), is_stand_in=True) == ""
    assert why_not(posts.refuse_tenure, longer, is_stand_in=True) == posts.STANDS_IN_TOO_LONG


@pytest.mark.parametrize(
    ("original", "from_on", "said"),
    [
        (held("head"), MARCH, ""),
        (held("head", to_on=MARCH), MARCH, ""),
        (held("head", person=2), MARCH, posts.STANDS_IN_FOR_SELF),
        (held("head", to_on=JANUARY), MARCH, posts.POST_IS_OVER),
        (held("head", from_on=MAY), MARCH, posts.POST_IS_OVER),
        (held("head", is_stand_in=True, to_on=MAY), MARCH, posts.NOT_THAT_POST),
    ],
)
def test_a_stand_in_stands_in_for_somebody_who_holds_the_post(original, from_on, said):
    tenure = Tenure(from_on, MAY)

    assert why_not(posts.refuse_stand_in, original, person=2, tenure=tenure) == said


@pytest.mark.parametrize(
    ("new", "other", "said"),
    [
        (held("head", person=2), held("head"), posts.SOMEONE_HOLDS_IT),
        (held("head", person=2, from_on=MARCH), held("head", to_on=JANUARY), ""),
        (held("head", person=2, to_on=MAY, is_stand_in=True), held("head"), ""),
        (held("head", person=2), held("head", to_on=MAY, is_stand_in=True), ""),
        (held("officer", person=2), held("officer"), ""),
        (held("officer"), held("officer"), posts.HELD_ALREADY),
        (held("officer", to_on=MAY, is_stand_in=True), held("officer"), ""),
        (held("approver"), held("officer"), ""),
        (held("village_supervisor"), held("village_clerk"), posts.NOT_OF_THE_COMMITTEE),
        (held("head"), held("village_supervisor"), posts.NOT_OF_THE_COMMITTEE),
        (held("village_supervisor"), held("village_clerk", person=2), ""),
        (held("village_supervisor", from_on=MARCH), held("village_clerk", to_on=JANUARY), ""),
        (held("village_supervisor"), held("village_chair"), ""),
    ],
)
def test_what_may_be_held_beside_what(new, other, said):
    is_sole = new.role == "head"

    assert why_not(posts.refuse_beside, new, [other], is_sole=is_sole) == said


@pytest.mark.parametrize(
    ("new", "other", "said"),
    [
        ("system_admin", "security_admin", posts.THREE_ADMINISTRATORS),
        ("security_admin", "audit_admin", posts.THREE_ADMINISTRATORS),
        ("audit_admin", "system_admin", posts.THREE_ADMINISTRATORS),
        ("audit_admin", "audit_admin", ""),
        ("audit_admin", "officer", ""),
        ("officer", "audit_admin", ""),
    ],
)
def test_nobody_is_two_of_the_three_administrators(new, other, said):
    assert why_not(posts.refuse_administrator, held(new), [held(other)]) == said
    assert why_not(posts.refuse_administrator, held(new), []) == ""
    former = held(other, to_on=JANUARY)
    assert why_not(posts.refuse_administrator, held(new, from_on=MARCH), [former]) == ""


@pytest.mark.parametrize(
    ("tenure", "on", "said"),
    [
        (Tenure(JANUARY), JANUARY, ""),
        (Tenure(JANUARY, MAY), MARCH, ""),
        (Tenure(JANUARY, JANUARY), MAY, posts.LEFT_ALREADY),
        (Tenure(JANUARY, MARCH), MARCH, posts.ENDS_THEN),
        (Tenure(JANUARY, MARCH), MAY, posts.ENDS_THEN),
        (Tenure(MARCH), JANUARY, posts.NOT_YET_THERE),
    ],
)
def test_a_post_is_left_once_and_not_before_it_was_taken(tenure, on, said):
    assert why_not(posts.refuse_leaving, tenure, on, today=MARCH) == said


@pytest.mark.parametrize(
    ("tenure", "said"),
    [
        (Tenure(JANUARY, JANUARY), ""),
        (Tenure(JANUARY, MARCH), posts.STOOD_IN_ALREADY),
        (Tenure(MARCH, MAY), posts.STOOD_IN_ALREADY),
        (Tenure(MAY, MAY), ""),
    ],
)
def test_one_at_a_time_stands_in_for_a_post(tenure, said):
    other = held("head", from_on=MARCH, to_on=MARCH, is_stand_in=True)
    assert why_not(posts.refuse_second_stand_in, tenure, [other]) == said


@pytest.mark.parametrize(
    ("today", "said"), [(JANUARY, ""), (MARCH, ""), (MAY, posts.TOO_LATE_TO_TAKE_BACK)]
)
def test_a_departure_is_taken_back_until_its_last_day_is_over(today, said):
    assert why_not(posts.refuse_taking_back, MARCH, today=today) == said
