"""What changes the catalogue, facts and duties."""

from mingtang.catalogue.actions.corrections import correct_fact, withdraw_fact
from mingtang.catalogue.actions.facts import record_fact
from mingtang.catalogue.actions.moving import recompute_due, take_over_duties
from mingtang.catalogue.actions.opening import open_duties
from mingtang.catalogue.actions.settling import reopen_duty, settle_duty
from mingtang.catalogue.actions.standards import adopt_standard
from mingtang.catalogue.actions.tables import (
    adopt_table,
    discard_table,
    import_table,
    settle_wording,
    undo_settlement,
)

__all__ = [
    "adopt_standard",
    "adopt_table",
    "correct_fact",
    "discard_table",
    "import_table",
    "open_duties",
    "recompute_due",
    "record_fact",
    "reopen_duty",
    "settle_duty",
    "settle_wording",
    "take_over_duties",
    "undo_settlement",
    "withdraw_fact",
]
