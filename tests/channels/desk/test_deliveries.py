import datetime
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from mingtang.disclosure.models import Delivery
from mingtang.organs.models import Place
from tests.channels.desk.workplace import Workplace
from tests.factories.disclosure import DeliveryFactory, DisclosureFactory
from tests.factories.organs import PlaceFactory


def words(response):
    return response.content.decode()


def picture():
    content = BytesIO()
    Image.new("RGB", (40, 30), "white").save(content, "JPEG")
    return SimpleUploadedFile("board.jpg", content.getvalue(), "image/jpeg")


@pytest.fixture
def workplace(monkeypatch, db):
    made = Workplace(monkeypatch, channels=["website", "board"], notice_days=5)
    PlaceFactory(organ=made.scene.organ)
    return made


@pytest.fixture
def sheet(workplace):
    return workplace.publish().deliveries.get(channel="board")


def confirm(workplace, sheet, says="posted", **form):
    form["says"] = says
    return workplace.browser("officer").post(reverse("desk:delivery", args=[sheet.object_id]), form)


def test_the_page_lets_the_phone_tell_its_place(workplace, sheet):
    page = workplace.browser("officer").get(reverse("desk:delivery", args=[sheet.object_id]))

    assert "geolocation=(self)" in page.headers["Permissions-Policy"]
    assert "打印A3" in words(page)


def test_a_photograph_confirms_that_it_hangs(workplace, sheet):
    answer = confirm(
        workplace,
        sheet,
        photograph=picture(),
        where="村部门口",
        latitude="30.123456",
        longitude="104.1",
    )

    assert answer.status_code == 302
    sheet.refresh_from_db()
    assert sheet.state == "posted"
    assert str(sheet.receipts.get().latitude) == "30.123456"
    listed = words(workplace.browser("officer").get(reverse("desk:deliveries")))
    assert "正在公示" in listed


def test_without_a_photograph_it_is_asked_for(workplace, sheet):
    answer = confirm(workplace, sheet, where="村部门口")

    assert answer.status_code == 422
    assert "村部门口" in words(answer)


def test_what_is_no_picture_is_refused_with_the_mend(workplace, sheet):
    answer = confirm(
        workplace, sheet, photograph=SimpleUploadedFile("a.jpg", b"not a picture at all")
    )

    assert answer.status_code == 409
    sheet.refresh_from_db()
    assert sheet.state == "waiting"


def test_it_comes_down_after_its_notice_period(workplace, sheet):
    confirm(workplace, sheet, photograph=picture())
    early = confirm(workplace, sheet, says="removed", photograph=picture())
    workplace.wait(24 * 7)

    late = confirm(workplace, sheet, says="removed", photograph=picture())

    assert early.status_code == 409
    assert late.status_code == 302
    sheet.refresh_from_db()
    assert sheet.state == "removed"


@pytest.mark.parametrize("days", [5, None])
def test_a_form_sent_twice_says_nothing_more_and_answers_the_same(workplace, sheet, days):
    Delivery.objects.update(notice_days=days)

    posted = [confirm(workplace, sheet, photograph=picture()) for _time in range(2)]
    workplace.wait(24 * 7)
    again = confirm(workplace, sheet, photograph=picture())
    sheet.refresh_from_db()

    assert sheet.state == "posted"
    assert [answer.headers["Location"] for answer in [*posted, again]] == ["/desk/deliveries/"] * 3

    removed = [
        confirm(workplace, sheet, says="removed", photograph=picture()) for _time in range(2)
    ]
    sheet.refresh_from_db()

    assert sheet.state == "removed"
    assert [answer.status_code for answer in removed] == [302, 302]
    assert sheet.receipts.count() == 2


def test_a_form_that_does_not_say_what_it_is_for_changes_nothing(workplace, sheet):
    assert confirm(workplace, sheet, says="", photograph=picture()).status_code == 422

    sheet.refresh_from_db()
    assert sheet.state == "waiting"


def test_removal_is_not_offered_before_its_day(workplace, sheet):
    confirm(workplace, sheet, photograph=picture())
    browser, address = (
        workplace.browser("officer"),
        reverse("desk:delivery", args=[sheet.object_id]),
    )

    early = words(browser.get(address))
    workplace.wait(24 * 7)
    late = words(workplace.browser("officer").get(address))

    assert "确认已撤下" not in early
    assert "公示期未满" in early
    assert "确认已撤下" in late


def test_what_has_no_board_says_so_and_how_it_comes_to_one(workplace):
    Place.objects.all().delete()
    sheet = workplace.publish().deliveries.get(channel="board")
    address = reverse("desk:delivery", args=[sheet.object_id])

    listed = words(workplace.browser("officer").get(reverse("desk:deliveries")))
    shown = words(workplace.browser("officer").get(address))

    assert "请县政务公开办登记公开栏" in listed
    assert "还没有登记公开栏，没有地方张贴" in shown
    assert "确认已张贴" not in shown
    assert confirm(workplace, sheet, photograph=picture()).status_code == 409


def test_of_the_website_there_is_nothing_to_confirm(workplace, sheet):
    online = sheet.edition.deliveries.get(channel="website")

    assert confirm(workplace, online, says="removed", photograph=picture()).status_code == 403


@pytest.mark.parametrize("count", [1, 3, 7])
def test_the_list_asks_the_same_number_of_questions(
    workplace, sheet, django_assert_num_queries, count
):
    for state in ("waiting", "posted", "to_remove"):
        for _one in range(count):
            DeliveryFactory(
                edition=DisclosureFactory(organ=sheet.organ).current,
                place=PlaceFactory(organ=sheet.organ),
                state=state,
                posted_at=sheet.created_at,
            )
    browser, today = workplace.browser("officer"), reverse("desk:today")
    browser.get(today)

    with django_assert_num_queries(8):
        browser.get(reverse("desk:deliveries"))
    with django_assert_num_queries(24):
        browser.get(today)


def test_a_day_of_another_year_is_said_with_its_year(workplace, sheet):
    Delivery.objects.filter(pk=sheet.pk).update(post_by=datetime.date(2025, 12, 30))

    assert "2025年12月30日前张贴" in words(
        workplace.browser("officer").get(reverse("desk:deliveries"))
    )


def test_what_was_sent_with_a_receipt_is_seen_again_at_the_desk(workplace, sheet):
    confirm(workplace, sheet, photograph=picture(), note="雨天，加了罩")
    browser = workplace.browser("officer")

    page = words(browser.get(reverse("desk:delivery", args=[sheet.object_id])))
    address = reverse("desk:delivery-photograph", args=[sheet.object_id, sheet.receipts.get().pk])
    answer = browser.get(address)

    assert "雨天，加了罩" in page
    assert f'href="{address}">张贴照片' in page
    assert "打印A4" in page
    assert answer.headers["Content-Type"] == "image/jpeg"
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert browser.get(address.replace(f"/{sheet.receipts.get().pk}/", "/0/")).status_code == 404
