"""A check of everything, and the nightly job that does it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from mingtang.audit.models import Mismatch
from mingtang.disclosure import actions
from mingtang.disclosure.choices import WithdrawalGround
from mingtang.disclosure.models import Edition
from mingtang.journeys.checking import of_county
from mingtang.journeys.schedule import CHECK_RECORD, JOBS
from tests.disclosure.publishing import corrected, later, published, scene
from tests.factories.organs import CountyFactory, OrganFactory
from tests.journeys.checking.made import NIGHT, another, found
from tests.ledger.put_out import enter_organs

pytestmark = pytest.mark.django_db


class Now:
    """The turn of a job at one moment, with all the time it wants."""

    at = NIGHT

    def now(self):
        return self.at

    def goes_on(self):
        return True


def check():
    (job,) = [job for job in JOBS if job.name == CHECK_RECORD]
    return job.sweep(Now())


def test_an_honest_county_has_nothing_that_does_not_fit(county, log, there, shown):
    corrected(there, shown, at=later(30), body="更正后的正文，写明正确的数字。")
    actions.withdraw(
        disclosure=shown,
        ground=WithdrawalGround.ERROR,
        reason="数字有误",
        by=there.staff.approver,
        at=later(40),
    )
    published(another(there), at=later(50))
    log.publish()

    assert found(county, log) == []


def test_the_nightly_job_keeps_what_it_finds_and_closes_it_when_it_is_mended(
    county, log, shown, client
):
    body = shown.current.body
    Edition.objects.filter(disclosure=shown).update(body="改过的正文")

    check()

    (kept,) = Mismatch.objects.all()
    assert (kept.county_code, kept.object_id, kept.gone_at) == ("990001", shown.object_id, None)
    assert client.get("/healthz").json()["mismatches"] == {"990001": 1}

    Edition.objects.filter(disclosure=shown).update(body=body)
    check()

    kept.refresh_from_db()
    assert kept.gone_at == NIGHT
    assert client.get("/healthz").json() == {"status": "ok"}


def test_what_does_not_fit_in_one_county_is_no_matter_of_another(county, log, shown):
    elsewhere = CountyFactory(name="邻县", code="990002")
    published(scene(organ=OrganFactory(county=elsewhere), with_duty=False))
    enter_organs(elsewhere.log_origin)
    Edition.objects.filter(disclosure=shown).update(body="改过的正文")

    check()

    assert set(Mismatch.objects.values_list("county_code", flat=True)) == {"990001"}


@pytest.mark.parametrize("count", [1, 3])
def test_publications_are_checked_together(county, log, there, count):
    for number in range(count):
        published(another(there), at=later(10 * number))
    log.publish()

    with CaptureQueriesContext(connection) as asked:
        assert list(of_county(county, log.folder)) == []

    # SQLite is asked for its own index of words as well.
    assert len(asked) == 70 + (connection.vendor == "sqlite")
