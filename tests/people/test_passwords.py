import datetime
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.core.exceptions import ValidationError

from mingtang.people import actions
from mingtang.people.passwords import LongEnough, ModestArgon2PasswordHasher
from tests.factories.people import UserFactory

AT = datetime.datetime(2026, 11, 26, 1, tzinfo=datetime.UTC)


def test_eight_signs_are_enough_and_seven_are_not():
    LongEnough().validate("kbwr7-q3")
    with pytest.raises(ValidationError, match="至少要8位"):
        LongEnough().validate("kbwr7-q")
    assert LongEnough().get_help_text() == "至少8位。"


@pytest.mark.django_db
@pytest.mark.parametrize("is_temporary", [True, False])
def test_a_password_somebody_else_knows_must_be_changed(is_temporary):
    made = actions.create_account(
        username="zhang.san",
        name="张某",
        password="kbwr7-q3mzp",
        is_temporary=is_temporary,
        at=AT,
    )
    reset = actions.set_password(
        account=UserFactory(), password="kbwr7-q3mzp", is_temporary=is_temporary
    )

    made.refresh_from_db()
    reset.refresh_from_db()
    assert made.must_change_password == reset.must_change_password == is_temporary


@pytest.mark.django_db
def test_a_password_of_ones_own_ends_the_temporary_one():
    account = UserFactory(must_change_password=True)

    actions.set_password(account=account, password="kbwr7-q3mzp")

    account.refresh_from_db()
    assert not account.must_change_password


@pytest.fixture
def at_work(monkeypatch):
    """Counts how many passwords are worked out at a time."""
    now, most, lock = [0], [0], threading.Lock()

    def working(*_given):
        with lock:
            now[0] += 1
            most[0] = max(most[0], now[0])
        time.sleep(0.02)
        with lock:
            now[0] -= 1

    monkeypatch.setattr(Argon2PasswordHasher, "encode", working)
    monkeypatch.setattr(Argon2PasswordHasher, "verify", working)
    return most


@pytest.mark.parametrize("what", ["encode", "verify"])
def test_passwords_are_worked_out_one_at_a_time(at_work, what):
    work = getattr(ModestArgon2PasswordHasher(), what)

    with ThreadPoolExecutor(4) as people:
        list(people.map(lambda number: work("kbwr7-q3mzp", str(number)), range(4)))

    assert at_work == [1]


def test_what_was_kept_before_still_opens():
    before = Argon2PasswordHasher()
    kept = before.encode("kbwr7-q3mzp", before.salt())
    ours = ModestArgon2PasswordHasher()

    assert ours.verify("kbwr7-q3mzp", kept)
    assert not ours.verify("kbwr7-q3mzq", kept)
    assert not ours.must_update(kept)
