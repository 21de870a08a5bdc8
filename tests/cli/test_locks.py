import re
import tomllib

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.architecture.tree import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
RUNTIME = PROJECT["project"]["dependencies"]
TESTS = PROJECT["dependency-groups"]["dev"]
PINNED = re.compile(r"^([A-Za-z0-9._-]+)==([^ ;\\]+)", re.MULTILINE)
BOTH = ["requirements.lock", "requirements-dev.lock"]


def pins(name):
    """Name and versions: there can be one for each of several Pythons."""
    found = {}
    for package, version in PINNED.findall((ROOT / name).read_text()):
        found.setdefault(canonicalize_name(package), []).append(version)
    return found


def is_met(asked, pinned):
    versions = pinned.get(canonicalize_name(asked.name), [])
    return any(asked.specifier.contains(version) for version in versions)


@pytest.mark.parametrize(
    ("name", "wanted"), [(BOTH[0], RUNTIME), (BOTH[1], RUNTIME), (BOTH[1], TESTS)]
)
def test_the_lock_holds_what_the_project_asks_for(name, wanted):
    """When this fails: bin/mingtang lock."""
    pinned = pins(name)
    missing = [
        asked
        for asked in map(Requirement, wanted)
        if not any(
            asked.specifier.contains(v) for v in pinned.get(canonicalize_name(asked.name), [])
        )
    ]
    assert missing == []


def test_the_tests_run_on_what_is_installed():
    runtime, tests = pins(BOTH[0]), pins(BOTH[1])
    assert {name: tests.get(name) for name in runtime} == runtime


@pytest.mark.parametrize("name", BOTH)
def test_the_lock_names_no_address_and_every_package_has_its_hashes(name):
    text = (ROOT / name).read_text()
    blocks = re.split(r"\n(?=[A-Za-z])", text)

    assert "http" not in text
    assert "://" not in text
    assert "--index" not in text
    assert all("--hash=sha256:" in block for block in blocks if "==" in block)


def test_a_compiled_package_has_wheels_for_more_than_one_machine():
    text = (ROOT / BOTH[0]).read_text()
    granian = next(block for block in re.split(r"\n(?=[A-Za-z])", text) if "granian==" in block)

    assert granian.count("--hash") > 10
