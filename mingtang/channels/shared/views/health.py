"""`/healthz`: whether this process can serve, for the supervisor and for load balancers."""

import datetime
import json
import logging
from collections.abc import Mapping
from functools import cache

from django.conf import settings
from django.db import DatabaseError, connection  # noqa: TID251 - does the database itself answer?
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from mingtang.audit.queries import open_mismatches
from mingtang.foundation import clock
from mingtang.jobs.queries import latest_success
from mingtang.jobs.rules import is_missed
from mingtang.journeys.schedule import CHECK_RECORD
from mingtang.ledger.queries import late_entries, late_stamps, sizes
from mingtang.ledger.tasks import STATE, folder_of
from tlog.errors import Broken

logger = logging.getLogger(__name__)

# Each night, and half a day for a machine that was off then.
CHECK_IS_LATE = datetime.timedelta(hours=36)


@never_cache
@require_safe
def healthz(_request: HttpRequest) -> JsonResponse:
    """200 when the database answers and its tables are those of this code; else 503 and why."""
    reason = _why_not_well()
    if reason:
        return JsonResponse({"status": "unwell", "reason": reason}, status=503)
    # Who balances loads goes on sending; who watches sees that somebody must look.
    return JsonResponse({"status": "ok", **_record()})


def _record() -> dict[str, object]:
    """How the public record is: what does not fit it, and whether the log is being published."""
    wrong = open_mismatches()
    problems = _of_the_logs(sizes())
    said: dict[str, object] = {}
    if wrong:
        said["mismatches"] = wrong
    if problem := _of_the_check(clock.now()):
        said["check"] = problem
    if problems:
        said["log"] = problems
    if settings.STAMP_URL and (late := late_stamps(clock.now())):
        said["stamps"] = [
            f"{origin}: the latest is {day or 'none'}" for origin, day in late.items()
        ]
    return said


def _of_the_check(at: datetime.datetime) -> str:
    """Whether everything was compared with the log last night: no word of what does not fit is
    worth nothing where nobody looked. Who has just begun has until the night after the first."""
    latest = latest_success(CHECK_RECORD)
    if not is_missed(latest, since=_installed_at() or at, within=CHECK_IS_LATE, at=at):
        return ""
    when = f"last went well at {latest:%Y-%m-%d %H:%MZ}" if latest else "never went well"
    return f"the nightly check {when}; see run_jobs"


@cache
def _installed_at() -> datetime.datetime | None:
    """When the first table came into being."""
    applied = MigrationRecorder(connection).applied_migrations().values()
    return min((one.applied for one in applied), default=None)


def _of_the_logs(held: Mapping[str, int]) -> list[str]:
    """What their publisher said; and where he says nothing, what he leaves undone.

    One that hangs or never ran leaves no word: what waits in the database tells it.
    """
    shown = {origin: _published(origin) for origin in held}
    behind = {origin: size for origin, size in shown.items() if size < held[origin]}
    late = late_entries(behind, clock.now()) if behind else {}
    said = []
    for origin in held:
        if problem := _problem_of(origin):
            said.append(problem)
        elif origin in late:
            said.append(f"{origin}: {late[origin]} entries wait to be published; see publish_log")
    return said


def _published(origin: str) -> int:
    try:
        head = folder_of(settings.LEDGER_FOLDER, origin).head()
    except Broken:
        return 0
    return head.size if head else 0


def _problem_of(origin: str) -> str:
    """In English; empty where the publisher said that all is well, or nothing yet."""
    path = folder_of(settings.LEDGER_FOLDER, origin).path / STATE
    try:
        said = json.loads(path.read_text())
        problem = said["problem"] or said.get("sm2")
    except (OSError, ValueError, KeyError):
        return ""
    return f"{origin}: {problem[1]}" if problem else ""


def _why_not_well() -> str:
    try:
        applied = MigrationRecorder(connection).applied_migrations()
    except DatabaseError:
        logger.exception("The database does not answer")
        return "database"
    return "" if _latest_migrations() <= applied.keys() else "migrations"


@cache
def _latest_migrations() -> frozenset[tuple[str, str]]:
    """The newest migration of every app; it is applied only after all that it needs."""
    return frozenset(MigrationLoader(None).graph.leaf_nodes())
