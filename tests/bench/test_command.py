import json

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from mingtang.bench.benches import BENCHES
from mingtang.bench.figures import Figure, at_most
from mingtang.bench.management.commands import bench
from mingtang.bench.serving import NotMeasured
from tests.factories.organs import CountyFactory

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(connection.vendor != "sqlite", reason="measured on SQLite"),
]


def quick(name, value):
    return lambda ground: [
        Figure(name, "快", "quick", value, "s", target=at_most(60)),
    ]


@pytest.fixture
def benches(monkeypatch):
    """Benches that take no time: one is met, one can be told to miss."""
    made = {"good": quick("good.time", 1), "other": quick("other.time", 2)}
    monkeypatch.setattr(bench, "BENCHES", made)
    return made


def run(capsys, *words):
    call_command("bench", *words)
    return capsys.readouterr().out


def test_every_figure_is_told(benches, capsys):
    told = run(capsys)

    assert "good.time" in told
    assert "other.time" in told


def test_one_may_choose(benches, capsys):
    told = json.loads(run(capsys, "--only", "other", "--json"))

    assert [figure["name"] for figure in told["figures"]] == ["other.time"]
    assert told["met"]


def test_a_program_reads_one_object_and_nothing_else(benches, capsys):
    told = json.loads(run(capsys, "--json"))

    assert told["database"] == "sqlite"
    assert set(told["cores"]) == {"server", "visitor"}


@pytest.mark.parametrize("words", [[], ["--json"]])
def test_a_missed_target_is_exit_code_1_and_still_told(benches, capsys, words):
    benches["good"] = quick("good.time", 61)

    with pytest.raises(SystemExit) as ended:
        call_command("bench", *words)

    assert ended.value.code == 1
    assert "good.time" in capsys.readouterr().out


def test_what_could_not_be_measured_is_exit_code_2(benches):
    def broken(_ground):
        raise NotMeasured("no server")

    benches["good"] = broken

    with pytest.raises(CommandError, match="no server") as refused:
        call_command("bench")

    assert refused.value.returncode == 2


def test_a_name_that_is_none_is_refused_with_those_that_are(benches):
    with pytest.raises(CommandError, match="good,other"):
        call_command("bench", "--only", "dance")


def test_it_never_runs_where_a_person_keeps_something(benches):
    CountyFactory()

    with pytest.raises(CommandError, match="bin/mingtang bench") as refused:
        call_command("bench")

    assert refused.value.returncode == 2


def test_these_benches_there_are():
    assert list(BENCHES) == ["queries", "pages", "regions", "ledger", "opening", "memory"]
