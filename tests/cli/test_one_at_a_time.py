import os
import subprocess
import sys

from mingtang_cli import one_at_a_time


def test_a_lock_lasts_as_long_as_the_program_it_was_handed_to(tmp_path):
    path = tmp_path / "lock"
    sleeping = [sys.executable, "-c", "import time; time.sleep(60)"]
    with one_at_a_time.waiting_for(path, chinese="等", english="waiting") as lock:
        child = subprocess.Popen(sleeping, pass_fds=[lock])

    while_it_runs = one_at_a_time.try_to_hold(path, "ours")
    child.kill()
    child.wait()

    assert while_it_runs is False
    assert one_at_a_time.try_to_hold(path, "ours") is True
    assert path.read_text() == "ours"


def test_a_free_lock_is_taken_without_a_word(tmp_path, capsys):
    with one_at_a_time.waiting_for(tmp_path / "lock", chinese="等", english="waiting") as lock:
        assert os.fstat(lock).st_size == 0

    assert capsys.readouterr().err == ""
