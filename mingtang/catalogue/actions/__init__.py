"""What changes the catalogue, facts and duties."""

from mingtang.catalogue.actions.facts import record_fact
from mingtang.catalogue.actions.opening import open_duties
from mingtang.catalogue.actions.settling import reopen_duty, settle_duty
from mingtang.catalogue.actions.standards import adopt_standard

__all__ = [
    "adopt_standard",
    "open_duties",
    "record_fact",
    "reopen_duty",
    "settle_duty",
]
