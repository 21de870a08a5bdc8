import datetime

import pytest

from mingtang.foundation.errors import RuleBroken
from mingtang.ledger.choices import Act
from mingtang.ledger.models import Entry
from mingtang.organs.actions import form_leading_group, name_openness_office
from mingtang.organs.choices import MemberRank
from mingtang.organs.models import LeadingGroup, OpennessOffice
from tests.factories.organs import LeadingGroupFactory, OpennessOfficeFactory, OrganFactory

AT = datetime.datetime(2026, 3, 10, 9, tzinfo=datetime.UTC)
ON, LATER = datetime.date(2026, 3, 1), datetime.date(2026, 4, 1)
MEMBERS = [("某甲", "局长", MemberRank.LEADER), ("某乙", "副局长", MemberRank.DEPUTY)]


@pytest.fixture
def organ(db):
    return OrganFactory()


@pytest.fixture
def form(organ, clerk):
    given = {"document": "某政办〔2026〕1号", "from_on": ON, "members": MEMBERS}
    return lambda **other: form_leading_group(
        **{"organ": organ, "by": clerk, "at": AT} | given | other
    )


@pytest.fixture
def name_office(organ, clerk):
    given = {
        "name": "办公室",
        "phone": "0311-0000000",
        "address": "一号",
        "office_hours": "8:30–17:30",
        "email": "office@example.gov.cn",
        "from_on": ON,
    }
    return lambda **other: name_openness_office(
        **{"organ": organ, "by": clerk, "at": AT} | given | other
    )


def test_a_group_is_formed_of_named_members_whose_names_the_ledger_does_not_tell(form):
    group = form()

    members = [(member.name, member.rank) for member in group.members.order_by("id")]
    entry = Entry.objects.get()
    assert members == [("某甲", "leader"), ("某乙", "deputy")]
    assert (entry.act, entry.basis) == (Act.GROUP_FORMED, "opinions.6")
    assert "某甲" not in str(entry.commitments)


def test_a_new_group_follows_the_one_before_without_a_gap(form, organ):
    neighbour = LeadingGroupFactory(organ__county=organ.county)
    form()

    form(from_on=LATER)

    neighbour.refresh_from_db()
    assert neighbour.to_on is None
    ends = organ.leading_groups.order_by("from_on").values_list("to_on", flat=True)
    assert list(ends) == [datetime.date(2026, 3, 31), None]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"members": []}, "要有一名组长，写了0名"),
        ({"members": [*MEMBERS, ("某丙", "", MemberRank.LEADER)]}, "要有一名组长，写了2名"),
        ({"members": [*MEMBERS, ("某乙", "副局长", MemberRank.MEMBER)]}, "“某乙”写了两次"),
        ({"members": [*MEMBERS, ("", "副局长", MemberRank.MEMBER)]}, "“姓名”没有写"),
        ({"document": ""}, "“成立文件”没有写"),
    ],
)
def test_a_group_that_cannot_be_is_not_formed(form, change, said):
    with pytest.raises(RuleBroken, match=said):
        form(**change)
    assert not LeadingGroup.objects.exists()


def test_two_members_may_have_one_name_if_they_have_two_titles(form):
    group = form(members=[*MEMBERS, ("某乙", "科员", MemberRank.MEMBER)])

    assert group.members.count() == 3


def test_a_group_does_not_start_before_or_with_the_one_it_follows(form):
    form()

    with pytest.raises(RuleBroken, match="现在的记录从2026-03-01起"):
        form()
    assert LeadingGroup.objects.get().to_on is None


def test_an_office_is_named_and_named_anew(name_office, organ):
    neighbour = OpennessOfficeFactory(organ__county=organ.county)
    name_office()

    office = name_office(from_on=LATER, email="", phone=" 0311-1111111 ")

    neighbour.refresh_from_db()
    assert neighbour.to_on is None
    ends = organ.openness_offices.order_by("from_on").values_list("to_on", flat=True)
    assert list(ends) == [datetime.date(2026, 3, 31), None]
    assert (office.phone, office.email) == ("0311-1111111", "")
    assert Entry.objects.last().basis == "ogi-regulation.4"


@pytest.mark.parametrize(
    ("change", "said"),
    [({"email": "办公室"}, "不是电子邮箱地址"), ({"name": " "}, "“机构名称”没有写")],
)
def test_an_office_that_cannot_be_is_not_named(name_office, change, said):
    with pytest.raises(RuleBroken, match=said):
        name_office(**change)
    assert not OpennessOffice.objects.exists()
