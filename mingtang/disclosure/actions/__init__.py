"""The way of one publication: draft, check, review, approve, publish, correct, withdraw."""

from mingtang.disclosure.actions.consulting import (
    answer_consultation,
    ask_organ,
    decide_objection,
    lapse_own_consultations,
)
from mingtang.disclosure.actions.corrections import change_validity, expire, start_correction
from mingtang.disclosure.actions.deliveries import confirm_posting, confirm_removal, hang_what_waits
from mingtang.disclosure.actions.drafts import (
    abandon_draft,
    attach,
    decide_personal_data,
    detach,
    save_draft,
    start_draft,
)
from mingtang.disclosure.actions.erasing import erase
from mingtang.disclosure.actions.giving_up import give_up_unowed
from mingtang.disclosure.actions.handing_over import hand_over_draft, hand_over_drafts
from mingtang.disclosure.actions.moving import recompute_consultations
from mingtang.disclosure.actions.publishing import publish_held, publish_scheduled
from mingtang.disclosure.actions.signing import (
    recall,
    return_draft,
    sign,
    sign_afterwards,
    submit,
    withdraw_approval,
)
from mingtang.disclosure.actions.withdrawals import come_down, withdraw

__all__ = [
    "abandon_draft",
    "answer_consultation",
    "ask_organ",
    "attach",
    "change_validity",
    "come_down",
    "confirm_posting",
    "confirm_removal",
    "decide_objection",
    "decide_personal_data",
    "detach",
    "erase",
    "expire",
    "give_up_unowed",
    "hand_over_draft",
    "hand_over_drafts",
    "hang_what_waits",
    "lapse_own_consultations",
    "publish_held",
    "publish_scheduled",
    "recall",
    "recompute_consultations",
    "return_draft",
    "save_draft",
    "sign",
    "sign_afterwards",
    "start_correction",
    "start_draft",
    "submit",
    "withdraw",
    "withdraw_approval",
]
