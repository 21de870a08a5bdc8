"""What the tests of checking ask, and a further item to publish for."""

import datetime

from mingtang.catalogue import actions as catalogue
from mingtang.catalogue.models import Duty
from mingtang.journeys import checking
from tests.disclosure.publishing import Scene, later, published
from tests.factories.catalogue import ItemFactory
from tests.ledger.put_out import enter_organs

NIGHT = datetime.datetime(2026, 11, 26, 18, 30, tzinfo=datetime.UTC)


def another(there, **item):
    """A further item for the same people."""
    given = {"standard": there.item.standard, "elements": [], "channels": ["website"], **item}
    return Scene(there.staff, ItemFactory(**given), None)


def of_county(county, folder):
    """At night; organs that a factory made are in the log as all are."""
    enter_organs(county.log_origin)
    return checking.of_county(county, folder)


def found(county, log):
    return [(one.object_id, one.words) for one in of_county(county, log.folder)]


def decided(there, **item):
    """A duty that a fact has opened, so that the log tells of it from its beginning."""
    item = another(
        there,
        due_rule={"after": "decided", "n": 20, "unit": "d"},
        bodies={"kinds": ["department"], "tiers": [], "fields": [], "sectors": [], "codes": []},
        **item,
    ).item
    catalogue.record_fact(
        organ=there.organ,
        kind="decided",
        title="一项决定",
        happened_on=later(0).date(),
        recorded_for=there.organ,
        item=item,
        evidence="会议纪要〔2026〕1号",
        by=there.staff.officer,
        at=later(50),
    )
    return Duty.objects.get(item=item)


def answered(there, duty, at=24 * 60):
    """What is published for a duty."""
    return published(Scene(there.staff, duty.item, duty), at=later(at)).disclosure
