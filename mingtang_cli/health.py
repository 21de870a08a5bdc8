"""Asks the server whether it is well, the way a load balancer would."""

import http.client
import json
import time
from dataclasses import dataclass

from mingtang_cli import preparation
from mingtang_cli.installation import EVERY_ADDRESS, Installation
from mingtang_cli.say import Refused

PATH = "/healthz"
PATIENCE = 120.0


def reachable(host: str) -> str:
    """An address of this machine at which a server listening on `host` answers."""
    if host in EVERY_ADDRESS:
        return "127.0.0.1" if host == EVERY_ADDRESS[0] else "::1"
    return host


def address(host: str, port: int) -> str:
    name = reachable(host)
    return f"http://[{name}]:{port}/" if ":" in name else f"http://{name}:{port}/"


def ask(host: str, port: int) -> tuple[int, str]:
    """Status and reason; status 0 when nobody answers yet."""
    connection = http.client.HTTPConnection(reachable(host), port, timeout=5)
    try:
        connection.request("GET", PATH, headers={"Host": "127.0.0.1"})
        answer = connection.getresponse()
        said = json.loads(answer.read() or b"{}")
    except (OSError, http.client.HTTPException, ValueError):
        return 0, ""
    finally:
        connection.close()
    return answer.status, str(said.get("reason", "")) if isinstance(said, dict) else ""


@dataclass
class Health:
    """Waits for the first good answer; tables that turn out to be old are brought up to date."""

    installation: Installation
    host: str
    port: int
    deadline: float = 0.0
    migrated: bool = False

    def is_good(self) -> bool:
        self.deadline = self.deadline or time.monotonic() + PATIENCE
        status, reason = ask(self.host, self.port)
        if status == 503 and reason == "migrations" and not self.migrated:
            self.migrated = True
            preparation.migrate(self.installation)
        if status != 200 and time.monotonic() > self.deadline:
            raise Refused(
                f"网站已启动但没有就绪（{status} {reason}）；请查看上面的日志。",
                f"the server runs but is not well ({status} {reason}); see the log above.",
            )
        return status == 200
