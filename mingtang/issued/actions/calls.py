"""Documents that an office system sends: each call is answered once."""

import datetime
from collections.abc import Mapping, Sequence
from functools import partial

from django.db import transaction

from mingtang.foundation.clock import day_of
from mingtang.foundation.errors import RuleBroken
from mingtang.issued.actions.rows import register_row
from mingtang.issued.choices import Way
from mingtang.issued.errors import CallRefused
from mingtang.issued.models import ApiCall, ApiToken
from mingtang.issued.permissions import may_register
from mingtang.issued.queries.partners import organ_names_ever
from mingtang.issued.queries.tokens import seconds_to_wait
from mingtang.issued.rules import tokens as rules
from mingtang.issued.rules.numbers import Beside
from mingtang.issued.rules.partners import Names
from mingtang.issued.rules.rows import numbers_in, problem_of, understand, unknown_keys


@transaction.atomic
def answer_call(
    *,
    token: ApiToken,
    key: str,
    digest: str,
    documents: Sequence[Mapping[str, str]],
    at: datetime.datetime,
) -> ApiCall:
    """Registers what was sent, document by document; one that is refused stops none of the others.

    The same key with the same text is answered as it was at first. Raises CallRefused.
    """
    token = (
        ApiToken.objects.select_for_update(of=("self",))
        .select_related("organ__county", "holder")
        .get(pk=token.pk)
    )
    known = token.calls.filter(key=key).first()
    if known:
        if known.digest != digest:
            raise CallRefused(409, rules.KEY_USED)
        return known
    organ, holder = token.organ, token.holder
    if not may_register(holder, organ, day_of(at)):
        raise CallRefused(403, rules.HOLDER_GONE, person=str(holder), organ=organ.name)
    if wait := seconds_to_wait(token, at):
        raise CallRefused(429, rules.TOO_OFTEN, most=rules.CALLS_A_MINUTE, seconds=wait)
    beside, names = numbers_in(documents), organ_names_ever(organ.county)
    answer = partial(_answer, token, beside=beside, names=names, at=at)
    answers = [answer(place, words) for place, words in enumerate(documents, 1)]
    return ApiCall.objects.create(
        token=token, key=key, digest=digest, answer={"documents": answers}, at=at
    )


@transaction.atomic
def forget_calls(*, at: datetime.datetime) -> int:
    """Removes answers that nobody will ask for again; says how many."""
    before = at - datetime.timedelta(days=rules.KEPT_DAYS)
    return ApiCall.objects.filter(at__lt=before).delete()[0]


def _answer(
    token: ApiToken,
    place: int,
    words: Mapping[str, str],
    *,
    beside: Beside,
    names: Names,
    at: datetime.datetime,
) -> dict[str, object]:
    """What became of one: registered, known already, or refused with what is wrong in it."""
    organ = token.organ
    found, problems = None, unknown_keys(place, words)
    if not problems:
        found, problems = understand(place, words, organ=organ.name, names=names)
    if found is not None:
        try:
            document, is_new = register_row(
                organ=organ,
                row=place,
                words=words,
                way=Way.API,
                beside=beside,
                names=names,
                by=token.holder,
                at=at,
            )
        except RuleBroken as refused:
            problems = [problem_of(place, words, refused)]
        else:
            return {
                "number": document.number,
                "result": "registered" if is_new else "known",
                "document": document.object_id.hex,
                "problems": [],
            }
    return {
        "number": words.get("number", ""),
        "result": "refused",
        "document": None,
        "problems": [problem.as_json() for problem in problems],
    }
