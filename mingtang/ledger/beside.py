"""What stands beside a log for whoever checks it: its keys, and the policy of its witnesses."""

from collections.abc import Sequence
from pathlib import Path

from tlog.folder import Folder
from tlog.storage import read_if_there

NO_WITNESS = "quorum none\n"
KEY, KEYS, POLICY = "log.vkey", "log.vkeys", "policy"


def rules_in(path: str) -> str:
    """The lines of a policy but for the log's own keys, by the setting."""
    return Path(path).read_text() if path else NO_WITNESS


def written(keys: Sequence[str], rules: str) -> dict[str, bytes]:
    """The files by their names. `keys` are those that sign, the newest last."""
    logs = "".join(f"log {key}\n" for key in keys)
    return {
        KEY: f"{keys[-1]}\n".encode(),
        KEYS: "".join(f"{key}\n" for key in keys).encode(),
        POLICY: f"{logs}{rules}".encode(),
    }


def replaced(folder: Folder, keys: Sequence[str], rules: str) -> list[str]:
    """The names of the files that are not what they must be, or not there."""
    wanted = written(keys, rules)
    return [name for name in wanted if read_if_there(folder.path / name) != wanted[name]]
