from django.core.files.uploadedfile import UploadedFile

from mingtang.channels.shared.access import Seat
from mingtang.files import actions
from mingtang.files.models import StoredFile


def kept(upload: "UploadedFile[bytes]", seat: Seat) -> StoredFile:
    """The file, stored before anything else is decided, so that a rejected form loses nothing.

    Raises RuleBroken with the mend when the file cannot be taken.
    """
    return actions.store(content=upload, name=upload.name or "", by=seat.person, at=seat.at)
