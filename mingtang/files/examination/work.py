"""What runs in the process apart: narrow limits, one file, findings on standard output.

It starts with no settings, no secrets and no database, and loads only what its kind needs.
Each line it prints is a JSON list: what it is, then what belongs to it.
"""

import json
import resource
import sys
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import NamedTuple

from mingtang.files.rules.limits import Limits
from mingtang.files.rules.readings import Opened, Unread, bounded
from mingtang.foundation.errors import RuleBroken


class Task(NamedTuple):
    """Which file to look at, where to leave another version of it, and how much it may be."""

    path: Path
    extension: str
    purpose: str
    output: Path
    limits: Limits


def say(*words: object) -> None:
    sys.stdout.write(json.dumps(words, ensure_ascii=True) + "\n")


def task_from(arguments: list[str]) -> Task:
    path, extension, purpose, output, limits = arguments
    return Task(Path(path), extension, purpose, Path(output), Limits(**json.loads(limits)))


def arguments_of(task: Task) -> list[str]:
    return [
        *(str(task.path), task.extension, task.purpose, str(task.output)),
        json.dumps(asdict(task.limits)),
    ]


def tell(opened: Opened, *, limits: Limits) -> None:
    say("kind", opened.kind.media_type)
    sys.stdout.flush()  # it has passed; whatever reading it brings, that stays said
    for one in bounded(opened.reading, characters=limits.characters):
        if isinstance(one, Unread):
            say("unread", one.why)
        else:
            say("passage", one.place, one.text)
    say("done")


def run(look_at: Callable[[Task], None]) -> None:
    task = task_from(sys.argv[1:])
    resource.setrlimit(resource.RLIMIT_CPU, (task.limits.seconds, task.limits.seconds))
    resource.setrlimit(resource.RLIMIT_AS, (task.limits.memory, task.limits.memory))
    try:
        look_at(task)
    except RuleBroken as refused:
        say("refused", refused.template, refused.params)
