"""Nothing leaks: of another county, or of what is disclosed inside an organ only (S3.4)."""

import pytest

from mingtang.catalogue.models import Duty, Item
from mingtang.disclosure.actions.bulk import index_disclosure
from mingtang.disclosure.models import Disclosure
from mingtang.organs.models import Organ
from tests.channels.website.scenery import furnished, published
from tests.factories.catalogue import DutyFactory, ItemFactory
from tests.factories.organs import CountyFactory, OrganFactory

pytestmark = pytest.mark.django_db
LISTS = (
    "/",
    "/organs/",
    "/items/",
    "/d/",
    "/duties/",
    "/duties/?state=all&year=all",
    "/duties/list.csv",
    "/duties/?by=item&year=all",
    "/duties/scoreboard.csv?by=item&year=all",
    "/duties/soon/",
    "/api/v1/scoreboard?by=item",
    "/api/v1/items",
    "/gaps/",
    "/boards/",
    "/wrong/",
    "/sitemap.xml",
    "/search/?q=局",
)


def text_of(response):
    content = b"".join(response.streaming_content) if response.streaming else response.content
    return content.decode()


@pytest.fixture
def elsewhere(settings):
    settings.ALLOWED_HOSTS = ["*"]
    return CountyFactory(name="别县")


def names_of(county):
    """What only that county has: names and addresses."""
    found = set()
    for model, where in (
        (Organ, {"county": county}),
        (Duty, {"organ__county": county}),
        (Disclosure, {"county": county}),
        (Item, {"standard__county": county}),
    ):
        found |= {
            str(key) for key in model.objects.filter(**where).values_list("object_id", flat=True)
        }
    return found


@pytest.mark.parametrize("address", LISTS)
def test_a_county_sees_nothing_of_another(county, elsewhere, visit, address):
    furnished(county)
    furnished(elsewhere)
    here = CountyFactory(host="here.example")

    page = text_of(visit(address, SERVER_NAME=here.host))

    assert not {name for name in names_of(county) | names_of(elsewhere) if name in page}


def test_the_pages_of_one_county_are_not_there_in_another(county, elsewhere, visit):
    furnished(elsewhere)
    here = CountyFactory(host="here.example")
    addresses = [
        f"/organs/{elsewhere.organs.first().object_id}/",
        f"/items/{Item.objects.first().object_id}/",
        f"/d/{Disclosure.objects.first().object_id}/",
        f"/d/{Disclosure.objects.first().object_id}/v/1/",
        f"/duties/{Duty.objects.first().object_id}/",
        f"/wrong/organ/{elsewhere.organs.first().object_id}/",
    ]

    for address in addresses:
        assert visit(address, SERVER_NAME=here.host).status_code == 404, address
        assert visit(address, SERVER_NAME=elsewhere.host).status_code == 200, address


@pytest.fixture
def inside(county):
    """What an organ discloses to its own people."""
    organ = OrganFactory(county=county)
    item = ItemFactory(standard__county=county, audience="internal", level2="干部考核")
    duty = DutyFactory(organ=organ, item=item, title="内部任务")
    shown = published(organ, item, audience="internal", title="内部公开的事", duty=duty)
    index_disclosure(disclosure=shown)
    return shown


@pytest.mark.parametrize("address", [*LISTS, "/search/?q=内部公开"])
def test_what_is_internal_is_on_no_list(inside, visit, address):
    page = text_of(visit(address))

    for hidden in ("内部公开的事", "内部任务", "干部考核", str(inside.object_id)):
        assert hidden not in page


def test_what_is_internal_has_no_page(inside, visit):
    for address in (
        f"/d/{inside.object_id}/",
        f"/d/{inside.object_id}/v/1/",
        f"/d/{inside.object_id}/v/1/diff/",
        f"/items/{inside.item.object_id}/",
        f"/duties/{inside.duty.object_id}/",
        f"/wrong/disclosure/{inside.object_id}/",
        f"/wrong/duty/{inside.duty.object_id}/",
        f"/wrong/item/{inside.item.object_id}/",
    ):
        assert visit(address).status_code == 404, address
