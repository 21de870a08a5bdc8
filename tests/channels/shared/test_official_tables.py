import pytest

from mingtang.catalogue import tables
from mingtang.catalogue.rules.official.columns import Printed
from mingtang.channels.shared.missing import Missing
from mingtang.channels.shared.official_tables import table_response


def test_a_file_that_cannot_be_made_now_is_said_to_be_so(monkeypatch):
    tables._written.clear()
    monkeypatch.setattr(tables, "QUEUE", 0.01)
    with tables._free:
        response = table_response("目录", Printed([]), "xlsx")

    assert response.status_code == 503
    assert "请过几秒再试" in response.content.decode()
    assert response.headers["Retry-After"] == "10"
    assert response.headers["Cache-Control"] == "no-store"


def test_another_form_is_nowhere():
    with pytest.raises(Missing, match="没有别的格式"):
        table_response("目录", [], "pdf")
