import datetime

import pytest

from tests.channels.website.scenery import AT, board, published
from tests.disclosure.test_drafts import text_file
from tests.factories.catalogue import ItemFactory
from tests.factories.disclosure import DeliveryFactory
from tests.factories.organs import PlaceFactory, VillageFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def village(county):
    return VillageFactory(county=county, name="石桥村村民委员会")


@pytest.fixture
def shown(village, county):
    return published(village, ItemFactory(standard__county=county), title="低保名单")


def test_each_board_says_how_much_hangs_and_how_much_should(village, shown, read):
    waiting = board(shown, village)
    waiting.place.name, waiting.place.address = "村口公开栏", "村委会门前"
    waiting.place.save()

    page = read("/boards/")

    assert "1处公开栏，第1—1处" in page
    assert "村口公开栏" in page
    assert "村委会门前" in page
    own = f"/boards/{waiting.place.object_id}/"
    assert f'data-label="待张贴"><a href="{own}?state=waiting">1</a>' in page
    assert 'data-label="正在张贴">0<' in page
    assert "待张贴1件，第1—1件" in read(f"{own}?state=waiting")
    assert "这里现在没有挂着公开信息" in read(own)
    assert "没有符合条件的公开信息" in read(f"{own}?state=to_remove")


def test_what_should_hang_already_stands_first(village, shown, read):
    board(shown, village)

    page = read("/boards/")

    assert "应当张贴，还没有张贴的1件" in page
    assert "应于11月5日前张贴" in page
    assert page.index("低保名单") < page.index('id="boards"')


def test_what_should_have_come_down_is_listed_before_any_job_has_run(village, shown, read):
    hung = board(shown, village)
    type(hung).objects.filter(pk=hung.pk).update(
        state="posted", posted_at=AT, remove_from=datetime.date(2026, 11, 20)
    )

    page = read("/boards/")

    assert "应当撤下，还没有撤下的1件" in page
    assert "11月20日起应撤下，还没有回执" in page
    own = f"/boards/{hung.place.object_id}/"
    assert f'data-label="待撤下"><a href="{own}?state=to_remove">1</a>' in page
    assert f'data-label="正在张贴"><a href="{own}">1</a>' in page
    assert "待撤下1件，第1—1件" in read(f"{own}?state=to_remove")
    assert "现在挂着1件，第1—1件" in read(own)


def test_what_is_to_hang_says_by_when_and_what_should_already_is_marked(village, shown, read):
    late = board(shown, village)
    other = published(village, shown.item, title="救助名单")
    soon = DeliveryFactory(edition=other.current, organ=village, place=late.place)
    for one, by in ((soon, datetime.date(2026, 12, 30)), (late, datetime.date(2026, 11, 5))):
        type(one).objects.filter(pk=one.pk).update(post_by=by, channel=late.channel)

    page = read(f"/boards/{late.place.object_id}/?state=waiting")

    assert "待张贴2件，第1—2件" in page
    assert '<span class="mark mark--todo">应于12月30日前张贴</span>' in page
    assert '<span class="mark mark--late">应于11月5日前张贴</span>' in page


def test_what_was_withdrawn_and_still_hangs_says_why(village, shown, read):
    hung = board(shown, village)
    type(hung).objects.filter(pk=hung.pk).update(
        state="to_remove", posted_at=AT, remove_because="涉及个人信息"
    )

    assert "涉及个人信息" in read("/boards/")


def test_a_board_that_was_closed_is_gone(village, read):
    PlaceFactory(organ=village, closed_on=datetime.date(2026, 3, 1))

    assert "还没有登记公开栏" in read("/boards/")


def test_where_more_is_overdue_the_whole_list_has_a_page_of_its_own(village, shown, read):
    for _one in range(6):
        board(shown, village)

    assert '/boards/late/">全部6件' in read("/boards/")
    assert "应当张贴，还没有张贴的6件" in read("/boards/late/")


def unhung(shown, village):
    return DeliveryFactory(
        edition=shown.current, organ=village, place=None, post_by=datetime.date(2026, 11, 5)
    )


def test_who_owes_a_board_is_said_and_so_is_what_hangs_nowhere_for_want_of_it(village, shown, read):
    unhung(shown, village)

    page = read("/boards/")

    assert "有信息要张贴，还没有公开栏的1个机关" in page
    assert "1件等着张贴，最早的应于11月5日前张贴" in page
    assert f"/organs/{village.object_id}/" in page
    assert "应当张贴，还没有张贴的1件" in page
    assert "有信息要张贴，还没有公开栏的1个机关" in read("/boards/wanting/")
    nowhere = read(f"/d/{shown.object_id}/")
    assert "机关还没有登记公开栏，尚未张贴。" in nowhere


def test_where_many_owe_a_board_the_whole_list_has_a_page_of_its_own(county, read):
    item = ItemFactory(standard__county=county)
    for _one in range(6):
        organ = VillageFactory(county=county)
        unhung(published(organ, item), organ)

    assert '/boards/wanting/">全部6个' in read("/boards/")


def test_a_board_leads_to_what_hangs_on_it_now(village, shown, read):
    hung = board(shown, village)
    type(hung).objects.filter(pk=hung.pk).update(
        state="posted", posted_at=AT, remove_from=datetime.date(2027, 1, 3)
    )
    address = f"/boards/{hung.place.object_id}/"

    assert address in read("/boards/")
    page = read(address)

    assert "现在挂着1件，第1—1件" in page
    assert f"/d/{shown.object_id}/" in page
    assert "2027年1月3日起可以撤下" in page
    assert f"/organs/{village.object_id}/" in page


def test_what_must_come_down_of_a_board_says_so(village, shown, read):
    hung = board(shown, village)
    type(hung).objects.filter(pk=hung.pk).update(
        state="posted", posted_at=AT, remove_from=datetime.date(2026, 11, 20)
    )

    assert "11月20日起应撤下，还没有回执" in read(f"/boards/{hung.place.object_id}/")


def test_an_empty_board_says_so_and_one_that_is_not_here_leads_on(village, read, client):
    closed = PlaceFactory(organ=village, closed_on=datetime.date(2026, 3, 1))

    page = read(f"/boards/{closed.object_id}/")

    assert "这里现在没有挂着公开信息。" in page
    assert "已停用" in page
    assert client.get(f"/boards/{village.object_id}/").status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_a_board_asks_the_same_number_of_questions(
    village, county, read, django_assert_num_queries, count
):
    place = PlaceFactory(organ=village)
    item = ItemFactory(standard__county=county)
    for _one in range(count):
        edition = published(village, item).current
        DeliveryFactory(edition=edition, place=place, state="posted", posted_at=AT)

    with django_assert_num_queries(15):
        read(f"/boards/{place.object_id}/")


def test_the_photograph_of_a_board_is_shown_with_what_hangs_there(village, shown, read, client):
    hung = board(shown, village)
    type(hung).objects.filter(pk=hung.pk).update(state="posted", posted_at=AT)
    receipt = hung.receipts.create(kind="posted", at=AT, photograph=text_file("照片", "a.txt"))
    address = f"/d/{shown.object_id}/photo/{receipt.pk}.jpg"

    page = read(f"/d/{shown.object_id}/")
    answer = client.get(address)

    assert f'href="{address}">张贴照片' in page
    assert b"".join(answer) == "照片".encode()
    assert answer.headers["Cache-Control"] == "public, max-age=300"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert client.get(f"/d/{shown.object_id}/photo/0.jpg").status_code == 404


def test_whoever_passes_by_can_print_the_sheet(shown, read):
    page = read(f"/d/{shown.object_id}/")

    assert f"/print/{shown.object_id}/a4.pdf" in page
    assert f"/print/{shown.object_id}/a3.pdf" in page
