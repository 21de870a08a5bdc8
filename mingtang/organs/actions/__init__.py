"""What changes organs, posts and places; and the one way to put an act on record."""

from mingtang.organs.actions.accounts import (
    change_account,
    change_own_password,
    clear_second_factor,
    close_account,
    open_account,
    reopen_account,
    reset_password,
)
from mingtang.organs.actions.acts import record_act
from mingtang.organs.actions.administrators import seat_administrators
from mingtang.organs.actions.bulk import import_regions
from mingtang.organs.actions.counties import change_county, found_county
from mingtang.organs.actions.departures import note_follower, take_back_departure
from mingtang.organs.actions.fields import assign_field, end_field
from mingtang.organs.actions.handovers import hand_over_work
from mingtang.organs.actions.leadership import form_leading_group, name_openness_office
from mingtang.organs.actions.numbers import take_number
from mingtang.organs.actions.organ_rolls import register_organs
from mingtang.organs.actions.places import close_place, open_place
from mingtang.organs.actions.posts import fill_post, leave_post
from mingtang.organs.actions.proposals import (
    confirm_succession,
    decline_succession,
    propose_succession,
    waiting_succession,
    withdraw_succession,
)
from mingtang.organs.actions.register import change_organ, create_organ
from mingtang.organs.actions.rolls import tried
from mingtang.organs.actions.seats import make_bodies
from mingtang.organs.actions.staff_rolls import fill_posts, open_accounts
from mingtang.organs.actions.successions import dissolve_organ, merge_organ, rename_organ

__all__ = [
    "assign_field",
    "change_account",
    "change_county",
    "change_organ",
    "change_own_password",
    "clear_second_factor",
    "close_account",
    "close_place",
    "confirm_succession",
    "create_organ",
    "decline_succession",
    "dissolve_organ",
    "end_field",
    "fill_post",
    "fill_posts",
    "form_leading_group",
    "found_county",
    "hand_over_work",
    "import_regions",
    "leave_post",
    "note_follower",
    "take_back_departure",
    "make_bodies",
    "merge_organ",
    "name_openness_office",
    "open_account",
    "open_accounts",
    "open_place",
    "propose_succession",
    "record_act",
    "register_organs",
    "rename_organ",
    "reopen_account",
    "reset_password",
    "seat_administrators",
    "take_number",
    "tried",
    "waiting_succession",
    "withdraw_succession",
]
