"""What is said of pages: received, answered, hidden, forgotten; and by when it is answered."""

from mingtang.cases.actions.disputes import (
    answer_dispute,
    erase_sealed,
    forget_title,
    hide_text,
    look_at_contact,
    look_at_original,
    receive_dispute,
    seal_anew,
)
from mingtang.cases.actions.moving import recompute_disputes

__all__ = [
    "answer_dispute",
    "erase_sealed",
    "forget_title",
    "hide_text",
    "look_at_contact",
    "look_at_original",
    "receive_dispute",
    "recompute_disputes",
    "seal_anew",
]
