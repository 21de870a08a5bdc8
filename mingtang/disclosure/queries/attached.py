from uuid import UUID

from mingtang.disclosure.models import Attachment
from mingtang.organs.models import County


def attachment_at_desk(
    county: County, object_id: UUID, number: int, attachment_id: int
) -> Attachment | None:
    """The attachment an address of the desk names: county, disclosure, edition and file fit."""
    return (
        Attachment.objects.select_related("file", "edition__disclosure__organ__county")
        .filter(
            pk=attachment_id,
            edition__number=number,
            edition__disclosure__object_id=object_id,
            edition__disclosure__county=county,
        )
        .first()
    )
