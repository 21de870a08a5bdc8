"""How many queries a page asks: as many for three times the rows, or it will be slow one day.

Counted with nothing kept in memory, once in a county of four months and once in one of eighteen,
which has three times the duties and publications. The small one is taken back again.
"""

import datetime
import gc
from collections.abc import Iterator
from dataclasses import dataclass

from django.db import transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from mingtang.bench.figures import Figure, at_most
from mingtang.bench.ground import Ground
from mingtang.bench.serving import NotMeasured
from mingtang.channels.shared import counties, public_pages
from mingtang.demonstration.making import make
from mingtang.disclosure.models import Disclosure
from mingtang.organs.models import Place
from mingtang.people.models import User

FEWER_MONTHS = 4
PUBLIC = (
    "/",
    "/organs/",
    "/items/",
    "/d/",
    "/duties/",
    "/duties/?state=late",
    "/duties/?state=all",
    "/duties/list.csv",
    "/duties/?by=tier",
    "/duties/?by=item",
    "/duties/?by=field",
    "/duties/?by=month&field=education",
    "/duties/scoreboard.csv?by=item",
    "/duties/soon/",
    "/gaps/",
    "/boards/",
    "/boards/late/",
    "/boards/stuck/",
    "/boards/wanting/",
    "/search/?q=公开",
    "/wrong/",
    "/sitemap.xml",
)
# Lists at the desk, each opened by an account of the demonstration that may.
DESK = {
    "officer": ("", "duties/", "drafts/", "publications/", "internal/", "deliveries/", "notices/"),
    "village": ("", "deliveries/"),
    "approver": ("", "to-sign/"),
    "openness": (
        *("", "duties/", "facts/", "disputes/", "organs/", "calendar/"),
        *("standard/", "standard/tables/"),
    ),
    "system": ("accounts/", "jobs/"),
    "security": ("posts/",),
    "audit": ("audit/",),
}
HOST = "127.0.0.1"
BACKEND = "django.contrib.auth.backends.ModelBackend"


@dataclass(frozen=True)
class Counted:
    """The queries of each page, and how much there was to show."""

    by_page: dict[str, int]
    disclosures: int


def measure(ground: Ground) -> Iterator[Figure]:
    ground.say("正在数查询：四个月的县…… / counting queries: a county of four months…")
    fewer = _of_a_small_county(ground.on)
    ground.county()
    ground.say("正在数查询：十八个月的县…… / counting queries: a county of eighteen months…")
    more = _counted()
    yield compared(fewer, more)


def compared(fewer: Counted, more: Counted) -> Figure:
    """How many pages ask more when there is more to show."""
    few, many = f"{fewer.disclosures:,}", f"{more.disclosures:,}"
    details = tuple(
        {
            "页面 page": page,
            f"公开信息 disclosures: {few}": count,
            many: more.by_page[page],
            "不变 fixed": more.by_page[page] <= count,
        }
        for page, count in fewer.by_page.items()
    )
    growing = sum(1 for row in details if not row["不变 fixed"])
    return Figure(
        name="queries.growing",
        chinese=f"{len(details)}个列表中查询数随行数增长的",
        english=f"of {len(details)} lists, those that ask more for more rows",
        value=growing,
        unit="",
        target=at_most(0),
        details=details,
    )


def _of_a_small_county(on: datetime.date) -> Counted:
    with transaction.atomic():
        gc.disable()  # as make_demo_county does, and for the same reason
        for _said in make(until=on, months=FEWER_MONTHS):
            pass
        gc.enable()
        counted = _counted()
        transaction.set_rollback(True)
    _forget()
    return counted


def _counted() -> Counted:
    visitor = Client(SERVER_NAME=HOST)
    counts = {path: _queries(visitor, path) for path in PUBLIC}
    counts |= {name: _queries(visitor, path) for name, path in _pages_of_one().items()}
    for username, paths in DESK.items():
        clerk = Client(SERVER_NAME=HOST)
        clerk.force_login(User.objects.get(username=username), backend=BACKEND)
        for path in paths:
            counts[f"/desk/{path} ({username})"] = _queries(clerk, f"/desk/{path}")
    return Counted(counts, Disclosure.objects.count())


def _pages_of_one() -> dict[str, str]:
    """One organ, what it publishes under one item, and its board: each has a page that is a list.

    Their addresses are made by chance in each county; the names are the same.
    """
    board = Place.objects.select_related("organ").get(organ__posts__holder__username="village")
    shown = Disclosure.objects.filter(organ=board.organ, first_published_at__isnull=False)
    item = shown.select_related("item").order_by("item__code").first()
    if item is None:
        raise NotMeasured("nothing is published in the village of the demonstration")
    return {
        "/organs/…/": f"/organs/{board.organ.object_id}/",
        "/items/…/": f"/items/{item.item.object_id}/",
        "/boards/…/": f"/boards/{board.object_id}/",
    }


def _queries(client: Client, path: str) -> int:
    """Asked twice: what a process learns once and for all is not the page's."""
    for _time in range(2):
        _forget()
        with CaptureQueriesContext(transaction.get_connection()) as asked:
            response = client.get(path)
            b"".join(response)  # some come in parts, and ask while they come
        if response.status_code != 200:
            raise NotMeasured(f"{path} answers {response.status_code}")
    return len(asked)


def _forget() -> None:
    public_pages.store.forget()
    counties.known.forget()
