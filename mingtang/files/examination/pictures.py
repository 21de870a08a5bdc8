from dataclasses import replace

from mingtang.files.examination.work import Task, run, say, tell
from mingtang.files.rules import pictures
from mingtang.files.rules.kinds import KINDS

PHOTOGRAPH = "photograph"


def look_at(task: Task) -> None:
    with task.path.open("rb") as stream:
        opened, picture = pictures.examined(stream, extension=task.extension, limits=task.limits)
        if task.purpose == PHOTOGRAPH:
            content, facts = pictures.photograph(picture)
            taken_at = facts.taken_at and facts.taken_at.isoformat()
            say("facts", taken_at, facts.latitude, facts.longitude)
            opened = replace(opened, kind=KINDS["jpeg"])
        else:
            content = pictures.cleaned(picture, task.path.read_bytes()) or b""
        task.output.write_bytes(content)
        tell(opened, limits=task.limits)


if __name__ == "__main__":
    run(look_at)
