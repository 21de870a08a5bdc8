"""Every address there is, found by walking the resolver."""

from dataclasses import dataclass

from django.urls import URLResolver, get_resolver


@dataclass(frozen=True)
class Route:
    name: str
    pattern: str
    parameters: tuple[str, ...]
    view: object


def every_route():
    return list(_walk(get_resolver(), (), ""))


def routes():
    return {route.name or route.pattern: route for route in every_route()}


def _walk(resolver, namespaces, before):
    for one in resolver.url_patterns:
        pattern = before + str(one.pattern)
        if isinstance(one, URLResolver):
            inner = (*namespaces, one.namespace) if one.namespace else namespaces
            yield from _walk(one, inner, pattern)
        else:
            name = ":".join((*namespaces, one.name)) if one.name else ""
            yield Route(name, pattern, tuple(one.pattern.converters), one.callback)
