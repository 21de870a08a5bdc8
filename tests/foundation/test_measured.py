import pytest

from mingtang.foundation.measured import measured


@pytest.mark.parametrize(
    ("written", "unit", "shown"),
    [
        ("762", "元", "762元"),
        ("1234567.50", "元", "1,234,567.50元"),
        ("12,500", "万元", "12,500万元"),
        ("-8000", "", "-8,000"),
        ("约3万", "元", "约3万"),
        ("895批次", "批次", "895批次"),
        ("", "件", ""),
    ],
)
def test_a_figure_has_commas_and_its_unit(written, unit, shown):
    assert measured(written, unit) == shown
