"""The Opinions as the county's first publication: whole, and nothing of them changed."""

import datetime

from mingtang.demonstration.opinions import SOURCE, words

DAY = datetime.date(2025, 5, 6)


def test_title_number_and_date_are_those_of_the_document():
    said = words(DAY)

    assert said["title"] == "关于进一步推进政务公开工作的实施意见"
    assert said["document_number"] == "示政发〔2025〕1号"
    assert said["formed_on"] == DAY


def test_every_paragraph_of_the_file_is_in_the_text():
    body = words(DAY)["body"]

    paragraphs = [line for line in SOURCE.read_text().splitlines()[1:] if line.strip()]
    assert len(paragraphs) > 25
    assert [line for line in paragraphs if line.removeprefix("> ") not in body] == []


def test_where_the_text_comes_from_is_said_at_its_end():
    assert words(DAY)["body"].endswith("原发文字号和日期不详。*")
