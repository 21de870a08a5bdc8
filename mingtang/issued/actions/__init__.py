"""What changes the register of issued documents."""

from mingtang.issued.actions.calls import answer_call, forget_calls
from mingtang.issued.actions.corrections import (
    correct_document,
    refile_document,
    withdraw_document,
)
from mingtang.issued.actions.erasing import erase_titles
from mingtang.issued.actions.explaining import explain_gap, withdraw_explanation
from mingtang.issued.actions.holding_back import hold_back_document
from mingtang.issued.actions.registering import register_document
from mingtang.issued.actions.sharing import share_duty
from mingtang.issued.actions.tables import discard_table, read_table, register_rows
from mingtang.issued.actions.tokens import issue_token, revoke_token

__all__ = [
    "answer_call",
    "correct_document",
    "refile_document",
    "discard_table",
    "erase_titles",
    "explain_gap",
    "forget_calls",
    "hold_back_document",
    "issue_token",
    "read_table",
    "register_document",
    "register_rows",
    "revoke_token",
    "share_duty",
    "withdraw_document",
    "withdraw_explanation",
]
