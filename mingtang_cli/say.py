"""What the command line says. Standard output belongs to the command; all else goes to stderr."""

import sys


class Refused(Exception):  # noqa: N818 - reads as a sentence where it is raised
    """The command cannot go on. The words say why, and how to mend it, in both languages."""

    def __init__(self, chinese: str, english: str, *, code: int = 1) -> None:
        super().__init__(f"{chinese} / {english}")
        self.code = code


def say(chinese: str, english: str) -> None:
    """One line for the person at the terminal."""
    _line(f"明堂：{chinese} / {english}")


def say_refusal(refusal: Refused) -> None:
    _line(f"明堂：{refusal}")


def result(text: str) -> None:
    """One line of what the command was asked for, on standard output, at once."""
    print(text, flush=True)


def speak_any_script() -> None:
    """A terminal in a script of its own shows what it can, and never stops a command."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")


def _line(text: str) -> None:
    print(text, file=sys.stderr, flush=True)
