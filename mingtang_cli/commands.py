"""The commands of `bin/mingtang`. A new one is one line in COMMANDS."""

import os
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from mingtang_cli import install, preparation, processes
from mingtang_cli.checks import check_everything
from mingtang_cli.installation import Installation
from mingtang_cli.lock import lock
from mingtang_cli.places import PYTHON, ROOT, default_data
from mingtang_cli.say import Refused, result, say_refusal, speak_any_script
from mingtang_cli.up import up


@dataclass(frozen=True)
class Command:
    """What is typed, what it does, and the line that `help` shows."""

    run: Callable[[list[str]], int]
    chinese: str
    english: str


def django(*words: str, database: bool = True) -> Callable[[list[str]], int]:
    """A command of `manage.py`: set up first, then its own output and exit code.

    A dry run (`--dry-run`) makes nothing and changes nothing: it works with what there is.
    """

    def run(arguments: list[str]) -> int:
        if words and any(_names_data(one) for one in arguments):
            raise _misplaced()
        install.ensure()
        installation = Installation(default_data(), is_dry="--dry-run" in arguments)
        if database and not installation.is_dry:
            preparation.prepare_database(installation)
        return installation.manage_for_person(*words, *arguments)

    return run


# What `manage.py` does without tables, or to them; all the rest find the database prepared.
NEEDS_NO_DATABASE = frozenset(
    {
        "check",
        "collectstatic",
        "diffsettings",
        "help",
        "makemigrations",
        "migrate",
        "showmigrations",
        "sqlmigrate",
        "squashmigrations",
        "test",
        "version",
    }
)


def manage(arguments: list[str]) -> int:
    """Any command of `manage.py`, set up like our own; words that only ask for help are not."""
    name = next(iter(arguments), "help")
    asks = name.startswith("-") or not ASKS_FOR_HELP.isdisjoint(arguments)
    return django(database=not asks and name not in NEEDS_NO_DATABASE)(arguments)


def due(arguments: list[str]) -> int:
    """Reads rules and calendars alone: whatever DATABASE_URL says is not asked."""
    os.environ.pop("DATABASE_URL", None)
    return django("due", database=False)(arguments)


def bench(arguments: list[str]) -> int:
    """Measures on data of its own: nothing of a person's is read or written."""
    install.ensure()
    os.environ.pop("DATABASE_URL", None)
    with tempfile.TemporaryDirectory(prefix="mingtang-bench-") as scratch:
        installation = Installation(Path(scratch))
        preparation.prepare(installation)
        return installation.manage_for_person("bench", *arguments)


def alone(module: str, *words: str) -> Callable[[list[str]], int]:
    """A program that needs neither Django nor a database (`tlog/`, `scoreboard/`).

    Its input, output and paths are the person's; what lies in their folder is not run.
    """

    def run(arguments: list[str]) -> int:
        install.ensure()
        return processes.run(
            [PYTHON, "-P", "-m", module, *words, *arguments],
            env=processes.own_environment(PYTHONPATH=str(ROOT)),
            stdin=sys.stdin,
            stdout=sys.stdout,
            cwd=None,
        )

    return run


def signer(arguments: list[str]) -> int:
    """On the data directory's own folder, unless another is named."""
    named = [] if "--folder" in arguments else ["--folder", str(default_data() / "signer")]
    return alone("tlog", "signer", *named)(arguments)


def help_(_arguments: list[str]) -> int:
    width = max(len(name) for name in COMMANDS)
    result("明堂：县级政务公开平台 / Mingtang: open government for a county\n")
    result("用法 / usage: bin/mingtang [--data DIR] 命令 [参数…]\n")
    for name, command in COMMANDS.items():
        result(f"  {name:<{width}}  {command.chinese}\n  {'':<{width}}  {command.english}")
    result("\n数据目录默认为 var/，也可用环境变量 MINGTANG_DATA 指定。")
    result("The data directory is var/ unless --data or MINGTANG_DATA names another.")
    return 0


COMMANDS = {
    "up": Command(
        up,
        "启动（--port、--data、--empty、--host、--workers）",
        "run the server and its workers",
    ),
    "test": Command(check_everything, "全部检查与测试", "every check and test"),
    "due": Command(
        due,
        "算期限，例如 due 2026-09-18 +20wd --explain",
        "work out a term, e.g. due 2026-09-18 +20wd --explain",
    ),
    "import organs": Command(
        django("import_organs"),
        "导入行政区划与机关",
        "import regions and the bodies of a county",
    ),
    "import catalogue": Command(
        django("import_catalogue"),
        "读官方的标准目录（.xlsx），写成草稿（--county）；--dry-run 只说读懂了什么",
        "read an official catalogue (.xlsx) as a draft (--county); --dry-run only says how",
    ),
    "verify": Command(
        alone("tlog", "verify"),
        "核对证明、日志或网站（proof、log、site）；write FILE写成一个文件，可以单独交给别人",
        "check a proof, a log or a site; write FILE: the verifier alone, to hand out",
    ),
    "recompute scoreboard": Command(
        alone("scoreboard"),
        "只用公开数据重算完成情况，与网站核对（网址或--from）；--write FILE写成一个文件",
        "make a site's scoreboard again from its public data; --write FILE: to hand out",
    ),
    "signer": Command(
        signer,
        "日志的签名程序与密钥（serve、make-key、retire-key、keys、adopt）",
        "the log's signer and its keys",
    ),
    "witness": Command(
        alone("tlog", "witness"),
        "给别的县的日志作见证（--folder DIR make|serve）",
        "witness the logs of others",
    ),
    "administrators": Command(
        django("administrators"),
        "为新设的县建立三个管理员账号（--county）",
        "open the first accounts of a new county (--county)",
    ),
    "bench": Command(bench, "测速，在临时数据上", "measure speed, on data of its own"),
    "manage": Command(manage, "执行 manage.py 的命令", "run a command of manage.py"),
    "lock": Command(
        lock, "重新生成依赖锁定文件（--upgrade）", "make the lock files anew (--upgrade)"
    ),
    "help": Command(help_, "显示本页", "show this page"),
}
ASKS_FOR_HELP = {"-h", "--help"}


def main(arguments: list[str]) -> int:
    """Runs the command that was typed; its exit code is ours."""
    speak_any_script()
    try:
        return _run(arguments)
    except Refused as refusal:
        say_refusal(refusal)
        return refusal.code
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 141


def _run(arguments: list[str]) -> int:
    words = _with_data(arguments)
    if not words or words[0] in ASKS_FOR_HELP:
        return help_([])
    for length in (2, 1):
        command = COMMANDS.get(" ".join(words[:length]))
        if command is not None and len(words) >= length:
            return command.run(_with_data(words[length:]))
    goes_on = [name for name in COMMANDS if name.startswith(f"{words[0]} ")]
    if goes_on:
        raise Refused(
            f"“{words[0]}”后面要写做什么：{'、'.join(goes_on)}。",
            f"say what to {words[0]}: {', '.join(goes_on)}.",
            code=2,
        )
    raise Refused(
        f"没有“{words[0]}”这个命令；bin/mingtang help 列出所有命令。",
        f"there is no command {words[0]!r}; bin/mingtang help lists them.",
        code=2,
    )


def _with_data(arguments: list[str]) -> list[str]:
    """Takes `--data DIR` before the command or right behind it, for every command alike."""
    if not arguments or not _names_data(arguments[0]):
        return arguments
    _, _, value = arguments[0].partition("=")
    rest = arguments[1:] if value else arguments[2:]
    directory = value or "".join(arguments[1:2])
    if not directory:
        raise _misplaced()
    os.environ["MINGTANG_DATA"] = str(Path(directory).absolute())
    return rest


def _names_data(argument: str) -> bool:
    return argument.partition("=")[0] == "--data"


def _misplaced() -> Refused:
    return Refused(
        "请把“--data 目录”写在命令前面，例如 bin/mingtang --data 目录 命令。",
        "write: --data DIR COMMAND",
        code=2,
    )
