"""`bin/mingtang up`: the whole of it, from an empty machine to `ready`."""

import argparse
import errno
import os
import socket
import time
from pathlib import Path

from mingtang_cli import debian, install, one_at_a_time, preparation
from mingtang_cli.health import Health, address
from mingtang_cli.installation import LOOPBACK, Installation, make_private, names_for
from mingtang_cli.places import MANAGE, PYTHON, ROOT, default_data, has_command
from mingtang_cli.say import Refused, result, say
from mingtang_cli.server import server_command
from mingtang_cli.supervisor import Child, Supervisor

DEMONSTRATION = "make_demo_county"
ACCOUNTS = "demo_accounts"
WORKER = "run_jobs"
PUBLISHER = "publish_log"


def parser() -> argparse.ArgumentParser:
    made = argparse.ArgumentParser(
        prog="mingtang up",
        description="启动明堂：第一次会安装依赖并建立示范县，以后直接启动。Ctrl-C 停止。"
        " / Starts Mingtang; the first time it installs what it needs and makes the demonstration.",
    )
    made.add_argument("--port", type=int, default=8000, help="端口，0 为任选 / port (8000); 0: any")
    made.add_argument("--host", default="127.0.0.1", help="监听地址 / address to listen on")
    made.add_argument("--data", type=Path, help="数据目录 / data directory (var/)")
    made.add_argument("--empty", action="store_true", help="不建示范县 / no demonstration county")
    made.add_argument(
        "--workers", type=_at_least_one, default=1, help="网站进程数 / web processes (1)"
    )
    return made


def _at_least_one(text: str) -> int:
    if int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text} < 1")
    return int(text)


def up(arguments: list[str]) -> int:
    asked = parser().parse_args(arguments)
    installation = Installation((asked.data or default_data()).absolute(), names_for(asked.host))
    make_private(installation.data)
    asked.port = asked.port or _any_free_port(asked.host)
    _hold(installation, asked.host, asked.port)
    _port_is_free(asked.host, asked.port)
    install.ensure()
    _fonts()
    preparation.prepare(installation)
    _demonstration(installation, empty=asked.empty)
    return _supervise(installation, asked)


def _hold(installation: Installation, host: str, port: int) -> None:
    path = installation.data / ".running.lock"
    if not one_at_a_time.try_to_hold(path, f"{os.getpid()} {address(host, port)}"):
        note = path.read_text()
        raise Refused(
            f"这个数据目录已有明堂在运行（进程号与地址：{note}）；请直接使用它，或先停止它，"
            f"或用 --data 另指定目录。",
            f"Mingtang already runs on this data directory ({note}): use it, stop it, or name "
            f"another with --data.",
        )


def _port_is_free(host: str, port: int) -> None:
    """Waits a little: a server that was just stopped may still be closing."""
    for _attempt in range(15):
        problem = _why_not_bind(host, port)
        if problem is None:
            return
        if problem.errno != errno.EADDRINUSE:
            break
        time.sleep(0.2)
    assert problem is not None
    if problem.errno == errno.EADDRINUSE:
        raise Refused(
            f"端口 {port} 已被别的程序占用；请换一个端口，例如：bin/mingtang up --port {port + 1}",
            f"port {port} is in use; choose another: bin/mingtang up --port {port + 1}",
        )
    raise Refused(
        f"不能在 {host}:{port} 上监听（{problem.strerror}）；请检查 --host 和 --port。",
        f"cannot listen on {host}:{port} ({problem.strerror}); check --host and --port.",
    )


def _any_free_port(host: str) -> int:
    with socket.create_server((host, 0), family=_family(host)) as trial:
        port: int = trial.getsockname()[1]
        return port


def _family(host: str) -> socket.AddressFamily:
    return socket.AF_INET6 if ":" in host else socket.AF_INET


def _why_not_bind(host: str, port: int) -> OSError | None:
    with socket.socket(_family(host)) as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((host, port))
        except OSError as problem:
            return problem
        except OverflowError:
            return OSError(errno.EINVAL, os.strerror(errno.EINVAL))
    return None


def _fonts() -> None:
    if not debian.is_there(debian.FONTS):
        chinese, english = debian.missing(debian.FONTS)
        say(f"{chinese}（否则不能印制公开栏张贴件）", f"{english} (needed to print sheets)")


def _demonstration(installation: Installation, *, empty: bool) -> None:
    """Made once, on the first start. A county that began without it never gets it."""
    begun = installation.data / "first-start"
    if begun.exists():
        return
    if empty:
        begun.write_text("empty\n")
    elif has_command(DEMONSTRATION):
        say(
            "正在建立示范县（虚构数据），约需一两分钟……",
            "making the demonstration county (invented); a minute or two",
        )
        if installation.manage(DEMONSTRATION) != 0:
            raise Refused(
                "示范县没有建成，原因见上面几行；不需要示范县时请加 --empty。",
                "the demonstration county could not be made (see above); go without by --empty.",
            )
        begun.write_text("demonstration\n")


def _supervise(installation: Installation, asked: argparse.Namespace) -> int:
    env = installation.environment()
    if asked.host not in LOOPBACK and env["MINGTANG_TLS"] == "0":
        say(
            "注意：正以明文 http 对外服务，密码可能被窃听；正式使用请由代理提供 https，"
            "并设 MINGTANG_TLS=1、MINGTANG_BEHIND_PROXY=1。",
            "note: plain http is open to others; in production let a proxy speak https, and set "
            "MINGTANG_TLS=1 and MINGTANG_BEHIND_PROXY=1.",
        )
    serve = server_command(host=asked.host, port=asked.port, workers=asked.workers)
    children = [Child(("网站", "web server"), [PYTHON, *serve])]
    if has_command(WORKER):
        children.append(Child(("后台任务", "worker"), [PYTHON, MANAGE, WORKER], waits=True))
    children += _log(installation)
    supervisor = Supervisor(children, env)
    supervisor.listen()
    health = Health(installation, asked.host, asked.port)

    def on_ready() -> None:
        result(f"ready: {address(asked.host, asked.port)}")
        if has_command(ACCOUNTS):
            installation.manage_for_person(ACCOUNTS, is_apart=True)

    os.chdir(ROOT)
    supervisor.run(is_ready=health.is_good, on_ready=on_ready)
    say("已停止。", "stopped")
    return 0


def _log(installation: Installation) -> list[Child]:
    """Who publishes the log, and apart from him who signs it."""
    folder = installation.data / "signer"
    signer: list[str | Path] = [PYTHON, "-m", "tlog", "signer", "--folder", folder, "serve"]
    return [
        Child(("签名程序", "signer"), [*signer, "--makes-keys"], waits=True),
        Child(("日志发布", "publisher of the log"), [PYTHON, MANAGE, PUBLISHER], waits=True),
    ]
