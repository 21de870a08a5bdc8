import datetime

from django.db import transaction

from mingtang.disclosure.actions.acts import record_edition
from mingtang.disclosure.choices import OPEN, EditionState, StepCode
from mingtang.disclosure.models import Edition, Remark
from mingtang.foundation.text import gettext_noop as _
from mingtang.ledger.choices import Act
from mingtang.organs.models import Organ
from mingtang.people.models import User

WENT_OVER = _("机关已经合并或者撤销，请接手的机关核对以后重新送审。")


@transaction.atomic
def hand_over_drafts(*, organ: Organ, successor: Organ, by: User, at: datetime.datetime) -> int:
    """What an organ had not yet published goes to its successor, as returned; how many.

    What was signed on it was signed for another body and no longer counts. What it had published
    stays its own, and its successor's people act for it.
    """
    waiting = Edition.objects.select_for_update(of=("self",)).filter(
        disclosure__organ=organ, disclosure__first_published_at__isnull=True, state__in=OPEN
    )
    moved = list(waiting.select_related("disclosure__item", "disclosure__duty").order_by("id"))
    for edition in moved:
        edition.disclosure.organ = successor
        edition.disclosure.save(update_fields=["organ"])
        given = edition.signatures.filter(void_at__isnull=True)
        given.exclude(step=StepCode.DRAFT).update(void_at=at)
        edition.state = EditionState.RETURNED
        edition.publish_at, edition.held_because = None, ""
        edition.save(update_fields=["state", "publish_at", "held_because"])
        Remark.objects.create(edition=edition, step=StepCode.DRAFT, by=by, at=at, text=WENT_OVER)
        record_edition(act=Act.DRAFT_RETURNED, edition=edition, by=by, at=at, note=organ.code)
    return len(moved)
