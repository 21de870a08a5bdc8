"""The stamping service (时间戳服务, RFC 3161), which says when a checkpoint was there."""

import base64
import datetime
import http.client
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import unquote, urlsplit

from django.conf import settings

from mingtang.foundation.errors import RuleBroken
from mingtang.foundation.text import gettext_noop as _
from tlog.errors import Broken
from tlog.stamps import asked_for, check_answer, stamped_at
from tlog.storage import read_file

PATIENCE = 10.0
# However slowly it speaks: other jobs wait behind this one.
LONGEST_WAIT = 20.0
LONGEST = 100_000
QUERY, REPLY = "application/timestamp-query", "application/timestamp-reply"


class NotStamped(RuleBroken):
    """`is_service_down` when it would answer nothing else either."""

    def __init__(self, template: str, *, is_service_down: bool = False, **params: object) -> None:
        super().__init__(template, **params)
        self.is_service_down = is_service_down


@dataclass(frozen=True)
class Stamped:
    """What the service answered, whole, and the time it says. Both have been checked."""

    answer: bytes
    at: datetime.datetime


class StampingService(Protocol):
    def stamp(self, content: bytes) -> Stamped:
        """A stamp over exactly those bytes. Raises NotStamped."""


@dataclass(frozen=True)
class HttpStamping:
    """At `address`, which may hold user and password; `trusted` is the file with its root."""

    address: str
    trusted: Path

    def stamp(self, content: bytes) -> Stamped:
        try:
            query, trusted = asked_for(content), read_file(self.trusted)
        except Broken as problem:
            raise NotStamped(problem.chinese, is_service_down=True) from problem
        answer = self._ask(query)
        try:
            check_answer(answer, query, trusted)
            return Stamped(answer, stamped_at(answer))
        except Broken as problem:
            raise NotStamped(_("时间戳服务的回答不能用：%(why)s"), why=problem.chinese) from problem

    def _ask(self, query: bytes) -> bytes:
        try:
            with _Direct.open(self._request(query), timeout=PATIENCE) as answer:
                if answer.headers.get_content_type() != REPLY:
                    raise NotStamped(_("时间戳服务的回答不能用：%(why)s"), why="Content-Type")
                return _read(answer)
        except urllib.error.HTTPError as refusal:
            refusal.close()
            raise NotStamped(
                _("时间戳服务拒绝了：%(code)s"), code=refusal.code, is_service_down=True
            ) from None
        except (OSError, ValueError, http.client.HTTPException) as problem:
            raise NotStamped(
                _("时间戳服务没有应答：%(why)s"), why=type(problem).__name__, is_service_down=True
            ) from problem

    def _request(self, query: bytes) -> urllib.request.Request:
        url = urlsplit(self.address)
        asked = urllib.request.Request(  # noqa: S310 - http(s), as config/environment.py sees to
            url._replace(netloc=url.netloc.rpartition("@")[2]).geturl(),
            data=query,
            headers={"Content-Type": QUERY, "Accept": REPLY},
        )
        if url.username is not None:
            known = f"{unquote(url.username)}:{unquote(url.password or '')}".encode()
            asked.add_header("Authorization", f"Basic {base64.b64encode(known).decode()}")
        return asked


class _NoOther(urllib.request.HTTPRedirectHandler):
    """Who sends us elsewhere is not followed: a password would go along."""

    def redirect_request(self, *_given: Any) -> None:
        return None


_Direct = urllib.request.build_opener(_NoOther)


def configured() -> StampingService | None:
    """As the settings have it; None where nothing is to be stamped."""
    return HttpStamping(settings.STAMP_URL, settings.STAMP_CA) if settings.STAMP_URL else None


def _read(answer: http.client.HTTPResponse) -> bytes:
    until, parts = time.monotonic() + LONGEST_WAIT, b""
    while part := answer.read1(LONGEST):
        parts += part
        if len(parts) > LONGEST or time.monotonic() > until:
            raise TimeoutError
    return parts
