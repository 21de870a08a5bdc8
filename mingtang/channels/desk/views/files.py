from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from mingtang.channels.shared.access import Seat, StaffRequest, seated
from mingtang.channels.shared.downloads import file_response
from mingtang.disclosure import permissions
from mingtang.disclosure.models import Attachment, Edition
from mingtang.disclosure.queries.attached import attachment_at_desk
from mingtang.organs.rules.roles import Power


@require_safe
@seated(Power.READ_DESK)
def edition_file(
    request: StaffRequest, seat: Seat, object_id: UUID, number: int, attachment_id: int
) -> HttpResponseBase:
    """An attachment of a draft, or of what is disclosed inside, to whoever may read that."""
    attachment = attachment_at_desk(seat.county, object_id, number, attachment_id)
    if attachment is None:
        raise Http404
    if not _may_read(seat, attachment):
        raise PermissionDenied
    response = file_response(attachment.file, attachment.name)
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _may_read(seat: Seat, attachment: Attachment) -> bool:
    edition: Edition = attachment.edition
    if permissions.may_read_draft(seat.person, edition, seat.on):
        return True
    is_shown_inside = edition.was_public and not edition.disclosure.is_withdrawn
    return is_shown_inside and permissions.may_read_internal(
        seat.person, edition.disclosure, seat.on
    )
