import pytest

from mingtang.catalogue.queries.transfers import joint_bodies
from mingtang.foundation.errors import RuleBroken
from mingtang.issued.actions import share_duty
from mingtang.issued.actions.sharing import OF_THE_REGISTER
from mingtang.issued.queries.register import duties_of_document
from tests.factories.catalogue import DutyFactory, PeriodDutyFactory
from tests.factories.organs import OrganFactory
from tests.issued.correcting import with_partner
from tests.issued.registers import LATER

pytestmark = pytest.mark.django_db


def share(staffed, duty, *organs, because="职责已划走"):
    return share_duty(duty=duty, organs=organs, because=because, by=staffed.officer, at=LATER)


def test_who_issued_it_too_is_left_out_by_the_register_alone(staffed):
    document, _said = with_partner(staffed)
    [duty] = duties_of_document(document)
    [finance] = joint_bodies(duty)
    health = OrganFactory(county=staffed.organ.county)
    share(staffed, duty, finance, health)

    with pytest.raises(RuleBroken) as broken:
        share(staffed, duty, health)

    assert broken.value.template == OF_THE_REGISTER
    assert broken.value.params == {"organs": "财政局", "number": document.number}
    assert share(staffed, duty, finance) == [finance]


@pytest.mark.parametrize("made", [DutyFactory, PeriodDutyFactory])
def test_of_what_is_no_document_whoever_leads_says_who_owes_it_too(staffed, made):
    duty = made(organ=staffed.organ)
    other = OrganFactory(county=staffed.organ.county)

    assert share(staffed, duty, other) == [other]
    assert share(staffed, duty) == []
