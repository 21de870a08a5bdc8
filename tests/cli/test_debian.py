import os

import pytest

from mingtang_cli import debian
from mingtang_cli.say import Refused

INSTALLS = '#!/bin/sh\necho "$@" >> {log}\ncase "$1" in install) touch {mark};; esac\n'
KNOWS = "#!/bin/sh\ntest -e {mark} && printf installed\n"


@pytest.fixture
def system(tmp_path, monkeypatch):
    """A machine whose package tools are two small programs of our own."""

    def place(*, installs=INSTALLS):
        for name, text in {"apt-get": installs, "dpkg-query": KNOWS}.items():
            file = tmp_path / name
            file.write_text(text.format(log=tmp_path / "log", mark=tmp_path / "mark"))
            file.chmod(0o755)
        monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
        monkeypatch.delenv("MINGTANG_NO_APT", raising=False)
        return tmp_path

    return place


@pytest.mark.skipif(os.geteuid() != 0, reason="only root may install packages")
def test_root_has_it_installed(system):
    log = system() / "log"

    debian.require("fonts-noto-cjk")

    assert "install -y -qq --no-install-recommends fonts-noto-cjk" in log.read_text()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root may install packages")
def test_an_old_package_list_is_brought_up_to_date_and_it_is_tried_again(system):
    failing = '#!/bin/sh\necho "$@" >> {log}\ntest -e {mark} || {{ touch {mark}; exit 100; }}\n'
    log = system(installs=failing) / "log"

    assert debian.is_there("chromium")

    said = [line.split()[0] for line in log.read_text().splitlines()]
    assert said == ["install", "update", "install"]


def test_where_we_may_not_the_package_is_named_in_one_line(system, monkeypatch):
    system()
    monkeypatch.setenv("MINGTANG_NO_APT", "1")

    with pytest.raises(Refused, match="apt-get install python3-venv") as refused:
        debian.require("python3-venv")

    assert "\n" not in str(refused.value)


def test_what_is_there_is_not_installed_again(system):
    folder = system()
    (folder / "mark").touch()

    assert debian.is_there("chromium")
    assert not (folder / "log").exists()


def test_on_another_system_what_the_package_brings_is_looked_for(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    assert not debian.has("chromium")

    for name, text in {"chromium": "#!/bin/sh\n", "fc-list": "#!/bin/sh\necho Song\n"}.items():
        (tmp_path / name).write_text(text)
        (tmp_path / name).chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}")

    assert debian.has("chromium")
    assert debian.has("python3-venv") is False
