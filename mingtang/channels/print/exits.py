"""What the press says when it ends; read by both sides, so that only one loads the typesetter."""

from enum import IntEnum


class Exit(IntEnum):
    SET = 0
    NO_FONT = 3
    NOT_SET = 4
