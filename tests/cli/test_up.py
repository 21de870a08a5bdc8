import json
import os
import signal
import socket
import stat

import pytest

from tests.cli import toy
from tests.cli.watching import is_alive, wait_for


@pytest.fixture
def up(checkout, start, free_port):
    """Starts the toy server; gives the process when it has said `ready`."""

    def begin(*arguments, **given):
        process = start(
            checkout / "bin" / "mingtang",
            *("up", "--port", str(free_port), *arguments),
            env=toy.environment(checkout, **given),
        )
        assert process.stdout.readline() == f"ready: http://127.0.0.1:{free_port}/\n", (
            process.stderr.read()
        )
        return process

    return begin


def served(checkout, folder="var"):
    return json.loads((checkout / folder / "served.json").read_text())


def managed(checkout):
    return (checkout / "var" / "managed.txt").read_text().splitlines()


def worker_of(checkout):
    path = checkout / "var" / "worker.pid"
    return wait_for(lambda: path.exists() and int(path.read_text() or 0))


def test_it_is_production_and_plain_http_on_this_machine_alone(checkout, up):
    up(MINGTANG_DEBUG="1", MINGTANG_TLS="")

    env = served(checkout)["env"]
    assert "MINGTANG_DEBUG" not in env
    assert env["MINGTANG_TLS"] == "0"
    assert env["MINGTANG_HOSTS"] == "127.0.0.1,localhost"
    assert len(env["MINGTANG_SECRET_KEY"]) > 50


def test_what_the_administrator_has_set_is_kept(checkout, up):
    up(MINGTANG_TLS="1", MINGTANG_HOSTS="open.example.gov.cn", DATABASE_URL="postgresql://db/mt")

    env = served(checkout)["env"]
    assert env["MINGTANG_TLS"] == "1"
    assert env["MINGTANG_HOSTS"] == "open.example.gov.cn,127.0.0.1,localhost"
    assert env["DATABASE_URL"] == "postgresql://db/mt"


def test_ctrl_c_ends_every_child(checkout, up):
    toy.add_command(checkout, "run_jobs")
    process = up()
    children = [served(checkout)["pid"], worker_of(checkout)]

    process.send_signal(signal.SIGINT)

    assert process.wait(15) == 0
    assert not any(is_alive(pid) for pid in children)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_other_ways_of_being_told_to_stop_do_too(checkout, up, number):
    process = up()

    process.send_signal(number)

    assert process.wait(15) == 0
    assert not is_alive(served(checkout)["pid"])


def test_kill_9_leaves_no_children(checkout, up):
    toy.add_command(checkout, "run_jobs")
    process = up()
    children = [served(checkout)["pid"], worker_of(checkout)]

    process.kill()

    wait_for(lambda: not any(is_alive(pid) for pid in children))


def test_a_child_that_dies_is_restarted_and_this_is_said(checkout, up):
    process = up()
    first = served(checkout)["pid"]

    os.kill(first, signal.SIGKILL)

    second = wait_for(lambda: (pid := served(checkout)["pid"]) != first and pid)
    assert is_alive(second)
    process.send_signal(signal.SIGINT)
    assert "意外退出（代码 -9），1 秒后重新启动" in process.communicate(timeout=120)[1]


def test_a_port_in_use_is_one_clear_line_with_the_mend(checkout):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]

        refused = toy.run(checkout, "up", "--port", str(port))

    assert (refused.returncode, refused.stdout) == (1, "")
    assert refused.stderr.count("\n") == 1
    assert f"--port {port + 1}" in refused.stderr


def test_a_second_server_on_the_same_data_is_refused(checkout, up):
    up()

    refused = toy.run(checkout, "up", "--port", "0")

    assert refused.returncode == 1
    assert "这个数据目录已有明堂在运行" in refused.stderr


def test_an_address_that_is_not_ours_is_refused(checkout):
    refused = toy.run(checkout, "up", "--host", "192.0.2.1")

    assert refused.returncode == 1
    assert "不能在 192.0.2.1:8000 上监听" in refused.stderr


def test_a_server_that_cannot_start_ends_up_with_its_reason(checkout):
    wheel = toy.wheel(checkout.parent, "granian", {"granian/__main__.py": "raise SystemExit(7)"})
    toy.write_lock(checkout, wheel)
    (checkout / ".venv" / ".installing").touch()

    refused = toy.run(checkout, "up")

    assert (refused.returncode, refused.stdout) == (1, "")
    assert "网站无法启动（退出代码 7）" in refused.stderr


def test_the_second_start_repeats_nothing_and_keeps_the_key(checkout, up):
    up().send_signal(signal.SIGINT)
    key = wait_for((checkout / "var" / "secret_key").read_text)
    wait_for(lambda: not is_alive(served(checkout)["pid"]))
    (checkout / "var" / "managed.txt").unlink()

    up()

    assert not (checkout / "var" / "managed.txt").exists()
    assert (checkout / "var" / "secret_key").read_text() == key
    assert stat.S_IMODE((checkout / "var" / "secret_key").stat().st_mode) == 0o600
    assert stat.S_IMODE((checkout / "var").stat().st_mode) == 0o700
    assert stat.S_IMODE((checkout / "var" / "mingtang.sqlite3").stat().st_mode) == 0o640


def test_the_demonstration_is_made_once_and_its_accounts_are_shown(checkout, up):
    for name in ("make_demo_county", "demo_accounts"):
        toy.add_command(checkout, name)

    process = up()

    assert process.stdout.readline() == "clerk / secret\n"
    assert managed(checkout).count("make_demo_county") == 1
    process.send_signal(signal.SIGINT)
    process.wait(15)
    up()
    assert managed(checkout).count("make_demo_county") == 1


def test_a_county_that_began_empty_never_gets_the_demonstration(checkout, up):
    toy.add_command(checkout, "make_demo_county")
    process = up("--empty")
    process.send_signal(signal.SIGINT)
    process.wait(15)

    up()

    assert "make_demo_county" not in managed(checkout)


def test_the_data_directory_can_be_elsewhere(checkout, up, tmp_path):
    up("--data", str(tmp_path / "资料 data"))

    assert (tmp_path / "资料 data" / "mingtang.sqlite3").exists()
    assert not (checkout / "var").exists()


def test_a_data_directory_that_cannot_be_is_one_clear_line(checkout):
    refused = toy.run(checkout, "up", "--data", "/proc/nowhere")

    assert refused.returncode == 1
    assert refused.stderr.count("\n") == 1
    assert "--data" in refused.stderr


def test_listening_to_all_answers_to_this_machines_own_name(checkout, start, free_port):
    process = start(
        *(checkout / "bin" / "mingtang", "up", "--host", "0.0.0.0", "--port", str(free_port)),
        env=toy.environment(checkout),
    )

    assert process.stdout.readline() == f"ready: http://127.0.0.1:{free_port}/\n"
    assert socket.gethostname() in served(checkout)["env"]["MINGTANG_HOSTS"].split(",")
    assert "0.0.0.0" not in served(checkout)["env"]["MINGTANG_HOSTS"]
    process.send_signal(signal.SIGINT)
    assert "MINGTANG_TLS=1" in process.communicate(timeout=120)[1]


@pytest.mark.parametrize("wrong", [["--workers", "0"], ["--port", "many"], ["--nonsense"]])
def test_what_makes_no_sense_is_refused_before_anything_is_done(checkout, wrong):
    refused = toy.run(checkout, "up", *wrong)

    assert (refused.returncode, refused.stdout) == (2, "")
    assert not (checkout / "var").exists()


def test_missing_fonts_are_named_and_stop_nothing(checkout, up, tmp_path):
    (tmp_path / "dpkg-query").write_text("#!/bin/sh\nexit 1\n")
    (tmp_path / "dpkg-query").chmod(0o755)

    process = up(PATH=f"{tmp_path}:{os.environ['PATH']}")

    process.send_signal(signal.SIGINT)
    assert "apt-get install fonts-noto-cjk" in process.communicate(timeout=120)[1]
