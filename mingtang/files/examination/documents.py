from mingtang.files.examination.work import Task, run, tell
from mingtang.files.rules import documents


def look_at(task: Task) -> None:
    with task.path.open("rb") as stream:
        opened = documents.examined(stream, extension=task.extension, limits=task.limits)
        tell(opened, limits=task.limits)


if __name__ == "__main__":
    run(look_at)
