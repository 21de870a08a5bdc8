import datetime

import pytest

from mingtang.disclosure.queries import hung
from mingtang.disclosure.queries.hung import BoardTally
from tests.disclosure.test_drafts import text_file
from tests.factories.disclosure import DeliveryFactory, DisclosureFactory, EditionFactory
from tests.factories.organs import CountyFactory, PlaceFactory, VillageFactory

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2026, 11, 26)
AT = datetime.datetime(2026, 11, 20, 1, tzinfo=datetime.UTC)
BEFORE, AFTER = datetime.date(2026, 11, 25), datetime.date(2026, 11, 27)


@pytest.fixture
def village():
    return VillageFactory(county=CountyFactory())


@pytest.fixture
def place(village):
    return PlaceFactory(organ=village)


@pytest.fixture
def sheet(village, place):
    def make(**given):
        shown = DisclosureFactory(organ=village, **given.pop("disclosure", {}))
        return DeliveryFactory(**{"edition": shown.current, "place": place, **given})

    return make


def posted(**given):
    return {"state": "posted", "posted_at": AT, **given}


def test_a_board_is_counted_by_what_hangs_what_waits_and_what_must_come_down(
    village, place, sheet, django_assert_num_queries
):
    sheet(post_by=BEFORE)
    sheet(post_by=AFTER)
    sheet(**posted(remove_from=AFTER))
    sheet(**posted(remove_from=TODAY))
    sheet(**posted(state="to_remove"))
    sheet(state="removed", posted_at=AT, removed_at=AT)
    sheet(state="cancelled")
    PlaceFactory(organ=village)

    with django_assert_num_queries(1):
        tallies = hung.board_tallies(village.county, TODAY)

    assert tallies == {place.pk: BoardTally(hanging=3, waiting=2, late=1, to_remove=2)}


def test_what_is_internal_or_of_another_county_is_counted_nowhere(village, sheet):
    sheet(disclosure={"audience": "internal"}, post_by=BEFORE)
    DeliveryFactory(place=PlaceFactory(), post_by=BEFORE)

    assert hung.board_tallies(village.county, TODAY) == {}
    assert list(hung.not_posted(village.county)) == []


def test_lists_are_ordered_by_what_presses_most(village, sheet):
    later, sooner = sheet(post_by=AFTER), sheet(post_by=BEFORE)
    short = sheet(**posted(remove_from=TODAY))
    long = sheet(**posted(remove_from=BEFORE))
    sheet(**posted(remove_from=AFTER))

    assert list(hung.not_posted(village.county)) == [sooner, later]
    assert list(hung.not_cleared(village.county, TODAY)) == [long, short]


def test_a_board_shows_what_hangs_on_it_newest_first(village, place, sheet):
    old = sheet(**posted())
    new = sheet(**posted(posted_at=AT + datetime.timedelta(hours=1)))
    sheet(post_by=BEFORE)
    sheet(**posted(place=PlaceFactory(organ=village)))

    assert list(hung.on_board(place)) == [new, old]


def test_a_publication_tells_where_all_its_editions_went(village, place, sheet):
    first = sheet(**posted())
    shown = first.edition.disclosure
    type(shown.current).objects.filter(pk=shown.current_id).update(state="superseded")
    second = EditionFactory(disclosure=shown, number=2, correction_reason="x", published_at=AT)
    later = DeliveryFactory(edition=second, place=place)
    DeliveryFactory(edition=second, place=PlaceFactory(organ=village), state="cancelled")
    type(second).objects.filter(pk=second.pk).update(state="published")
    draft = EditionFactory(disclosure=shown, number=3, state="draft", published_at=None)
    DeliveryFactory(edition=draft, place=place)

    assert hung.deliveries_of(shown) == [later, first]


def test_an_organ_owes_a_board_while_anything_waits_for_one(
    village, place, sheet, django_assert_num_queries
):
    other = VillageFactory(county=village.county)
    of_other = DisclosureFactory(organ=other)
    DeliveryFactory(edition=of_other.current, place=None, post_by=BEFORE)
    DeliveryFactory(edition=DisclosureFactory(organ=other).current, place=None, post_by=AFTER)
    sheet(post_by=AFTER)
    sheet(place=None, post_by=AFTER)
    sheet(place=None, disclosure={"audience": "internal"}, post_by=AFTER)
    sheet(place=None, state="cancelled", post_by=AFTER)

    with django_assert_num_queries(1):
        owed = hung.boardless(village.county)

    assert [(one.name, one.object_id, one.waiting, one.post_by) for one in owed] == [
        (other.name, other.object_id, 2, BEFORE),
        (village.name, village.object_id, 1, AFTER),
    ]
    assert hung.board_tallies(village.county, TODAY) == {place.pk: BoardTally(waiting=1)}


def test_a_photograph_is_shown_of_what_was_public_alone(sheet):
    hung_up = sheet(**posted())
    shown = hung_up.edition.disclosure
    stored = text_file("照片", "a.txt")
    with_it = hung_up.receipts.create(kind="posted", at=AT, photograph=stored)
    without = hung_up.receipts.create(kind="removed", at=AT)
    draft = EditionFactory(disclosure=shown, number=2, state="draft", published_at=None)
    early = DeliveryFactory(edition=draft).receipts.create(kind="posted", at=AT, photograph=stored)

    assert hung.photograph(shown, with_it.pk) == with_it
    assert hung.photograph(shown, without.pk) is None
    assert hung.photograph(shown, early.pk) is None
    assert hung.photograph(DisclosureFactory(), with_it.pk) is None
