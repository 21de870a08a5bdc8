import io

import pypdf
import pytest
import typst
from django.urls import reverse

from mingtang.channels.print import press, pressing
from tests.factories.disclosure import PUBLISHED_AT, DeliveryFactory, DisclosureFactory
from tests.factories.organs import PlaceFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _fonts():
    if not press.family(press.SONG, typst.Fonts()):
        pytest.skip("Chinese fonts are missing: apt-get install fonts-noto-cjk")


@pytest.fixture
def disclosure():
    return DisclosureFactory(title="宅基地公示", index_number="A/2026-00007")


@pytest.fixture
def ask(client, disclosure, settings):
    """Gets a sheet from the county's own host."""
    settings.ALLOWED_HOSTS = ["*"]

    def asked(wanted=disclosure, size="a4", host=disclosure.county.host, prefix="", **given):
        address = f"{prefix}{reverse('print:sheet', args=[wanted.object_id, size])}"
        return client.get(address, headers={"host": host}, **given)

    return asked


def text_of(response):
    pages = pypdf.PdfReader(io.BytesIO(response.content)).pages
    text = "".join("".join(page.extract_text() for page in pages).split())
    return text.replace("\u200b", "")


@pytest.mark.parametrize("size", ["a3", "a4"])
def test_anyone_may_print_what_is_public(ask, disclosure, size):
    response = ask(size=size)

    assert response.status_code == 200
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == f'inline; filename="A-2026-00007-{size}.pdf"'
    assert "no-store" in response["Cache-Control"]
    assert response.cookies == {}
    text = text_of(response)
    assert "宅基地公示" in text
    assert f"http://{disclosure.county.host}/d/{disclosure.object_id}/" in text


@pytest.mark.parametrize("prefix", ["/en", "/elder", "/contrast/zh-hant"])
def test_paper_leads_to_the_plain_page_whatever_page_led_to_it(ask, disclosure, prefix):
    response = ask(prefix=prefix)

    text = text_of(response)
    assert f"http://{disclosure.county.host}/d/{disclosure.object_id}/" in text
    assert "打印时间" in text


def test_a_county_without_a_host_is_at_the_one_that_was_asked(ask, disclosure):
    disclosure.county.host = ""
    disclosure.county.save()

    response = ask(host="127.0.0.1:8000")

    assert f"http://127.0.0.1:8000/d/{disclosure.object_id}/" in text_of(response)


def test_with_tls_the_address_is_that_of_tls(ask, disclosure, settings):
    settings.SECURE_SSL_REDIRECT = True

    response = ask(secure=True)

    assert f"https://{disclosure.county.host}/d/{disclosure.object_id}/" in text_of(response)


def test_what_was_withdrawn_is_not_printed_and_leads_to_the_reason(ask, disclosure):
    disclosure.withdrawn_at = PUBLISHED_AT
    disclosure.withdrawal_ground, disclosure.withdrawal_reason = "error", "数字有误"
    disclosure.save()

    response = ask()

    assert response.status_code == 410
    assert "已经撤回" in response.content.decode()
    assert f"/d/{disclosure.object_id}/" in response.content.decode()


@pytest.mark.parametrize(
    "given", [{"audience": "internal"}, {"first_published_at": None}], ids=["internal", "draft"]
)
def test_what_is_not_public_has_no_sheet(ask, disclosure, given):
    hidden = DisclosureFactory(organ=disclosure.organ, **given)

    assert ask(hidden).status_code == 404


def test_another_countys_publication_has_no_sheet_here(ask):
    assert ask(DisclosureFactory()).status_code == 404


@pytest.mark.parametrize("size", ["a5", "A3", "a3x"])
def test_there_is_no_other_size(ask, size):
    assert ask(size=size).status_code == 404


def test_only_looking_is_possible(client, disclosure, settings):
    settings.ALLOWED_HOSTS = ["*"]
    address = reverse("print:sheet", args=[disclosure.object_id, "a4"])

    assert client.post(address, headers={"host": disclosure.county.host}).status_code == 405


def test_a_text_that_cannot_be_set_gets_a_page_that_says_what_to_do(ask, disclosure, monkeypatch):
    monkeypatch.setattr(pressing, "PATIENCE", 0.01)

    response = ask()

    assert response.status_code == 422
    assert "用浏览器打印" in response.content.decode()
    assert "宅基地公示" in response.content.decode()


def test_when_many_print_one_is_told_when_to_come_back(ask, monkeypatch):
    monkeypatch.setattr(pressing, "QUEUE", 0.01)

    with pressing._free:
        response = ask()

    assert response.status_code == 503
    assert response["Retry-After"] == "10"
    assert "过十几秒再试" in response.content.decode()


@pytest.mark.parametrize("rows", [1, 3])
def test_a_sheet_takes_a_fixed_number_of_queries(
    ask, disclosure, rows, django_assert_max_num_queries
):
    for _ in range(rows):
        place = PlaceFactory(organ=disclosure.organ)
        DeliveryFactory(edition=disclosure.current, place=place)

    with django_assert_max_num_queries(8):
        assert ask().status_code == 200
