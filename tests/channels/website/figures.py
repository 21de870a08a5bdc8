"""The numbers of a page that lead somewhere, and how many rows there are where they lead."""

import re
from html import unescape

LINK = re.compile(r'<a (?:class="num" )?href="([^"]*)">(.*?)</a>', re.S)
TAG = re.compile(r"<span class=\"sr\">.*?</span>(?=</a>)|<[^>]*>", re.S)
# Ways that are no figures, though their words may hold numbers.
NO_FIGURES = re.compile(
    r'<nav .*?</nav>|<h3>.*?</h3>|<th role="rowheader".*?</th>|<ul class="list">.*?</ul>', re.S
)
# How the heads of lists count what they list.
HEADS = (
    re.compile(r"([\d,]+)件(?:文件)?，第[\d,]+—[\d,]+件"),
    re.compile(r"共([\d,]+)项"),
    re.compile(r"([\d,]+)个机关，第"),
)
NOTHING = ("没有符合条件", "没有提出过问题")


def words(text):
    """What is read of a piece of a page."""
    return re.sub(r"\s+", " ", unescape(TAG.sub("", text))).strip()


def numbers_of(page):
    """Each link whose words hold a number, with it: of what is divided, that by which it is."""
    found = []
    for address, text in LINK.findall(NO_FIGURES.sub("", page)):
        said = words(text.partition('<span class="num">')[2] or text)
        numbers = [int(one.replace(",", "")) for one in re.findall(r"\d[\d,]*", said)]
        is_board = address.startswith("/duties/") and "state=" not in address
        if numbers and "%" not in said and "?" in address and not is_board:
            found.append((unescape(address), numbers["÷" in said]))
    return found


def rows_at(read, address):
    """How many rows stand behind an address."""
    page = unescape(read(address))
    for head in HEADS:
        if counted := head.search(page):
            return int(counted[1].replace(",", ""))
    if "/substance/" in address:
        findings = page[page.index('id="findings"') :]
        return findings.count("<h3>")
    if address.startswith("/laws/"):
        return page.count('<h2 id="a')
    assert any(one in page for one in NOTHING), address
    return 0
