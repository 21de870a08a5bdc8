"""Which county a host name stands for. Each county has its own; the only one answers to any."""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import HttpRequest
from django.http.request import split_domain_port
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from mingtang.channels.shared.missing import Missing
from mingtang.ledger import queries as ledger
from mingtang.organs.models import County

# Watched by machines, which know no county.
WITHOUT_COUNTY = ("/healthz",)

if TYPE_CHECKING:

    class _Request(HttpRequest):
        county: County | None
        served: "Served | None"
else:
    _Request = HttpRequest


@dataclass(frozen=True)
class Served:
    """A county and the version of all that it shows: the acts in its log."""

    county: County
    version: int


class _Known:
    """Counties by host, as this process saw them last, with the state they were read in."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._by_host: dict[str, tuple[frozenset[str], Served]] = {}

    def get(self, host: str) -> tuple[frozenset[str], Served] | None:
        return self._by_host.get(host)

    def put(self, host: str, origins: frozenset[str], served: Served) -> None:
        with self._lock:
            self._by_host[host] = (origins, served)

    def forget(self) -> None:
        with self._lock:
            self._by_host.clear()


known = _Known()


def served_at(host: str) -> Served | None:
    """The county of a host, with one small query when nothing has changed since the last time.

    A county changes its host by an act in its own log, and a new county brings a new log.
    """
    sizes = ledger.sizes()
    origins = frozenset(sizes)
    was = known.get(host)
    if was and was[0] == origins and was[1].version == sizes[was[1].county.log_origin]:
        return was[1]
    county = _county_of(split_domain_port(host)[0])
    if county is None:
        return None
    served = Served(county, sizes.get(county.log_origin, 0))
    if county.log_origin in sizes:
        known.put(host, origins, served)
    return served


def _county_of(name: str) -> County | None:
    named = County.objects.filter(host=name).first() if name else None
    if named:
        return named
    every = list(County.objects.all()[:2])
    return every[0] if len(every) == 1 else None


def counties(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[_Request], HttpResponseBase]:
    """Gives every page its county; a host that stands for none gets a page that says so."""

    def respond(request: _Request) -> HttpResponseBase:
        request.county = None
        if request.path_info not in WITHOUT_COUNTY:
            served = request.served or served_at(request.get_host())
            if served is None:
                raise Missing(_("这个网址没有对应的县。请核对网址；新安装的系统要先设立县。"))
            request.county = served.county
        return get_response(request)

    return respond
