"""What a request carries here besides Django's own, once the middleware has seen it."""

from typing import TYPE_CHECKING

from django.http import HttpRequest

from mingtang.channels.shared.manners import Manner
from mingtang.organs.models import County

if TYPE_CHECKING:

    class PublicRequest(HttpRequest):
        """Someone looks at a page: in which manner, and of which county."""

        manner: Manner
        county: County
else:
    PublicRequest = HttpRequest
