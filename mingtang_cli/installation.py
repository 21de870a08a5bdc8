"""One installation: its data directory, its keys, and the environment its programs run in."""

import base64
import contextlib
import os
import secrets
import socket
import sys
from dataclasses import dataclass
from pathlib import Path

from mingtang_cli import processes
from mingtang_cli.places import MANAGE, PYTHON
from mingtang_cli.say import Refused

LOOPBACK = ("localhost", "127.0.0.1")
EVERY_ADDRESS = ("0.0.0.0", "::")  # noqa: S104


@dataclass(frozen=True)
class Installation:
    """A data directory, and the names it answers to; where `is_dry`, nothing is written there."""

    data: Path
    names: tuple[str, ...] = ()
    is_dry: bool = False

    def environment(self) -> dict[str, str]:
        """Production, always: never debug; plain http unless MINGTANG_TLS says otherwise."""
        env = processes.own_environment(
            DJANGO_SETTINGS_MODULE="config.settings",
            MINGTANG_DATA=str(self.data),
            MINGTANG_SECRET_KEY=os.environ.get("MINGTANG_SECRET_KEY", "") or self.secret_key(),
            MINGTANG_SEALING_KEYS=os.environ.get("MINGTANG_SEALING_KEYS", "")
            or self.sealing_keys(),
            MINGTANG_HOSTS=",".join(self._hosts()),
            MINGTANG_TLS=os.environ.get("MINGTANG_TLS", "").strip() or "0",
            PYTHONUNBUFFERED="1",
        )
        env.pop("MINGTANG_DEBUG", None)
        return env

    def secret_key(self) -> str:
        key = self._made_once("secret_key", secrets.token_urlsafe(64))
        if not key:
            path = self.data / "secret_key"
            raise Refused(
                f"密钥文件 {path} 是空的；请从备份恢复，或删除它以重新生成（所有人须重新登录）。",
                f"{path} is empty; restore it from a backup, or delete it to have a new one made.",
            )
        return key

    def sealing_keys(self) -> str:
        """What sensitive text is encrypted with; lost with its file, so it belongs in a backup."""
        new = base64.urlsafe_b64encode(secrets.token_bytes(32)).decode()
        keys = self._made_once("sealing_keys", new)
        if not keys:
            path = self.data / "sealing_keys"
            raise Refused(
                f"密钥文件 {path} 是空的；请从备份恢复，没有它，已加密的内容无法打开。",
                f"{path} is empty; restore it from a backup: it alone opens what it sealed.",
            )
        return keys

    def _made_once(self, name: str, content: str) -> str:
        """Readable by its owner alone; two who make it at once get the same one."""
        path = self.data / name
        if self.is_dry and not path.exists():
            return content
        make_private(self.data)
        if not path.exists():
            draft = self.data / f".{name}.{os.getpid()}"
            descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            with os.fdopen(descriptor, "w") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            with contextlib.suppress(FileExistsError):
                path.hardlink_to(draft)
            draft.unlink()
        return path.read_text().strip()

    def manage(self, *arguments: str) -> int:
        """Runs manage.py as a step of our own: what it says goes to stderr."""
        return processes.run(
            [PYTHON, MANAGE, *arguments], env=self.environment(), umask=processes.PRIVATE
        )

    def manage_for_person(self, *arguments: str, is_apart: bool = False) -> int:
        """Runs manage.py as what was asked for: its input, output and paths are the person's."""
        return processes.run(
            [PYTHON, MANAGE, *arguments],
            env=self.environment(),
            stdin=sys.stdin,
            stdout=sys.stdout,
            cwd=None,
            umask=processes.PRIVATE,
            is_apart=is_apart,
        )

    def _hosts(self) -> list[str]:
        given = os.environ.get("MINGTANG_HOSTS", "").split(",")
        wanted = [name.strip() for name in (*given, *self.names, *LOOPBACK)]
        return list(dict.fromkeys(name for name in wanted if name))


def names_for(address: str) -> tuple[str, ...]:
    """The names by which a server that listens on this address can be called."""
    if address not in EVERY_ADDRESS:
        return (address,)
    own = socket.gethostname()
    try:
        found = socket.getaddrinfo(own, None, type=socket.SOCK_STREAM)
    except OSError:
        found = []
    return tuple(dict.fromkeys([own, *(str(entry[4][0]) for entry in found)]))


def make_private(directory: Path) -> None:
    """The directory exists and is ours alone if we made it."""
    try:
        directory.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as problem:
        raise Refused(
            f"无法使用数据目录 {directory}（{problem.strerror}）；请用 --data 指定一个可写的目录。",
            f"cannot use the data directory {directory}; name a writable one with --data.",
        ) from problem
