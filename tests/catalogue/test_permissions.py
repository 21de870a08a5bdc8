import datetime

import pytest

from mingtang.catalogue import permissions
from mingtang.catalogue.choices import Audience
from mingtang.organs.choices import Role
from tests.factories.catalogue import DutyFactory, FactFactory
from tests.factories.organs import CountyFactory, OrganFactory, holder_of

ON = datetime.date(2026, 9, 21)
LEFT = datetime.date(2026, 9, 20)


@pytest.fixture
def organ(db):
    return OrganFactory()


def beside(organ):
    """Another organ of the same county."""
    return OrganFactory(county=organ.county)


def test_the_openness_office_adopts_a_standard_for_its_own_county(organ):
    office = holder_of(Role.OPENNESS_OFFICE, organ=organ)

    assert permissions.may_adopt_standard(office, organ.county, ON)
    assert not permissions.may_adopt_standard(office, CountyFactory(), ON)
    assert not permissions.may_adopt_standard(
        holder_of(Role.OFFICER, organ=organ), organ.county, ON
    )


@pytest.mark.parametrize(
    ("role", "in_own", "in_other"),
    [
        (Role.OFFICER, True, False),
        (Role.VILLAGE_CLERK, True, False),
        (Role.OPENNESS_OFFICE, True, True),
        (Role.CONGRESS_CLERK, True, True),
        (Role.FINANCE_CLERK, True, True),
        (Role.APPROVER, False, False),
        (Role.AUDITOR, False, False),
    ],
)
def test_who_records_facts_of_which_organ(organ, role, in_own, in_other):
    person = holder_of(role, organ=organ)

    assert permissions.may_record_fact(person, organ, ON) is in_own
    assert permissions.may_record_fact(person, beside(organ), ON) is in_other
    assert not permissions.may_record_fact(person, OrganFactory(), ON)


@pytest.mark.parametrize(
    ("role", "kind", "may"),
    [
        (Role.OFFICER, "decided", True),
        (Role.OFFICER, "congress_approved", False),
        (Role.OFFICER, "replied", False),
        (Role.CONGRESS_CLERK, "congress_approved", True),
        (Role.CONGRESS_CLERK, "decided", False),
        (Role.FINANCE_CLERK, "replied", True),
        (Role.FINANCE_CLERK, "congress_approved", False),
    ],
)
def test_who_records_changes_facts_of_which_kind(organ, role, kind, may):
    person = holder_of(role, organ=organ)

    assert permissions.may_record_kind(person, kind, organ=organ, on=ON) is may
    assert permissions.may_change_fact(person, FactFactory(organ=organ, kind=kind), ON) is may


def test_the_department_that_replies_to_its_units_records_that(organ):
    department = OrganFactory(county=organ.county, kind="department")
    unit = OrganFactory(county=organ.county, parent=department)
    officer, of_unit = (holder_of(Role.OFFICER, organ=one) for one in (department, unit))

    def may(person, kind, of):
        return permissions.may_record_kind(person, kind, organ=of, on=ON)

    assert may(officer, "replied", unit)
    assert permissions.may_change_fact(officer, FactFactory(organ=unit, kind="replied"), ON)
    assert permissions.may_read_fact(officer, FactFactory(organ=unit, kind="replied"), ON)
    assert not may(of_unit, "replied", unit)
    assert not may(officer, "replied", department)
    assert not may(officer, "decided", unit)


def test_who_has_left_records_nothing(organ):
    gone = holder_of(Role.OFFICER, organ=organ, to_on=LEFT)

    assert not permissions.may_record_fact(gone, organ, ON)


def test_a_duty_is_answered_by_who_drafts_in_its_organ(organ):
    officer = holder_of(Role.OFFICER, organ=organ)

    assert permissions.may_answer_duty(officer, DutyFactory(organ=organ), ON)
    assert not permissions.may_answer_duty(officer, DutyFactory(organ=beside(organ)), ON)
    assert not permissions.may_answer_duty(
        holder_of(Role.APPROVER, organ=organ), DutyFactory(organ=organ), ON
    )


def test_everybody_reads_what_is_owed_to_everybody(organ, clerk):
    assert permissions.may_read_duty(clerk, DutyFactory(organ=organ), ON)


def test_what_is_owed_inside_an_organ_is_for_its_own_people(organ, clerk):
    duty = DutyFactory(organ=organ, item__audience=Audience.INTERNAL)

    assert permissions.may_read_duty(holder_of(Role.ARCHIVIST, organ=organ), duty, ON)
    for stranger in (clerk, holder_of(Role.OFFICER, organ=beside(organ))):
        assert not permissions.may_read_duty(stranger, duty, ON)


def test_who_owes_what_is_decided_by_the_office_but_not_of_what_is_for_an_organs_own_people(organ):
    office = holder_of(Role.OPENNESS_OFFICE, organ=organ)
    shown, inside = (
        DutyFactory(organ=beside(organ), item__audience=audience)
        for audience in (Audience.PUBLIC, Audience.INTERNAL)
    )

    for may_so in (permissions.may_decide_transfer, permissions.may_share_duty):
        assert may_so(office, shown, ON)
        assert not may_so(office, inside, ON)
        assert not may_so(office, DutyFactory(organ=organ, item=inside.item), ON)


def test_a_fact_is_read_by_the_organs_people_by_who_oversees_and_by_who_records_such_facts(organ):
    fact = FactFactory(organ=organ, kind="congress_approved")
    other = beside(organ)

    for role, where, may in (
        (Role.HEAD, organ, True),
        (Role.AUDITOR, other, True),
        (Role.CONGRESS_CLERK, other, True),
        (Role.FINANCE_CLERK, other, False),
        (Role.OFFICER, other, False),
    ):
        person = holder_of(role, organ=where)
        assert permissions.may_read_fact(person, fact, ON) is may


@pytest.mark.parametrize(
    ("role", "kind", "in_own", "in_other"),
    [
        (Role.OFFICER, "congress_approved", True, False),
        (Role.AUDITOR, "decided", True, True),
        (Role.CONGRESS_CLERK, "congress_approved", True, True),
        (Role.CONGRESS_CLERK, "decided", True, False),
    ],
)
def test_a_fact_is_read_by_those_who_work_there_oversee_it_or_record_it(
    organ, role, kind, in_own, in_other
):
    person = holder_of(role, organ=organ)

    own, other = FactFactory(organ=organ, kind=kind), FactFactory(organ=beside(organ), kind=kind)
    assert permissions.may_read_fact(person, own, ON) is in_own
    assert permissions.may_read_fact(person, other, ON) is in_other
    assert not permissions.may_read_fact(person, FactFactory(kind=kind), ON)


@pytest.mark.parametrize(
    ("role", "may"),
    [(Role.OPENNESS_OFFICE, True), (Role.OFFICER, False), (Role.APPROVER, False)],
)
def test_what_is_overdue_is_for_the_openness_office_of_the_county_to_clear(organ, role, may):
    duty = DutyFactory(organ=organ)

    def may_clear(person):
        return permissions.may_clear_overdue(person, duty, "decided", ON)

    assert may_clear(holder_of(role, organ=organ)) is may
    assert not may_clear(holder_of(role, organ=OrganFactory()))


@pytest.mark.parametrize("kind", ["congress_approved", "replied"])
def test_what_clerks_of_the_county_record_is_theirs_but_not_of_their_own_organ(organ, kind):
    duty = DutyFactory(organ=organ)
    clerk = holder_of(Role.CONGRESS_CLERK, organ=beside(organ))

    assert permissions.may_clear_overdue(clerk, duty, kind, ON)
    assert not permissions.may_clear_overdue(holder_of(Role.OFFICER, organ=organ), duty, kind, ON)
