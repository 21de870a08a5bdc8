"""A form that meets an ended session: what was typed goes through signing in, and is sent again."""

import re

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.channels.desk.sitting import page
from tests.channels.desk.test_signing_in import PASSWORD, SIGN_IN, with_password
from tests.channels.desk.workplace import address
from tests.disclosure.publishing import BODY

AGAIN = "/desk/again/"


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
def stranger():
    """The browser of somebody whose session has ended."""
    return Client()


def hidden(response, name):
    return re.search(rf'type="hidden" name="{name}" value="([^"]*)"', page(response))[1]


def held_up(workplace, browser, edition, **typed):
    return workplace.save(edition, browser=browser, **typed)


def signs_in(browser, response, officer, password=PASSWORD):
    typed = {name: hidden(response, name) for name in ("carried", "next")}
    return browser.post(SIGN_IN, {"login": officer.username, "password": password, **typed})


def test_what_was_typed_is_shown_after_signing_in_and_sent_again(workplace, stranger):
    edition = workplace.start()
    officer = with_password(workplace.scene.staff.officer)

    asked = held_up(workplace, stranger, edition)
    assert asked.status_code == 401
    assert "登录已过期，刚才写的还没有存下。" in page(asked)
    edition.refresh_from_db()
    assert edition.body == ""
    assert signs_in(stranger, asked, officer).headers["Location"] == AGAIN

    shown = stranger.get(AGAIN)
    assert BODY in page(shown)
    assert f'action="{address("edition-save", edition)}"' in page(shown)
    names = ("version", "title", "body")
    stranger.post(address("edition-save", edition), {one: hidden(shown, one) for one in names})
    edition.refresh_from_db()
    assert (edition.title, edition.body) == ("2025年决算公告", BODY)


def test_a_wrong_password_in_between_loses_nothing(workplace, stranger):
    edition = workplace.start()
    officer = with_password(workplace.scene.staff.officer)
    asked = held_up(workplace, stranger, edition)

    refused = signs_in(stranger, asked, officer, password="wrong")
    assert hidden(refused, "carried") == hidden(asked, "carried")
    signs_in(stranger, refused, officer)

    assert BODY in page(stranger.get(AGAIN))


def test_files_are_named_as_they_must_be_chosen_again(workplace, stranger):
    edition = workplace.start()
    officer = with_password(workplace.scene.staff.officer)
    upload = SimpleUploadedFile("分配表.csv", b"a,b\n")
    asked = held_up(workplace, stranger, edition, files=upload)

    signs_in(stranger, asked, officer)

    assert "分配表.csv" in page(stranger.get(AGAIN))


def test_what_was_not_held_by_us_is_not_shown(workplace, stranger):
    officer = with_password(workplace.scene.staff.officer)
    made_up = {"carried": "WyIvIixbXSxbXV0:x:y", "next": AGAIN}

    stranger.post(SIGN_IN, {"login": officer.username, "password": PASSWORD, **made_up})

    assert stranger.get(AGAIN).headers["Location"] == "/desk/"


def test_a_form_without_a_word_leads_to_signing_in_as_before(workplace, stranger):
    edition = workplace.start()

    response = stranger.post(address("edition-abandon", edition))

    assert response.headers["Location"].startswith(SIGN_IN)


def test_the_page_that_saves_by_itself_is_told_in_its_own_words(workplace, stranger):
    edition = workplace.start()

    response = stranger.post(
        address("edition-autosave", edition), {"body": BODY}, headers={"accept": "application/json"}
    )

    assert response.status_code == 401
    assert response.json() == {"problem": "没有保存：登录已过期。"}
