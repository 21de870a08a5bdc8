"""A page beside the public log: whoever changes what is shown, unseen by the actions, is seen."""

import datetime

import pytest

from mingtang.audit.models import Mismatch
from mingtang.cases.actions import answer_dispute, receive_dispute
from mingtang.cases.models import Dispute
from mingtang.catalogue import actions as catalogue
from mingtang.catalogue.models import Duty, Fact
from mingtang.catalogue.queries.pages import find_duty
from mingtang.channels.shared.public_pages import CACHE_CONTROL, FRESH
from mingtang.channels.website import recorded
from mingtang.disclosure import actions
from mingtang.disclosure.choices import WithdrawalGround
from mingtang.disclosure.models import Disclosure, Edition, Signature
from mingtang.disclosure.queries import public
from mingtang.foundation import clock
from mingtang.foundation.working_days import Due
from mingtang.issued.actions import refile_document
from mingtang.ledger.models import Entry, Salt
from mingtang.ledger.queries import leaf
from mingtang.organs.choices import Role
from tests.disclosure.publishing import corrected, later, published, scene
from tests.factories.catalogue import ItemFactory
from tests.factories.organs import OrganFactory, holder_of, staffed_organ
from tests.factories.people import UserFactory
from tests.issued.registers import LATER, register
from tests.issued.registers import catalogue as catalogue_of_documents
from tests.ledger.put_out import Published
from tlog.merkle import leaf_hash
from tlog.storage import write_whole
from tlog.tiles import Tile

pytestmark = pytest.mark.django_db
SAID = "这一页与公开日志的记录不符"
QUERIES = 33
DAY, AT = datetime.timedelta(days=1), later(80)


@pytest.fixture
def log(county, settings, tmp_path):
    return Published(county, settings, tmp_path)


@pytest.fixture
def there(county):
    return scene(organ=OrganFactory(county=county, name="县财政局"))


@pytest.fixture
def shown(there, log):
    made = published(there).disclosure
    log.publish()
    return made


def address(disclosure, rest=""):
    return f"/d/{disclosure.object_id}/{rest}"


def editions(disclosure, **changes):
    Edition.objects.filter(disclosure=disclosure).update(**changes)


def disclosures(disclosure, **changes):
    Disclosure.objects.filter(pk=disclosure.pk).update(**changes)


def entries(disclosure, **changes):
    found = Entry.objects.filter(object_id=disclosure.object_id, act="disclosure.published")
    found.update(**changes)


def signatures(disclosure, **changes):
    Signature.objects.filter(edition__disclosure=disclosure, step="approval").update(**changes)


def lateness(disclosure, late_by):
    """Of the duty as well, so that both tell the same."""
    disclosures(disclosure, late_by=late_by)
    Duty.objects.filter(settled_by=disclosure.object_id).update(late_by=late_by)


def salts(disclosure, **changes):
    Salt.objects.filter(entry__object_id=disclosure.object_id).update(**changes)


def test_a_page_that_fits_says_where_it_stands_and_offers_its_proof(shown, visit, county):
    response = visit(address(shown))
    page = response.content.decode()

    index = Entry.objects.get(act="disclosure.published").index
    assert SAID not in page
    assert f"{index}号条目（公开）" in page
    assert f'href="/log/proof/{index}.tlog-proof"' in page
    assert response.headers["Cache-Control"] == CACHE_CONTROL
    assert not Mismatch.objects.exists()


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda it: editions(it, body="改过的正文"), "内容与日志"),
        (lambda it: editions(it, body_html="<p>改过的正文</p>"), "内容与日志"),
        (lambda it: editions(it, summary="改过"), "内容与日志"),
        (lambda it: editions(it, values={"total": "1"}), "内容与日志"),
        (lambda it: editions(it, title="改过的标题"), "标题与现行版本不符"),
        (lambda it: disclosures(it, title="改过的标题"), "标题与现行版本不符"),
        (lambda it: disclosures(it, first_published_at=later(-72)), "公开时间与日志不符"),
        (lambda it: disclosures(it, first_published_at=later(3.5)), "公开时间与日志不符"),
        (lambda it: editions(it, published_at=later(-72)), "公开时间与日志不符"),
        (lambda it: disclosures(it, organ=OrganFactory(county=it.county)), "发布机构与日志不符"),
        (lambda it: lateness(it, 7), "迟了几个工作日与完成的公开任务不符"),
        (lambda it: signatures(it, by=UserFactory()), "经办人或者签署与当时不符"),
        (lambda it: signatures(it, at=later(-72)), "经办人或者签署与当时不符"),
        (lambda it: signatures(it, void_at=later(30)), "经办人或者签署与当时不符"),
        (lambda it: signatures(it, is_afterwards=True), "补办的签发，日志里没有记录"),
        (lambda it: salts(it, value=b"0" * 32), "内容与日志"),
        (lambda it: Salt.objects.all().delete(), "内容与日志"),
        (lambda it: entries(it, at=later(-72)), "条目与写入时不同"),
        (lambda it: entries(it, organ_code="113200000000000000"), "条目与写入时不同"),
        (lambda it: entries(it, organ_code="某某局"), "条目与写入时不同"),
        (lambda it: entries(it, due_on=None), "条目与写入时不同"),
        (lambda it: entries(it, commitments={}), "条目与写入时不同"),
        (lambda it: entries(it, hash=b"0" * 32), "条目与写入时不同"),
        (lambda it: entries(it, act="disclosure.approved"), "日志里没有公开它的记录"),
    ],
)
def test_what_was_changed_behind_the_actions_is_said_on_the_page(shown, visit, change, said):
    change(shown)

    response = visit(address(shown))

    page = response.content.decode()
    assert (SAID in page, said in page) == (True, True)
    assert 'role="alert"' in page
    assert response.headers["Cache-Control"] == FRESH


def test_a_whole_new_entry_is_not_the_one_that_was_published(shown, visit, log):
    """Row and hash were made anew, so that they fit each other: the tile still has the old one."""
    entry = Entry.objects.get(act="disclosure.published")
    write = Entry.objects.filter(pk=entry.pk)
    write.update(at=later(-72))
    write.update(hash=leaf_hash(leaf(Entry.objects.select_related("previous").get(pk=entry.pk))))

    assert f"日志{entry.index}号条目与已经公布的不同" in visit(address(shown)).content.decode()


def tile_of(log):
    return log.folder.path / Tile(0, 0, log.folder.head().size).path


def test_a_changed_tile_is_said_too(shown, visit, log):
    path = tile_of(log)
    write_whole(path, b"\x00" * len(path.read_bytes()))

    assert "与已经公布的不同" in visit(address(shown)).content.decode()


@pytest.mark.parametrize(
    "damage", [lambda path: path.unlink(), lambda path: path.write_bytes(b"x")]
)
def test_damaged_files_are_said_to_be_damaged(shown, visit, log, damage):
    damage(tile_of(log))

    assert "日志的文件不完整" in visit(address(shown)).content.decode()


def test_a_checkpoint_that_cannot_be_read_is_damage(shown, visit, log):
    (log.folder.path / "checkpoint").write_text("nonsense")

    assert "日志的文件不完整" in visit(address(shown)).content.decode()


class TestWithdrawn:
    @pytest.fixture
    def gone(self, there, shown, log):
        actions.withdraw(
            disclosure=shown,
            ground=WithdrawalGround.ERROR,
            reason="数字有误",
            by=there.staff.approver,
            at=later(9),
        )
        log.publish()
        shown.refresh_from_db()
        return shown

    def test_a_tombstone_that_fits_offers_both_proofs(self, gone, visit):
        page = visit(address(gone)).content.decode()

        assert SAID not in page
        assert page.count(".tlog-proof") == 2
        assert "（撤回）" in page

    @pytest.mark.parametrize(
        "changes",
        [
            {"withdrawn_at": None, "withdrawal_ground": "", "withdrawal_reason": ""},
            {"withdrawal_reason": "换了一个说法"},
            {"withdrawn_at": later(30)},
            {"title": "换了标题"},
        ],
    )
    def test_a_changed_tombstone_is_said(self, gone, visit, changes):
        if changes.get("withdrawn_at", 0) is None:
            editions(gone, state="published")
        disclosures(gone, **changes)

        response = visit(address(gone))

        assert SAID in response.content.decode()
        assert response.headers["Cache-Control"] == FRESH

    def test_what_was_taken_back_silently_is_said(self, shown, visit):
        disclosures(
            shown, withdrawn_at=later(9), withdrawal_ground="error", withdrawal_reason="悄悄"
        )
        editions(shown, state="withdrawn")

        assert "是否撤回与日志不符" in visit(address(shown)).content.decode()


class TestCorrected:
    @pytest.fixture
    def twice(self, there, shown, log):
        made = corrected(there, shown, at=later(30), body="更正后的正文，写明正确的数字。")
        log.publish()
        return made.disclosure

    def test_each_edition_fits_its_own_entry(self, twice, visit):
        for rest in ("", "v/1/", "v/2/"):
            page = visit(address(twice, rest)).content.decode()
            assert SAID not in page
            assert page.count(".tlog-proof") == 2

    def test_a_changed_older_edition_is_said_on_the_newer_one_too(self, twice, visit):
        Edition.objects.filter(disclosure=twice, number=1).update(body="改过")

        assert SAID in visit(address(twice)).content.decode()

    @pytest.mark.parametrize("number", [1, 2])
    def test_the_time_of_each_edition_is_checked(self, twice, visit, number):
        of_one = Edition.objects.filter(disclosure=twice, number=number)
        of_one.update(published_at=later(1))

        assert "公开时间与日志不符" in visit(address(twice)).content.decode()

    def test_an_edition_taken_away_is_said(self, twice, visit):
        Edition.objects.filter(disclosure=twice, number=1).update(
            state="abandoned", published_at=None
        )

        assert SAID in visit(address(twice)).content.decode()


def test_no_memory_keeps_a_page_that_does_not_fit(shown, client, visit):
    before = Edition.objects.get(disclosure=shown).body
    editions(shown, body="改过的正文")
    assert SAID in visit(address(shown)).content.decode()
    assert SAID in client.get(address(shown)).content.decode()
    assert Mismatch.objects.count() == 1, "it is kept once, however often it is seen"

    editions(shown, body=before)

    assert SAID not in client.get(address(shown)).content.decode(), "looked at anew each time"


def test_healthz_counts_what_a_reader_came_across(shown, client, county):
    editions(shown, body="改过的正文")
    client.get(address(shown))

    assert client.get("/healthz").json() == {"status": "ok", "mismatches": {county.code: 1}}


def test_an_entry_that_is_barred_offers_no_proof(shown, visit):
    entries(shown, barred_at=clock.now())

    page = visit(address(shown)).content.decode()
    assert ".tlog-proof" not in page


def test_the_page_of_a_duty_offers_the_proof_of_its_end(shown, there, visit):
    page = visit(f"/duties/{there.duty.object_id}/").content.decode()

    index = Entry.objects.get(act="duty.fulfilled", object_id=there.duty.object_id).index
    assert f"{index}号条目（完成）" in page
    assert f'href="/log/proof/{index}.tlog-proof"' in page
    assert Duty.objects.get(pk=there.duty.pk).state == "fulfilled"


def test_the_page_asks_as_much_for_three_editions_as_for_one(
    there, shown, log, visit, django_assert_num_queries
):
    with django_assert_num_queries(QUERIES):
        visit(address(shown))
    for number in (1, 2):
        corrected(
            there, shown, at=later(30 * number), body=f"更正{number}后的正文，写明正确的数字。"
        )
    log.publish()

    with django_assert_num_queries(QUERIES):
        visit(address(shown))


def test_what_is_taken_back_while_a_page_is_read_alarms_nobody(there, shown):
    read_before = public.find(shown.county, shown.object_id)
    actions.withdraw(
        disclosure=shown,
        ground=WithdrawalGround.ERROR,
        reason="名单有误",
        by=there.staff.approver,
        at=later(40),
    )

    assert recorded.record(read_before)["misfits"] == []
    assert not Mismatch.objects.exists()


class TestOwed:
    """The page of a duty beside the lists that opened it, moved it and handed it over."""

    @pytest.fixture
    def duty(self, county, there, log):
        """Opened by a fact that was put right, for an organ that has others too."""
        item = ItemFactory(
            standard=there.item.standard,
            due_rule={"after": "decided", "n": 20, "unit": "d"},
            bodies={"kinds": ["department"], "tiers": [], "fields": [], "sectors": [], "codes": []},
        )
        by = there.staff.officer
        for number, title in enumerate(("一项决定", "另一项决定")):
            fact = catalogue.record_fact(
                organ=there.organ,
                kind="decided",
                title=title,
                happened_on=later(0).date(),
                recorded_for=there.organ,
                item=item,
                evidence="会议纪要〔2026〕1号",
                by=by,
                at=later(50 + number),
            )
        catalogue.correct_fact(
            fact=fact, because="登记错了", happened_on=later(24).date(), by=by, at=later(60)
        )
        log.publish()
        return Duty.objects.get(title__endswith="另一项决定")

    def read(self, visit, duty):
        response = visit(f"/duties/{duty.object_id}/")
        return response.content.decode(), response.headers["Cache-Control"]

    def test_one_that_is_as_it_was_opened_and_moved_fits(self, duty, visit):
        page, kept = self.read(visit, duty)
        assert SAID not in page
        assert kept == CACHE_CONTROL

    @pytest.mark.parametrize(
        "change",
        [
            lambda duty: {"due_on": duty.due_on + DAY},
            lambda duty: {"item": ItemFactory(standard=duty.item.standard)},
            lambda duty: {"state": "nil", "ended_at": later(70), "late_by": 0},
            lambda duty: {"taken_over_from": duty.organ, "organ": _another(duty.organ)},
        ],
    )
    def test_one_that_was_changed_behind_the_actions_is_said(self, duty, visit, change):
        Duty.objects.filter(pk=duty.pk).update(**change(duty))

        page, kept = self.read(visit, duty)
        assert (SAID in page, "公开任务与日志不符" in page) == (True, True)
        assert kept == FRESH

    @pytest.mark.parametrize(
        ("change", "said"),
        [
            ({"evidence": "另一份纪要"}, "内容与日志"),
            ({"happened_on": later(0).date()}, "内容与日志"),
            ({"recorded_at": later(1)}, "登记的事实与日志不符"),
        ],
    )
    def test_a_fact_that_stands_on_it_and_was_changed_is_said(self, duty, visit, change, said):
        Fact.objects.filter(pk=duty.fact_id).update(**change)

        page, kept = self.read(visit, duty)
        assert (SAID in page, said in page) == (True, True)
        assert kept == FRESH

    def test_one_that_was_handed_over_fits_with_its_new_organ(self, county, duty, there, visit):
        successor = _another(there.organ)
        catalogue.take_over_duties(
            organ=there.organ, successor=successor, on=later(80).date(), by=there.staff.head, at=AT
        )
        page, _kept = self.read(visit, duty)
        assert successor.name in page
        assert SAID not in page

    def test_what_changes_while_the_page_is_read_alarms_nobody(self, duty):
        read_before = find_duty(duty.organ.county, duty.object_id)
        catalogue.settle_duty(
            duty=duty, state="nil", settled_by=duty.object_id, by=UserFactory(), at=later(70)
        )
        assert recorded.record_of_duty(read_before)["misfits"] == []
        assert not Mismatch.objects.exists()

    def test_both_duties_of_a_document_under_the_right_item_fit(self, county, log, visit):
        made = staffed_organ(county=county)
        _first, right, _reading = catalogue_of_documents(county)
        document = register(made)
        old = document.now.fact.duties.get()
        refile_document(
            document=document,
            item=right,
            because="选错了事项",
            recorded_for=made.organ,
            by=made.officer,
            at=LATER,
        )
        log.publish()
        new = right.duties.get()

        for duty in (old, new):
            assert SAID not in self.read(visit, duty)[0]
        assert not Mismatch.objects.exists()
        Duty.objects.filter(pk=new.pk).update(state="void", ended_at=LATER)
        Duty.objects.filter(pk=old.pk).update(state="open", ended_at=None)
        for duty in (old, new):
            assert SAID in self.read(visit, duty)[0]


class TestSaid:
    """What people said of a page, and was answered, beside the log."""

    @pytest.fixture
    def asked(self, shown):
        return receive_dispute(
            county=shown.county,
            organ=shown.organ,
            kind="wrong",
            subject_kind="disclosure",
            subject_id=shown.object_id,
            subject_title=shown.title,
            text="表里的合计与各行相加不一致。",
            idempotency_key="k",
            due=Due(later(300).date(), is_provisional=False),
            at=later(50),
        )

    def pages(self, visit, asked):
        about = visit(f"/d/{asked.subject_id}/").content.decode()
        receipt = visit(f"/receipt/?number={asked.receipt_number}").content.decode()
        return about, receipt

    def test_what_was_said_fits(self, asked, visit):
        assert all(asked.text in page for page in self.pages(visit, asked))
        assert not any(SAID in page for page in self.pages(visit, asked))

    @pytest.mark.parametrize(
        "change", [{"text": "写得很好，没有问题。"}, {"due_on": later(900).date()}]
    )
    def test_what_was_changed_is_said_on_the_page_and_with_the_receipt(self, asked, visit, change):
        Dispute.objects.filter(pk=asked.pk).update(**change)

        assert all(SAID in page for page in self.pages(visit, asked))
        assert visit(f"/d/{asked.subject_id}/").headers["Cache-Control"] == FRESH

    def test_what_is_answered_while_the_page_is_read_alarms_nobody(self, county, asked):
        read_before = Dispute.objects.select_related("organ", "answered_for").get()
        office = holder_of(Role.OPENNESS_OFFICE, organ=OrganFactory(county=county))
        answer_dispute(dispute=asked, result="upheld", answer="已经改正。", by=office, at=later(60))
        assert recorded.misfits_of_disputes(county, [read_before]) == []
        assert not Mismatch.objects.exists()


def _another(organ):
    return OrganFactory(county=organ.county, name="县审计局")
