import datetime
from collections.abc import Iterable, Sequence
from uuid import UUID

from django.db import transaction
from django.db.models import F, Q, QuerySet

from mingtang.notices.choices import DispatchState, NoticeKind, Way
from mingtang.notices.models import Dispatch, Notice, Reminder, Telling
from mingtang.notices.rules import KEPT_FOR, MINUTE, RETRY_AFTER, TAKEN_FOR, next_try
from mingtang.people.models import User


@transaction.atomic
def tell(
    *,
    recipients: Iterable[User],
    kind: NoticeKind,
    key: str,
    subject: str,
    text: str,
    path: str,
    county_code: str,
    at: datetime.datetime,
    by_email: bool = True,
) -> list[Notice]:
    """Tells each of them once, however often it is called with that key; returns the new notices.

    `path` is where on this site to go on. Whoever has no e-mail address finds it at the desk.
    """
    tellings = [
        Telling(person, kind, key, subject, text, path, county_code, by_email)
        for person in recipients
    ]
    return tell_all(tellings=tellings, at=at)


@transaction.atomic
def tell_all(*, tellings: Sequence[Telling], at: datetime.datetime) -> list[Notice]:
    """As `tell`, each person something else, in a fixed number of queries."""
    wanted = {(t.recipient.pk, t.key): t for t in tellings if t.recipient.is_active}
    for known in _told(wanted).values_list("recipient_id", "key"):
        wanted.pop(known, None)
    if not wanted:
        return []
    Notice.objects.bulk_create(
        [
            Notice(
                recipient=telling.recipient,
                key=telling.key,
                kind=telling.kind,
                subject=telling.subject[:300],
                text=telling.text,
                path=telling.path,
                county_code=telling.county_code,
                at=at,
            )
            for telling in wanted.values()
        ],
        ignore_conflicts=True,  # somebody else tells the same at this moment
    )
    told = [n for n in _told(wanted).order_by("id") if (n.recipient_id, n.key) in wanted]
    Dispatch.objects.bulk_create(
        [
            dispatch
            for notice in told
            for dispatch in _dispatches(notice, wanted[notice.recipient_id, notice.key], at)
        ],
        ignore_conflicts=True,
    )
    return told


@transaction.atomic
def mark_read(*, notice: Notice, by: User, at: datetime.datetime) -> None:
    """Nobody reads for another: a notice to somebody else stays as it is."""
    Notice.objects.filter(pk=notice.pk, recipient=by, read_at__isnull=True).update(read_at=at)


@transaction.atomic
def mark_all_read(*, by: User, at: datetime.datetime) -> int:
    return Notice.objects.filter(recipient=by, read_at__isnull=True).update(read_at=at)


@transaction.atomic
def take_next(*, way: Way, at: datetime.datetime) -> Dispatch | None:
    """The notice that has waited longest on this way, taken for a while; None when none is due.

    One that is to be tried later than any could be is due: the clock was set back since.
    """
    is_due = Q(try_from__lte=at) | Q(try_from__gt=at + RETRY_AFTER[-1] + MINUTE)
    dispatch = (
        Dispatch.objects.select_for_update(skip_locked=True, of=("self",))
        .filter(is_due, way=way, state=DispatchState.WAITING)
        .select_related("notice__recipient")
        .order_by("try_from", "id")
        .first()
    )
    if dispatch is None:
        return None
    dispatch.attempts += 1
    dispatch.try_from = at + TAKEN_FOR
    dispatch.save(update_fields=["attempts", "try_from"])
    return dispatch


@transaction.atomic
def mark_sent(*, dispatch: Dispatch, at: datetime.datetime) -> None:
    """Sent is sent, also when somebody else has tried meanwhile."""
    Dispatch.objects.filter(pk=dispatch.pk).update(state=DispatchState.SENT, sent_at=at, error="")


@transaction.atomic
def mark_failed(*, dispatch: Dispatch, error: str, at: datetime.datetime) -> None:
    """Tried again later, or given up in sight; not when somebody else has tried it meanwhile."""
    again = next_try(attempts=dispatch.attempts, at=at)
    Dispatch.objects.filter(
        pk=dispatch.pk, state=DispatchState.WAITING, attempts=dispatch.attempts
    ).update(
        state=DispatchState.WAITING if again else DispatchState.FAILED,
        try_from=again or F("try_from"),
        error=error[:200],
    )


@transaction.atomic
def send_failed_again(*, county_code: str, at: datetime.datetime) -> int:
    """Begins anew with what was given up, as when the mail server is back; how many."""
    return Dispatch.objects.filter(
        state=DispatchState.FAILED, notice__county_code=county_code
    ).update(state=DispatchState.WAITING, attempts=0, try_from=at)


@transaction.atomic
def note_reminders(
    *, reminders: Iterable[tuple[UUID, datetime.date, int]], at: datetime.datetime
) -> None:
    """Keeps what has been reminded of: matter, due day, step."""
    Reminder.objects.bulk_create(
        [
            Reminder(about=about, due_on=due_on, step=step, at=at)
            for about, due_on, step in reminders
        ],
        ignore_conflicts=True,
    )


@transaction.atomic
def forget_old(*, at: datetime.datetime) -> int:
    """Notices and reminders that are older than anybody looks for; how many."""
    before = at - KEPT_FOR
    Dispatch.objects.filter(notice__at__lt=before).delete()
    notices, _ = Notice.objects.filter(at__lt=before).delete()
    reminders, _ = Reminder.objects.filter(at__lt=before).delete()
    return notices + reminders


def _told(wanted: Iterable[tuple[int, str]]) -> QuerySet[Notice]:
    people, keys = {person for person, _ in wanted}, {key for _, key in wanted}
    return Notice.objects.filter(recipient_id__in=people, key__in=keys)


def _dispatches(notice: Notice, telling: Telling, at: datetime.datetime) -> Iterable[Dispatch]:
    yield Dispatch(notice=notice, way=Way.IN_APP, state=DispatchState.SENT, sent_at=at, try_from=at)
    if telling.by_email and telling.recipient.email:
        yield Dispatch(notice=notice, way=Way.EMAIL, try_from=at)


@transaction.atomic
def erase_about(*, object_id: UUID, instead: str) -> int:
    """Takes the words from all notices that lead to a thing whose content is gone for good."""
    about = Notice.objects.filter(path__contains=str(object_id))
    return about.update(subject=instead, text="")
