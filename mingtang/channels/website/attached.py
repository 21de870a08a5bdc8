"""Files of an edition as a page lists them."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from mingtang.channels.shared.shown.numbers import size
from mingtang.disclosure.choices import PersonalDataDecision
from mingtang.disclosure.models import Attachment, Disclosure, Edition
from mingtang.disclosure.queries import public


@dataclass(frozen=True)
class ShownFile:
    name: str
    address: str
    kind: str
    size: str
    note: str


def attached(disclosure: Disclosure, edition: Edition) -> list[ShownFile]:
    return [_shown(disclosure, attachment) for attachment in public.attachments(edition)]


def _shown(disclosure: Disclosure, attachment: Attachment) -> ShownFile:
    is_lawful = attachment.decision == PersonalDataDecision.LAWFUL
    note = _("按法律要求公开原文：%(note)s") % {"note": attachment.decision_note}
    return ShownFile(
        name=attachment.name,
        address=reverse(
            "website:attachment", args=[disclosure.object_id, attachment.pk, attachment.name]
        ),
        kind=str(attachment.file.get_media_type_display()),
        size=size(attachment.file.size),
        note=note if is_lawful else "",
    )
