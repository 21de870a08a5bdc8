import datetime
from collections.abc import Iterable
from functools import partial

from django.core.files import File
from django.db import transaction
from django.db.models import ProtectedError

from mingtang.files.examination import Examined
from mingtang.files.examination.first import file_examined_first, photograph_examined_first
from mingtang.files.models import FileText, StoredFile
from mingtang.files.rules.readings import PhotographFacts, text_digest, text_state
from mingtang.people.models import User

AT_ONCE = 500


@file_examined_first
@transaction.atomic
def store(*, content: Examined, name: str, by: User | None, at: datetime.datetime) -> StoredFile:
    """Keeps a file before the form it belongs to is accepted; the same content is kept once.

    Callers give the bytes or a stream; what arrives here has been examined. The name serves the
    check alone: it must agree with what is in the file, and is kept by the attachment.
    """
    return _keep(content, by=by, at=at)


@photograph_examined_first
@transaction.atomic
def store_photograph(
    *, content: Examined, by: User | None, at: datetime.datetime
) -> tuple[StoredFile, PhotographFacts]:
    """Keeps what is seen in a photograph; what the camera says of place and time comes apart."""
    return _keep(content, by=by, at=at), content.facts


@transaction.atomic
def purge_unreferenced(
    *, in_use: Iterable[int | None], at: datetime.datetime, older_than_days: int = 30
) -> int:
    """Removes what no form has taken up since it was last uploaded; how many is returned.

    Whoever points to files says which are `in_use`, by primary key. A file that is pointed to
    all the same stays: its row refuses to go.
    """
    before = at - datetime.timedelta(days=older_than_days)
    old = StoredFile.objects.filter(latest_offered_at__lt=before)
    unused = sorted(set(old.values_list("pk", flat=True)) - set(in_use))
    parts = [unused[start : start + AT_ONCE] for start in range(0, len(unused), AT_ONCE)]
    locked = (old.select_for_update().filter(pk__in=part) for part in parts)
    return sum(_removed(file) for files in locked for file in files)


@transaction.atomic
def discard(*, files: Iterable[StoredFile]) -> int:
    """Removes files at once whose content must not be kept; one that is still pointed to stays."""
    keys = sorted({file.pk for file in files})
    locked = StoredFile.objects.select_for_update().filter(pk__in=keys)
    return sum(_removed(file) for file in locked)


def _keep(examined: Examined, *, by: User | None, at: datetime.datetime) -> StoredFile:
    passages = [[passage.place, passage.text] for passage in examined.passages]
    with examined.path.open("rb") as stream:
        file, is_new = StoredFile.objects.select_for_update().get_or_create(
            sha256=examined.sha256,
            defaults={
                "size": examined.size,
                "media_type": examined.media_type,
                "content": File(stream, name=examined.sha256),
                "text_state": text_state(
                    has_passages=bool(examined.passages), has_unread=bool(examined.unread)
                ),
                "text_digest": text_digest(passages),
                "unread": list(examined.unread),
                "stored_at": at,
                "latest_offered_at": at,
                "stored_by": by,
            },
        )
    if is_new:
        FileText.objects.create(file=file, passages=passages)
    else:
        # A clock set back must not make it older, nor a purge take it from under a form.
        file.latest_offered_at = max(at, file.latest_offered_at)
        file.save(update_fields=["latest_offered_at"])
    return file


def _removed(file: StoredFile) -> bool:
    storage, name = file.content.storage, str(file.content)
    try:
        with transaction.atomic():
            file.delete()
    except ProtectedError:
        return False
    # The content goes when the row is surely gone; no other row has the same place.
    transaction.on_commit(partial(storage.delete, name))
    return True
