"""Documents of the register put right, as the tests of it do."""

from dataclasses import replace

import pytest

from mingtang.catalogue.actions import share_duty
from mingtang.foundation.errors import RuleBroken
from mingtang.issued.actions import correct_document
from mingtang.issued.queries.register import duties_of_document
from mingtang.issued.rules.registering import Partner
from mingtang.ledger.models import Entry
from mingtang.organs.choices import Role
from tests.factories.organs import OrganFactory, holder_of
from tests.issued.registers import (
    LATER,
    OPEN,
    register,
)

BECAUSE = "日期抄错了"
NORMATIVE = replace(OPEN, is_normative=True)


def correct(document, staffed, said, *, because=BECAUSE, by=None, **given):
    return correct_document(
        document=document,
        said=said,
        because=because,
        recorded_for=staffed.organ,
        by=by or staffed.officer,
        at=LATER,
        **given,
    )


def openness_office(staffed):
    return holder_of(Role.OPENNESS_OFFICE, organ=OrganFactory(county=staffed.organ.county))


def with_partner(staffed):
    """Of two organs, the second called otherwise since the day after the issue."""
    finance = OrganFactory(county=staffed.organ.county, name="财政局", code="ZB-1")
    finance.names.update(to_on=OPEN.issued_on)
    said = replace(NORMATIVE, partners=(Partner("财政局", "ZB-1"),))
    return register(staffed, said=said), said


def share(document, staffed, *organs):
    [duty] = duties_of_document(document)
    share_duty(duty=duty, organs=organs, by=staffed.officer, at=LATER)


def refused(document, staffed, said, **given):
    with pytest.raises(RuleBroken) as broken:
        correct(document, staffed, said, **given)
    return broken.value.template


def acts():
    return list(Entry.objects.order_by("index").values_list("act", flat=True))
