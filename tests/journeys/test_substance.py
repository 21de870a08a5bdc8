"""A night's look at what came out: the table of jobs does it, and whoever has to answer learns."""

import pytest

from mingtang.journeys import substance
from mingtang.journeys.checking.things import of_things
from mingtang.ledger.queries import sizes
from mingtang.notices.models import Notice
from mingtang.organs.choices import Role
from mingtang.supervision.models import Answer, Finding
from mingtang.supervision.queries.looking import to_examine
from tests.disclosure.publishing import corrected, later, published, scene
from tests.factories.organs import OrganFactory, PostFactory
from tests.factories.supervision import FindingFactory
from tests.journeys.test_schedule import run
from tests.supervision.texts import body

pytestmark = pytest.mark.django_db
AT = later(60)


@pytest.fixture
def there():
    made = scene()
    published(made, body=body(1))
    published(made._replace(duty=None), at=later(30), body=body(1))
    return made


def test_a_night_asks_the_organ_and_a_second_night_asks_nothing(there):
    assert run("examine", at=AT).succeeded
    assert Finding.objects.count() == 1
    told = Notice.objects.get(kind="finding")
    assert told.recipient == there.staff.officer
    assert "与本机关以前公开的几乎相同" in told.subject
    assert "决算" not in told.subject + told.text

    assert run("examine", at=later(90)).succeeded
    assert Notice.objects.filter(kind="finding").count() == 1


def test_what_has_just_come_out_is_asked_about_and_mended_within_minutes():
    made = scene()
    first = published(made, body=body(1))
    assert run("examine_new", at=later(4)).done == 1
    second = published(made._replace(duty=None), at=later(30), body=body(1))
    assert run("examine_new", at=later(34)).done == 1
    assert Notice.objects.get(kind="finding").recipient == made.staff.officer
    assert run("examine_new", at=later(35)).done == 0

    corrected(made, second.disclosure, at=later(100), body=body(2))
    assert run("examine_new", at=later(101)).done == 1
    assert Finding.objects.get().closed_because == "mended"

    # Of what nobody was asked about an old publication's new edition waits for the night.
    corrected(made, first.disclosure, at=later(110), body=body(3))
    assert run("examine_new", at=later(111)).done == 0
    assert run("examine", at=later(112)).succeeded
    assert not to_examine().exists()


def test_a_night_goes_through_what_stands(there):
    FindingFactory(organ=there.organ, bunched=True, kind="avoids_key")
    gone = FindingFactory(organ=there.organ).disclosure
    gone.withdrawn_at, gone.withdrawal_ground, gone.withdrawal_reason = AT, "error", "有误"
    gone.save()

    assert run("examine", at=AT).succeeded
    closed = Finding.objects.filter(state="closed")
    assert set(closed.values_list("closed_because", flat=True)) == {"withdrawn", "caught_up"}


def test_the_organ_learns_how_it_was_settled_and_the_log_holds_all_of_it(there):
    run("examine", at=AT)
    finding = Finding.objects.get()
    office = PostFactory(
        organ=OrganFactory(county=there.organ.county), role=Role.OPENNESS_OFFICE
    ).holder
    substance.answer_finding(
        finding=finding, text="两件内容本来相同，已合并说明。", by=there.staff.officer, at=AT
    )
    substance.settle_finding(
        finding=finding, accepted=True, reason="核对过两件，说明成立。", by=office, at=AT
    )
    assert "说明成立" in Notice.objects.order_by("id").last().subject

    county = there.organ.county
    size = sizes()[county.log_origin]
    assert finding.object_id not in {one.object_id for one in of_things(county, size)}
    Answer.objects.update(text="改过的话，与当时说的不一样。")
    assert finding.object_id in {one.object_id for one in of_things(county, size)}
