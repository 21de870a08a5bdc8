"""Who must sign in with a second factor (动态口令): whoever signs, and the administrators."""

from collections.abc import Iterable

from allauth.mfa.utils import is_mfa_enabled

from mingtang.organs.choices import Role
from mingtang.organs.models import County, Post
from mingtang.people.models import User

MANDATORY_FOR = frozenset(
    {
        Role.APPROVER,
        Role.VILLAGE_CHAIR,
        Role.SYSTEM_ADMIN,
        Role.SECURITY_ADMIN,
        Role.AUDIT_ADMIN,
    }
)


def must_set_up_second_factor(person: User, posts: Iterable[Post], county: County) -> bool:
    """True where a post demands it and it is not there; a demonstration county demands nothing."""
    if county.is_demo or not any(post.role in MANDATORY_FOR for post in posts):
        return False
    return not is_mfa_enabled(person)
