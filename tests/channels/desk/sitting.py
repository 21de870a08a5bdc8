"""Somebody with a post, signed in."""

from tests.factories.organs import holder_of


def sit(client, role, organ, **post):
    person = holder_of(role, organ=organ, **post)
    client.force_login(person)
    return person


def page(response):
    return response.content.decode()


def alert(response):
    """What the page says is wrong, without its markup."""
    text = page(response)
    start = text.index('role="alert"')
    return text[start : text.index("</div>", start)]
