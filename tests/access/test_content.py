"""What stands on a page, whoever opens it, is of the county asked alone.

The table says who gets a page; here every page that comes is read. Whatever the other county has
(bodies, people, drafts, publications, files) is called `elsewhere…`, and so are its choices in
forms.
"""

import re

import pytest

from tests.access.routes import routes
from tests.access.table import lines
from tests.access.visiting import visit

pytestmark = pytest.mark.django_db  # or else no database is made when these run alone
LINES = lines()
ROUTES = routes()
ROLES = (
    *("officer", "secrecy_reviewer", "approver", "village_clerk", "openness_office"),
    *("congress_clerk", "system_admin", "security_admin", "audit_admin"),
)
# As names are written. A result of a dispute is called so too, in quotes; and the verifier that is
# handed out has the word in its sentences, with a space or a full stop behind it.
THEIRS = re.compile(r'elsewhere[^"\s.,;]')


def words_of(response):
    content = getattr(response, "content_read", None) or response.content
    return content.decode(errors="replace")


@pytest.mark.parametrize("url", sorted(LINES.keys() & ROUTES.keys()))
def test_no_page_names_anything_of_another_county(world, url):
    line = LINES[url]
    leaked = []
    if "GET" not in line.methods:
        return
    for record in line.records:
        address = world.address(url, ROUTES[url].parameters, record, **line.given)
        actors = ("anonymous",) if line.kind == "public" else [f"{role}@own" for role in ROLES]
        for actor in actors:
            page = words_of(visit(world.client(actor), "GET", address))
            if found := THEIRS.search(page):
                at = found.start()
                leaked.append(f"{actor} reads at {address}: …{page[max(0, at - 60) : at + 60]}…")
    assert not leaked, "\n".join(leaked[:20])
