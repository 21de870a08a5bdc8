import datetime

import pytest

from mingtang.cases.models import DisputeContact
from mingtang.catalogue.models import Duty
from mingtang.disclosure.choices import EditionState
from mingtang.disclosure.models import Delivery, Edition
from mingtang.files.actions import store
from mingtang.jobs.actions import ensure
from mingtang.jobs.models import Run, Schedule
from mingtang.jobs.queries import health
from mingtang.jobs.tasks import run_due
from mingtang.journeys import publishing, schedule
from mingtang.journeys.schedule import JOBS, TITLES
from mingtang.notices.models import Dispatch, Notice
from mingtang.organs.choices import Role
from tests.disclosure.publishing import again, later, published, scene
from tests.factories.cases import DisputeFactory
from tests.factories.catalogue import DutyFactory
from tests.factories.jobs import RunFactory
from tests.factories.notices import NoticeFactory
from tests.factories.organs import OrganFactory, PlaceFactory, holder_of
from tests.jobs.made import HandClock
from tests.journeys.scheduled import scheduled
from tests.notices.sinks import smtp_sink

pytestmark = pytest.mark.django_db
AT = later(24)  # nine in the morning here, a working day
DAY = datetime.timedelta(days=1)


def run(*names, at=AT):
    jobs = [job for job in JOBS if job.name in names]
    ensure(jobs=jobs, at=at)
    clock = HandClock(at)
    run_due(jobs=jobs, worker="w", now=clock)
    return Run.objects.order_by("id").last()


def test_every_job_has_a_name_of_its_own_and_words():
    assert len(TITLES) == len(JOBS) == 13
    assert all(TITLES.values())


def test_every_job_runs_on_an_empty_installation():
    run(*TITLES)

    assert [(job.is_failing, job.error) for job in health(at=AT)] == [(False, "")] * len(JOBS)


def test_counts_that_are_not_those_of_the_duties_are_seen_and_put_right():
    duty = DutyFactory()
    assert run("recount").succeeded
    Duty.objects.filter(pk=duty.pk).update(due_on=AT.date() + DAY)

    assert not run("recount", at=AT + DAY).succeeded
    assert run("recount", at=AT + 2 * DAY).succeeded


def test_what_is_due_is_published_at_its_time_and_not_before():
    there = scene()
    edition = scheduled(there, publish_at=later(10))

    run("publish", at=later(9))
    assert again(edition).state == EditionState.SCHEDULED

    run("publish", at=later(10))
    assert again(edition).state == EditionState.PUBLISHED
    assert again(edition).published_at == later(10)


def test_one_publication_that_fails_never_stops_another(monkeypatch):
    scenes = [scene() for _ in range(3)]
    editions = [
        scheduled(there, publish_at=later(10 + number)) for number, there in enumerate(scenes)
    ]
    act = publishing.publish_scheduled

    def fails_once(*, edition, at):
        if edition == editions[1]:
            raise OSError("disk full")
        return act(edition=edition, at=at)

    monkeypatch.setattr(publishing, "publish_scheduled", fails_once)
    done = run("publish")

    assert [again(edition).state for edition in editions] == [
        EditionState.PUBLISHED,
        EditionState.SCHEDULED,
        EditionState.PUBLISHED,
    ]
    assert (done.done, done.failed, done.succeeded) == (2, 1, False)
    assert Schedule.objects.get().error == f"Edition {editions[1].pk}: OSError"

    monkeypatch.setattr(publishing, "publish_scheduled", act)
    run("publish", at=AT + datetime.timedelta(minutes=1))
    assert again(editions[1]).state == EditionState.PUBLISHED
    assert not health(at=AT)[0].is_failing


def test_what_no_longer_may_is_held_and_the_next_one_published():
    held, fine = scene(), scene()
    editions = [scheduled(there, publish_at=later(10)) for there in (held, fine)]
    held.staff.approver.is_active = False
    held.staff.approver.save()

    assert run("publish").succeeded

    assert [again(edition).state for edition in editions] == [
        EditionState.HELD,
        EditionState.PUBLISHED,
    ]


def test_duties_are_opened_in_every_county(monkeypatch):
    counties = [OrganFactory().county for _ in range(2)]
    asked = []
    monkeypatch.setattr(
        schedule, "open_duties", lambda *, county, on, at, hands: asked.append((county, on))
    )

    run("open_duties")

    assert asked == [(county, datetime.date(2026, 3, 11)) for county in counties]
    assert not Duty.objects.exists()


def test_a_document_past_its_last_day_says_so():
    document = published(scene(), document_number="示财〔2026〕41号").disclosure
    type(document).objects.update(valid_until=datetime.date(2026, 3, 10))

    assert run("expire").done == 1

    document.refresh_from_db()
    assert document.validity == "expired"


def test_sheets_come_down_when_their_time_is_over():
    there = scene(channels=["board"], notice_days=7)
    PlaceFactory(organ=there.organ)
    published(there)
    Delivery.objects.update(
        state="posted", posted_at=later(4), remove_from=datetime.date(2026, 3, 11)
    )

    assert run("come_down").done == 1
    assert Delivery.objects.get().must_come_down


def test_reminders_go_out_for_every_county():
    duties = [DutyFactory(due_on=datetime.date(2026, 3, 18)) for _ in range(2)]
    officers = {holder_of(Role.OFFICER, organ=duty.organ) for duty in duties}

    run("remind")

    assert {notice.recipient for notice in Notice.objects.all()} == officers


@pytest.mark.parametrize(("tls", "scheme"), [(True, "https"), (False, "http")])
def test_mail_says_whose_it_is_and_where(settings, tls, scheme):
    county = OrganFactory().county
    notice = NoticeFactory(
        county_code=county.code, path="/desk/", recipient__email="li@county.example"
    )
    stray = NoticeFactory(county_code="000000", recipient__email="wang@county.example")
    for told in (notice, stray):
        Dispatch.objects.create(notice=told, way="email", try_from=AT)
    with smtp_sink() as (sink, port):
        settings.TLS = tls
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
        settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False

        assert run("send").done == 2

    letters = {recipients[0]: letter for recipients, letter in sink.letters}
    mine = letters["li@county.example"]
    assert mine["Subject"] == f"【{county.name}政务公开】待审查"
    assert f"{scheme}://{county.host}/desk/" in mine.get_content()
    assert "://" not in letters["wang@county.example"].get_content()


def test_what_nobody_needs_any_more_is_forgotten():
    answered = DisputeFactory(answered=True, answered_at=AT - 91 * DAY)
    DisputeContact.objects.create(dispute=answered, sealed=b"x")
    NoticeFactory(at=AT - 401 * DAY)
    RunFactory(schedule__name="tidy", started_at=AT - 4 * DAY)

    run("tidy")

    assert not DisputeContact.objects.exists()
    assert not Notice.objects.exists()
    assert Run.objects.get().done == 6


def test_files_that_nothing_points_to_are_removed():
    kept, unused = (
        store(content=text.encode(), name="附件.txt", by=None, at=AT - 40 * DAY)
        for text in ("有用的附件", "没有用到的附件")
    )
    edition = published(scene())
    edition.attachments.create(file=kept, name="附件.txt")

    assert run("purge_files").done == 1

    assert list(type(unused).objects.all()) == [kept]
    assert Edition.objects.count() == 1
