import pytest

from mingtang.bench.figures import Baseline, Figure, Of, Target, at_least_as_good, at_most


def figure(value, **given):
    return Figure(name="x.y", chinese="某", english="some", value=value, unit="s", **given)


def beside(value):
    return Baseline("裸", "bare", value)


@pytest.mark.parametrize(("value", "met"), [(59, True), (60, True), (60.1, False)])
def test_a_value_at_its_bound_is_good(value, met):
    assert figure(value, target=at_most(60)).is_met is met


@pytest.mark.parametrize(("value", "met"), [(99, False), (100, True), (101, True)])
def test_a_ratio_is_to_the_baseline_of_the_same_run(value, met):
    measured = figure(value, target=at_least_as_good(), baseline=beside(100))

    assert measured.ratio == value / 100
    assert measured.is_met is met


def test_a_ratio_measured_turn_by_turn_stands_above_that_of_the_medians():
    measured = figure(90, target=at_least_as_good(), baseline=beside(100), measured_ratio=1.1)

    assert measured.ratio == 1.1
    assert measured.is_met


def test_a_ratio_without_a_baseline_is_missed():
    assert figure(1, target=Target(Of.RATIO, 1, at_least=True)).is_met is False


def test_where_nothing_is_asked_nothing_is_missed():
    assert figure(1).is_met is None
