"""Earlier editions, what changed between two, and the files that belong to them."""

from uuid import UUID

from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from mingtang.channels.shared.downloads import file_response
from mingtang.channels.shared.missing import Missing
from mingtang.channels.shared.public_pages import public_page
from mingtang.channels.shared.requests import PublicRequest
from mingtang.channels.website.compared import compared
from mingtang.channels.website.pages import page
from mingtang.channels.website.views.disclosures import crumbs, disclosure, found, read
from mingtang.disclosure.models import Disclosure, Edition
from mingtang.disclosure.queries import hung, public

# A file stays what it is for ever: its address names the attachment, and an edition is frozen.
# It must not outlive a withdrawal for long, though.
FILE_CACHE_CONTROL = "public, max-age=300"


@public_page()
def edition(request: PublicRequest, object_id: UUID, number: int) -> HttpResponseBase:
    shown = found(request, object_id)
    if shown.is_withdrawn:
        return disclosure(request, object_id)
    return read(request, shown, _edition(shown, number))


@public_page()
def difference(request: PublicRequest, object_id: UUID, number: int) -> HttpResponseBase:
    """What an edition changed against the one before it, in public."""
    shown = found(request, object_id)
    if shown.is_withdrawn:
        return disclosure(request, object_id)
    later = _edition(shown, number)
    earlier = public.editions(shown).filter(number__lt=number).first()
    if earlier is None:
        raise Missing(_("这是第一版，前面没有可以对照的版本。"))
    earlier.disclosure = shown
    return page(
        request,
        "difference.html",
        section="home",
        shown=compared(shown, earlier, later) | {"crumbs": crumbs(shown)},
    )


def _edition(disclosure: Disclosure, number: int) -> Edition:
    found = public.edition(disclosure, number)
    if found is None:
        raise Missing(_("没有这一版。请从“版本与更正”里选择。"))
    return found


@public_page()
def file(
    request: PublicRequest, object_id: UUID, attachment_id: int, name: str
) -> HttpResponseBase:
    """A file as it was published. The name in the address is for people; the number decides."""
    shown = found(request, object_id)
    if shown.is_withdrawn:
        return disclosure(request, object_id)
    attachment = public.attachment(shown, attachment_id)
    if attachment is None:
        raise Missing(_("没有这个附件。请从公开信息的页面重新下载。"))
    response = file_response(attachment.file, attachment.name)
    response.headers["Cache-Control"] = FILE_CACHE_CONTROL
    return response


@public_page()
def photograph(request: PublicRequest, object_id: UUID, receipt_id: int) -> HttpResponseBase:
    """What the clerk saw when a sheet was hung or taken down; of what was withdrawn, nothing."""
    shown = found(request, object_id)
    if shown.is_withdrawn:
        return disclosure(request, object_id)
    receipt = hung.photograph(shown, receipt_id)
    if receipt is None or receipt.photograph is None:
        raise Missing(_("没有这张照片。请从公开信息的页面打开。"))
    response = file_response(receipt.photograph, f"{receipt.kind}-{receipt.pk}.jpg")
    response.headers["Cache-Control"] = FILE_CACHE_CONTROL
    return response
