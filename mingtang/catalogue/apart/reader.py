"""Reads an official table in a process apart: `python -m mingtang.catalogue.apart.reader`.

A cell far out in an empty sheet makes any reader fill the memory; here it ends this process alone.
See `files.examination.work` for how it is told what to read, and how it answers.
"""

from dataclasses import asdict

from mingtang.catalogue.rules.official.rows import read
from mingtang.files.examination.work import Task, run, say
from mingtang.files.rules.books import sheets_of


def look_at(task: Task) -> None:
    content = task.path.read_bytes()
    found = read(sheets_of(content, name=task.purpose, limits=task.limits))
    for word, values in (
        ("row", found.rows),
        ("beside", found.beside),
        ("around", found.around),
        ("problem", found.problems),
    ):
        for value in values:
            say(word, asdict(value))
    say("marks", found.marks)
    say("done")


if __name__ == "__main__":
    run(look_at)
