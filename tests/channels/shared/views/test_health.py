import datetime
import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from mingtang.channels.shared.views import health
from mingtang.foundation import clock
from mingtang.jobs.models import Schedule
from mingtang.journeys.schedule import CHECK_RECORD
from mingtang.ledger.actions import keep_stamp
from mingtang.ledger.tasks import STATE, folder_of
from tests.config.test_environment import PRODUCTION, run
from tests.factories.ledger import LogFactory
from tests.ledger.publishing import ORIGIN, Clock, acts, publisher, signing, size
from tlog.errors import Broken

ASK = """
import django

django.setup()
from django.test import Client

answer = Client(SERVER_NAME="x.gov.cn").get("/healthz")
print(answer.status_code, answer.json().get("reason"))
"""


def asked(**given):
    settings = {"DJANGO_SETTINGS_MODULE": "config.settings"}
    return run("-c", ASK, **PRODUCTION, **settings, **given)


@pytest.mark.django_db
def test_it_is_well_when_the_database_has_the_tables_of_this_code(client):
    answer = client.get("/healthz")

    assert (answer.status_code, answer.json()) == (200, {"status": "ok"})
    assert "no-store" in answer.headers["Cache-Control"]


@pytest.mark.django_db
def test_it_asks_for_the_tables_the_mismatches_and_the_logs(client, django_assert_max_num_queries):
    client.get("/healthz")

    with django_assert_max_num_queries(5):
        client.get("/healthz")


@pytest.mark.django_db
@pytest.mark.parametrize(("hours", "is_told"), [(0, False), (35, False), (37, True)])
def test_a_nightly_check_that_did_not_go_well_for_long_is_told(client, hours, is_told):
    well = clock.now() - datetime.timedelta(hours=hours)
    Schedule.objects.create(name=CHECK_RECORD, next_at=well, succeeded_at=well)

    said = client.get("/healthz").json().get("check", "")
    assert (f"last went well at {well:%Y-%m-%d}" in said) == is_told


@pytest.mark.django_db
def test_one_that_never_ran_is_told_after_the_first_night(client, monkeypatch):
    long_ago = clock.now() - datetime.timedelta(hours=37)
    assert "check" not in client.get("/healthz").json()
    monkeypatch.setattr(health, "_installed_at", lambda: long_ago)

    assert client.get("/healthz").json()["check"] == (
        "the nightly check never went well; see run_jobs"
    )
    Schedule.objects.create(name=CHECK_RECORD, next_at=clock.now())
    assert "never went well" in client.get("/healthz").json()["check"]


@pytest.mark.django_db
def test_a_stamp_that_is_late_is_told_where_one_is_wanted(client, settings):
    now = clock.now()
    log, other = LogFactory(origin="late.example/log"), LogFactory()
    LogFactory(origin="never.example/log")
    for of, back in ((log, 3), (other, 0)):
        day = clock.day_of(now) - datetime.timedelta(days=back)
        keep_stamp(log=of, day=day, checkpoint=b"c", answer=b"a", stamped_at=now)
    assert client.get("/healthz").json() == {"status": "ok"}

    settings.STAMP_URL = "https://tsa.example/"
    answer = client.get("/healthz")

    latest = clock.day_of(now) - datetime.timedelta(days=3)
    assert answer.status_code == 200
    assert answer.json()["stamps"] == [
        f"late.example/log: the latest is {latest}",
        "never.example/log: the latest is none",
    ]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("state", "told"),
    [
        ({"problem": None, "sm2": ["没有openssl", "no openssl"]}, "no openssl"),
        ({"problem": ["坏了", "broken"], "sm2": ["没有openssl", "no openssl"]}, "broken"),
    ],
)
def test_what_ails_the_log_or_its_second_line_is_told(client, settings, tmp_path, state, told):
    settings.LEDGER_FOLDER = tmp_path
    log = LogFactory(origin="one.example/log")
    folder_of(tmp_path, log.origin).write(STATE, json.dumps(state).encode())

    assert client.get("/healthz").json()["log"] == [f"one.example/log: {told}"]


@pytest.fixture
def published(settings, tmp_path):
    """A log with its publisher; it did its turn for the first entry, and then it hangs."""
    settings.LEDGER_FOLDER = tmp_path / "ledger"
    acts(1)
    with signing(tmp_path / "signer", Clock()) as signer:
        ours = publisher(settings.LEDGER_FOLDER, signer)
        ours.turn(size())
        ours.state()
        yield ours


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("seconds", "by_citizen", "is_late"),
    [(30, False, False), (90, False, True), (30, True, False), (7300, True, True)],
)
def test_a_publisher_that_hangs_is_told_by_what_waits(
    client, published, seconds, by_citizen, is_late
):
    assert client.get("/healthz").json() == {"status": "ok"}
    at = clock.now() - datetime.timedelta(seconds=seconds)
    acts(2, at=at.replace(second=at.second or 1), by_citizen=by_citizen)

    answer = client.get("/healthz")

    said = [f"{ORIGIN}: 2 entries wait to be published; see publish_log"]
    assert (answer.status_code, answer.json().get("log")) == (200, said if is_late else None)
    published.turn(size())
    assert client.get("/healthz").json() == {"status": "ok"}


@pytest.mark.django_db
def test_so_is_one_that_never_ran_or_whose_checkpoint_cannot_be_read(client, published):
    (published.folder.path / "checkpoint").write_text("nonsense")
    acts(1)
    assert client.get("/healthz").json()["log"] == [
        f"{ORIGIN}: 2 entries wait to be published; see publish_log"
    ]
    published.state(Broken("坏了", "broken"))
    assert client.get("/healthz").json()["log"] == [f"{ORIGIN}: broken"]


@pytest.mark.django_db
def test_however_many_logs_wait_it_asks_once(client, published, django_assert_num_queries):
    acts(1)
    client.get("/healthz")
    with CaptureQueriesContext(connection) as one:
        client.get("/healthz")
    for number in range(3):
        acts(1, origin=f"{number}.example/log")
    with django_assert_num_queries(len(one)):
        assert len(client.get("/healthz").json()["log"]) == 4


@pytest.mark.django_db
def test_it_only_answers_questions(client):
    assert client.post("/healthz").status_code == 405


def test_old_tables_are_named_as_the_reason_and_tls_is_not_asked_for(tmp_path):
    answer = asked(DATABASE_URL=f"sqlite:///{tmp_path}/new.sqlite3", MINGTANG_TLS="1")

    assert answer.stdout == "503 migrations\n", answer.stderr


def test_a_database_that_does_not_answer_is_the_reason_and_the_log_says_more():
    answer = asked(DATABASE_URL="postgresql://nobody@127.0.0.1:1/none")

    assert answer.stdout == "503 database\n", answer.stderr
    assert "The database does not answer" in answer.stderr


@pytest.mark.browser
def test_a_browser_reaches_the_server(page, live_server):
    answer = page.goto(f"{live_server.url}/healthz")

    assert (answer.status, answer.json()) == (200, {"status": "ok"})
