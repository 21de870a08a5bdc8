from typing import Any

from allauth.mfa.utils import is_mfa_enabled

from mingtang.channels.desk.forms.accounts import EmailForm
from mingtang.channels.desk.pages.frame import desk_frame
from mingtang.channels.shared.access import Seat
from mingtang.channels.shared.second_factor import MANDATORY_FOR


def me_page(seat: Seat, form: EmailForm | None = None, *, problem: str = "") -> dict[str, Any]:
    """One's own account: what one may do here, and how one signs in."""
    return {
        **desk_frame(seat, "me"),
        "posts": seat.posts,
        "form": form or EmailForm(initial={"email": seat.person.email}),
        "problem": problem,
        "has_second_factor": is_mfa_enabled(seat.person),
        "needs_second_factor": any(post.role in MANDATORY_FOR for post in seat.posts),
    }
