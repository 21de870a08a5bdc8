"""All that organs withhold, counted and cut by the database."""

import datetime

import pytest

from mingtang.withheld.queries.listing import withheld_listing
from tests.factories.issued import IssuedDocumentFactory
from tests.factories.organs import CountyFactory, OrganFactory
from tests.withheld.scenes import inside, withholding

pytestmark = pytest.mark.django_db
AT = datetime.datetime(2026, 1, 5, 2, tzinfo=datetime.UTC)
DAY = datetime.timedelta(days=1)


def hidden(organ, days):
    """Registered so many days after 5 January."""
    return IssuedDocumentFactory(
        organ=organ,
        registered_at=AT + days * DAY,
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
