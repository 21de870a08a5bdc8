from typing import Any

from allauth.mfa.utils import is_mfa_enabled

from mingtang.channels.desk.pages.frame import desk_frame
from mingtang.channels.shared.access import Seat, StaffRequest
from mingtang.channels.shared.paging import in_order
from mingtang.organs.queries.tenures import accounts_of, held_now
from mingtang.people.models import User

ROWS = 50


def accounts_page(request: StaffRequest, seat: Seat) -> dict[str, Any]:
    words = request.GET.get("q", "").strip()
    found = accounts_of(seat.county, seat.on, words=words)
    return {
        **desk_frame(seat, "accounts"),
        "paged": in_order(found, request, ROWS),
        "words": words,
    }


def account_page(seat: Seat, account: User, *, password: str = "") -> dict[str, Any]:
    """One account. `password`: the one-time password, shown on this page and never again."""
    return {
        **desk_frame(seat, "accounts"),
        "account": account,
        "is_own": account.pk == seat.person.pk,
        "posts": held_now(seat.county, seat.on).filter(holder=account),
        "has_second_factor": is_mfa_enabled(account),
        "password": password,
    }
