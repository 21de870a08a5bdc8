import datetime
from dataclasses import replace

import pytest

from mingtang.catalogue.actions import correct_fact
from mingtang.issued.actions import correct_document, refile_document, withdraw_document
from mingtang.issued.queries.gaps import kept_in, moved_later, numbers_in, refiled_in
from mingtang.issued.queries.register import registered_days, years_of
from mingtang.issued.rules.numbers import Gap
from mingtang.organs.choices import Role
from tests.factories.catalogue import FactFactory, ItemFactory
from tests.factories.issued import IssuedDocumentFactory
from tests.factories.organs import OrganFactory, holder_of, staffed_organ
from tests.issued.registers import HIDDEN, LATER, OPEN, catalogue, register

pytestmark = pytest.mark.django_db
DAY = datetime.date


@pytest.fixture
def organ():
    return OrganFactory()


def withdrawn(document):
    document.withdrawn_at, document.withdrawn_because = document.registered_at, "写错"
    document.save()
    return document


def test_gaps_are_told_by_series_and_year(organ):
    for serial in (1, 2, 5):
        IssuedDocumentFactory(organ=organ, serial=serial)
    IssuedDocumentFactory(organ=organ, series="示办", serial=2)
    IssuedDocumentFactory(organ=organ, year=2025, serial=9)
    IssuedDocumentFactory(serial=4)

    office, own = numbers_in(organ, 2026)[0]

    assert (own.series, own.registered, own.highest, own.gaps) == ("示发", 3, 5, [Gap(3, 4)])
    assert (office.series, office.gaps, office.missing) == ("示办", [Gap(1, 1)], 1)
    assert years_of(organ) == [2026, 2025]


def test_a_number_that_was_withdrawn_is_no_gap_and_is_told(organ):
    IssuedDocumentFactory(organ=organ, serial=1)
    withdrawn(IssuedDocumentFactory(organ=organ, serial=2))
    withdrawn(IssuedDocumentFactory(organ=organ, serial=3))
    IssuedDocumentFactory(organ=organ, serial=3)

    [found] = numbers_in(organ, 2026)[0]

    assert (found.registered, found.gaps, found.withdrawn) == (2, [], [2])


def test_a_number_that_was_withdrawn_does_not_say_how_far_a_series_has_come(organ):
    IssuedDocumentFactory(organ=organ, serial=2)
    withdrawn(IssuedDocumentFactory(organ=organ, serial=9999))
    withdrawn(IssuedDocumentFactory(organ=organ, series="示办", serial=7))

    office, own = numbers_in(organ, 2026)[0]

    assert (own.highest, own.gaps, own.withdrawn) == (2, [Gap(1, 1)], [9999])
    assert (office.highest, office.gaps, office.withdrawn) == (0, [], [7])
    assert (own.again, office.again) == ([], [])


def test_a_number_that_was_withdrawn_and_registered_again_is_told(organ):
    withdrawn(IssuedDocumentFactory(organ=organ, serial=1))
    IssuedDocumentFactory(organ=organ, serial=1)

    [series] = numbers_in(organ, 2026)[0]

    assert (series.registered, series.withdrawn, series.again) == (1, [], [1])


def test_of_documents_that_are_no_facts_the_days_are_counted_apart(organ):
    IssuedDocumentFactory(organ=organ)
    IssuedDocumentFactory(
        organ=organ, registered_at=datetime.datetime(2026, 9, 28, 2, tzinfo=datetime.UTC)
    )
    withdrawn(IssuedDocumentFactory(organ=organ))

    assert sorted(registered_days(organ, 2026)) == [0, 10]


def test_what_is_for_everyone_and_falls_under_no_item_is_counted_with_them(db):
    staffed = staffed_organ()
    register(staffed)
    assert registered_days(staffed.organ, 2026) == [10]

    catalogue(staffed.organ.county)
    register(staffed, "示发〔2026〕2号")
    assert registered_days(staffed.organ, 2026) == [10]


def test_all_that_the_public_may_ask_of_a_register():
    staffed = staffed_organ()
    catalogue(staffed.organ.county)
    register(staffed, "示发〔2026〕2号")
    IssuedDocumentFactory(organ=staffed.organ, serial=3)

    kept = kept_in(staffed.organ, 2026)

    assert kept.missing == 1
    assert (kept.own.lag.worst, kept.own.lag.count) == (10, 1)
    assert (kept.documents.worst, kept.documents.count) == (0, 1)
    assert kept.own.acts[0].recorded.fact.title == OPEN.title
    assert kept.own.late == []


@pytest.fixture
def staffed():
    made = staffed_organ()
    catalogue(made.organ.county)
    return made


def correct(staffed, document, said, *confirmed, at=LATER, by=None):
    return correct_document(
        document=document,
        said=said,
        because="日期写错",
        item=None,
        confirmed=confirmed,
        recorded_for=staffed.organ,
        by=by or staffed.officer,
        at=at,
    )


def openness_office(staffed):
    return holder_of(Role.OPENNESS_OFFICE, organ=staffed.organ)


def moved(document, day):
    return replace(document.now.particulars, issued_on=day)


def test_no_correction_makes_a_late_document_one_in_time(staffed):
    late = datetime.datetime(2026, 11, 25, 2, tzinfo=datetime.UTC)
    document = register(staffed, at=late)
    before = kept_in(staffed.organ, 2026)

    on_time = moved(document, datetime.date(2026, 11, 25))
    correct(staffed, document, on_time, at=late, by=openness_office(staffed))

    after = kept_in(staffed.organ, 2026)
    assert (after.own.lag.worst, len(after.own.late)) == (68, 1)
    assert (before.own.lag, before.own.late[0].due_on) == (after.own.lag, after.own.late[0].due_on)
    assert (before.moved_later, after.moved_later) == (0, 1)


def test_of_what_is_no_fact_no_correction_makes_the_days_fewer(staffed):
    document = register(staffed, said=HIDDEN)
    correct(staffed, document, moved(document, datetime.date(2026, 9, 25)))
    assert registered_days(staffed.organ, 2026) == [10]
    assert moved_later(staffed.organ, 2026) == 1

    document.refresh_from_db()
    correct(staffed, document, moved(document, datetime.date(2026, 9, 8)))
    assert registered_days(staffed.organ, 2026) == [20]
    assert moved_later(staffed.organ, 2026) == 1


def test_what_becomes_one_for_everyone_counts_from_its_first_registration(staffed):
    document = register(staffed, said=HIDDEN)

    correct(
        staffed,
        document,
        replace(OPEN, is_normative=True, issued_on=datetime.date(2026, 9, 28)),
        at=LATER,
    )

    kept = kept_in(staffed.organ, 2026)
    assert (kept.own.lag.worst, kept.documents) == (10, None)
    assert kept.moved_later == 1


def test_the_first_registration_counts_in_the_year_that_was_said_first(staffed):
    staffed.organ.established_on = datetime.date(2020, 1, 1)
    staffed.organ.save()
    staffed.organ.county.standards.update(from_on=datetime.date(2025, 1, 1))
    last_year = datetime.date(2025, 12, 20)
    document = register(staffed, "示发〔2025〕1号", replace(HIDDEN, issued_on=last_year))
    said = replace(OPEN, is_normative=True, issued_on=last_year)
    correct(staffed, document, said)
    document.refresh_from_db()

    this_year = replace(said, issued_on=datetime.date(2026, 1, 5))
    correct(staffed, document, this_year, "year", by=openness_office(staffed))

    assert kept_in(staffed.organ, 2025).own.lag.worst == (LATER.date() - last_year).days
    assert kept_in(staffed.organ, 2026).own.lag is None


def test_a_fact_that_is_no_document_is_counted_among_those_moved_later(staffed):
    item = ItemFactory(standard__county=staffed.organ.county)
    recorded_at = datetime.datetime(2026, 9, 21, 2, tzinfo=datetime.UTC)
    fact = FactFactory(organ=staffed.organ, item=item, recorded_at=recorded_at)
    inside = FactFactory(organ=staffed.organ, recorded_at=recorded_at)
    day = datetime.date(2026, 9, 20)
    for one in (fact, inside):
        correct_fact(fact=one, because="写错", happened_on=day, by=staffed.officer, at=LATER)

    assert (moved_later(staffed.organ, 2026), moved_later(staffed.organ, 2025)) == (1, 0)


def test_of_an_organ_that_issued_nothing_nothing_is_said(organ):
    kept = kept_in(organ, 2026)

    assert (kept.series, kept.documents) == ([], None)
    assert (bool(kept.own), bool(kept.by_others)) == (False, False)
    assert kept.moved_later == 0


@pytest.mark.parametrize("count", [1, 3])
def test_it_takes_a_fixed_number_of_queries(organ, count, django_assert_num_queries):
    for _number in range(count):
        IssuedDocumentFactory(organ=organ)

    with django_assert_num_queries(11):
        kept_in(organ, 2026)


class TestRefiled:
    """Issued on 18 September: due by 22 October under W-1; W-2 has as long as the test says."""

    LATE = datetime.datetime(2026, 10, 23, 2, tzinfo=datetime.UTC)
    IN_TIME = datetime.datetime(2026, 10, 22, 2, tzinfo=datetime.UTC)
    AFTER = datetime.datetime(2026, 10, 26, 2, tzinfo=datetime.UTC)

    @pytest.fixture
    def staffed(self):
        made = staffed_organ()
        self.first, self.second, _reading = catalogue(made.organ.county)
        self.office = holder_of(Role.OPENNESS_OFFICE, organ=made.organ)
        return made

    def of_another_term(self, days):
        self.second.due_rule = {"after": "formed_or_changed", "n": days, "unit": "wd"}
        self.second.save()

    def refile(self, document, item, *, hours=0):
        document.refresh_from_db()
        refile_document(
            document=document,
            item=item,
            because="选错了事项",
            recorded_for=document.organ,
            by=self.office,
            at=self.AFTER + datetime.timedelta(hours=hours),
        )

    def test_what_was_recorded_too_late_stays_so_under_an_item_with_a_longer_term(self, staffed):
        self.of_another_term(60)
        document = register(staffed, at=self.LATE)
        [before] = kept_in(staffed.organ, 2026).own.late

        self.refile(document, self.second)

        [after] = kept_in(staffed.organ, 2026).own.late
        assert after.duty.item == self.second
        assert (after.due_on, after.recorded_on) == (before.due_on, before.recorded_on)
        assert (after.due_on, after.recorded_on) == (DAY(2026, 10, 22), DAY(2026, 10, 23))
        assert [form.item for form in after.recorded.forms] == [self.first, self.second]

    def test_however_often_it_goes_over_it_is_counted_once(self, staffed):
        self.of_another_term(60)
        document = register(staffed, at=self.LATE)

        for hours, item in enumerate((self.second, self.first, self.second)):
            self.refile(document, item, hours=hours)

        [late] = kept_in(staffed.organ, 2026).own.late
        assert (late.due_on, late.recorded_on) == (DAY(2026, 10, 22), DAY(2026, 10, 23))

    def test_what_was_too_late_by_the_right_item_alone_is_counted_too(self, staffed):
        self.of_another_term(10)
        document = register(staffed, at=self.IN_TIME)
        assert kept_in(staffed.organ, 2026).own.late == []

        self.refile(document, self.second)

        [late] = kept_in(staffed.organ, 2026).own.late
        assert late.due_on < late.recorded_on == DAY(2026, 10, 22)

    def test_what_was_recorded_in_time_is_not_late_by_the_day_on_which_it_went_over(self, staffed):
        document = register(staffed, at=self.IN_TIME)

        self.refile(document, self.second)

        assert kept_in(staffed.organ, 2026).own.late == []

    def test_a_late_reading_of_it_stays_the_same_one(self, staffed):
        said = replace(OPEN, needs_reading=True)
        document = register(staffed, said=said, at=self.IN_TIME)
        [before] = kept_in(staffed.organ, 2026).own.late

        self.refile(document, self.second)

        [after] = kept_in(staffed.organ, 2026).own.late
        assert (after.duty, after.due_on, after.recorded_on) == (
            *(before.duty, before.due_on, before.recorded_on),
        )

    def test_each_refiling_is_found_in_the_year_of_its_number(self, staffed):
        document = register(staffed)
        register(staffed, "示发〔2026〕2号")
        self.refile(document, self.second)
        correct_document(
            document=document,
            said=replace(document.now.particulars, needs_reading=True),
            because="漏选",
            recorded_for=staffed.organ,
            by=staffed.officer,
            at=self.AFTER,
        )
        self.refile(document, self.first, hours=1)
        document.refresh_from_db()
        withdraw_document(document=document, because="没有印发", by=self.office, at=self.AFTER)

        back, over = refiled_in(staffed.organ, 2026)

        assert (over.duty.item, over.into.item) == (self.first, self.second)
        assert (back.duty.item, back.into.item) == (self.second, self.first)
        assert refiled_in(staffed.organ, 2025) == refiled_in(OrganFactory(), 2026) == []
