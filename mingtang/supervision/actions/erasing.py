from django.db import transaction

from mingtang.disclosure.models import Disclosure
from mingtang.supervision.models import Band, Examination


@transaction.atomic
def forget_signatures(*, disclosure: Disclosure) -> int:
    """Deletes what was made of the words of all its editions; how many."""
    kept = Examination.objects.filter(edition__disclosure=disclosure)
    Band.objects.filter(examination__in=kept).delete()
    return kept.delete()[0]


@transaction.atomic
def forget_text(*, disclosure: Disclosure) -> int:
    """With the content of a publication goes what was made of it.

    Findings keep figures, days and keys, and no word of a text: they stay, as the tombstone does.
    """
    return forget_signatures(disclosure=disclosure)
