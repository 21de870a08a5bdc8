import datetime

from django.db import transaction

from mingtang.catalogue.models import Duty
from mingtang.disclosure.actions.acts import record_edition
from mingtang.disclosure.choices import OPEN, EditionState, StepCode
from mingtang.disclosure.models import Edition, Remark
from mingtang.foundation.text import gettext_noop as _
from mingtang.ledger.choices import Act
from mingtang.organs.models import Organ
from mingtang.people.models import User

DUTY_WENT_OVER = _("这项任务已经移交，请接手的机关核对以后重新送审。")
WENT_OVER = _("机关已经合并或者撤销，请接手的机关核对以后重新送审。")
WITH = ("disclosure__item", "disclosure__duty", "disclosure__organ")


@transaction.atomic
def hand_over_drafts(*, organ: Organ, successor: Organ, by: User, at: datetime.datetime) -> int:
    """What an organ had not yet published goes to its successor, as returned; how many.

    What was signed on it was signed for another body and no longer counts. What it had published
    stays its own, and its successor's people act for it.
    """
    waiting = Edition.objects.select_for_update(of=("self",)).filter(
        disclosure__organ=organ, disclosure__first_published_at__isnull=True, state__in=OPEN
    )
    moved = list(waiting.select_related(*WITH).order_by("id"))
    for edition in moved:
        _pass_on(edition, successor, WENT_OVER, by=by, at=at)
    return len(moved)


@transaction.atomic
def hand_over_draft(*, duty: Duty, to: Organ, by: User, at: datetime.datetime) -> Edition | None:
    """The draft of a duty that another organ owes from now on goes there, as returned."""
    drafted = (
        Edition.objects.select_for_update(of=("self",))
        .filter(disclosure__duty=duty, disclosure__first_published_at__isnull=True, state__in=OPEN)
        .select_related(*WITH)
        .order_by("id")
        .first()
    )
    if drafted is not None:
        _pass_on(drafted, to, DUTY_WENT_OVER, by=by, at=at)
    return drafted


def _pass_on(edition: Edition, to: Organ, because: str, *, by: User, at: datetime.datetime) -> None:
    """What was signed on it was signed for another body and no longer counts."""
    was = edition.disclosure.organ
    edition.disclosure.organ = to
    edition.disclosure.save(update_fields=["organ"])
    given = edition.signatures.filter(void_at__isnull=True)
    given.exclude(step=StepCode.DRAFT).update(void_at=at)
    edition.state = EditionState.RETURNED
    edition.publish_at, edition.held_because = None, ""
    edition.save(update_fields=["state", "publish_at", "held_because"])
    Remark.objects.create(edition=edition, step=StepCode.DRAFT, by=by, at=at, text=because)
    record_edition(act=Act.DRAFT_RETURNED, edition=edition, by=by, at=at, note=was.code)
