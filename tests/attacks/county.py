"""A small county with a past made by the actions, and its log before real witnesses."""

import contextlib
import datetime
import shutil
import socket
from dataclasses import replace

from mingtang.cases.actions import answer_dispute, receive_dispute
from mingtang.catalogue import actions as catalogue
from mingtang.catalogue.models import Duty, Item
from mingtang.catalogue.tasks import open_duties
from mingtang.channels.shared import counties, public_pages
from mingtang.disclosure import actions
from mingtang.disclosure.choices import StepCode, WithdrawalGround
from mingtang.disclosure.rules.delivering import Seen
from mingtang.files.actions import store
from mingtang.foundation import clock
from mingtang.foundation.working_days import Due
from mingtang.journeys.erasing import erase
from mingtang.organs.actions import (
    assign_field,
    change_county,
    create_organ,
    fill_post,
    form_leading_group,
    found_county,
    name_openness_office,
    open_place,
    rename_organ,
)
from mingtang.organs.choices import Field, MemberRank, Role
from tests.attacks import questions
from tests.disclosure.publishing import Scene, again, corrected, draft, later, published, scene
from tests.disclosure.test_deliveries import photograph
from tests.factories.calendars import announce_year
from tests.factories.catalogue import ItemFactory, StandardFactory
from tests.factories.organs import OrganFactory, holder_of
from tests.factories.people import UserFactory
from tests.issued.registers import AT as REGISTERED
from tests.issued.registers import OPEN
from tests.issued.registers import catalogue as documents
from tests.issued.registers import register as register_document
from tests.ledger.put_out import SECONDS, Published
from tests.tlog.conftest import serving
from tlog import witness as witnessing
from tlog.errors import Broken
from tlog.policies import read_policy
from tlog.verifying.history import check_history
from tlog.verifying.logs import opened, read_all
from tlog.verifying.reports import Report
from tlog.verifying.sites import check_site
from tlog.verifying.sources import FolderSource, Missing, Unavailable

DEPARTMENTS = {"kinds": ["department"], "tiers": [], "fields": [], "sectors": [], "codes": []}
NAMES = ("w1", "w2")
HOUR = datetime.timedelta(hours=1)


class Visitor:
    """Reads the site as `verify` does over the network, through the whole of the application."""

    def __init__(self, client, host, prefix=""):
        self.client, self.host, self.prefix = client, host, prefix

    def read(self, name):
        answer = self.client.get(f"/{self.prefix}{name}", HTTP_HOST=self.host)
        if answer.status_code == 451:
            raise Unavailable(name, name)
        if answer.status_code != 200:
            raise Missing(name, f"{name}: {answer.status_code}")
        return b"".join(answer)


class Place:
    """The county, all folders of its log, and who has looked at it from outside."""

    def __init__(self, county, settings, tmp_path, client, rules):
        settings.ALLOWED_HOSTS = ["*"]
        self.county, self.origin, self.path, self.rules = county, county.log_origin, tmp_path, rules
        self.log = Published(county, settings, tmp_path, rules=rules)
        self.site = Visitor(client, county.host)
        self.files = Visitor(client, county.host, "log/")
        self.old = []
        self.port_of_third = int(rules.split("http://127.0.0.1:")[3].split("\n")[0])

    def publish(self):
        """Shows what was recorded; somebody keeps the checkpoint."""
        self.log.publish()
        self.old.append(self.log.folder.head())

    def policy(self):
        return read_policy((self.log.folder.path / "policy").read_text())

    def keep_policy(self):
        self.known = self.policy()

    def verify(self, pages=0):
        """`verify site` and `verify log` with the older checkpoints and the policy known before."""
        public_pages.store.forget()
        counties.known.forget()
        report = Report()
        try:
            log = opened(self.files, self.known, report)
            acts = check_site(self.site, self.files, log, self.old, report, pages=pages)
            check_history(self.files, log, acts, [], [], report)
        except Broken as problem:
            report.give_up(problem.chinese, problem.english)
        return report

    def verify_log(self):
        report = Report()
        source = FolderSource(self.log.folder.path)
        log = opened(source, self.known, report)
        read_all(source, log, self.old, lambda _index, _entry: None, report)
        return report

    @contextlib.contextmanager
    def restored(self):
        """All folders are afterwards as they were: of the log, its signer and the witnesses."""
        kept = self.path.with_name(f"{self.path.name}-kept")
        shutil.copytree(self.path, kept, ignore=shutil.ignore_patterns("*.sqlite3"))
        try:
            yield
        finally:
            shutil.rmtree(self.path)
            kept.rename(self.path)


@contextlib.contextmanager
def witnesses(tmp_path):
    """Two that answer and one that is down; lines of a policy that wants two of them."""
    lines = []
    with contextlib.ExitStack() as running:
        for name in NAMES:
            folder = tmp_path / name
            key = witnessing.make(folder, f"{name}.example/w")
            witness = witnessing.Witness(folder, lambda: SECONDS)
            server = running.enter_context(serving(witnessing.serve(witness, "127.0.0.1", 0)))
            lines.append(f"witness {name} {key} http://127.0.0.1:{server.server_address[1]}\n")
        key, port = witnessing.make(tmp_path / "w3", "w3.example/w"), free_port()
        lines.append(f"witness w3 {key} http://127.0.0.1:{port}\n")
        yield f"{''.join(lines)}group g 2 w1 w2 w3\nquorum g\n"


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as trial:
        return trial.getsockname()[1]


def introduce(place):
    """The witnesses are told the key of the log, which the signer makes when it is first asked."""
    (key,) = place.log.publisher.signer.keys(place.origin)
    for name in NAMES:
        (place.path / name / witnessing.LOGS).write_text(f"{key}\n")


def founded():
    """Three departments with their people, in a county of their own."""
    county = found_county(
        code="990001",
        name="示范县",
        log_origin="990001.example/log",
        host="990001.example",
        by=None,
        at=later(-24 * 200),
    )
    return county, [scene(organ=OrganFactory(county=county), with_duty=False) for _ in range(3)]


def another(there, **item):
    made = ItemFactory(
        standard=there.item.standard, **{"elements": [], "channels": ["website"], **item}
    )
    return Scene(there.staff, made, None)


def live(county, there, place):
    """A year in small: publications, a correction, a withdrawal, duties, a dispute, an erasure."""
    shown = [published(one, at=later(24 * n)).disclosure for n, one in enumerate(there)]
    shown += [
        published(
            another(one), at=later(100 + 24 * n), title=f"第{n}号公告", body=f"另文{n}。"
        ).disclosure
        for n, one in enumerate(there)
    ]
    corrected(there[0], shown[0], at=later(200), body="更正后的正文，写明正确的数字。")
    place.publish()
    for n, ground in ((1, WithdrawalGround.ERROR), (2, WithdrawalGround.PERSONAL_DATA)):
        actions.withdraw(
            disclosure=shown[n],
            ground=ground,
            reason="数字有误",
            by=there[n].staff.approver,
            at=later(210 + n),
        )
    actions.erase(disclosure=shown[2], reason="依法删除", by=there[2].staff.approver, at=later(220))
    by = there[0].staff.approver
    place_of = {"name": "公开栏", "address": "县政府门前", "opened_on": clock.day_of(later(230))}
    for one in there:
        open_place(organ=one.organ, by=by, at=later(230), **place_of)
    register(county)
    owe(county, there)
    complain(county, there[0], shown[0])
    hang(there[2])
    attach(there[1])
    questions.happen(county, there, shown)
    issue(there[0])
    place.publish()
    published(another(there[1]), at=later(24 * 290), title="年末公告", body="年末的正文。")
    place.publish()
    return shown


def register(county):
    """A body whose registration stands in the log, and which was called otherwise at first."""
    made = create_organ(
        county=county,
        kind="department",
        tier="county",
        code=f"ZB-{county.code}-1",
        name="县文化局",
        by=None,
        at=later(240),
    )
    day, basis = clock.day_of(later(264)), "县委办〔2026〕1号"
    rename_organ(organ=made, name="县文旅局", on=day, basis=basis, by=None, at=later(264))
    lead(county, made)


def lead(county, organ):
    """Who leads it, what it is in charge of; and what the county set, and when it rests."""
    on, how = clock.day_of(later(265)), {"by": None, "at": later(265)}
    fill_post(organ=organ, role=Role.HEAD, holder=UserFactory(), from_on=on, title="局长", **how)
    members = [("甲", "局长", MemberRank.LEADER), ("乙", "副局长", MemberRank.MEMBER)]
    form_leading_group(organ=organ, document="文〔2026〕1号", from_on=on, members=members, **how)
    reached = {"phone": "", "address": "", "office_hours": "", "email": ""}
    name_openness_office(organ=organ, name="办公室", from_on=on, **reached, **how)
    assign_field(organ=organ, field=Field.CULTURE, from_on=on, basis="三定规定", **how)
    change_county(county=county, changes={"sponsor": "示范县人民政府"}, **how)
    announce_year(
        county=county,
        is_local=True,
        year=2026,
        number="县政办〔2026〕2号",
        published_on=None,
        days_off={datetime.date(2026, 9, 1): "县庆"},
        days_worked=[],
        by=UserFactory(county_code=county.code),
        at=later(265),
    )


def owe(county, there):
    """Each department owes a monthly report; one answers for one month, so that they are overdue.

    And one more owes something for what it decided, on a day that was put right; and something
    that it put under the wrong item first.
    """
    standard = StandardFactory(county=county, from_on=clock.day_of(later(-24 * 100)))
    of_all = {"standard": standard, "bodies": DEPARTMENTS, "channels": ["website"], "elements": []}
    monthly = {"every": "month", "by_day": 10}
    report = ItemFactory(code="V-01", level2="部门月报", due_rule=monthly, **of_all)
    decided = {"after": "decided", "n": 20, "unit": "d"}
    decision = ItemFactory(code="V-02", level2="部门决定", due_rule=decided, **of_all)
    open_duties(county=county, on=clock.day_of(later(1300)), at=later(1300))
    first = Duty.objects.filter(organ=there[0].organ, item=report).earliest("due_on")
    published(Scene(there[0].staff, report, first), at=later(1301), title="月报", body="三月的事。")
    by = there[1].staff.officer
    fact = catalogue.record_fact(
        organ=there[1].organ,
        kind="decided",
        title="一项决定",
        happened_on=clock.day_of(later(1200)),
        recorded_for=there[1].organ,
        item=decision,
        evidence="会议纪要〔2026〕1号",
        by=by,
        at=later(1305),
    )
    catalogue.correct_fact(
        fact=fact,
        because="登记错了",
        happened_on=clock.day_of(later(1224)),
        by=by,
        at=later(1306),
    )
    other = ItemFactory(code="V-03", level2="部门其他决定", due_rule=decided, **of_all)
    misfiled = catalogue.record_fact(
        organ=there[1].organ,
        kind="decided",
        title="另一项决定",
        happened_on=clock.day_of(later(1290)),
        recorded_for=there[1].organ,
        item=decision,
        evidence="会议纪要〔2026〕2号",
        by=by,
        at=later(1307),
    )
    catalogue.refile_fact(fact=misfiled, item=other, because="选错了事项", by=by, at=later(1308))


def hang(there):
    """On the board of its organ, with a photograph; and something that is still to be posted."""
    posted = published(
        another(there, channels=["website", "board"], notice_days=5),
        at=later(1321),
        title="张贴的公示",
        body="公示的正文。",
    )
    actions.confirm_posting(
        delivery=posted.deliveries.get(channel="board"),
        photograph=photograph(),
        seen=Seen(where="县政府门前"),
        by=there.staff.officer,
        at=later(1330),
    )
    published(
        another(there, channels=["website", "board"], notice_days=5),
        at=later(1331),
        title="待张贴的公示",
        body="另一件公示的正文。",
    )


def attach(there):
    """Something with a file."""
    edition = draft(another(there), at=later(1340), title="带附件的公告", body="附件里的事。")
    by, at = there.staff.officer, later(1341)
    file = store(content="名单,金额\n".encode(), name="a.csv", by=by, at=at)
    actions.attach(edition=edition, file=file, name="附表.csv", by=by, at=at)
    edition = actions.submit(edition=again(edition), by=by, at=later(1342))
    for step, by in (("secrecy", there.staff.reviewer), ("approval", there.staff.approver)):
        edition = actions.sign(edition=edition, step=StepCode(step), by=by, at=later(1343))


def issue(there):
    """Documents in the register, with the duty to publish them; one of them is erased for good."""
    documents(there.organ.county)
    register_document(there.staff)
    forgotten = register_document(
        there.staff, "示发〔2026〕2号", said=replace(OPEN, title="关于某人的决定")
    )
    duty = Duty.objects.get(fact=forgotten.now.fact)
    Item.objects.filter(pk=duty.item_id).update(channels=["website"], elements=[])
    item = Item.objects.get(pk=duty.item_id)
    shown = published(Scene(there.staff, item, duty), at=REGISTERED + HOUR, title="某人的决定")
    by = there.staff.approver
    gone = actions.withdraw(
        disclosure=shown.disclosure,
        ground=WithdrawalGround.PERSONAL_DATA,
        reason="涉及个人信息",
        by=by,
        at=REGISTERED + 30 * HOUR,
    )
    erase(disclosure=gone, reason="依法删除", by=by, at=REGISTERED + 31 * HOUR)


def complain(county, there, disclosure):
    office = OrganFactory(county=county)
    asked = receive_dispute(
        county=county,
        organ=there.organ,
        kind="wrong",
        subject_kind="disclosure",
        subject_id=disclosure.object_id,
        subject_title=disclosure.title,
        text="表里的合计与各行相加不一致。",
        idempotency_key="form-1",
        due=Due(clock.day_of(later(1400)), is_provisional=False),
        at=later(1310),
    )
    answer_dispute(
        dispute=asked,
        result="upheld",
        answer="已改正。",
        by=holder_of(Role.OPENNESS_OFFICE, organ=office),
        at=later(1320),
    )
