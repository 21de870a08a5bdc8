"""English pages: each Chinese word is marked as one, and one thing has one name."""

import re
from html.parser import HTMLParser
from pathlib import Path

import polib
import pytest

from mingtang.catalogue.models import Duty, Item
from mingtang.disclosure.models import Disclosure
from mingtang.organs.models import Organ, Place
from tests.channels.website.scenery import furnished

pytestmark = pytest.mark.django_db
HAN = re.compile("[\u4e00-\u9fff]")
VOID = {"meta", "link", "input", "br", "img", "hr", "source", "wbr"}
UNSEEN = {"script", "style", "title", "head"}
MESSAGES = Path(__file__).parents[3] / "locale/en/LC_MESSAGES/django.po"


class Unmarked(HTMLParser):
    """The Chinese words that no element says are Chinese."""

    def __init__(self):
        super().__init__()
        self.stack, self.found = [], []

    def handle_starttag(self, tag, attrs):
        if tag not in VOID:
            above = self.stack[-1][1] if self.stack else ""
            self.stack.append((tag, dict(attrs).get("lang", above)))

    def handle_endtag(self, tag):
        if tag in {open_tag for open_tag, _lang in self.stack}:
            while self.stack.pop()[0] != tag:
                pass

    def handle_data(self, data):
        is_seen = not {tag for tag, _lang in self.stack} & UNSEEN
        if is_seen and HAN.search(data) and not self.stack[-1][1].startswith("zh"):
            self.found.append(data.strip())


def first(model):
    return model.objects.order_by("id").first().object_id


PAGES = {
    "home": lambda: "/",
    "organs": lambda: "/organs/",
    "organ": lambda: f"/organs/{first(Organ)}/",
    "issued": lambda: f"/organs/{first(Organ)}/issued/",
    "substance": lambda: f"/organs/{first(Organ)}/substance/",
    "items": lambda: "/items/",
    "item": lambda: f"/items/{first(Item)}/",
    "laws": lambda: "/laws/",
    "disclosures": lambda: "/d/",
    "disclosure": lambda: f"/d/{first(Disclosure)}/",
    "duties": lambda: "/duties/",
    "late": lambda: "/duties/?state=late",
    "duty": lambda: f"/duties/{first(Duty)}/",
    "soon": lambda: "/duties/soon/",
    "withheld": lambda: "/withheld/",
    "boards": lambda: "/boards/",
    "board": lambda: f"/boards/{first(Place)}/",
    "search": lambda: "/search/?q=第0",
    "gaps": lambda: "/gaps/",
    "verify": lambda: "/verify/",
}


@pytest.mark.parametrize("name", PAGES)
def test_no_chinese_word_passes_for_an_english_one(county, read, name):
    county.sponsor, county.office_hours, county.phone = "县人民政府", "工作日", "0000"
    county.save()
    furnished(county, 2)
    page = Unmarked()

    page.feed(read(f"/en{PAGES[name]()}"))

    assert page.found == []


def test_who_owes_is_called_an_organ_everywhere():
    said = {entry.msgid: entry.msgstr for entry in polib.pofile(MESSAGES)}
    wrong = [
        words
        for msgid, words in said.items()
        if "机关" in msgid and re.search(r"(?<!-)\b[Bb]od(y|ies)\b", words)
    ]

    assert wrong == []
