"""What changes organs, posts and places; and the one way to put an act on record."""

from mingtang.organs.actions.acts import record_act
from mingtang.organs.actions.numbers import take_number

__all__ = ["record_act", "take_number"]
