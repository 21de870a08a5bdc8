"""The public log as files. Any web server can serve the same folder under `/log/`."""

import re

from django.conf import settings
from django.http import HttpResponse
from django.views.decorators.http import require_safe

from mingtang.channels.shared.requests import PublicRequest
from mingtang.ledger.beside import KEY, KEYS, POLICY
from mingtang.ledger.queries import formers
from mingtang.ledger.tasks import folder_of
from tlog.folder import CHECKPOINT, Folder
from tlog.sm2 import SM2_KEYS
from tlog.stamps import ANSWER, DAYS, FILE
from tlog.storage import read_file
from tlog.tiles import number_in

TEXTS = {CHECKPOINT, KEY, KEYS, POLICY, SM2_KEYS, DAYS}
TEXT = "text/plain; charset=utf-8"
BINARY = "application/octet-stream"
STAMP = "application/timestamp-reply"
TILE = re.compile(r"tile/(entries|[0-9]{1,2})/((?:x[0-9]{3}/)*[0-9]{3})(\.p/[0-9]{1,3})?")
# What is left of a bundle with such an entry: it grows until the bundle is full.
LEFT = re.compile(r"tile/entries/(?:x[0-9]{3}/)*[0-9]{3}\.barred")
SOON = "public, max-age=0, s-maxage=2"
FOR_EVER = "public, max-age=31536000, immutable"
LEGAL_REASONS = 451


@require_safe
def served(request: PublicRequest, file: str) -> HttpResponse:
    """A file of the log; 451 for a bundle with an entry that must not be served any more."""
    return _of(log_of(request), file)


@require_safe
def former(request: PublicRequest, index: int, file: str) -> HttpResponse:
    """A file of the log that was lost, of which that entry tells: as far as it was kept."""
    told = {one.index: one.origin for one in formers(request.county.log_origin)}
    if index not in told:
        return _missing()
    return _of(folder_of(settings.LEDGER_FOLDER, told[index]), file)


def _of(folder: Folder, file: str) -> HttpResponse:
    if file in TEXTS:
        return _file(folder, file, kind=TEXT, kept=SOON)
    if FILE.fullmatch(file):
        kind = STAMP if file.endswith(ANSWER) else TEXT
        return _file(folder, file, kind=kind, kept=FOR_EVER)
    if LEFT.fullmatch(file):
        return _file(folder, file, kind=BINARY, kept=SOON)
    tile = TILE.fullmatch(file)
    if tile is None:
        return _missing()
    if tile[1] == "entries" and folder.is_barred(number_in(tile[2])):
        said = "此处有依法停止提供的条目；日志其余部分不受影响。\nUnavailable for legal reasons.\n"
        return HttpResponse(said, status=LEGAL_REASONS, content_type=TEXT)
    return _file(folder, file, kind=BINARY, kept=FOR_EVER)


def log_of(request: PublicRequest) -> Folder:
    return folder_of(settings.LEDGER_FOLDER, request.county.log_origin)


def _file(folder: Folder, name: str, *, kind: str, kept: str) -> HttpResponse:
    path = folder.path / name
    if not path.is_file():
        return _missing()
    headers = {"Cache-Control": kept, "Access-Control-Allow-Origin": "*"}
    return HttpResponse(read_file(path), content_type=kind, headers=headers)


def _missing() -> HttpResponse:
    return HttpResponse("没有这个文件。 / No such file.\n", status=404, content_type=TEXT)
