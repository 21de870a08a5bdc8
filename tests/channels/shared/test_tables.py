import csv
import datetime
import io

from mingtang.channels.shared.tables import csv_response


def lines_of(response):
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text)))


def test_a_table_comes_line_by_line_with_its_day_in_the_name():
    response = csv_response("任务", datetime.date(2026, 11, 26), [("机关", "件"), ("甲,局", 3)])

    assert response.headers["Content-Disposition"].endswith("-2026-11-26.csv")
    assert lines_of(response) == [["机关", "件"], ["甲,局", "3"]]


def test_spreadsheets_are_told_that_it_is_utf_8():
    response = csv_response("x", datetime.date(2026, 11, 26), [("机关",)])

    assert b"".join(response.streaming_content).startswith(b"\xef\xbb\xbf")


def test_no_cell_is_ever_run_as_a_formula():
    response = csv_response(
        "x", datetime.date(2026, 11, 26), [("=1+1", "@a", "-b", -3, None, "丙")]
    )

    assert lines_of(response) == [["'=1+1", "'@a", "'-b", "-3", "", "丙"]]
