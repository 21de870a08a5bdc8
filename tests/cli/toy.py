"""A toy checkout: the real `bin/mingtang` around a tiny project; its set-up needs no network."""

import base64
import hashlib
import os
import shutil
import subprocess
import zipfile
from pathlib import Path

from tests.architecture.tree import ROOT

SERVER = """
import http.server, json, os, sys

host = sys.argv[sys.argv.index("--host") + 1]
port = int(sys.argv[sys.argv.index("--port") + 1])
with open(os.environ["MINGTANG_DATA"] + "/served.json", "w") as file:
    json.dump({"argv": sys.argv, "env": dict(os.environ), "pid": os.getpid()}, file)

class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b'{"status": "ok"}')

    def log_message(self, *args):
        pass

http.server.HTTPServer((host, port), Handler).serve_forever()
"""
MANAGE = """
import os, sys, time
from pathlib import Path

data = Path(os.environ["MINGTANG_DATA"])
with (data / "managed.txt").open("a") as file:
    file.write(" ".join(sys.argv[1:]) + "\\n")
command = sys.argv[1]
if command == "migrate":
    (data / "mingtang.sqlite3").touch()
elif command == "collectstatic":
    (data / "static").mkdir(exist_ok=True)
    (data / "static" / "staticfiles.json").touch()
elif command == "run_jobs":
    (data / "worker.pid").write_text(str(os.getpid()))
    time.sleep(600)
elif command == "demo_accounts":
    print("clerk / secret")
elif command == "due":
    print("2026-10-22")
elif command == "bench":
    alone = "var" not in data.parts and "DATABASE_URL" not in os.environ
    print(*sys.argv[1:], "on scratch" if alone else "on yours")
elif command == "echo":
    print(sys.stdin.read())
elif command == "fail":
    sys.exit(3)
"""


def make(folder: Path) -> Path:
    """The checkout, not yet set up."""
    checkout = folder / "a county's checkout"
    shutil.copytree(ROOT / "bin", checkout / "bin")
    ignored = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "mingtang_cli", checkout / "mingtang_cli", ignore=ignored)
    (checkout / "mingtang").mkdir()
    (checkout / "manage.py").write_text(MANAGE)
    write_lock(checkout, wheel(folder, "granian", {"granian/__main__.py": SERVER}))
    return checkout


def wheel(folder: Path, name: str, files: dict[str, str]) -> Path:
    """A package of our own, as an index would offer it."""
    about = f"{name}-1.0.dist-info"
    contents = {
        f"{name}/__init__.py": "",
        **files,
        f"{about}/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n",
        f"{about}/WHEEL": "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    contents[f"{about}/RECORD"] = "\n".join(
        [*(f"{path},{_recorded(text)}" for path, text in contents.items()), f"{about}/RECORD,,"]
    )
    made = folder / "wheels" / f"{name}-1.0-py3-none-any.whl"
    made.parent.mkdir(exist_ok=True)
    with zipfile.ZipFile(made, "w") as archive:
        for path, text in contents.items():
            archive.writestr(path, text)
    return made


def write_lock(checkout: Path, *wheels: Path) -> None:
    lines = [f"{wheel.name.split('-')[0]}==1.0 --hash=sha256:{_digest(wheel)}" for wheel in wheels]
    for name in ("requirements.lock", "requirements-dev.lock"):
        (checkout / name).write_text("\n".join(lines) + "\n")


def add_command(checkout: Path, name: str) -> None:
    """What `manage.py` is thought to know."""
    folder = checkout / "mingtang" / "toys" / "management" / "commands"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.py").touch()


def environment(checkout: Path, **given: str) -> dict[str, str]:
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("MINGTANG", "DJANGO", "DATABASE", "PIP_", "COV_"))
    }
    wheels = str(checkout.parent / "wheels")
    offline = {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": wheels, "MINGTANG_NO_APT": "1"}
    return kept | offline | given


def run(checkout: Path, *arguments: str, **given: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(checkout / "bin" / "mingtang"), *arguments],
        env=environment(checkout, **given),
        input="",
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _recorded(text: str) -> str:
    digest = base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()).rstrip(b"=").decode()
    return f"sha256={digest},{len(text.encode())}"
