import datetime

import pytest
from django.core.exceptions import ValidationError

from mingtang.people import actions
from mingtang.people.passwords import LongEnough
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
