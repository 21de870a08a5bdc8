from mingtang.organs.choices import Role
from mingtang.withheld import permissions
from tests.factories.disclosure import DisclosureFactory
from tests.factories.issued import IssuedDocumentFactory
from tests.factories.organs import OrganFactory, holder_of, staffed_organ
from tests.issued.registers import ON


def test_the_approver_looks_again_at_publications_and_who_registers_at_documents(db):
    staffed = staffed_organ()
    office = OrganFactory(county=staffed.organ.county)
    people = {
        "officer": staffed.officer,
        "approver": staffed.approver,
        "office": holder_of(Role.OPENNESS_OFFICE, organ=office),
        "other": holder_of(Role.APPROVER, organ=office),
    }

    def who(may, record):
        return {name for name, person in people.items() if may(person, record, ON)}

    publication = DisclosureFactory(organ=staffed.organ)
    document = IssuedDocumentFactory(organ=staffed.organ)

    assert who(permissions.may_examine_publication, publication) == {"approver"}
    assert who(permissions.may_examine_document, document) == {"officer", "office"}
