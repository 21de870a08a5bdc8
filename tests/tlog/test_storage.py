import multiprocessing
import subprocess
import sys

import pytest

from tlog import storage
from tlog.errors import Broken


def test_a_file_is_whole_under_its_name_with_the_rights_asked_for(tmp_path):
    path = tmp_path / "new" / "file"
    storage.write_whole(path, b"content", mode=0o600)
    storage.write_whole(path, b"other", mode=0o600)

    assert storage.read_file(path) == b"other"
    assert path.stat().st_mode & 0o777 == 0o600
    assert storage.names_in(path.parent) == ["file"]


FULL = """
import resource, signal, sys
from pathlib import Path
from tlog import storage
from tlog.errors import Broken
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))
try:
    storage.write_whole(Path(sys.argv[1]), bytes(101))
except Broken as problem:
    print(problem)
"""


def test_what_does_not_fit_leaves_what_stood_there_and_no_rest(tmp_path):
    path = tmp_path / "file"
    path.write_bytes(b"before")
    said = subprocess.run(
        [sys.executable, "-c", FULL, path], capture_output=True, text=True, check=True
    ).stdout

    assert "写不进去" in said
    assert "check free space" in said
    assert path.read_bytes() == b"before"
    assert storage.names_in(tmp_path) == ["file"]


def test_where_there_is_no_folder_to_be_had_nothing_is_written(tmp_path):
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(Broken, match="cannot be written"):
        storage.write_whole(tmp_path / "file" / "below", b"")
    with pytest.raises(Broken, match="cannot be opened"):
        storage.make_folder(tmp_path / "file")
    with pytest.raises(Broken, match="cannot be opened"):
        storage.names_in(tmp_path / "file")


def test_what_cannot_be_read_is_told_from_what_is_not_there(tmp_path):
    assert storage.read_if_there(tmp_path / "none") is None
    assert storage.names_in(tmp_path / "none") == []
    with pytest.raises(Broken, match="No such file"):
        storage.read_file(tmp_path / "none")
    for read in (storage.read_file, storage.read_if_there):
        with pytest.raises(Broken, match="cannot be opened"):
            read(tmp_path)


def _add_one(folder, times):
    for _time in range(times):
        with storage.held(folder / ".lock"):
            count = int((folder / "count").read_text())
            (folder / "count").write_text(str(count + 1))


def test_one_process_at_a_time_holds_it(tmp_path):
    (tmp_path / "count").write_text("0")
    context = multiprocessing.get_context("spawn")
    several = [context.Process(target=_add_one, args=(tmp_path, 50)) for _one in range(3)]
    for one in several:
        one.start()
    for one in several:
        one.join()

    assert [one.exitcode for one in several] == [0, 0, 0]
    assert (tmp_path / "count").read_text() == "150"


def test_a_lock_that_cannot_be_opened_is_not_held(tmp_path):
    with pytest.raises(Broken, match="cannot be opened"), storage.held(tmp_path / "none" / "lock"):
        pytest.fail("held")
