import pytest

from mingtang.foundation.tables import read
from mingtang.issued.rules.tables import LAYOUT

LINE = ["示发〔2026〕1号", "收费办法", "2026-09-18", "主动公开", "x"]


def test_the_template_is_a_head_that_is_read_again():
    assert read([LAYOUT.head, LINE], LAYOUT).rows != []
    assert len(LAYOUT.widths) == len(LAYOUT.head)
    assert "密级" not in LAYOUT.head


@pytest.mark.parametrize("name", sorted({name for name, _text in LAYOUT.notes}))
def test_notes_speak_of_columns(name):
    known = {*LAYOUT.head, "不予公开的依据", "依申请公开的依据"}

    assert name in known
