"""The page of a publication says itself which of its words are which, for whoever verifies it."""

import json

import pytest

from mingtang.journeys.openings import opened
from mingtang.ledger.choices import FieldGroup
from mingtang.ledger.queries import told_about
from tests.disclosure.publishing import published, scene
from tests.factories.organs import OrganFactory
from tlog.verifying.acts import Published
from tlog.verifying.pages import Pages
from tlog.verifying.reports import Report
from tlog.verifying.told import Told

pytestmark = pytest.mark.django_db
SUMMARY = "收入 < 支出 & “持平”"
BODY = "第一段，写明收入5万元。\n\n## 表\n\n|项目|万元|\n|---|---:|\n|道路|1268|\n\n- 一\n- 二\n"


class Site:
    def __init__(self, visit, change=lambda page: page):
        self.visit, self.change = visit, change

    def read(self, name):
        return self.change(self.visit(f"/{name}").content.decode()).encode()


@pytest.fixture
def shown(county):
    there = scene(
        organ=OrganFactory(county=county),
        elements=[{"key": "how", "label": "怎样做的", "kind": "long", "required": False}],
    )
    words = {"document_number": "示政发〔2026〕9号", "summary": SUMMARY, "body": BODY}
    return published(there, values={"how": "分三步做。"}, **words).disclosure


def found(site, shown):
    (one,) = opened(told_about([shown.object_id], ["disclosure.published"]))
    words, data = (
        json.loads(one.groups[group].content) for group in (FieldGroup.TEXT, FieldGroup.STRUCTURED)
    )
    report = Report()
    pages = Pages(site, report)
    about = shown.object_id.hex
    pages.tell(0, Told("disclosure.published", about, "A", "2026-11-10T02:00:00Z"), words, data)
    pages.compare({about: Published("A", [0], "2026")})
    assert [fact.english for fact in report.facts] == ["the pages of 1 publications"]
    return [one.kind for one in report.findings]


def test_a_page_as_it_is_served_is_what_the_log_binds(visit, shown):
    assert found(Site(visit), shown) == []


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("1268", "1269"),
        ("示政发〔2026〕9号", "示政发〔2026〕8号"),
        ("持平", "盈余"),
        ("2025年决算公告</h1>", "2024年决算公告</h1>"),
    ],
)
def test_a_page_that_is_served_otherwise_is_found(visit, shown, was, now):
    assert found(Site(visit, lambda page: page.replace(was, now)), shown) == ["page"]
