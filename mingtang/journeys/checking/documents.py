"""The register of documents, why it has gaps, looks at what is withheld: against their entries."""

from collections.abc import Iterator

from mingtang.issued.models import IssuedDocument
from mingtang.issued.queries.committed import gaps_not_as_told, not_as_told
from mingtang.issued.queries.explained import explanations_in
from mingtang.journeys.checking.misfits import (
    DOCUMENT_CHANGED,
    EXAMINATION_CHANGED,
    GAP_CHANGED,
    Misfit,
)
from mingtang.organs.models import County
from mingtang.withheld.models import Examination
from mingtang.withheld.queries import committed as withheld

AT_A_TIME = 200


def of_documents(county: County) -> Iterator[Misfit]:
    """Each that is on no record, of another organ, or shown in another form than the latest.

    What each entry commits to is opened with those of all things, and that one is gone seen there.
    """
    documents = IssuedDocument.objects.filter(organ__county=county).order_by("pk")
    keys = list(documents.values_list("pk", flat=True))
    for start in range(0, len(keys), AT_A_TIME):
        for object_id in not_as_told(county, keys[start : start + AT_A_TIME]):
            yield Misfit(object_id, DOCUMENT_CHANGED)


def of_gaps(county: County) -> Iterator[Misfit]:
    """Each reason for a missing number that is on no record, or was said or withdrawn otherwise."""
    keys = list(explanations_in(county).values_list("pk", flat=True))
    for start in range(0, len(keys), AT_A_TIME):
        for object_id in gaps_not_as_told(county, keys[start : start + AT_A_TIME]):
            yield Misfit(object_id, GAP_CHANGED)


def of_examinations(county: County) -> Iterator[Misfit]:
    """Each look at what is withheld that is on no record, or on that of another organ."""
    looks = Examination.objects.filter(organ__county=county).order_by("pk")
    keys = list(looks.values_list("pk", flat=True))
    for start in range(0, len(keys), AT_A_TIME):
        for object_id in withheld.not_as_told(county, keys[start : start + AT_A_TIME]):
            yield Misfit(object_id, EXAMINATION_CHANGED)
