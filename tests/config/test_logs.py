import json
import logging
import sys

import pytest

from config.logs import JsonLine, PlainLine, mask


@pytest.mark.parametrize(
    ("said", "masked"),
    [
        ("证号 110101199003070000，已核", "证号 [身份证号]，已核"),
        ("11010119900307000X", "[身份证号]"),
        ("１１０１０１１９９００３０７０００Ｘ", "[身份证号]"),
        ("电话13800138000转2", "电话[手机号]转2"),
        ("138 0013 8000 或 138-0013-8000", "[手机号] 或 [手机号]"),
        ("+86 13800138000", "[手机号]"),
        ("写信给 li.si+a@mail.example.cn。", "写信给 [邮箱]。"),
        ("索引号 2026-0000123，第 1234567890123456789 次", None),
        ("2026-09-18 12:00:00.123456", None),
        ("110000000000000000000", None),
    ],
)
def test_personal_data_is_masked_and_other_numbers_stay(said, masked):
    assert mask(said) == (masked or said)


def record(message, *args, exc_info=None):
    return logging.LogRecord(
        "mingtang.cases", logging.ERROR, __file__, 1, message, args, exc_info=exc_info
    )


def failure(text):
    try:
        raise ValueError(text)
    except ValueError:
        return sys.exc_info()


@pytest.mark.parametrize("form", [PlainLine, JsonLine])
def test_arguments_and_tracebacks_are_masked_too_and_a_record_is_one_line(form):
    broken = record("from %s", "li@example.cn", exc_info=failure("13800138000"))

    line = form().format(broken)

    assert "\n" not in line
    assert "[邮箱]" in line
    assert "[手机号]" in line
    assert "li@example.cn" not in line
    assert "13800138000" not in line


@pytest.mark.parametrize("form", [PlainLine, JsonLine])
def test_what_was_typed_cannot_start_a_record_or_turn_the_terminal(form):
    line = form().format(record("asked for %s", "a\r\nERROR root: owned\x1b[2J\u202e"))

    assert not {"\r", "\n", "\x1b", "\u202e"} & set(line)


def test_a_record_for_programs_is_one_json_object():
    said = json.loads(JsonLine().format(record("published %s", "甲")))

    assert said["said"] == "published 甲"
    assert (said["level"], said["logger"]) == ("ERROR", "mingtang.cases")
    assert "trace" not in said
