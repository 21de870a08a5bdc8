"""What the ledger commits to, opened with its salts."""

import datetime

import pytest

from mingtang.ledger.choices import Act, FieldGroup
from mingtang.ledger.models import Entry
from mingtang.ledger.rules import canonical, commitment
from mingtang.organs.actions import fill_post, rename_organ
from mingtang.organs.actions.entries import record_change
from mingtang.organs.choices import Role
from tests.factories.organs import OrganFactory, PostFactory
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


@pytest.mark.django_db
def test_what_was_said_is_committed_to_and_what_was_not_is_left_out(clerk):
    entry = record_change(
        act=Act.ORGAN_CHANGED, about=OrganFactory(), structured={"order": 0}, by=clerk, at=AT
    )

    assert commits_to(entry, {FieldGroup.STRUCTURED: {"order": 0}, FieldGroup.BY: who(clerk)})
    assert not commits_to(entry, {FieldGroup.STRUCTURED: {"order": 1}, FieldGroup.BY: who(clerk)})
    assert not commits_to(entry, {FieldGroup.STRUCTURED: {"order": 0}, FieldGroup.BY: {"by": "x"}})


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
        Entry.objects.get(),
        {FieldGroup.STRUCTURED: said, FieldGroup.PERSON: person, FieldGroup.BY: who(clerk)},
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
            FieldGroup.STRUCTURED: {"on": "2026-03-10"},
            FieldGroup.BY: who(clerk),
        },
    )
