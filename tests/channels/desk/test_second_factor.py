"""The second factor (动态口令), from the picture to the recovery code."""

import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.core.cache import cache
from django.urls import reverse

from mingtang.audit.models import AuditRecord
from mingtang.channels.desk import signing_in
from mingtang.organs.choices import Role
from mingtang.people.second_factor import opened
from tests.channels.desk.sitting import page, sit
from tests.channels.desk.test_signing_in import PASSWORD, sign_in, with_password
from tests.factories.organs import CountyFactory, OrganFactory, holder_of

SET_UP = "/desk/account/second/set-up/"
CODES = "/desk/account/second/codes/"
SECOND = "/desk/account/second/"
TODAY = "/desk/"


@pytest.fixture(autouse=True)
def _own_counters(settings, tmp_path):
    settings.CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
            "LOCATION": tmp_path,
        }
    }
    cache.clear()


@pytest.fixture
def serious(db):
    """A county that is no demonstration."""
    return OrganFactory(county=CountyFactory(name="示范县", host="testserver"))


@pytest.fixture
def approver(serious):
    return with_password(holder_of(Role.APPROVER, organ=serious, holder__username="zhang.san"))


def code_of(secret, *, later=0):
    """What the telephone shows; `later` is for the next window, as no code counts twice."""
    counter = next(iter(yield_hotp_counters_from_time())) + later
    return format_hotp_value(hotp_value(secret, counter))


@pytest.fixture(autouse=True)
def _committed(monkeypatch):
    """What waits for the end of the transaction is done at once: a test's own never ends."""
    monkeypatch.setattr("django.db.transaction.on_commit", lambda do, **_more: do())


def set_up(client):
    """Signs in and sets it up; gives the secret and the recovery codes."""
    sign_in(client)
    secret = re.search(r'<dd class="num">([A-Z2-7]+)</dd>', page(client.get(SET_UP)))[1]
    response = client.post(SET_UP, {"code": code_of(secret)})
    assert response.headers["Location"] == CODES
    codes = re.findall(r"<li>(\d{8})</li>", page(client.get(CODES)))
    return secret, codes


def details(person):
    rows = AuditRecord.objects.filter(by=person).order_by("id")
    return [row.detail.split(" ")[0] or row.kind for row in rows]


@pytest.mark.parametrize(
    "role",
    ["approver", "village_chair", "system_admin", "security_admin", "audit_admin"],
)
def test_who_signs_and_who_administers_must_set_it_up_first(client, serious, role):
    sit(client, role, serious)

    assert client.get(TODAY).headers["Location"] == SET_UP


@pytest.mark.parametrize("role", ["officer", "openness_office", "head"])
def test_others_may_do_without(client, serious, role):
    sit(client, role, serious)

    assert client.get(TODAY).status_code == 200


def test_a_demonstration_asks_nobody(client, organ):
    sit(client, "approver", organ)

    assert client.get(TODAY).status_code == 200


def test_it_is_set_up_with_a_picture_or_by_hand_and_the_codes_are_shown_once(
    client, serious, approver
):
    sign_in(client)
    shown = page(client.get(SET_UP))
    assert "<svg" in shown
    assert "style=" not in shown
    assert "扫不了码，手工输入" in shown

    secret, codes = set_up(client)

    assert len(codes) == 10
    assert codes[0] not in page(client.get(CODES))
    assert client.get(TODAY).status_code == 200
    kept = Authenticator.objects.get(type="totp").data["secret"]
    assert secret not in kept
    assert opened(kept) == secret
    assert "second-factor-on" in details(approver)


def test_a_wrong_code_is_said_in_chinese_and_the_picture_stays(client, approver):
    sign_in(client)
    secret = re.search(r'<dd class="num">([A-Z2-7]+)</dd>', page(client.get(SET_UP)))[1]

    response = client.post(SET_UP, {"code": "000000"})

    assert "口令不对" in page(response)
    assert secret in page(response)
    assert client.post(SET_UP, {"code": code_of(secret)}).status_code == 302


def test_signing_in_then_asks_for_the_code(client, approver):
    secret, _codes = set_up(client)
    client.post(reverse("account_logout"))

    response = sign_in(client)

    assert response.headers["Location"].startswith(SECOND)
    assert client.get(TODAY).status_code == 302
    shown = page(client.get(SECOND))
    assert "动态口令或者备用口令" in shown
    assert ">Code" not in shown

    assert "口令不对" in page(client.post(SECOND, {"code": "000000"}))
    assert "second-factor" in details(approver)
    done = client.post(SECOND, {"code": code_of(secret, later=1)})
    assert done.headers["Location"] == TODAY
    assert client.get(TODAY).status_code == 200


def test_the_page_one_wanted_is_remembered_through_both_steps(client, approver):
    secret, _codes = set_up(client)
    client.post(reverse("account_logout"))
    sign_in(client, next="/desk/duties/")

    done = client.post(SECOND, {"code": code_of(secret, later=1)})

    assert done.headers["Location"] == "/desk/duties/"


def test_five_wrong_codes_lock_too(client, approver):
    set_up(client)
    client.post(reverse("account_logout"))
    sign_in(client)
    for _time in range(5):
        client.post(SECOND, {"code": "000000"})

    assert "锁住5分钟" in page(client.post(SECOND, {"code": "000000"}))


def test_a_recovery_code_works_once_and_is_on_record(client, approver):
    _secret, codes = set_up(client)
    client.post(reverse("account_logout"))
    sign_in(client)

    done = client.post(SECOND, {"code": codes[0]})

    assert done.headers["Location"] == TODAY
    assert "recovery-code-used" in details(approver)
    assert "还有9个，共10个" in page(client.get(CODES))
    client.post(reverse("account_logout"))
    sign_in(client)
    assert "口令不对" in page(client.post(SECOND, {"code": codes[0]}))


def test_new_recovery_codes_replace_the_old_ones(client, approver):
    _secret, codes = set_up(client)
    address = reverse("mfa_generate_recovery_codes")
    assert "全部作废" in page(client.get(address))

    client.post(address)

    new = re.findall(r"<li>(\d{8})</li>", page(client.get(CODES)))
    assert len(new) == 10
    assert not set(new) & set(codes)
    assert "recovery-codes" in details(approver)


def test_what_is_delicate_asks_for_the_password_again_later(client, approver, monkeypatch):
    set_up(client)
    monkeypatch.setattr(signing_in, "LATELY", signing_in.LATELY * 0)

    asked = client.get(reverse("mfa_deactivate_totp"))
    assert asked.headers["Location"].startswith(reverse("account_reauthenticate"))
    assert "密码不对" in page(client.post(asked.headers["Location"], {"password": "wrong"}))

    done = client.post(asked.headers["Location"], {"password": PASSWORD})
    assert done.headers["Location"] == reverse("mfa_deactivate_totp")
    assert client.get(done.headers["Location"]).status_code == 200


def test_the_code_counts_as_well_as_the_password(client, approver, monkeypatch):
    secret, _codes = set_up(client)
    monkeypatch.setattr(signing_in, "LATELY", signing_in.LATELY * 0)
    address = f"{reverse('mfa_reauthenticate')}?next=/desk/me/"
    assert "动态口令或者备用口令" in page(client.get(address))

    done = client.post(address, {"code": code_of(secret, later=1)})

    assert done.headers["Location"] == "/desk/me/"


def test_taken_away_it_must_be_set_up_anew_where_it_is_mandatory(client, approver):
    set_up(client)
    address = reverse("mfa_deactivate_totp")
    assert "要求重新设置" in page(client.get(address))

    client.post(address)

    assert not Authenticator.objects.exists()
    assert "second-factor-off" in details(approver)
    assert client.get(TODAY).headers["Location"] == SET_UP


def test_an_administrator_takes_a_lost_one_away(client, serious, approver):
    set_up(client)
    admin = sit(client, "system_admin", serious)
    Authenticator.objects.create(user=admin, type="totp", data={"secret": "x"})
    clear = reverse("desk:account-second-factor", args=[approver.pk])
    assert clear in page(client.get(reverse("desk:account", args=[approver.pk])))
    assert "先核实是本人" in page(client.get(clear))

    client.post(clear)

    assert list(Authenticator.objects.values_list("user", flat=True)) == [admin.pk]
    assert "second-factor-reset" in details(admin)
    client.post(clear)
    assert details(admin).count("second-factor-reset") == 1


def test_the_page_of_the_second_factor_says_how_it_stands(client, approver):
    sign_in(client)
    assert "还没有启用动态口令" in page(client.get(reverse("mfa_index")))
    set_up(client)

    assert "动态口令已启用" in page(client.get(reverse("mfa_index")))


def test_without_a_county_the_telephone_shows_the_name_of_the_software():
    adapter = signing_in.SecondFactorAdapter()

    assert adapter.get_totp_issuer() == "Mingtang"
