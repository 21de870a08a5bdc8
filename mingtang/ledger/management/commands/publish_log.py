"""`publish_log`: puts what was recorded before everyone's eyes, seconds after it happened."""

import logging
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import Error as DatabaseTrouble
from django.db import close_old_connections

from mingtang.foundation.stopping import Stopped, until_told
from mingtang.ledger import queries
from mingtang.ledger.beside import rules_in
from mingtang.ledger.tasks import Publisher, folder_of
from tlog.errors import Broken
from tlog.signing import AskSigner

logger = logging.getLogger(__name__)

LOOK_EVERY = 1.0
# What went wrong once is tried again, less often.
AFTER_TROUBLE = 5.0


class Command(BaseCommand):
    help = "Publishes the logs of all counties, until told to stop."
    requires_system_checks = ()  # they would load every page, for as long as this runs

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--once", action="store_true", help="what is new now, and end")

    def handle(self, *_args: Any, **options: Any) -> None:
        publishers: dict[str, Publisher] = {}
        if options["once"]:
            _turn(publishers)
            return
        try:
            with until_told() as stopping:
                while not stopping.is_set():
                    stopping.wait(LOOK_EVERY if _turn(publishers) else AFTER_TROUBLE)
        except Stopped:
            logger.info("Broke off what was being published; it will be published again")


def _turn(publishers: dict[str, Publisher]) -> bool:
    """Whether all went well."""
    try:
        sizes = queries.sizes()
    except DatabaseTrouble:
        logger.exception("The database does not answer")
        close_old_connections()
        return False
    went = [_publish(publishers, origin, size) for origin, size in sizes.items()]
    return all(went)


def _publish(publishers: dict[str, Publisher], origin: str, size: int) -> bool:
    """One log that cannot be published keeps no other waiting."""
    publisher = publishers.get(origin) or _publisher(origin)
    publishers[origin] = publisher
    problem = None
    try:
        publisher.turn(size)
    except Broken as found:
        logger.error("The log %s is not published: %s", origin, found.english)
        problem = found
        del publishers[origin]
    except DatabaseTrouble:
        logger.exception("The log %s is not published", origin)
        del publishers[origin]
        return False
    try:
        publisher.state(problem)
    except Broken as found:
        logger.error("How the log is cannot be told: %s", found.english)
    return problem is None


def _publisher(origin: str) -> Publisher:
    return Publisher(
        origin,
        folder_of(settings.LEDGER_FOLDER, origin),
        AskSigner(settings.LEDGER_SIGNER),
        rules=rules_in(settings.LEDGER_POLICY),
    )
