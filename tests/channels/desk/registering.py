"""What is typed where a document is put on the register, and how it is sent."""

from django.urls import reverse


def typed(organ, **changes):
    return {
        "organ": str(organ.object_id),
        "number": "示发[2026]1号",
        "title": "物业服务收费管理办法",
        "issued_on": "2026-11-20",
        "attribute": "active",
        "ground": "",
        "reason": "",
        "is_normative": "on",
        "partners": "",
        "outside": "",
    } | changes


def send(client, organ, **changes):
    sent = {name: value for name, value in typed(organ, **changes).items() if value is not None}
    return client.post(reverse("desk:document-new"), sent)
