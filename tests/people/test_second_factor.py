import base64

import pytest
from allauth.mfa.models import Authenticator

from mingtang.foundation.sealing import CannotOpen
from mingtang.people import actions
from mingtang.people.second_factor import is_of_old_key, opened, sealed
from tests.factories.people import UserFactory

OLD, NEW = bytes(range(32)), bytes(range(1, 33))


def test_a_secret_is_opened_as_it_was_and_never_looks_the_same():
    assert opened(sealed("JBSWY3DP")) == "JBSWY3DP"
    assert sealed("JBSWY3DP") != sealed("JBSWY3DP")
    assert b"JBSWY3DP" not in base64.b64decode(sealed("JBSWY3DP"))


def test_without_its_key_nothing_opens(settings):
    settings.SEALING_KEYS = [OLD]
    kept = sealed("JBSWY3DP")
    settings.SEALING_KEYS = [NEW]

    with pytest.raises(CannotOpen):
        opened(kept)


@pytest.mark.django_db
def test_secrets_are_sealed_anew_after_a_change_of_keys(settings):
    settings.SEALING_KEYS = [OLD]
    person = UserFactory()
    code = Authenticator.objects.create(
        user=person, type="totp", data={"secret": sealed("JBSWY3DP")}
    )
    codes = Authenticator.objects.create(
        user=person, type="recovery_codes", data={"seed": sealed("seed"), "used_mask": 3}
    )
    settings.SEALING_KEYS = [NEW, OLD]
    fresh = Authenticator.objects.create(
        user=UserFactory(), type="totp", data={"secret": sealed("FRESH")}
    )

    assert actions.seal_anew() == 2

    code.refresh_from_db()
    codes.refresh_from_db()
    assert opened(code.data["secret"]) == "JBSWY3DP"
    assert not is_of_old_key(code.data["secret"])
    assert opened(codes.data["seed"]) == "seed"
    assert codes.data["used_mask"] == 3
    assert opened(Authenticator.objects.get(pk=fresh.pk).data["secret"]) == "FRESH"
    assert actions.seal_anew() == 0


@pytest.mark.django_db
def test_with_one_key_there_is_nothing_to_seal_anew(settings, django_assert_num_queries):
    settings.SEALING_KEYS = [OLD]

    with django_assert_num_queries(2):  # the savepoint alone
        assert actions.seal_anew() == 0


@pytest.mark.django_db
def test_a_second_factor_is_forgotten_with_its_recovery_codes_and_nobody_elses():
    person, other = UserFactory(), UserFactory()
    for whose in (person, other):
        Authenticator.objects.create(user=whose, type="totp", data={})
        Authenticator.objects.create(user=whose, type="recovery_codes", data={})

    assert actions.clear_second_factor(account=person) == 2

    assert set(Authenticator.objects.values_list("user", flat=True)) == {other.pk}
    assert actions.clear_second_factor(account=person) == 0
