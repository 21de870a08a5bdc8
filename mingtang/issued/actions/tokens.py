"""Tokens with which an office system registers documents: issued, and revoked."""

import datetime
import hashlib
import secrets

from django.db import transaction

from mingtang.audit import actions as audit
from mingtang.audit.choices import AuditKind
from mingtang.foundation.clock import day_of
from mingtang.foundation.errors import RuleBroken
from mingtang.foundation.prose import clean_line
from mingtang.issued.models import ApiToken
from mingtang.issued.permissions import may_manage_tokens, may_register
from mingtang.issued.rules import tokens as rules
from mingtang.organs.models import Organ
from mingtang.people.models import User


@transaction.atomic
def issue_token(
    *, organ: Organ, holder: User, name: str, by: User, at: datetime.datetime
) -> tuple[ApiToken, str]:
    """A token for an office system of an organ; its words are returned here and never again.

    What it registers is registered by `holder`, who must be somebody who may. Raises RuleBroken.
    """
    on = day_of(at)
    if not may_manage_tokens(by, organ.county, on):
        raise RuleBroken(rules.NOT_YOURS)
    if not may_register(holder, organ, on):
        raise RuleBroken(rules.NOT_A_CLERK, organ=organ.name)
    written = clean_line(name)
    if not 0 < len(written) <= rules.NAME_AT_MOST:
        raise RuleBroken(rules.NO_NAME, most=rules.NAME_AT_MOST)
    words = rules.PREFIX + secrets.token_urlsafe(32)
    token = ApiToken.objects.create(
        organ=organ,
        holder=holder,
        name=written,
        digest=hashlib.sha256(words.encode()).hexdigest(),
        issued_at=at,
        issued_by=by,
    )
    _audited(token, f"发给接口令牌：{organ.name} {written}", by=by, at=at)
    return token, words


@transaction.atomic
def revoke_token(*, token: ApiToken, by: User, at: datetime.datetime) -> None:
    """From now on it opens nothing; what it registered stays. Twice is once."""
    known = ApiToken.objects.select_for_update(of=("self",)).select_related("organ__county")
    token = known.get(pk=token.pk)
    if not may_manage_tokens(by, token.organ.county, day_of(at)):
        raise RuleBroken(rules.NOT_YOURS)
    if token.revoked_at is None:
        token.revoked_at, token.revoked_by = at, by
        token.save(update_fields=["revoked_at", "revoked_by"])
        _audited(token, f"收回接口令牌：{token.organ.name} {token.name}", by=by, at=at)


def _audited(token: ApiToken, detail: str, *, by: User, at: datetime.datetime) -> None:
    audit.record(
        kind=AuditKind.CHANGED_ACCOUNT,
        by=by,
        at=at,
        county_code=token.organ.county.code,
        object_id=token.object_id,
        detail=detail,
    )
