"""A request of which a part was lost on the way is not taken for a shorter one.

WSGI lets a server hand on what it got before the connection broke, and Django reads that as the
whole form: fields that did not arrive would count as emptied, a file as shorter than it was.
"""

from collections.abc import Callable, Iterable
from typing import Any, Protocol

from django.core.exceptions import BadRequest


class Body(Protocol):
    def read(self, size: int, /) -> bytes: ...


class WholeBody:
    """Gives as many bytes as are asked for. Django never asks beyond the length that was told.

    Raises BadRequest where the body ends before.
    """

    def __init__(self, body: Body) -> None:
        self._body = body

    def read(self, size: int, /) -> bytes:
        parts: list[bytes] = []
        while size > 0:
            part = self._body.read(size)
            if not part:
                raise BadRequest("The body is shorter than its length")
            parts.append(part)
            size -= len(part)
        return b"".join(parts)

    def readline(self, size: int, /) -> bytes:
        """Up to a line end; Django itself reads no lines."""
        line = b""
        while len(line) < size and not line.endswith(b"\n"):
            line += self.read(1)
        return line


Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


def whole_bodies(application: Application) -> Application:
    def answer(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        environ["wsgi.input"] = WholeBody(environ["wsgi.input"])
        return application(environ, start_response)

    return answer
