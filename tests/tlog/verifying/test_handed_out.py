import io
import json
import runpy
import shutil
import subprocess
import sys
import zipfile

import pytest

from tests.architecture.tree import ROOT
from tests.tlog import making
from tlog.verifying import commands
from tlog.verifying.handed_out import one_file

ITS_PARTS = {"_cffi_backend", "_openssl"}  # what cryptography itself is made of
IMPORTED = """
import sys
before = set(sys.modules)
sys.path.insert(0, sys.argv[1])
import tlog.verifying.commands
names = {name.split(".")[0] for name in set(sys.modules) - before}
print(*sorted(names - sys.stdlib_module_names))
"""


def run(*command, cwd):
    return subprocess.run(
        [str(part) for part in command], cwd=cwd, capture_output=True, text=True, check=False
    )


@pytest.fixture
def handed(tmp_path, capsys):
    """The file alone in a folder of its own."""
    folder = tmp_path / "empty"
    folder.mkdir()
    assert commands.main(["write", str(folder / "verify.pyz"), "--json"]) == 0
    capsys.readouterr()
    return folder / "verify.pyz"


def test_the_verifier_takes_nothing_but_the_standard_library_and_cryptography(tmp_path):
    done = run(sys.executable, "-I", "-c", IMPORTED, ROOT, cwd=tmp_path)

    assert done.stderr == ""
    assert set(done.stdout.split()) <= {"tlog", "cryptography", *ITS_PARTS}
    assert "cryptography" in done.stdout.split()


def test_it_is_the_same_bytes_each_time_and_its_sources_can_be_read(handed):
    content = handed.read_bytes()

    assert content == one_file() == one_file()
    assert content.startswith(b"#!/usr/bin/env python3\n")
    assert b"def root_from_inclusion(" in content
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = archive.namelist()
        own = {name: archive.read(name) for name in names}
        written = {entry.date_time for entry in archive.infolist()}
    assert written == {(1980, 1, 1, 0, 0, 0)}  # not when it was made
    assert names[0] == "__main__.py"
    assert names[1:] == sorted(names[1:])
    wanted = {
        str(path.relative_to(ROOT)): path.read_bytes() for path in (ROOT / "tlog").rglob("*.py")
    }
    assert own == wanted | {"__main__.py": wanted["tlog/verifying/__main__.py"]}


def test_what_is_said_when_it_was_written(tmp_path, capsys):
    assert commands.main(["write", str(tmp_path / "v.pyz"), "--lang", "en"]) == 0
    said = capsys.readouterr().out
    assert f"python3 {tmp_path / 'v.pyz'} --help" in said
    assert "everything holds" not in said
    assert (tmp_path / "v.pyz").stat().st_mode & 0o777 == 0o755
    assert commands.main(["write", str(tmp_path), "--lang", "zh"]) == 3
    assert "写不进去" in capsys.readouterr().err


def test_alone_in_an_empty_folder_it_checks_a_log_and_writes_itself_on(handed, log, policy_file):
    making.publish(log, [making.act(0)], making.LOG, making.W1, making.W2)
    asked = ("log", log.path, "--policy", policy_file, "--json")
    good = run(sys.executable, "-I", "verify.pyz", *asked, cwd=handed.parent)
    again = run(sys.executable, "-I", "verify.pyz", "write", "next.pyz", cwd=handed.parent)
    (log.path / "tile/entries/000.p/1").write_bytes(b"")
    found = run(sys.executable, "-I", "verify.pyz", *asked, cwd=handed.parent)
    usage = run(sys.executable, "-I", "verify.pyz", cwd=handed.parent)
    gone = run(sys.executable, "-I", "verify.pyz", "log", "nowhere", cwd=handed.parent)

    assert good.returncode == 0, good.stderr
    assert json.loads(good.stdout)["holds"] is True
    assert again.returncode == 0, again.stderr
    assert (handed.parent / "next.pyz").read_bytes() == handed.read_bytes()
    assert [found.returncode, usage.returncode, gone.returncode] == [1, 2, 3]
    assert json.loads(found.stdout)["findings"][0]["kind"] == "bundle"


def test_it_is_a_program_that_is_run_by_its_name(handed):
    if shutil.which("python3") is None:
        pytest.skip("there is no python3 on the path")
    done = run(handed, cwd=handed.parent)
    assert done.returncode in {2, 3}
    assert "Traceback" not in done.stderr


def test_without_cryptography_it_says_what_is_missing(handed, monkeypatch, capsys):
    done = run(sys.executable, "-I", "-S", "verify.pyz", "log", ".", cwd=handed.parent)
    assert done.returncode == 3
    assert "cryptography is missing: pip install cryptography" in done.stderr
    assert "缺少 cryptography" in done.stderr

    for name in [name for name in sys.modules if name.startswith("tlog.verifying.commands")]:
        monkeypatch.setitem(sys.modules, name, None)
    with pytest.raises(SystemExit) as told:
        runpy.run_module("tlog.verifying", run_name="__main__")
    assert told.value.code == 3
    assert "is missing" in capsys.readouterr().err
