import pytest

from mingtang.issued import permissions
from mingtang.organs.choices import Role
from tests.factories.issued import (
    ApiTokenFactory,
    DocumentTableFactory,
    GapExplanationFactory,
    IssuedDocumentFactory,
)
from tests.factories.organs import OrganFactory, holder_of, staffed_organ
from tests.issued.registers import ON


@pytest.fixture
def staffed(db):
    return staffed_organ()


@pytest.fixture
def people(staffed):
    office = OrganFactory(county=staffed.organ.county)
    return {
        "officer": staffed.officer,
        "head": staffed.head,
        "office": holder_of(Role.OPENNESS_OFFICE, organ=office),
        "auditor": holder_of(Role.AUDITOR, organ=office),
        "other": holder_of(Role.OFFICER, organ=office),
        "admin": holder_of(Role.SYSTEM_ADMIN, organ=office),
    }


def who(people, may, record):
    return {name for name, person in people.items() if may(person, record, ON)}


def test_the_clerk_registers_for_the_own_organ_and_the_openness_office_for_all(staffed, people):
    document = IssuedDocumentFactory(organ=staffed.organ)
    table = DocumentTableFactory(organ=staffed.organ)

    for may, record in (
        (permissions.may_register, staffed.organ),
        (permissions.may_change_document, document),
        (permissions.may_import, table),
        (permissions.may_explain_gaps, staffed.organ),
        (permissions.may_withdraw_explanation, GapExplanationFactory(organ=staffed.organ)),
    ):
        assert who(people, may, record) == {"officer", "office"}


def test_titles_that_are_not_for_everyone_are_read_inside_and_by_who_oversees(staffed, people):
    document = IssuedDocumentFactory(organ=staffed.organ)

    read = who(people, permissions.may_read_document, document)

    assert read == {"officer", "head", "office", "auditor"}


def test_tokens_are_the_system_administrators(staffed, people):
    token = ApiTokenFactory(organ=staffed.organ)

    assert who(people, permissions.may_manage_tokens, staffed.organ.county) == {"admin"}
    assert who(people, permissions.may_revoke_token, token) == {"admin"}
