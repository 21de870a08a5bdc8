"""How anyone makes the scoreboard again without us: the program, and what to type."""

from functools import cache

from django.urls import reverse

from scoreboard.handed_out import one_file

TOOL_NAME = "mingtang-scoreboard.pyz"


@cache
def tool() -> bytes:
    return one_file()


def recomputing(site: str) -> dict[str, object]:
    """`site` is the address that the program is given, with a slash at its end."""
    return {
        "tool_name": TOOL_NAME,
        "tool_address": reverse("website:scoreboard-tool"),
        "tool_command": f"python3 {TOOL_NAME} {site}",
    }
