"""Reads such a roll in a process apart: `python -m mingtang.organs.apart.organ_roll`."""

from mingtang.files.examination.tables import reading
from mingtang.files.examination.work import run
from mingtang.organs.rules.organ_rolls import LAYOUT

if __name__ == "__main__":
    run(reading(LAYOUT))
