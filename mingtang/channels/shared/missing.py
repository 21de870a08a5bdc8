from django.http import Http404


class Missing(Http404):
    """What the address names is not there; the sentence is fit to show and says what to do."""
