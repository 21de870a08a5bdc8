"""A stored file on its way to a browser, which shall neither guess what it is nor run it."""

from urllib.parse import quote

from django.http import FileResponse
from django.utils.translation import gettext as _

from mingtang.channels.shared.missing import Missing
from mingtang.files.models import StoredFile
from mingtang.files.queries import is_whole

# What a browser shows by itself without running anything in it.
INLINE = {"application/pdf", "image/png", "image/jpeg", "text/plain"}


def file_response(stored: StoredFile, name: str) -> FileResponse:
    """The file under the name people see (RFC 5987), shown where that is safe, else kept.

    Raises Missing for one that is not what it was when it came: never served as if it were.
    """
    if not is_whole(stored):
        raise Missing(
            _("这个文件和存入时不一样了，或者已经损坏，不能提供。请联系发布机构，由它重新提供。")
        )
    response = FileResponse(stored.content.open("rb"), content_type=stored.media_type)
    way = "inline" if stored.media_type in INLINE else "attachment"
    response.headers["Content-Disposition"] = f"{way}; filename*=UTF-8''{quote(name, safe='')}"
    response.headers["Content-Length"] = str(stored.size)
    response.headers["Content-Security-Policy"] = "default-src 'none'"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["ETag"] = f'"{stored.sha256}"'
    return response
