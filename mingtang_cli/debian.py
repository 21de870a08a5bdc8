"""Debian packages: installed when we may, otherwise named in one clear line."""

import ctypes.util
import os
import shutil
import subprocess

from mingtang_cli import processes
from mingtang_cli.say import Refused, say

VENV = "python3-venv"
FONTS = "fonts-noto-cjk"
CHROMIUM = "chromium"
# What the program that drives Chromium in tests is linked with; an empty Debian does not have it.
DRIVER = "libatomic1"


def has(package: str) -> bool:
    """Whether the package is installed; on another system, whether what it brings is there."""
    if shutil.which("dpkg-query") is None:
        return _brings(package)
    asked = subprocess.run(
        ["dpkg-query", "-W", "-f=${db:Status-Status}", package],
        capture_output=True,
        text=True,
        check=False,
    )
    return asked.stdout == "installed"


def may_install() -> bool:
    """Root on a Debian, unless MINGTANG_NO_APT=1 forbids it."""
    return (
        os.geteuid() == 0
        and shutil.which("apt-get") is not None
        and os.environ.get("MINGTANG_NO_APT", "0") != "1"
    )


def install(package: str) -> bool:
    """Brings the package and answers whether it is there now."""
    say(f"正在安装系统软件包 {package}……", f"installing the Debian package {package}")
    env = processes.own_environment(DEBIAN_FRONTEND="noninteractive")
    command = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", package]
    if processes.run(command, env=env, stdout=processes.NOWHERE) != 0:
        processes.run(["apt-get", "update", "-qq"], env=env)
        processes.run(command, env=env, stdout=processes.NOWHERE)
    return has(package)


def is_there(package: str) -> bool:
    """Present, or brought now where we may."""
    return has(package) or (may_install() and install(package))


def require(package: str) -> None:
    """Present, or brought now; otherwise refuses with the line to type."""
    if not is_there(package):
        raise Refused(*missing(package))


def missing(package: str) -> tuple[str, str]:
    """The one line that names what to install."""
    return (
        f"缺少系统软件包 {package}，请以管理员身份执行：apt-get install {package}",
        f"the Debian package {package} is missing; as root: apt-get install {package}",
    )


def _brings(package: str) -> bool:
    if package == CHROMIUM:
        return shutil.which("chromium") is not None
    if package == DRIVER:
        return ctypes.util.find_library("atomic") is not None
    if package == FONTS:
        listed = shutil.which("fc-list") and subprocess.run(
            ["fc-list", ":lang=zh"], capture_output=True, text=True, check=False
        )
        return bool(listed and listed.stdout.strip())
    return False
