"""What is withheld and looked at again; part of `desk`."""

from django.urls import path

from mingtang.channels.desk.views import withheld

DOCUMENT = "withheld/document/<uuid:object_id>/"
urlpatterns = [
    path("withheld/", withheld.withheld, name="withheld"),
    path("withheld/export/", withheld.export, name="withheld-export"),
    path(
        "withheld/publication/<uuid:object_id>/", withheld.publication, name="withheld-publication"
    ),
    path(DOCUMENT, withheld.document, name="withheld-document"),
    path(f"{DOCUMENT}release/", withheld.release, name="withheld-document-release"),
]
