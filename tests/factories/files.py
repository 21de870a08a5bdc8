"""Files that are there in name only: nothing was ever written for them."""

import datetime
import hashlib

import factory

from mingtang.files.choices import MediaType, TextState
from mingtang.files.models import StoredFile

AT = datetime.datetime(2026, 1, 1, 1, tzinfo=datetime.UTC)


class StoredFileFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = StoredFile

    sha256 = factory.Sequence(lambda n: hashlib.sha256(str(n).encode()).hexdigest())
    size = 1
    media_type = MediaType.XLSX
    content = factory.LazyAttribute(lambda file: f"{file.sha256[:2]}/{file.sha256}")
    text_state = TextState.READ
    stored_at = AT
    latest_offered_at = AT
