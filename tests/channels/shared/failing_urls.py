"""The real site with pages that fail in every way there is."""

from django.core.exceptions import PermissionDenied, RequestDataTooBig, SuspiciousOperation
from django.db import OperationalError
from django.http import HttpResponse
from django.urls import path

from config import urls
from config.urls import handler400, handler403, handler404, handler500

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]


def raising(error):
    def view(request):
        raise error

    return view


def bare(request, status):
    return HttpResponse(status=status, headers={"Allow": "GET"})


def said_already(request):
    return HttpResponse("说过了", status=404)


urlpatterns = [
    path("broken/", raising(ValueError("made up"))),
    path("down/", raising(OperationalError("made up"))),
    path("big/", raising(RequestDataTooBig("made up"))),
    path("odd/", raising(SuspiciousOperation("made up"))),
    path("desk/closed/", raising(PermissionDenied())),
    path("bare/<int:status>/", bare),
    path("said/", said_already),
    *urls.urlpatterns,
]
