"""People at the pages: who reads the site map through, and clerks who all sign in at nine."""

import re
import urllib.parse
import urllib.request
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from http.cookiejar import CookieJar

from mingtang.bench.serving import HOST, PATIENCE, NotMeasured, visit

PLACE = re.compile(r"<loc>([^<]+)</loc>")
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
SIGN_IN = "/desk/account/sign-in/"


def read_through(port: int, most: int) -> int:
    """Visits the pages of the site map, as far as the bound goes; how many there were."""
    found = PLACE.findall(visit(port, "/sitemap.xml").decode())
    paths = [urllib.parse.urlsplit(address).path for address in found[:most]]
    for path in paths:
        visit(port, path)
    return len(paths)


def sign_in_at_once(port: int, usernames: Sequence[str], password: str) -> None:
    with ThreadPoolExecutor(len(usernames)) as people:
        for done in [people.submit(_sign_in, port, name, password) for name in usernames]:
            done.result()


def _sign_in(port: int, username: str, password: str) -> None:
    own = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
    address = f"http://{HOST}:{port}{SIGN_IN}"
    token = TOKEN.search(own.open(address, timeout=PATIENCE).read().decode())
    if token is None:
        raise NotMeasured("the page to sign in has no form")
    form = {"csrfmiddlewaretoken": token[1], "login": username, "password": password}
    with own.open(address, urllib.parse.urlencode(form).encode(), timeout=PATIENCE) as answer:
        if answer.url == address:
            raise NotMeasured(f"{username} could not sign in")
