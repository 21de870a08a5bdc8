"""Nobody clears the lateness of a document that is overdue, but the county's openness office."""

from dataclasses import replace

import pytest

from mingtang.catalogue.rules import facts
from mingtang.foundation.errors import RuleBroken
from mingtang.issued.actions import correct_document, refile_document, withdraw_document
from tests.issued.correcting import (
    BECAUSE,
    NORMATIVE,
    openness_office,
)
from tests.issued.registers import (
    AT,
    DAY,
    HIDDEN,
    OPEN,
    SECRET,
    register,
)


class TestOverdue:
    """Registered on 28 September, due on 22 October: what may be said of it afterwards."""

    NEXT_DAY = AT.replace(month=10, day=23)
    THAT_DAY = AT.replace(month=10, day=22)

    def change(self, document, staffed, *, by=None, at=NEXT_DAY, **changes):
        return correct_document(
            document=document,
            said=replace(NORMATIVE, **changes),
            because=BECAUSE,
            recorded_for=staffed.organ,
            by=by or staffed.officer,
            at=at,
        )

    def withdraw(self, document, *, by, at=NEXT_DAY):
        return withdraw_document(document=document, because="没有印发", by=by, at=at)

    def refused_as(self, template, act, *args, **given):
        with pytest.raises(RuleBroken) as broken:
            act(*args, **given)
        assert broken.value.template == template
        assert broken.value.params["due"] == DAY(2026, 10, 22)

    def test_a_later_day_of_issue_is_for_the_openness_office(self, staffed):
        document = register(staffed)
        later = {"issued_on": DAY(2026, 9, 25)}

        self.refused_as(facts.OVERDUE_LATER, self.change, document, staffed, **later)
        assert self.change(document, staffed, title="收费办法").number == 2
        office = openness_office(staffed)
        assert self.change(document, staffed, by=office, title="收费办法", **later).number == 3

    def test_to_take_it_off_the_register_is_for_the_openness_office(self, staffed):
        document = register(staffed)

        self.refused_as(facts.OVERDUE_GONE, self.withdraw, document, by=staffed.officer)
        document.refresh_from_db()
        assert document.stands

        assert not self.withdraw(document, by=openness_office(staffed)).stands

    @pytest.mark.parametrize("said", [replace(OPEN, issued_on=DAY(2026, 10, 12)), SECRET, HIDDEN])
    def test_off_in_time_it_is_registered_anew_by_the_office_alone(self, staffed, said):
        self.withdraw(register(staffed), by=staffed.officer, at=self.THAT_DAY)

        again = {"said": said, "at": self.NEXT_DAY}
        self.refused_as(facts.OVERDUE_ANEW, register, staffed, **again)
        assert register(staffed, by=openness_office(staffed), **again)

    def test_put_off_the_day_before_it_goes_nowhere_without_the_office(self, staffed):
        right = staffed.organ.county.standards.get().items.get(code="W-2")
        document = register(staffed, at=self.THAT_DAY)
        self.change(document, staffed, at=self.THAT_DAY, issued_on=DAY(2026, 10, 12))
        document.refresh_from_db()

        def refile(**given):
            refile_document(
                document=document,
                item=right,
                because="选错了",
                recorded_for=staffed.organ,
                at=self.NEXT_DAY,
                **given,
            )

        self.refused_as(facts.OVERDUE_THERE, refile, by=staffed.officer)
        self.refused_as(facts.OVERDUE_GONE, self.withdraw, document, by=staffed.officer)
        day = {"issued_on": DAY(2026, 10, 13)}
        self.refused_as(facts.OVERDUE_LATER, self.change, document, staffed, **day)
        refile(by=openness_office(staffed))
