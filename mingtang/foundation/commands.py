"""Commands that a person types: a wrong one too is answered in words of ours."""

import json
import sys
from typing import Any, NoReturn

from django.core.management.base import BaseCommand, CommandError, CommandParser

REFUSED = 2


class PersonsCommand(BaseCommand):
    """Needs no database to say what is wrong. `how` tells how the command is written.

    What cannot be done ends with code 2: a sentence on standard error, or with --json one object
    on standard output and nothing else.
    """

    requires_system_checks = ()
    how = ""

    def run_from_argv(self, argv: list[str]) -> None:
        try:
            super().run_from_argv(argv)
        except CommandError:
            self.refuse(self.how, as_json=any("--json".startswith(part) for part in argv[2:]))

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        """One that raises where Django's would print its own words and end."""
        parser = super().create_parser(prog_name, subcommand, **kwargs)
        parser.called_from_command_line = False
        return parser

    def refuse(self, reason: str, *, as_json: bool) -> NoReturn:
        if as_json:
            self.stdout.write(json.dumps(self.refusal(reason), ensure_ascii=False))
        else:
            self.stderr.write(reason)
        sys.exit(REFUSED)

    def refusal(self, reason: str) -> dict[str, object]:
        """What --json says of it."""
        return {"error": reason}
