"""The keys and the policy beside the log, against the signer's keys and the settings."""

from collections.abc import Iterator

from django.conf import settings

from mingtang.journeys.checking.misfits import FILES_DAMAGED, KEYS_REPLACED, Misfit
from mingtang.ledger.beside import KEYS, replaced, rules_in
from mingtang.organs.models import County
from tlog.errors import Broken
from tlog.folder import Folder
from tlog.notes import Key, Note, read_key
from tlog.signing import AskSigner
from tlog.sm2 import SM2_KEYS
from tlog.storage import read_if_there


def of_keys(county: County, folder: Folder) -> Iterator[Misfit]:
    """Whoever takes them from us must not be given those of somebody else."""
    try:
        note = folder.checkpoint()
        if note is None:
            return
        keys = _keys(county.log_origin, folder)
        names = replaced(folder, [str(key) for key in keys], rules_in(settings.LEDGER_POLICY))
        if not all(_has_signed(key, note) for key in keys):
            names = list(dict.fromkeys([*names, KEYS]))
        if _is_sm2_replaced(county.log_origin, folder):
            names.append(SM2_KEYS)
    except Broken as problem:
        yield Misfit(None, FILES_DAMAGED, why=problem.chinese)
        return
    for name in names:
        yield Misfit(None, KEYS_REPLACED, why=name)


def _keys(origin: str, folder: Folder) -> list[Key]:
    """Those of the signer. Where it does not answer, those that are shown: each must at least have
    signed what is shown."""
    try:
        return AskSigner(settings.LEDGER_SIGNER).keys(origin, is_new=False)
    except Broken:
        shown = (read_if_there(folder.path / KEYS) or b"").decode("utf-8", "replace").split()
        if not shown:
            raise
        return [read_key(line) for line in shown]


def _is_sm2_replaced(origin: str, folder: Folder) -> bool:
    """Where the signer does not answer, nobody here knows."""
    try:
        keys = AskSigner(settings.LEDGER_SIGNER).sm2_keys(origin)
    except Broken:
        return False
    shown = read_if_there(folder.path / SM2_KEYS) or b""
    return shown != "".join(f"{key}\n" for key in keys).encode()


def _has_signed(key: Key, note: Note) -> bool:
    line = note.by(key)
    return line is not None and key.has_signed(note.text.encode(), line.value)
