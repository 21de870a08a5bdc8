"""Reads a table of documents in a process apart: `python -m mingtang.issued.apart.reader`."""

from mingtang.files.examination.tables import reading
from mingtang.files.examination.work import run
from mingtang.issued.rules.tables import LAYOUT

if __name__ == "__main__":
    run(reading(LAYOUT))
