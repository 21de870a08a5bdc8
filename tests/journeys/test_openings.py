import pytest

from mingtang.disclosure.models import Disclosure, Edition
from mingtang.disclosure.queries.committed import tombstone
from mingtang.journeys.openings import opened
from mingtang.ledger.choices import FieldGroup
from mingtang.ledger.models import Salt
from mingtang.ledger.queries import told_about
from tests.disclosure.publishing import corrected, later, published, scene

pytestmark = pytest.mark.django_db


def told(disclosure):
    acts = ("disclosure.published", "disclosure.corrected")
    return opened(told_about([disclosure.object_id], acts))


def test_what_is_public_opens_what_was_put_on_record():
    shown = published(scene()).disclosure

    (one,) = told(shown)

    assert set(one.groups) == {FieldGroup.TEXT, FieldGroup.STRUCTURED, FieldGroup.FILES}
    assert one.misfits == []
    assert "2025年决算公告" in one.groups[FieldGroup.TEXT].content.decode()


def test_each_edition_opens_its_own_entry():
    there = scene()
    first = published(there).disclosure
    shown = corrected(there, first, at=later(40), body="另一段正文，写明更正后的数字。").disclosure

    (before, after) = told(shown)

    assert (before.misfits, after.misfits) == ([], [])
    assert before.groups[FieldGroup.TEXT].content != after.groups[FieldGroup.TEXT].content


def test_a_changed_word_no_longer_fits():
    shown = published(scene()).disclosure
    Edition.objects.filter(disclosure=shown).update(body="改过的正文")

    (one,) = told(shown)

    assert one.misfits == [FieldGroup.TEXT]


def test_what_somebody_puts_beside_an_entry_does_not_stand_for_what_is_shown():
    shown = published(scene()).disclosure
    (before,) = told(shown)
    Salt.objects.filter(entry=before.entry, group=FieldGroup.TEXT).update(
        content=before.groups[FieldGroup.TEXT].content
    )
    Edition.objects.filter(disclosure=shown).update(body="改过的正文")

    (one,) = told(shown)

    assert one.misfits == [FieldGroup.TEXT]


def test_what_was_never_public_has_no_tombstone():
    assert tombstone(Disclosure()) == {}
