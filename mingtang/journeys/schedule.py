"""What is done by itself, and when: the table of jobs (定时任务).

Each job is a sweep: it finds in the database what is due and does it, one thing after another, each
in a transaction of its own. See docs/decisions/0003-sweeps-not-a-queue.md.
"""

import datetime
from collections.abc import Callable
from itertools import chain, takewhile

from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore

from mingtang.audit import actions as audit
from mingtang.cases import actions as cases
from mingtang.catalogue import actions as catalogue
from mingtang.catalogue.actions.standards import OPEN_DUTIES
from mingtang.catalogue.tasks import HANDS, open_duties
from mingtang.disclosure import actions as disclosure
from mingtang.disclosure.models import Attachment, Receipt
from mingtang.disclosure.queries.desk import due_for_publication, past_their_end
from mingtang.files.actions import purge_unreferenced
from mingtang.foundation.clock import day_of
from mingtang.foundation.text import gettext_noop as _
from mingtang.issued import actions as issued
from mingtang.jobs import actions as jobs
from mingtang.jobs.rules import Daily, Every, Job, Swept, Turn
from mingtang.jobs.tasks import one_by_one
from mingtang.journeys import publishing, substance
from mingtang.journeys.checking import confirmed, of_county
from mingtang.journeys.reminders import remind
from mingtang.ledger import stamping
from mingtang.ledger.models import Log
from mingtang.ledger.queries import without_stamp
from mingtang.ledger.tasks import folder_of, stamp
from mingtang.notices import actions as notices
from mingtang.notices.rules import House
from mingtang.notices.tasks import send_waiting
from mingtang.notices.ways import EmailCarrier
from mingtang.organs.models import County
from mingtang.people import actions as people
from mingtang.supervision import actions as supervision
from mingtang.supervision.models import Finding
from mingtang.supervision.queries.looking import just_out, to_examine, whose_text_is_gone


class CountsDiffer(Exception):  # noqa: N818 - what it says of them
    """The counts were not those of the duties: somebody changed either past the acts."""


CHECK_RECORD = "check_record"
STAMP = "stamp"


def _publish(turn: Turn) -> Swept:
    return one_by_one(
        turn,
        due_for_publication(turn.at),
        lambda edition: publishing.publish_scheduled(edition=edition, at=turn.now()),
    )


def _send(turn: Turn) -> Swept:
    houses = {county.code: _house(county) for county in County.objects.all()}
    carrier = EmailCarrier(lambda code: houses.get(code, House("")))
    return Swept(*send_waiting(carrier=carrier, now=turn.now, goes_on=turn.goes_on))


def _open_duties(turn: Turn) -> Swept:
    def do(county: County) -> None:
        at = turn.now()
        open_duties(county=county, on=day_of(at), at=at, hands=HANDS)
        catalogue.carry_on_transfers(county=county, at=at)

    return one_by_one(turn, County.objects.order_by("code"), do)


def _recount(turn: Turn) -> Swept:
    """The counts behind the scoreboard, from the duties themselves; what had not held is seen."""

    def do(county: County) -> None:
        if not catalogue.recount(county=county):
            raise CountsDiffer(county.code)

    return one_by_one(turn, County.objects.order_by("code"), do)


def _come_down(turn: Turn) -> Swept:
    return Swept(done=publishing.come_down(at=turn.now()))


def _expire(turn: Turn) -> Swept:
    """Documents whose last day has passed say so on their own page."""
    return one_by_one(
        turn,
        past_their_end(day_of(turn.at)),
        lambda document: disclosure.expire(disclosure=document, at=turn.now()),
    )


def _remind(turn: Turn) -> Swept:
    return one_by_one(
        turn,
        County.objects.order_by("code"),
        lambda county: remind(county=county, at=turn.now()),
    )


def _examine(turn: Turn) -> Swept:
    """What came out since the last time, of what was asked what is gone or was caught up with, and
    the periods that are over."""

    def lapse(finding: Finding) -> None:
        supervision.lapse(finding=finding, at=turn.now())

    def measure(county: County) -> None:
        at = turn.now()
        supervision.measure_anew(county=county, on=day_of(at), at=at)

    swept = [
        one_by_one(turn, whose_text_is_gone(), lapse),
        one_by_one(
            turn,
            to_examine(),
            lambda edition: substance.examine(edition=edition, at=turn.now()),
        ),
        one_by_one(turn, County.objects.order_by("code"), measure),
        one_by_one(
            turn,
            County.objects.order_by("code"),
            lambda county: substance.examine_periods(county=county, at=turn.now()),
        ),
    ]
    return Swept(
        done=sum(one.done for one in swept),
        failed=sum(one.failed for one in swept),
        said=next((one.said for one in swept if one.said), ""),
        is_whole=all(one.is_whole for one in swept),
    )


def _examine_new(turn: Turn) -> Swept:
    """What has just come out, so that whoever answers for it learns the same day."""
    return one_by_one(
        turn,
        chain.from_iterable(
            just_out(county, turn.at) for county in County.objects.order_by("code")
        ),
        lambda edition: substance.examine(edition=edition, at=turn.now()),
    )


def _purge_files(turn: Turn) -> Swept:
    in_use = chain(
        Attachment.objects.values_list("file_id", flat=True),
        Receipt.objects.values_list("photograph_id", flat=True),
    )
    return Swept(done=purge_unreferenced(in_use=in_use, at=turn.now()))


def _check_record(turn: Turn) -> Swept:
    """Everything that is shown, against the log; what does not fit is kept and seen."""

    def check(county: County) -> None:
        folder = folder_of(settings.LEDGER_FOLDER, county.log_origin)
        found = [(one.object_id, one.words) for one in confirmed(lambda: of_county(county, folder))]
        audit.keep_mismatches(county_code=county.code, found=found, at=turn.now())

    return one_by_one(turn, County.objects.order_by("code"), check)


def _stamp(turn: Turn) -> Swept:
    """Once a day, soon after midnight; what failed is tried again each time."""
    service = stamping.configured()
    if service is None:
        return Swept()
    down: list[Log] = []

    def do(log: Log) -> None:
        try:
            stamp(log, settings.LEDGER_FOLDER, service, turn.now())
        except stamping.NotStamped as problem:
            if problem.is_service_down:
                down.append(log)
            raise

    # A service that is down is asked once a turn: what comes after this job waits for it.
    waiting = takewhile(lambda _log: not down, without_stamp(day_of(turn.at)))
    return one_by_one(turn, waiting, do)


def _tidy(turn: Turn) -> Swept:
    """Forgets what nobody needs any more; each on its own, in the order of importance."""
    return one_by_one(turn, TIDYING, lambda name: TIDYING[name](turn.now()))


def _house(county: County) -> House:
    scheme = "https" if settings.TLS else "http"
    return House(county.name, f"{scheme}://{county.host}" if county.host else "")


def _erase_sealed(at: datetime.datetime) -> int:
    return cases.erase_sealed(at=at)


def _seal_anew(_at: datetime.datetime) -> int:
    return cases.seal_anew() + people.seal_anew()


def _forget_notices(at: datetime.datetime) -> int:
    return notices.forget_old(at=at)


def _forget_runs(at: datetime.datetime) -> int:
    return jobs.prune_runs(at=at)


def _forget_calls(at: datetime.datetime) -> int:
    return issued.forget_calls(at=at)


def _forget_sessions(_at: datetime.datetime) -> None:
    SessionStore.clear_expired()


TIDYING: dict[str, Callable[[datetime.datetime], int | None]] = {
    "erase contacts": _erase_sealed,
    "seal anew": _seal_anew,
    "forget notices": _forget_notices,
    "forget runs": _forget_runs,
    "forget calls": _forget_calls,
    "forget sessions": _forget_sessions,
}
# What is due at the same time is done in this order: what the public waits for comes first.
JOBS = (
    Job("publish", _("到时公开"), Every(1), _publish),
    Job("send", _("发送邮件通知"), Every(1), _send),
    Job(OPEN_DUTIES, _("产生公开任务"), Daily(0, 30), _open_duties),
    Job("recount", _("清点公开任务"), Daily(1, 10), _recount),
    Job("come_down", _("公示期满应撤下"), Daily(0, 40), _come_down),
    Job("expire", _("标注已失效的文件"), Daily(0, 50), _expire),
    Job("remind", _("催办"), Daily(8), _remind),
    Job(
        CHECK_RECORD,
        _("核对公开内容与日志"),
        Daily(2, 30),
        _check_record,
        limit=datetime.timedelta(hours=2),
    ),
    Job("examine_new", _("查看刚公开的内容"), Every(10), _examine_new),
    Job("examine", _("查看公开的实质内容"), Daily(4, 10), _examine),
    Job(STAMP, _("给日志盖时间戳"), Every(10), _stamp),
    Job("tidy", _("清理过期数据"), Daily(3, 30), _tidy),
    Job(
        "purge_files",
        _("清理没有用到的文件"),
        Daily(3, 40),
        _purge_files,
        limit=datetime.timedelta(minutes=30),
    ),
)
TITLES = {job.name: job.title for job in JOBS}
