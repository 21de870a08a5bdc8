"""What the log says of a look can be opened, but for the words about what nobody is given."""

import pytest

from mingtang.journeys.checking.documents import of_examinations
from mingtang.journeys.checking.things import Things
from mingtang.journeys.openings import closed, opened
from mingtang.ledger.models import Entry
from mingtang.withheld import actions
from mingtang.withheld.models import Examination
from tests.disclosure import publishing
from tests.issued.registers import OPEN
from tests.withheld.scenes import REASON, day, hidden_document, inside, withholding


@pytest.fixture
def looks(db):
    """Of a publication, of one inside the organ, and of a document; their entries, in order."""
    disclosure, scene = withholding()
    own, _ = withholding(inside(scene))
    document = hidden_document(scene.staff)
    for one in (disclosure, own):
        actions.confirm_publication(
            disclosure=one, reason=REASON, by=scene.staff.approver, at=day(years=1)
        )
    actions.confirm_document(
        document=document, reason=REASON, by=scene.staff.officer, at=day(years=1)
    )
    return list(Entry.objects.filter(act="withheld.examined").order_by("index"))


def groups(entries, *, inside):
    return [set(one.groups) for one in opened(entries, inside=inside)]


def test_everybody_reads_why_a_publication_is_withheld_on_and_of_a_document_only_that(looks):
    assert groups(looks, inside=False) == [{"text", "data"}, set(), {"data"}]
    assert groups(looks, inside=True) == [{"text", "data"}] * 3
    assert not any(one.misfits for one in opened(looks, inside=True))
    commitments = [one.commitments for one in looks]
    now = closed(looks)
    assert all(
        said == told[group]
        for told, groups in zip(commitments, map(now.get, [one.pk for one in looks]), strict=True)
        for group, said in (groups or {}).items()
    )


def test_a_look_that_was_changed_or_slipped_in_is_found(looks):
    one, other = Examination.objects.order_by("pk")[:2]
    county = one.organ.county
    assert not list(of_examinations(county))
    Examination.objects.filter(pk=one.pk).update(reason="没有看过，照旧不予公开")
    forged = Examination.objects.create(
        organ=one.organ,
        disclosure=one.disclosure,
        number=2,
        result="confirmed",
        ground="E15",
        reason=REASON,
        due_on=one.due_on,
        examined_at=one.examined_at,
        examiner=one.examiner,
        late_by=0,
    )

    things = Things()
    things.tell(looks)

    assert [misfit.object_id for misfit in things.unbound()] == [one.object_id]
    assert [misfit.object_id for misfit in of_examinations(county)] == [forged.object_id]
    assert other.reason == REASON


def test_where_nothing_was_looked_at_nothing_is_asked(db):
    scene = publishing.scene()
    hidden_document(scene.staff, said=OPEN)

    assert not list(of_examinations(scene.organ.county))


@pytest.mark.parametrize(
    "change",
    [{"late_by": -9}, {"due_on": day(years=9).date()}, {"examined_at": day(days=300)}],
)
def test_a_look_of_another_day_or_lateness_is_found(looks, change):
    one = Examination.objects.order_by("pk")[0]
    Examination.objects.filter(pk=one.pk).update(**change)
    things = Things()
    things.tell(looks)
    told = {row.object_id for row in (*things.unbound(), *of_examinations(one.organ.county))}
    assert told == {one.object_id}


def test_a_look_that_is_gone_is_found(looks):
    one = Examination.objects.order_by("pk")[0]
    about = one.object_id
    one.delete()
    things = Things()
    things.tell(looks)
    assert {row.object_id for row in things.unbound()} == {about}
