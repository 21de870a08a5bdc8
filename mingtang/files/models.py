import uuid

from django.db import models
from django.db.models import F, Q

from mingtang.files.choices import MediaType, TextState


def place_of(file: "StoredFile", _name: str) -> str:
    """A name of its own for each row: removing one never takes the content of another."""
    return f"{file.sha256[:2]}/{file.sha256[2:4]}/{file.sha256}-{file.object_id.hex}"


class StoredFile(models.Model):
    """A file kept once by what is in it (文件).

    Shared by all counties, as one content has one row: who may see it is decided by the
    attachment that points here, which also keeps the name. `stored_by` is empty for a citizen.
    Pictures are kept without what the camera wrote into them.
    """

    object_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    sha256 = models.CharField(max_length=64, unique=True)
    size = models.PositiveBigIntegerField(help_text="bytes")
    media_type = models.CharField(max_length=100, choices=MediaType.choices)
    content = models.FileField(upload_to=place_of, max_length=200)
    text_state = models.CharField(max_length=16, choices=TextState.choices)
    text_digest = models.CharField(
        max_length=64, help_text="SHA-256 of the words that were read from it"
    )
    unread = models.JSONField(default=list, help_text="what was not read, in sentences")
    stored_at = models.DateTimeField()
    latest_offered_at = models.DateTimeField(help_text="uploaded again: a purge counts from here")
    stored_by = models.ForeignKey(
        "people.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        indexes = [models.Index(fields=["latest_offered_at"], name="files_by_latest_offer")]
        constraints = [
            models.CheckConstraint(condition=Q(size__gt=0), name="files_never_empty"),
            models.CheckConstraint(
                condition=Q(latest_offered_at__gte=F("stored_at")),
                name="files_offered_after_stored",
            ),
        ]

    def __str__(self) -> str:
        return self.sha256

    @property
    def is_picture(self) -> bool:
        return self.media_type in {MediaType.PNG, MediaType.JPEG}


class FileText(models.Model):
    """The words read from a file, each with its place (文件文字). Shared as the file is.

    `passages` is a list of pairs: 表“名单”第3行, and what stands there.
    """

    file = models.OneToOneField(StoredFile, on_delete=models.CASCADE, related_name="text")
    passages = models.JSONField(default=list)

    def __str__(self) -> str:
        return f"text of {self.file_id}"
