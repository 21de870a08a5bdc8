import hashlib

import pytest

from mingtang.audit.models import AuditRecord
from mingtang.foundation.errors import RuleBroken
from mingtang.issued.actions import issue_token, revoke_token
from mingtang.issued.queries.tokens import token_shown
from mingtang.issued.rules import tokens as rules
from mingtang.organs.choices import Role
from tests.factories.organs import OrganFactory, holder_of, staffed_organ
from tests.issued.registers import AT, LATER


@pytest.fixture
def staffed(db):
    return staffed_organ()


@pytest.fixture
def admin(staffed):
    return holder_of(Role.SYSTEM_ADMIN, organ=staffed.organ)


def issue(staffed, by, **changes):
    given = {"organ": staffed.organ, "holder": staffed.officer, "name": " 公文系统 ", **changes}
    return issue_token(by=by, at=AT, **given)


def test_the_words_of_a_token_are_kept_as_a_digest_alone(staffed, admin):
    token, words = issue(staffed, admin)

    assert words.startswith("mt_")
    assert token.digest == hashlib.sha256(words.encode()).hexdigest()
    assert (str(token), token.holder, token.issued_by) == ("公文系统", staffed.officer, admin)
    assert token_shown(staffed.organ.county, f"Bearer {words}") == token
    assert "公文系统" in AuditRecord.objects.get().detail


@pytest.mark.parametrize("name", ["", " ", "长" * 101])
def test_it_says_which_system(staffed, admin, name):
    with pytest.raises(RuleBroken) as broken:
        issue(staffed, admin, name=name)
    assert broken.value.template == rules.NO_NAME


def test_its_holder_is_somebody_who_may_register_there(staffed, admin):
    stranger = holder_of(Role.OFFICER, organ=OrganFactory(county=staffed.organ.county))

    for holder in (stranger, staffed.approver):
        with pytest.raises(RuleBroken) as broken:
            issue(staffed, admin, holder=holder)
        assert broken.value.template == rules.NOT_A_CLERK


def test_only_the_system_administrator_issues_and_revokes(staffed, admin):
    token, _words = issue(staffed, admin)

    with pytest.raises(RuleBroken):
        issue(staffed, staffed.officer)
    with pytest.raises(RuleBroken):
        revoke_token(token=token, by=staffed.officer, at=LATER)


def test_a_revoked_token_opens_nothing_and_twice_is_once(staffed, admin):
    token, words = issue(staffed, admin)

    revoke_token(token=token, by=admin, at=AT)
    revoke_token(token=token, by=admin, at=LATER)

    token.refresh_from_db()
    assert token.revoked_at == AT
    assert token_shown(staffed.organ.county, f"Bearer {words}") is None
    assert AuditRecord.objects.count() == 2
