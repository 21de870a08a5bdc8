"""One line for each record, on standard error, with personal data masked.

Masked in the finished line, so that arguments, addresses and tracebacks are covered alike.
"""

import json
import logging
import re

# Also in full-width digits; +86 and the usual gaps in a mobile number are part of it.
MASKS = (
    (re.compile(r"(?<!\d)\d{17}[\dXxＸｘ](?!\d)"), "[身份证号]"),
    (re.compile(r"(?<!\d)(?:\+?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}(?!\d)"), "[手机号]"),
    (re.compile(r"[\w.+%-]+@[\w-]+(?:\.[\w-]+)+"), "[邮箱]"),
)
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


def mask(text: str) -> str:
    """The text without identity numbers, mobile numbers and e-mail addresses."""
    for pattern, instead in MASKS:
        text = pattern.sub(instead, text)
    return text


def on_one_line(text: str) -> str:
    """What a visitor typed cannot start a record of its own, or turn the terminal around."""
    return CONTROL.sub(lambda found: _escaped(found.group()), text)


def _escaped(character: str) -> str:
    return "\\n" if character == "\n" else character.encode("unicode_escape").decode()


class PlainLine(logging.Formatter):
    """For a person at a terminal."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s")

    def format(self, record: logging.LogRecord) -> str:
        return on_one_line(mask(super().format(record)))


class JsonLine(logging.Formatter):
    """For a program that collects logs."""

    def format(self, record: logging.LogRecord) -> str:
        line = {
            "at": self.formatTime(record, "%Y-%m-%dT%H:%M:%S%z"),
            "level": record.levelname,
            "logger": record.name,
            "said": mask(record.getMessage()),
        }
        if record.exc_info:
            line["trace"] = mask(self.formatException(record.exc_info))
        return on_one_line(json.dumps(line, ensure_ascii=False))
