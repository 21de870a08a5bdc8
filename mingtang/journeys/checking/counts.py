"""The sums behind a scoreboard that is about to be shown, against the duties themselves."""

import datetime

from mingtang.catalogue.queries.scores import By, Narrowed, do_scores_hold
from mingtang.journeys.checking.misfits import COUNTS_CHANGED, Misfit
from mingtang.organs.models import County


def of_scores(county: County, by: By, narrowed: Narrowed, on: datetime.date) -> list[Misfit]:
    """Told of the county: whose duties were counted otherwise, the sums do not say."""
    if do_scores_hold(county, by, narrowed, on):
        return []
    return [Misfit(county.object_id, COUNTS_CHANGED)]
