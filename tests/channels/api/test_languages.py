"""Programs are answered in the language that they ask for."""

import pytest

from tests.factories.organs import CountyFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("header", "language", "said"),
    [
        ("en-GB,en;q=0.9", "en", "whole number"),
        ("zh-CN,zh;q=0.9,en;q=0.8", "zh-Hans", "整数"),
        ("zh-TW", "zh-Hant", "整數"),
        ("fr, en;q=0.5", "en", "whole number"),
        ("fr", "zh-Hans", "整数"),
        ("", "zh-Hans", "整数"),
        ("*", "zh-Hans", "整数"),
    ],
)
def test_a_program_is_answered_in_the_language_it_asks_for(client, header, language, said):
    county = CountyFactory()
    answer = client.get(
        "/api/v1/duties?after=x", HTTP_HOST=county.host, HTTP_ACCEPT_LANGUAGE=header
    )
    assert answer.status_code == 400
    assert answer.headers["Content-Language"] == language
    assert "Accept-Language" in answer.headers["Vary"]
    assert said in answer.json()["error"]
