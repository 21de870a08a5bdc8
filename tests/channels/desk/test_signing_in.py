"""Signing in as people do, with the forms and the words they see."""

import datetime

import pytest
from django.conf import settings
from django.core.cache import cache
from django.urls import reverse

from config import environment
from mingtang.audit.choices import AuditKind
from mingtang.audit.models import AuditRecord
from mingtang.channels.desk import signing_in
from mingtang.organs.choices import Role
from mingtang.people.models import User
from tests.channels.desk.sitting import page
from tests.factories.organs import OrganFactory, PostFactory, holder_of

SIGN_IN, TODAY = "/desk/account/sign-in/", "/desk/"
PASSWORD = "kbwr7-q3mzp-u8fda"


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
def person(organ):
    return with_password(holder_of(Role.OFFICER, organ=organ, holder__username="zhang.san"))


def with_password(person):
    person.set_password(PASSWORD)
    person.save()
    return person


def sign_in(client, *, username="zhang.san", password=PASSWORD, prefix="", **more):
    typed = {"login": username, "password": password, **more}
    return client.post(f"{prefix}{SIGN_IN}", typed)


def kinds():
    return list(AuditRecord.objects.order_by("id").values_list("kind", flat=True))


def test_the_right_password_leads_to_the_desk_and_is_on_record(client, county, person):
    response = sign_in(client)

    assert response.headers["Location"] == TODAY
    assert client.get(TODAY).status_code == 200
    record = AuditRecord.objects.get()
    assert (record.kind, record.by, record.county_code) == ("signed_in", person, county.code)


def test_a_user_name_in_capitals_is_the_same(client, person):
    assert sign_in(client, username=" Zhang.San ").status_code == 302


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"password": "wrong"}, "用户名或者密码不对"),
        ({"username": "nobody"}, "用户名或者密码不对"),
        ({"username": ""}, "请填写这一栏"),
        ({"password": ""}, "请填写这一栏"),
    ],
)
def test_what_is_wrong_is_said_without_telling_what(client, person, typed, said):
    response = sign_in(client, **typed)

    assert said in page(response)
    assert PASSWORD not in page(response)
    assert client.get(TODAY).status_code == 302


def test_a_failure_is_on_record_with_the_person_where_there_is_one(client, county, person):
    sign_in(client, password="wrong")
    sign_in(client, username="nobody")

    rows = AuditRecord.objects.order_by("id").values_list("kind", "by", "county_code", "detail")
    assert list(rows) == [
        ("sign_in_failed", person.pk, county.code, ""),
        ("sign_in_failed", None, county.code, ""),
    ]


def test_after_five_wrong_ones_even_the_right_one_waits_five_minutes(client, person, monkeypatch):
    for _time in range(5):
        assert "不对" in page(sign_in(client, password="wrong"))

    locked = sign_in(client)
    assert "锁住5分钟" in page(locked)
    assert AuditRecord.objects.filter(detail="locked").count() == 1

    now = datetime.datetime.now(datetime.UTC).timestamp()
    monkeypatch.setattr("allauth.core.internal.ratelimit.time.time", lambda: now + 301)
    assert sign_in(client).status_code == 302


def test_others_can_sign_in_while_one_is_locked(client, organ, person):
    with_password(holder_of(Role.OFFICER, organ=organ, holder__username="li.si"))
    for _time in range(6):
        sign_in(client, password="wrong")

    assert sign_in(client, username="li.si").status_code == 302


def test_four_wrong_ones_and_then_the_right_one_are_no_lock(client, person):
    for _time in range(4):
        sign_in(client, password="wrong")

    assert sign_in(client).status_code == 302


def test_an_account_that_was_shut_is_told_so(client, person):
    person.is_active = False
    person.save()

    response = client.post(SIGN_IN, {"login": "zhang.san", "password": PASSWORD}, follow=True)

    assert "已经停用" in page(response)
    record = AuditRecord.objects.get()
    assert (record.kind, record.by, record.detail) == ("sign_in_failed", person, "inactive")


def test_the_account_that_is_shut_while_signed_in_is_out_at_once(client, person):
    sign_in(client)
    User.objects.filter(pk=person.pk).update(is_active=False)

    assert client.get(TODAY).status_code == 302


@pytest.mark.parametrize("next_page", ["/desk/duties/", "/en/desk/duties/"])
def test_one_comes_back_to_where_one_wanted(client, person, next_page):
    response = sign_in(client, next=next_page)

    assert response.headers["Location"] == next_page


@pytest.mark.parametrize(
    "next_page",
    ["https://evil.example/", "//evil.example/", "https://other.county.example/", "javascript:x"],
)
def test_nobody_is_led_off_to_another_site(client, person, settings, next_page):
    settings.ALLOWED_HOSTS = ["testserver", "other.county.example"]

    response = sign_in(client, next=next_page)

    assert response.headers["Location"] == TODAY


@pytest.mark.parametrize("prefix", ["/en", "/zh-hant", "/elder", "/contrast/en"])
def test_it_works_in_every_manner_and_stays_in_it(client, person, prefix):
    asked = client.get(f"{prefix}/desk/")
    assert asked.headers["Location"] == f"{prefix}{SIGN_IN}?next={prefix}/desk/"
    assert client.get(asked.headers["Location"]).status_code == 200

    response = sign_in(client, prefix=prefix)

    assert response.headers["Location"] == f"{prefix}/desk/"
    assert client.get(f"{prefix}/desk/").status_code == 200


def test_no_english_shows_on_the_pages_of_an_account(client, person):
    shown = page(client.get(SIGN_IN))
    sign_in(client)
    for name in ("account_change_password", "account_reauthenticate", "account_logout"):
        shown += page(client.get(reverse(name)))

    for word in ("Username", "Password", "Forgot", "Current", "Remember", "again", "Sign"):
        assert word not in shown
    for words in ("用户名", "现在的密码", "再输一次新密码"):
        assert words in shown


def test_signing_out_ends_the_session_and_is_on_record(client, person):
    sign_in(client)
    address = reverse("account_logout")
    assert "没有保存的草稿请先保存" in page(client.get(address))
    assert client.get(TODAY).status_code == 200

    response = client.post(address)

    assert response.headers["Location"] == "/"
    assert client.get(TODAY).status_code == 302
    assert kinds() == [AuditKind.SIGNED_IN, AuditKind.SIGNED_OUT]


def change(client, **changes):
    typed = {"oldpassword": PASSWORD, "password1": "xin7-mima-9", "password2": "xin7-mima-9"}
    return client.post(reverse("account_change_password"), typed | changes)


def test_a_password_is_changed_and_other_sessions_end(client, person, client_class):
    elsewhere = client_class()
    sign_in(client)
    sign_in(elsewhere)

    response = change(client)

    assert response.headers["Location"] == "/desk/me/"
    person.refresh_from_db()
    assert person.check_password("xin7-mima-9")
    assert client.get(TODAY).status_code == 200
    assert elsewhere.get(TODAY).status_code == 302
    assert AuditRecord.objects.filter(detail="own-password zhang.san").exists()


@pytest.fixture
def client_class(client):
    return type(client)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"oldpassword": "wrong"}, "现在的密码不对"),
        ({"password1": "short1", "password2": "short1"}, "密码太短，至少要8位"),
        ({"password1": "20261126", "password2": "20261126"}, "密码只包含数字"),
        ({"password1": "zhang.san1", "password2": "zhang.san1"}, "太相似"),
        ({"password1": "password1", "password2": "password1"}, "太常见"),
        ({"password2": "xin7-mima-8"}, "两次输的新密码不一样"),
        ({"password1": PASSWORD, "password2": PASSWORD}, "要和现在的不一样"),
    ],
)
def test_a_weak_or_mistyped_password_is_refused_in_chinese(client, person, changes, said):
    sign_in(client)

    response = change(client, **changes)

    assert said in page(response)
    person.refresh_from_db()
    assert person.check_password(PASSWORD)


def test_a_one_time_password_must_be_changed_before_anything_else(client, person):
    person.must_change_password = True
    person.save()
    sign_in(client)
    assert client.get(TODAY).headers["Location"] == reverse("account_change_password")
    assert "一次性密码" in page(client.get(reverse("account_change_password")))

    change(client)

    assert client.get(TODAY).status_code == 200
    person.refresh_from_db()
    assert not person.must_change_password


def test_there_is_no_sign_up_and_no_mail(client, county):
    assert client.get("/desk/account/none/").headers["Location"] == SIGN_IN
    assert not signing_in.AccountAdapter().is_open_for_signup(None)


def test_too_many_from_one_place_are_asked_to_wait(client, person, settings):
    settings.ACCOUNT_RATE_LIMITS = {"login": "1/m/ip", "login_failed": False}
    sign_in(client, password="wrong")

    response = sign_in(client)

    assert response.status_code == 429
    assert "请过一分钟再试" in page(response)


def test_passwords_are_hashed_with_argon2_and_cookies_are_kept_from_scripts():
    text = (environment.Path(environment.__file__).parent / "settings.py").read_text()

    assert text.index("Argon2PasswordHasher") < text.index("PBKDF2PasswordHasher")
    assert settings.SESSION_COOKIE_HTTPONLY
    assert settings.SESSION_COOKIE_SAMESITE == "Lax"


def test_the_session_cookie_ends_with_the_browser_and_is_for_this_site_alone(client, person):
    cookie = sign_in(client).cookies["sessionid"]

    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert not cookie["expires"]


def test_someone_with_posts_in_two_counties_works_here_for_this_one(client, organ, person):
    PostFactory(organ=OrganFactory(name="邻县教育局"), holder=person)
    sign_in(client)

    shown = page(client.get("/desk/me/"))

    assert "县教育局 · 公开专员" in shown
    assert "邻县教育局" not in shown
