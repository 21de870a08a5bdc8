"""Who acted and who signed, against what was put on record."""

import pytest

from mingtang.audit.models import AuditRecord
from mingtang.disclosure import actions
from mingtang.disclosure.actions.acts import record_edition
from mingtang.disclosure.choices import WithdrawalGround
from mingtang.disclosure.models import Signature
from mingtang.foundation import clock
from mingtang.journeys.departures import leave_post, take_back_departure
from mingtang.journeys.openings import closed
from mingtang.journeys.persons import changed
from mingtang.ledger.choices import Act
from mingtang.ledger.models import Entry, Salt
from mingtang.organs.actions import open_place
from mingtang.organs.actions.entries import record_change
from mingtang.organs.choices import Role
from mingtang.organs.models import Departure, Post
from tests.disclosure.publishing import draft, later, scene
from tests.disclosure.test_emergency import approved, urgent
from tests.factories.organs import OrganFactory, holder_of
from tests.factories.people import UserFactory
from tests.journeys.checking.made import NIGHT, found

pytestmark = pytest.mark.django_db


class TestPersons:
    @pytest.mark.parametrize("act", ["disclosure.secrecy_passed", "disclosure.approved"])
    def test_who_signed_is_compared_with_the_signature(self, county, log, there, shown, act):
        entry = Entry.objects.get(act=act)
        step = {"disclosure.approved": "approval"}.get(act, "secrecy")
        Signature.objects.filter(step=step).update(by=there.staff.head)

        publication = Entry.objects.get(act="disclosure.published")
        assert found(county, log) == [
            (shown.object_id, f"日志{entry.index}号条目的经办人与审计记录不符"),
            (shown.object_id, f"日志{publication.index}号条目的经办人或者签署与当时不符"),
        ]

    def test_and_with_the_audit_whatever_the_act(self, county, log, there, shown):
        entry = Entry.objects.get(act="disclosure.submitted")
        AuditRecord.objects.filter(entry=entry).update(by=there.staff.head)

        assert found(county, log) == [
            (shown.object_id, f"日志{entry.index}号条目的经办人与审计记录不符")
        ]

    def test_who_changed_an_organ_is_compared_with_the_audit(self, county, log, there):
        place = {"name": "公开栏", "address": "县政府门前", "opened_on": clock.day_of(NIGHT)}
        open_place(organ=there.organ, by=there.staff.approver, at=NIGHT, **place)
        log.publish()
        assert found(county, log) == []
        entry = Entry.objects.get(act="organ.place_opened")

        AuditRecord.objects.filter(entry=entry).update(by=there.staff.head)

        words = f"日志{entry.index}号条目的经办人与审计记录不符"
        assert found(county, log) == [(entry.object_id, words)]

    def test_a_departure_taken_back_leaves_the_register_as_the_log_tells(self, county, log, there):
        security = holder_of(Role.SECURITY_ADMIN, organ=there.organ)
        successor = UserFactory(county_code=county.code)
        draft(there_with_duty := scene(organ=OrganFactory(county=county)))
        post = Post.objects.get(holder=there_with_duty.staff.officer)
        last_on = clock.day_of(NIGHT)
        before = found(county, log)
        leave_post(post=post, on=last_on, successor=successor, by=security, at=NIGHT)
        take_back_departure(post=post, by=security, at=NIGHT)
        log.publish()

        assert Departure.objects.get().never_holder == successor
        assert found(county, log) == before
        Departure.objects.update(never_holder=security)
        assert len(found(county, log)) > len(before)

    def test_of_the_first_entries_about_organs_that_cannot_be_told(self, county, log, there):
        record_change(act=Act.ORGAN_CHANGED, about=there.organ, by=there.staff.approver, at=NIGHT)
        entry = Entry.objects.get(act="organ.changed")
        old = {group: made for group, made in entry.commitments.items() if group != "by"}

        AuditRecord.objects.filter(entry=entry).update(by=there.staff.head)
        entry.commitments = old

        assert list(changed([entry])) == []

    def test_a_signature_that_is_gone_or_dated_otherwise_is_missed(self, county, log, shown):
        Signature.objects.filter(step="approval").update(at=later(2))
        Signature.objects.filter(step="secrecy").delete()

        assert len(found(county, log)) == 3

    def test_who_acted_is_closed_by_an_erasure_alone(self, county, log, there, shown):
        salts = Salt.objects.filter(entry__act="disclosure.approved", group="person")
        salts.delete()
        assert len(found(county, log)) == 1

        actions.withdraw(
            disclosure=shown,
            ground=WithdrawalGround.PERSONAL_DATA,
            reason="写有不应公开的个人信息",
            by=there.staff.approver,
            at=later(40),
        )
        actions.erase(disclosure=shown, reason="依法删除", by=there.staff.approver, at=later(41))
        assert [words for _of, words in found(county, log) if "经办人" in words] == []


class TestHow:
    """In which post somebody signed, whether for another or lent, and what was signed."""

    CHANGES = (
        {"is_stand_in": True},
        {"is_borrowed": True},
        {"digest": "0" * 64},
    )

    @pytest.fixture(params=["disclosure.secrecy_passed", "disclosure.approved"])
    def signing(self, request):
        return Entry.objects.get(act=request.param)

    def signature(self, entry):
        step = {"disclosure.approved": "approval"}.get(entry.act, "secrecy")
        return Signature.objects.filter(step=step)

    def expected(self, shown, *entries):
        words = "日志%d号条目的经办人或者签署与当时不符"
        return [(shown.object_id, words % entry.index) for entry in entries]

    @pytest.mark.parametrize("change", CHANGES)
    def test_it_stays_as_it_was(self, county, log, shown, signing, change):
        """Of the act itself, and of the publication that it carried."""
        assert found(county, log) == []
        self.signature(signing).update(**change)
        both = signing, Entry.objects.get(act="disclosure.published")
        assert found(county, log) == self.expected(shown, *both)

    def test_nor_does_the_post_change(self, county, log, there, shown, signing):
        post = Signature.objects.get(step="draft").post
        self.signature(signing).update(post=post)
        both = signing, Entry.objects.get(act="disclosure.published")
        assert found(county, log) == self.expected(shown, *both)

    @pytest.mark.parametrize("change", [{"is_stand_in": True}, {"void_at": NIGHT}])
    def test_nor_who_drafted(self, county, log, shown, change):
        Signature.objects.filter(step="draft").update(**change)
        publication = Entry.objects.get(act="disclosure.published")
        assert found(county, log) == self.expected(shown, publication)

    def test_nor_is_a_drafter_added(self, county, log, there, shown):
        one = Signature.objects.get(step="draft")
        one.pk, one.by = None, there.staff.head
        one.save()
        publication = Entry.objects.get(act="disclosure.published")
        assert found(county, log) == self.expected(shown, publication)

    def test_what_followed_an_emergency_was_an_act(self, county, log, there):
        edition = urgent(there)
        assert found(county, log) == []
        approved(edition, there, later(5))
        assert found(county, log) == []
        entry = Entry.objects.get(act="disclosure.approved_afterwards")
        about = edition.disclosure

        Signature.objects.filter(is_afterwards=True).update(is_stand_in=True)
        assert found(county, log) == self.expected(about, entry)

    def test_and_none_is_put_there_without_one(self, county, log, there):
        edition = urgent(there)
        given = Signature.objects.get(step="secrecy")
        given.pk, given.by, given.step = None, there.staff.approver, "approval"
        given.is_afterwards = True
        given.save()

        expected = [(edition.disclosure.object_id, "补办的签发，日志里没有记录")]
        assert found(county, log) == expected

    def test_of_the_first_entries_it_cannot_be_told(self, county, log, there, monkeypatch):
        """It was committed to who signed, and no more."""
        for module in ("signing", "publishing"):
            name = f"mingtang.disclosure.actions.{module}.record_edition"
            monkeypatch.setattr(name, without_how)
        approved(urgent(there), there, later(5))
        assert found(county, log) == []
        about = Entry.objects.filter(act__in=["disclosure.approved_afterwards"])
        own = {entry.pk: entry.commitments["person"] for entry in about}
        assert {key: one["person"] for key, one in closed(about).items()} == own

        Signature.objects.filter(step="secrecy").update(by=there.staff.head)
        assert len(found(county, log)) == 1


def without_how(*, signed=None, **said):
    record_edition(**said)
