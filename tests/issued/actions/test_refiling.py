"""A document that was registered under the wrong item is put under the right one."""

from dataclasses import replace

import pytest

from mingtang.catalogue.actions import settle_duty
from mingtang.catalogue.choices import DutyState
from mingtang.catalogue.models import Duty, DutyMove, DutyRefiling
from mingtang.catalogue.queries.transfers import joint_bodies
from mingtang.catalogue.rules import facts
from mingtang.foundation.errors import RuleBroken
from mingtang.issued.actions import refile_document
from mingtang.issued.queries.register import duties_of_document
from mingtang.issued.rules import registering as rules
from tests.factories.catalogue import ItemFactory
from tests.factories.organs import OrganFactory
from tests.issued.correcting import (
    acts,
    openness_office,
    with_partner,
)
from tests.issued.registers import (
    AFTER_FORMING,
    AT,
    DAY,
    HIDDEN,
    LATER,
    ON,
    OPEN,
    register,
)


class TestRefiled:
    """Registered under W-1, and of W-2: both count twenty working days from the issue."""

    @pytest.fixture
    def right(self, staffed):
        return staffed.organ.county.standards.get().items.get(code="W-2")

    def refile(self, document, staffed, item, *, because="选错了事项", at=LATER, by=None):
        refile_document(
            document=document,
            item=item,
            because=because,
            recorded_for=staffed.organ,
            by=by or staffed.officer,
            at=at,
        )
        document.refresh_from_db()

    def test_the_duty_goes_over_with_a_trace_and_counts_from_the_day_of_issue(self, staffed, right):
        document = register(staffed)
        registered_at = document.registered_at
        [old] = duties_of_document(document)

        self.refile(document, staffed, right)

        old.refresh_from_db()
        [new] = duties_of_document(document)
        assert (old.state, old.item.code) == (DutyState.VOID, "W-1")
        assert (new.state, new.item, new.counts_from) == (DutyState.OPEN, right, OPEN.issued_on)
        refiling = DutyRefiling.objects.get()
        assert (refiling.duty, refiling.into, refiling.fact) == (old, new, document.now.fact)
        assert refiling.fact.corrected_because == document.now.because == "选错了事项"
        assert (document.registered_at, document.now.number) == (registered_at, 2)
        assert acts()[-3:] == ["fact.corrected", "duties.opened", "document.corrected"]

    def test_a_reading_that_is_overdue_stays_the_same_overdue_reading(self, staffed, right):
        document = register(staffed, said=replace(OPEN, needs_reading=True))
        reading = Duty.objects.get(item__code="W-3")

        self.refile(document, staffed, right)

        again = Duty.objects.get(item__code="W-3")
        assert (again.pk, again.state, again.due_on) == (reading.pk, "open", reading.due_on)
        assert again.due_on < ON
        assert again.fact == document.now.fact

    def test_it_can_go_back_again(self, staffed, right):
        document = register(staffed)
        [old] = duties_of_document(document)

        self.refile(document, staffed, right)
        self.refile(document, staffed, old.item, at=LATER + (LATER - AT))

        [now] = duties_of_document(document)
        assert (now.item, now == old) == (old.item, False)
        assert DutyRefiling.objects.count() == 2

    def test_what_fell_under_no_item_opens_what_it_should_have(self, staffed, right):
        right.delete()
        document = register(staffed, said=OPEN, item=None)
        other = ItemFactory(standard=staffed.organ.county.standards.get(), due_rule=AFTER_FORMING)

        self.refile(document, staffed, other)

        [duty] = duties_of_document(document)
        assert duty.item == other
        assert not DutyRefiling.objects.exists()

    def test_partners_owe_it_under_the_new_item_too(self, staffed, right):
        document, _said = with_partner(staffed)

        self.refile(document, staffed, right)

        [duty] = duties_of_document(document)
        assert [organ.name for organ in joint_bodies(duty)] == ["财政局"]

    def test_what_cannot_go_over_is_refused(self, staffed, right):
        document = register(staffed)
        [duty] = duties_of_document(document)

        def refused_as(template, item=right, **given):
            with pytest.raises(RuleBroken) as broken:
                self.refile(document, staffed, item, **given)
            assert broken.value.template == template

        refused_as(facts.SAME_ITEM, duty.item)
        refused_as(rules.NO_SUCH_ITEM, ItemFactory())
        refused_as(rules.NO_BECAUSE, because=" ")
        other = OrganFactory(county=staffed.organ.county)
        Duty.objects.filter(pk=duty.pk).update(organ=other, taken_over_from=duty.organ)
        refused_as(facts.HANDED_OVER)
        Duty.objects.filter(pk=duty.pk).update(organ=staffed.organ, taken_over_from=None)
        settle_duty(
            duty=duty, settled_by=None, state=DutyState.FULFILLED, by=staffed.officer, at=LATER
        )
        refused_as(facts.ENDED_THERE)

    def test_what_is_overdue_there_goes_over_by_the_openness_office_alone(self, staffed, right):
        document = register(staffed)
        [old] = duties_of_document(document)
        next_day = AT.replace(month=10, day=23)
        assert old.due_on == DAY(2026, 10, 22)

        with pytest.raises(RuleBroken) as broken:
            self.refile(document, staffed, right, at=next_day)

        assert broken.value.template == facts.OVERDUE_THERE
        assert broken.value.params == {"duty": old.title, "due": DAY(2026, 10, 22)}
        self.refile(document, staffed, right, at=next_day, by=openness_office(staffed))
        old.refresh_from_db()
        assert old.state == DutyState.VOID

    def test_what_was_overdue_before_its_day_was_corrected_is_so_still(self, staffed, right):
        document = register(staffed)
        [old] = duties_of_document(document)
        DutyMove.objects.create(
            duty=old, due_was=DAY(2026, 10, 1), due_is=old.due_on, because="日期写错", at=AT
        )

        with pytest.raises(RuleBroken) as broken:
            self.refile(document, staffed, right, at=AT.replace(month=10, day=2))

        assert broken.value.params == {"duty": old.title, "due": DAY(2026, 10, 1)}

    def test_on_the_very_day_on_which_it_is_due_the_officer_still_may(self, staffed, right):
        document = register(staffed)

        self.refile(document, staffed, right, at=AT.replace(month=10, day=22))

        assert DutyRefiling.objects.count() == 1

    def test_what_is_not_for_everyone_falls_under_no_item(self, staffed, right):
        document = register(staffed, said=HIDDEN)

        with pytest.raises(RuleBroken) as broken:
            self.refile(document, staffed, right)

        assert broken.value.template == rules.NOT_FOR_ALL
