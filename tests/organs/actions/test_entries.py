"""What the ledger commits to, opened with its salts."""

import datetime

import pytest

from mingtang.ledger.choices import Act, FieldGroup
from mingtang.ledger.models import Entry
from mingtang.ledger.rules import canonical, commitment
from mingtang.organs.actions import fill_post, rename_organ
from mingtang.organs.actions.entries import record_change
from mingtang.organs.choices import Role
from mingtang.organs.queries.committed import register_of
from tests.factories.organs import CountyFactory, OrganFactory, PostFactory
from tests.factories.people import UserFactory

AT = datetime.datetime(2026, 3, 10, 9, tzinfo=datetime.UTC)
ON = datetime.date(2026, 3, 10)


def commits_to(entry, said):
    """Whether the entry binds to just these values, each by its own salt."""
    salts = {salt.group: bytes(salt.value) for salt in entry.salts.all()}
    wanted = {
        group: commitment(salt=salts[group], content=canonical(value))
        for group, value in said.items()
        if group in salts
    }
    return entry.commitments == wanted and salts.keys() == said.keys()


def who(clerk):
    return {"by": clerk.username}


def also(organ, **said):
    """With what the register says of it from now on."""
    return {**said, "register": register_of([organ])[organ.pk]}


@pytest.mark.django_db
def test_what_was_said_is_committed_to_and_what_was_not_is_left_out(clerk):
    organ = OrganFactory()
    entry = record_change(
        act=Act.ORGAN_CHANGED, about=organ, structured={"order": 0}, by=clerk, at=AT
    )

    said, other = also(organ, order=0), also(organ, order=1)
    assert commits_to(entry, {FieldGroup.STRUCTURED: said, FieldGroup.BY: who(clerk)})
    assert not commits_to(entry, {FieldGroup.STRUCTURED: other, FieldGroup.BY: who(clerk)})
    assert not commits_to(entry, {FieldGroup.STRUCTURED: said, FieldGroup.BY: {"by": "x"}})


@pytest.mark.django_db
def test_of_an_act_without_data_the_organ_alone_is_bound(clerk):
    organ, county = OrganFactory(), CountyFactory()
    of_organ = record_change(act=Act.ORGAN_CHANGED, about=organ, by=clerk, at=AT)
    of_county = record_change(act=Act.COUNTY_CHANGED, about=county, text="示范县", by=clerk, at=AT)

    assert commits_to(of_organ, {FieldGroup.STRUCTURED: also(organ), FieldGroup.BY: who(clerk)})
    assert commits_to(of_county, {FieldGroup.TEXT: "示范县", FieldGroup.BY: who(clerk)})


@pytest.mark.django_db
def test_a_stand_in_is_committed_to_as_one_until_its_end(clerk):
    post = PostFactory(role=Role.HEAD)
    holder = UserFactory()

    fill_post(
        organ=post.organ,
        role=Role.HEAD,
        holder=holder,
        from_on=ON,
        to_on=ON,
        title="副局长",
        stands_in_for=post,
        by=clerk,
        at=AT,
    )

    said = {"role": "head", "from": "2026-03-10", "to": "2026-03-10", "stand_in": True}
    person = {"holder": holder.username, "title": "副局长"}
    assert commits_to(
        Entry.objects.get(act="organ.post_filled"),
        {
            FieldGroup.STRUCTURED: also(post.organ, **said),
            FieldGroup.PERSON: person,
            FieldGroup.BY: who(clerk),
        },
    )


@pytest.mark.django_db
def test_a_new_name_is_committed_to_with_the_old_one_and_its_document(clerk):
    organ = OrganFactory(name="国土资源局")

    rename_organ(organ=organ, name="自然资源局", on=ON, basis="方案", by=clerk, at=AT)

    said = {"from": "国土资源局", "to": "自然资源局", "basis": "方案"}
    assert commits_to(
        Entry.objects.get(),
        {
            FieldGroup.TEXT: said,
            FieldGroup.STRUCTURED: also(organ, on="2026-03-10"),
            FieldGroup.BY: who(clerk),
        },
    )
