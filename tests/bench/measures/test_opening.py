import datetime

import pytest

from mingtang.bench import postgres
from mingtang.bench.ground import Ground
from mingtang.bench.measures.opening import measure


def told(tmp_path, find):
    said = []
    ground = Ground(tmp_path, datetime.date(2026, 11, 26), said.append)
    return list(measure(ground, organs=2, items=2, find=find)), said


def test_without_a_server_nothing_is_measured_and_it_is_said_so(tmp_path):
    assert told(tmp_path, lambda: None) == ([], [postgres.NOT_THERE])


def test_a_small_county_is_opened_as_a_large_one_is(tmp_path):
    if postgres.server() is None:
        pytest.skip(postgres.NOT_THERE)

    figures, _said = told(tmp_path, postgres.server)

    assert [figure.name for figure in figures] == ["opening.year", "opening.nothing_new"]
    assert all(figure.is_met for figure in figures)
    assert "48" in figures[0].english
    assert figures[0].baseline.value < figures[0].value
