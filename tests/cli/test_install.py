import json
import os
import shutil
import signal
import subprocess

import pytest

from tests.cli import toy
from tests.cli.watching import wait_for

STAMP = ".venv/mingtang.json"


def test_the_first_command_installs_what_is_pinned_and_its_output_is_its_own(tmp_path):
    checkout = toy.make(tmp_path)

    first = toy.run(checkout, "due", "2026-09-18", "+20wd")

    assert (first.returncode, first.stdout) == (0, "2026-10-22\n"), first.stderr
    assert "正在安装依赖" in first.stderr
    assert (checkout / STAMP).exists()


def test_the_second_command_installs_nothing(checkout):
    before = (checkout / STAMP).stat().st_mtime_ns

    second = toy.run(checkout, "due", "2026-09-18", "+20wd")

    assert "正在安装" not in second.stderr
    assert (checkout / STAMP).stat().st_mtime_ns == before


def test_a_changed_lock_file_is_installed(checkout):
    wheels = checkout.parent / "wheels"
    more = toy.wheel(checkout.parent, "abacus", {})
    toy.write_lock(checkout, *wheels.glob("granian*"), more)

    assert "正在安装" in toy.run(checkout, "manage", "nothing").stderr

    python = checkout / ".venv" / "bin" / "python"
    assert subprocess.run([python, "-c", "import abacus"], check=False).returncode == 0


def test_a_package_with_another_hash_is_refused_in_one_clear_line(checkout):
    toy.wheel(checkout.parent, "abacus", {})
    (checkout / "requirements.lock").write_text(f"abacus==1.0 --hash=sha256:{'0' * 64}\n")

    refused = toy.run(checkout, "due", "2026-09-18", "+20wd")

    assert (refused.returncode, refused.stdout) == (1, "")
    assert refused.stderr.splitlines()[-1].startswith("明堂：依赖没有装上")


def test_a_set_up_that_was_cut_off_is_done_afresh(checkout):
    half = checkout / ".venv" / "lib" / "half-installed"
    half.touch()
    (checkout / ".venv" / ".installing").touch()

    again = toy.run(checkout, "due", "2026-09-18", "+20wd")

    assert (again.returncode, again.stdout) == (0, "2026-10-22\n"), again.stderr
    assert "上次安装没有完成" in again.stderr
    assert not half.exists()


@pytest.mark.parametrize(
    ("kill", "how"),
    [(os.killpg, signal.SIGKILL), (os.killpg, signal.SIGINT), (os.kill, signal.SIGKILL)],
)
def test_set_up_can_be_killed_at_any_time_and_heals(tmp_path, start, kill, how):
    checkout = toy.make(tmp_path)
    environment = toy.environment(checkout)
    process = start(checkout / "bin" / "mingtang", "manage", "nothing", env=environment)
    wait_for((checkout / ".venv" / ".installing").exists)

    kill(process.pid, how)
    process.wait(20)
    healed = toy.run(checkout, "due", "2026-09-18", "+20wd")

    assert (healed.returncode, healed.stdout) == (0, "2026-10-22\n"), healed.stderr


def test_two_set_ups_at_once_wait_for_each_other(tmp_path, start):
    checkout = toy.make(tmp_path)
    command = [checkout / "bin" / "mingtang", "due", "2026-09-18", "+20wd"]
    environment = toy.environment(checkout)

    both = [start(*command, env=environment) for _ in range(2)]
    said = [process.communicate(timeout=120) for process in both]

    assert [process.returncode for process in both] == [0, 0], said
    assert [out for out, _ in said] == ["2026-10-22\n"] * 2
    assert sum("正在安装依赖" in err for _, err in said) == 1
    assert sum("等它完成" in err for _, err in said) >= 1


def test_an_environment_that_does_not_work_is_made_anew(checkout):
    python = checkout / ".venv" / "bin" / "python"
    python.unlink()
    python.symlink_to("/nonexistent/python3.9")

    mended = toy.run(checkout, "due", "2026-09-18", "+20wd")

    assert mended.stdout == "2026-10-22\n", mended.stderr


def test_another_python_beneath_the_environment_is_noticed(checkout):
    stamp = checkout / STAMP
    stamp.write_text(json.dumps(json.loads(stamp.read_text()) | {"python": "/usr/bin/python3.9"}))

    assert "正在安装" in toy.run(checkout, "manage", "nothing").stderr


def test_it_works_from_elsewhere_through_a_link_beside_a_foreign_environment(tmp_path):
    checkout = toy.make(tmp_path)
    link = tmp_path / "mt"
    link.symlink_to(checkout / "bin" / "mingtang")
    foreign = {"VIRTUAL_ENV": "/opt/old", "PYTHONHOME": "", "PIP_USER": "1", "PIP_TARGET": "/x"}

    done = subprocess.run(
        [link, "due", "2026-09-18", "+20wd"],
        cwd="/",
        env=toy.environment(checkout, **foreign),
        capture_output=True,
        text=True,
        check=False,
    )

    assert (done.returncode, done.stdout) == (0, "2026-10-22\n"), done.stderr


def test_a_checkout_that_was_moved_still_works(checkout, tmp_path):
    moved = shutil.move(checkout, tmp_path / "elsewhere")

    assert toy.run(moved, "due", "2026-09-18", "+20wd").stdout == "2026-10-22\n"


def test_an_environment_of_ones_own_is_used_as_it_is(tmp_path, checkout):
    own = checkout / ".venv" / "bin" / "python"
    bare = toy.make(tmp_path)

    done = toy.run(bare, "due", "2026-09-18", "+20wd", MINGTANG_PYTHON=str(own))

    assert done.stdout == "2026-10-22\n", done.stderr
    assert not (bare / ".venv").exists()
