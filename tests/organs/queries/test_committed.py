import datetime

import pytest

from mingtang.organs import actions
from mingtang.organs.choices import Field, MemberRank, Role
from mingtang.organs.models import (
    GroupMember,
    LeadingGroup,
    OpennessOffice,
    Organ,
    OrganField,
    OrganName,
    Post,
    Succession,
)
from mingtang.organs.queries.committed import fields_of, notices_over, register_of
from mingtang.terms.models import CalendarNotice
from tests.factories.organs import CountyFactory, OrganFactory
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db
AT = datetime.datetime(2026, 3, 10, 9, tzinfo=datetime.UTC)
ON, DAY = datetime.date(2026, 3, 10), datetime.date(2020, 1, 1)
HOW = {"by": None, "at": AT}


@pytest.fixture
def organ():
    """With one of everything that the register may say of it."""
    organ = OrganFactory(name="县文化局")
    heir = OrganFactory(county=organ.county)
    actions.fill_post(organ=organ, role=Role.HEAD, holder=UserFactory(), from_on=ON, **HOW)
    members = [("甲", "局长", MemberRank.LEADER)]
    actions.form_leading_group(organ=organ, document="文1号", from_on=ON, members=members, **HOW)
    reached = {"phone": "", "address": "", "office_hours": "", "email": ""}
    actions.name_openness_office(organ=organ, name="办公室", from_on=ON, **reached, **HOW)
    actions.rename_organ(organ=organ, name="县文旅局", on=ON, basis="方案", **HOW)
    Succession.objects.create(organ=organ, kind="merged", successor=heir, on=ON, basis="方案")
    return organ


def test_it_is_the_same_as_long_as_nothing_changes(organ, django_assert_num_queries):
    other = OrganFactory(county=organ.county)
    with django_assert_num_queries(7):
        both = register_of([organ, other])

    assert both == {**register_of([organ]), **register_of([other])}
    assert both[organ.pk] != both[other.pk]


@pytest.mark.parametrize(
    ("model", "changed"),
    [
        (Organ, {"credit_code": "11320400MB1234567X"}),
        (Organ, {"established_on": DAY}),
        (Organ, {"order": 7}),
        (OrganName, {"name": "从前的名称"}),
        (Post, {"from_on": DAY}),
        (Post, {"to_on": datetime.date(2026, 12, 31)}),
        (Post, {"role": "officer"}),
        (LeadingGroup, {"document": "文2号"}),
        (LeadingGroup, {"from_on": DAY}),
        (GroupMember, {"rank": "member"}),
        (OpennessOffice, {"phone": "010-12345678"}),
        (OpennessOffice, {"email": "a@example.cn"}),
        (Succession, {"basis": "另一份方案"}),
        (Succession, {"successor": None, "kind": "dissolved"}),
    ],
)
def test_whatever_the_register_says_otherwise_makes_it_another(organ, model, changed):
    before = register_of([organ])

    rows = model.objects.all()
    rows = rows.filter(pk=organ.pk) if model is Organ else rows
    rows.filter(pk=rows.earliest("pk").pk).update(**changed)

    assert register_of([organ]) != before


def test_what_is_gone_makes_it_another(organ):
    before = register_of([organ])
    Post.objects.all().delete()

    assert register_of([organ]) != before


def test_who_was_in_charge_of_what_is_bound_for_the_whole_county():
    one, other = OrganFactory(), OrganFactory()
    empty = fields_of(one.county)
    OrganField.objects.create(organ=one, field=Field.CULTURE, from_on=ON, basis="方案")
    first = fields_of(one.county)
    OrganField.objects.create(organ=other, field=Field.CULTURE, from_on=ON, basis="方案")

    assert first == fields_of(one.county) != empty
    OrganField.objects.update(basis="")
    assert fields_of(one.county) != first


def test_the_holidays_that_hold_are_told_by_a_digest_each(django_assert_num_queries):
    county = CountyFactory(code="990001")
    with django_assert_num_queries(1):
        before = notices_over(county)
    CalendarNotice.objects.filter(year=2026, county_code="").update(number="另一个文号")
    CalendarNotice.objects.create(county_code="990001", year=2026, days_off={"2026-09-01": "县庆"})
    CalendarNotice.objects.create(county_code="990002", year=2026)

    after = notices_over(county)
    changed = [[area, year, version] for area, year, version, digest in after]
    was = [[area, year, version] for area, year, version, digest in before]
    assert changed == [*was, ["990001", 2026, 1]]
    assert [one[1] for one in after[:-1] if one not in before] == [2026]
