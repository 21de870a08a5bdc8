"""All that organs withhold, counted and cut by the database."""

import datetime

import pytest

from mingtang.withheld.actions import confirm_document
from mingtang.withheld.queries.listing import Kind, Order, withheld_listing
from tests.factories.issued import IssuedDocumentFactory
from tests.factories.organs import CountyFactory, OrganFactory
from tests.withheld.scenes import REASON, inside, withholding

pytestmark = pytest.mark.django_db
AT = datetime.datetime(2026, 1, 5, 2, tzinfo=datetime.UTC)
DAY = datetime.timedelta(days=1)


def hidden(organ, days):
    """Issued so many days after 5 January."""
    return IssuedDocumentFactory(
        organ=organ,
        registered_at=AT + days * DAY,
        said__issued_on=(AT + days * DAY).date(),
        said__attribute="none",
        said__ground="E16a",
    )


def things(listing, first=0, last=50):
    return [one.thing for one in listing[first:last]]


def test_publications_and_documents_stand_in_one_order_what_is_due_first_in_front():
    publication, scene = withholding()  # on 10 March
    early, late = hidden(scene.organ, 0), hidden(scene.organ, 100)
    listing = withheld_listing(scene.organ.county, None, inside=[])

    assert len(listing) == 3
    assert things(listing) == [early, publication, late]
    assert things(listing, 1, 2) == [publication]


def test_a_page_costs_the_same_however_long_the_list_is(django_assert_num_queries):
    _publication, scene = withholding()
    for n in range(12):
        hidden(scene.organ, n)
    listing = withheld_listing(scene.organ.county, None, inside=[])

    with django_assert_num_queries(3):
        things(listing, 0, 13)


def test_what_is_inside_an_organ_is_there_for_its_own_people_alone():
    publication, scene = withholding(inside(withholding()[1]))
    organ, county = scene.organ, scene.organ.county

    assert publication in things(withheld_listing(county, [organ.pk], inside=[organ.pk]))
    assert publication not in things(withheld_listing(county, [organ.pk], inside=[]))


def test_what_is_overdue_is_counted_whole_and_of_the_organs_asked_for():
    county = CountyFactory()
    one, other = OrganFactory(county=county), OrganFactory(county=county)
    for days in (0, 1):
        hidden(one, days)
    hidden(other, 0)
    on = datetime.date(2027, 1, 6)

    assert withheld_listing(county, None, inside=[]).overdue(on) == 2
    assert withheld_listing(county, [one.pk], inside=[]).overdue(on) == 1
    assert withheld_listing(county, [one.pk], inside=[]).overdue(on - DAY) == 0


def test_another_order_puts_the_longest_withheld_or_the_organ_in_front():
    publication, scene = withholding()
    county = scene.organ.county
    OrganFactory(county=county)
    last = OrganFactory(county=county, order=999)
    old, looked_at, new = hidden(last, -400), hidden(scene.organ, -300), hidden(scene.organ, 200)
    confirm_document(document=looked_at, reason=REASON, by=scene.staff.officer, at=AT + 80 * DAY)
    listing = withheld_listing(county, None, inside=[])

    assert things(listing.sorted_by(Order.DUE)) == [old, publication, looked_at, new]
    assert things(listing.sorted_by(Order.LONGEST)) == [old, looked_at, publication, new]
    assert things(listing.sorted_by(Order.ORGAN)) == [publication, looked_at, new, old]


def test_it_is_narrowed_by_kind_ground_words_and_the_day_it_is_due():
    publication, scene = withholding()
    county = scene.organ.county
    early, late = hidden(scene.organ, 0), hidden(scene.organ, 100)
    listing = withheld_listing(county, None, inside=[])
    day = datetime.date(2027, 3, 1)

    assert things(listing.of_kind(Kind.PUBLICATION)) == [publication]
    assert things(listing.of_kind(Kind.DOCUMENT)) == [early, late]
    assert things(listing.on_ground("E15")) == [publication]
    assert things(listing.on_ground("E16a")) == [early, late]
    assert things(listing.with_words("不予公开的说明")) == [publication]
    assert things(listing.with_words(f"{scene.organ.name} {early.number}")) == [early]
    assert things(listing.with_words(early.now.title + " 没有的词")) == []
    assert things(listing.due(before=day, since=None)) == [early]
    assert things(listing.due(before=None, since=day)) == [publication, late]


def test_all_of_it_is_read_some_at_a_time(monkeypatch):
    _publication, scene = withholding()
    for n in range(4):
        hidden(scene.organ, n)
    listing = withheld_listing(scene.organ.county, None, inside=[])
    monkeypatch.setattr("mingtang.withheld.queries.listing.AT_ONCE", 2)

    assert [one.thing for one in listing.each()] == things(listing)
