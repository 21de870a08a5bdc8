"""What changes the catalogue, facts and duties."""

from mingtang.catalogue.actions.corrections import correct_fact, refile_fact, withdraw_fact
from mingtang.catalogue.actions.counting import recount
from mingtang.catalogue.actions.erasing import erase_words
from mingtang.catalogue.actions.errata import (
    confirm_erratum,
    decline_erratum,
    propose_erratum,
    withdraw_erratum,
)
from mingtang.catalogue.actions.facts import record_fact
from mingtang.catalogue.actions.holding_back import hold_back_fact
from mingtang.catalogue.actions.moving import recompute_due, take_over_duties
from mingtang.catalogue.actions.overdue import refuse_begun_anew
from mingtang.catalogue.actions.rereading import read_register_again
from mingtang.catalogue.actions.settling import reopen_duty, settle_duty
from mingtang.catalogue.actions.settling_rows import settle_rows
from mingtang.catalogue.actions.sharing import share_duty, take_over_shares
from mingtang.catalogue.actions.standards import adopt_shipped, adopt_standard, withdraw_standard
from mingtang.catalogue.actions.tables import (
    adopt_table,
    discard_table,
    import_table,
    settle_wording,
    undo_settlement,
)
from mingtang.catalogue.actions.transfers import (
    accept_transfer,
    carry_on_transfers,
    decide_transfer,
    decline_transfer,
    propose_transfer,
    withdraw_transfer,
)
from mingtang.catalogue.actions.transfers_of_ended import carry_over_transfers

__all__ = [
    "accept_transfer",
    "adopt_shipped",
    "adopt_standard",
    "adopt_table",
    "carry_on_transfers",
    "confirm_erratum",
    "carry_over_transfers",
    "correct_fact",
    "refile_fact",
    "refuse_begun_anew",
    "erase_words",
    "decide_transfer",
    "decline_erratum",
    "decline_transfer",
    "discard_table",
    "hold_back_fact",
    "import_table",
    "propose_erratum",
    "propose_transfer",
    "recompute_due",
    "read_register_again",
    "record_fact",
    "recount",
    "reopen_duty",
    "settle_duty",
    "settle_rows",
    "settle_wording",
    "share_duty",
    "take_over_duties",
    "take_over_shares",
    "undo_settlement",
    "withdraw_erratum",
    "withdraw_fact",
    "withdraw_standard",
    "withdraw_transfer",
]
