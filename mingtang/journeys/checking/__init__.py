"""Whether what is shown is still what was put on record: on reading, and each night for all."""

from mingtang.journeys.checking.counts import of_scores
from mingtang.journeys.checking.disclosures import of_disclosure
from mingtang.journeys.checking.misfits import BARRED_SILENTLY, Misfit, confirmed
from mingtang.journeys.checking.registered import of_organ, of_register, of_standard
from mingtang.journeys.checking.sheets import of_boards
from mingtang.journeys.checking.things import of_asked, of_counted, of_disputes, of_duty
from mingtang.journeys.checking.whole import of_county

__all__ = [
    "BARRED_SILENTLY",
    "Misfit",
    "confirmed",
    "of_asked",
    "of_boards",
    "of_counted",
    "of_county",
    "of_disclosure",
    "of_disputes",
    "of_duty",
    "of_organ",
    "of_register",
    "of_scores",
    "of_standard",
]
