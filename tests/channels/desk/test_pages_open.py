"""Every list of the desk opens for whoever has the post, and for nobody else."""

import pytest
from django.urls import reverse

from mingtang.organs.choices import OrganKind
from tests.channels.desk.sitting import sit
from tests.factories.organs import OrganFactory

OPEN_TO = {
    "desk:facts": {"officer", "openness_office", "congress_clerk", "finance_clerk"},
    "desk:fact-new": {"officer", "openness_office", "congress_clerk", "finance_clerk"},
    "desk:documents": None,
    "desk:document-new": {"officer", "openness_office"},
    "desk:document-tables": {"officer", "openness_office"},
    "desk:tokens": {"system_admin"},
    "desk:token-new": {"system_admin"},
    "desk:disputes": {"openness_office"},
    "desk:notices": None,
    "desk:me": None,
    "desk:organs": {"openness_office"},
    "desk:organ-new": {"openness_office"},
    "desk:posts": {"security_admin"},
    "desk:post-new": {"security_admin"},
    "desk:accounts": {"system_admin"},
    "desk:account-new": {"system_admin"},
    "desk:county": {"system_admin"},
    "desk:jobs": {"system_admin"},
    "desk:calendar": {"openness_office"},
    "desk:standard": {"openness_office"},
    "desk:audit": {"audit_admin"},
}
ROLES = (
    *("officer", "openness_office", "congress_clerk", "finance_clerk", "approver"),
    *("system_admin", "security_admin", "audit_admin"),
)


@pytest.mark.parametrize("name", OPEN_TO)
@pytest.mark.parametrize("role", ROLES)
def test_a_list_opens_for_whoever_has_the_post(client, county, role, name):
    kind = OrganKind.CONGRESS if role == "congress_clerk" else OrganKind.DEPARTMENT
    sit(client, role, OrganFactory(county=county, kind=kind))

    response = client.get(reverse(name))

    may = OPEN_TO[name] is None or role in OPEN_TO[name]
    assert response.status_code == (200 if may else 403)
    if may:
        assert response.headers["Cache-Control"].startswith("private")


@pytest.mark.parametrize("name", OPEN_TO)
def test_whoever_has_not_signed_in_is_led_there_and_back(client, county, name):
    response = client.get(reverse(name))

    assert response.status_code == 302
    assert response.headers["Location"] == f"/desk/account/sign-in/?next={reverse(name)}"
