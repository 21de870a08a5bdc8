"""`/healthz`: whether this process can serve, for the supervisor and for load balancers."""

import logging
from functools import cache

from django.db import DatabaseError, connection  # noqa: TID251 - does the database itself answer?
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

logger = logging.getLogger(__name__)


@never_cache
@require_safe
def healthz(_request: HttpRequest) -> JsonResponse:
    """200 when the database answers and its tables are those of this code; else 503 and why."""
    reason = _why_not_well()
    if reason:
        return JsonResponse({"status": "unwell", "reason": reason}, status=503)
    return JsonResponse({"status": "ok"})


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
