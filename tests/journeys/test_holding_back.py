"""Words that were public and never should have been: held back, with the log whole."""

import datetime
from dataclasses import replace

import pytest

from mingtang.catalogue.actions import correct_fact, record_fact, withdraw_fact
from mingtang.catalogue.models import Duty, DutyMove, Fact
from mingtang.catalogue.rules import holding_back as rules
from mingtang.catalogue.rules.holding_back import INSTEAD
from mingtang.foundation.errors import RuleBroken
from mingtang.issued.actions import correct_document, withdraw_document
from mingtang.issued.models import IssuedDocument, Registration
from mingtang.journeys import holding_back
from mingtang.ledger.models import Entry, Salt
from mingtang.organs.choices import Role
from tests.factories.cases import DisputeFactory
from tests.factories.organs import OrganFactory, holder_of, staffed_organ
from tests.issued.registers import AT, HIDDEN, ON, OPEN, SECRET, catalogue, register
from tests.journeys.checking.made import of_county
from tests.ledger.put_out import Published

pytestmark = pytest.mark.django_db
WORDS = "处置敏感人员名单"
HOUR = datetime.timedelta(hours=1)


@pytest.fixture
def staffed():
    made = staffed_organ(name="发改局")
    catalogue(made.organ.county)
    return made


@pytest.fixture
def office(staffed):
    """The county's openness office, and who works there."""
    organ = OrganFactory(county=staffed.organ.county, name="县政务公开办")
    return organ, holder_of(Role.OPENNESS_OFFICE, organ=organ)


@pytest.fixture
def log(staffed, settings, tmp_path):
    settings.ALLOWED_HOSTS = ["*"]
    return Published(staffed.organ.county, settings, tmp_path)


def hold(document, office, *, at=AT + 40 * HOUR, by=None, **given):
    said = {"ground": "E14b", "because": "应当不予公开，误登为主动公开", **given}
    organ, person = office
    holding_back.hold_back_document(document=document, office=organ, by=by or person, at=at, **said)


def hold_fact(fact, office, *, at=AT + 40 * HOUR, **given):
    said = {"ground": "E15", "because": "写了当事人的商业秘密", **given}
    organ, person = office
    holding_back.hold_back_fact(fact=fact, office=organ, by=person, at=at, **said)


def corrected(document, staffed, *, said, because="标题写错了", at=AT + HOUR):
    correct_document(
        document=document,
        said=said,
        because=because,
        recorded_for=staffed.organ,
        by=staffed.officer,
        at=at,
    )
    return IssuedDocument.objects.get(pk=document.pk)


@pytest.fixture
def renamed(staffed, log):
    """Registered with words that must not stand there, and corrected; a day later too."""
    said = replace(OPEN, title=WORDS, needs_reading=True, issued_on=ON)
    document = register(staffed, said=said)
    now = replace(said, title="物业办法", is_normative=True, issued_on=datetime.date(2026, 9, 25))
    return corrected(document, staffed, said=now, because=f"{WORDS}写错了")


@pytest.fixture
def withdrawn(renamed, staffed):
    because = f"应当不予公开，误登为主动公开：{WORDS}"
    return withdraw_document(
        document=renamed, because=because, by=staffed.officer, at=AT + 2 * HOUR
    )


def everything_public():
    """Each text that the public, or a salt of the log, could still tell it from."""
    rows = [
        *Fact.objects.values_list("title", "evidence", "corrected_because", "withdrawn_because"),
        *Duty.objects.values_list("title"),
        *DutyMove.objects.values_list("because"),
        *Registration.objects.values_list("title", "because"),
        *IssuedDocument.objects.values_list("withdrawn_because"),
        *(
            bytes(one).decode()
            for one in Salt.objects.values_list("content", flat=True)
            if one is not None
        ),
    ]
    return str(rows)


def refusal(act, *args, **given):
    with pytest.raises(RuleBroken) as refused:
        act(*args, **given)
    return refused.value.template


def misfits(staffed, log):
    log.publish()
    return [one.words for one in of_county(staffed.organ.county, log.folder)]


def pages(client, organ):
    county = organ.county
    addresses = [
        f"/organs/{organ.object_id}/issued/?year=2026",
        f"/organs/{organ.object_id}/issued/list.csv?year=2026",
        *(f"/duties/{one.object_id}/" for one in Duty.objects.filter(fact__isnull=False)),
        "/api/v1/facts",
    ]
    return [_text(client.get(one, HTTP_HOST=county.host)) for one in addresses]


def _text(answer):
    assert answer.status_code == 200
    return (answer.getvalue() if answer.streaming else answer.content).decode()


class TestADocument:
    def test_of_one_that_was_withdrawn_nothing_is_left_to_read(self, withdrawn, office, client):
        assert WORDS in "".join(pages(client, withdrawn.organ))

        hold(withdrawn, office, with_reasons=True)

        assert WORDS not in everything_public()
        told = pages(client, withdrawn.organ)
        assert WORDS not in "".join(told)
        for page in told[:2]:
            assert "县政务公开办隐去了以前登记的文字。依据：《政府信息公开条例》第" in page
            assert "法律、行政法规禁止公开" in page
            assert "应当不予公开，误登为主动公开" in page
            assert "示发〔2026〕1号" in page
        assert not any("与公开日志的记录不符" in page for page in told)

    def test_why_it_was_withdrawn_stays_unless_it_says_the_words_again(
        self, renamed, staffed, office
    ):
        withdraw_document(
            document=renamed, because="不该公开", by=staffed.officer, at=AT + 2 * HOUR
        )
        hold(renamed, office)

        document = IssuedDocument.objects.get()
        assert document.withdrawn_because == "不该公开"
        assert {one.title for one in document.registrations.all()} == {INSTEAD}

    def test_number_and_days_stay(self, withdrawn, office):
        hold(withdrawn, office, with_reasons=True)

        document = IssuedDocument.objects.get()
        assert document.number == "示发〔2026〕1号"
        days = [one.issued_on for one in document.registrations.order_by("number")]
        assert days == [ON, datetime.date(2026, 9, 25)]

    def test_what_stands_keeps_what_it_is_called_now(self, renamed, office, client):
        hold(renamed, office, with_reasons=True)

        titles = Registration.objects.order_by("number").values_list("title", "because")
        assert list(titles) == [(INSTEAD, ""), ("物业办法", INSTEAD)]
        assert list(Fact.objects.order_by("id").values_list("title", flat=True)) == [
            INSTEAD,
            "物业办法",
        ]
        assert {one.title for one in Duty.objects.all()} == {
            "规范性文件：物业办法",
            "解读0：物业办法",
        }
        assert WORDS not in everything_public()
        assert "物业办法" in pages(client, renamed.organ)[0]

    @pytest.mark.parametrize("with_reasons", [True, False])
    @pytest.mark.parametrize("which", ["renamed", "withdrawn"])
    def test_the_log_is_whole(self, request, which, with_reasons, staffed, office, log):
        document = request.getfixturevalue(which)
        log.publish()
        hold(document, office, with_reasons=with_reasons)
        assert misfits(staffed, log) == []

    def test_what_comes_later_is_an_act_of_its_own(self, renamed, staffed, office, log):
        hold(renamed, office, with_reasons=True, at=AT + 3 * HOUR)
        again = corrected(
            renamed,
            staffed,
            said=replace(renamed.now.particulars, title="办法"),
            at=AT + 4 * HOUR,
        )
        assert misfits(staffed, log) == []
        withdraw_document(document=again, because="没有印发", by=staffed.officer, at=AT + 5 * HOUR)
        assert misfits(staffed, log) == []
        hold(again, office, at=AT + 6 * HOUR)
        assert misfits(staffed, log) == []

    def test_no_other_words_are_put_in_their_place(self, withdrawn, staffed, office, log):
        hold(withdrawn, office)
        entry = Entry.objects.filter(object_id=withdrawn.object_id).latest("index")
        IssuedDocument.objects.update(held_back_because="别的理由")
        assert misfits(staffed, log) == [f"内容与日志{entry.index}号条目不符"]

    def test_the_act_names_the_article_and_who_did_it(self, withdrawn, office):
        hold(withdrawn, office)
        entry = Entry.objects.filter(object_id=withdrawn.object_id).latest("index")
        assert (entry.act, entry.basis) == ("data.erased", "ogi-regulation.14")

    def test_of_one_that_is_not_for_everyone_now(self, staffed, office, log, client):
        document = register(staffed, said=replace(OPEN, title=WORDS))
        withdraw_document(document=document, because="误登", by=staffed.officer, at=AT + HOUR)
        said = replace(HIDDEN, title="内部函")
        _organ, person = office
        anew = register(staffed, said=said, by=person, at=AT + 2 * HOUR)
        hold(document, office)

        assert anew.now.title == "内部函"
        assert WORDS not in "".join(pages(client, staffed.organ))
        assert misfits(staffed, log) == []

    def test_of_state_secrets_what_never_was_public_goes_too(self, staffed, office):
        document = register(staffed, said=HIDDEN)
        corrected(document, staffed, said=SECRET)

        assert refusal(hold, document, office, ground="E15") == rules.NOTHING_LEFT
        hold(document, office, ground="E14a")
        first = document.registrations.get(number=1)
        assert (first.title, first.reason) == (INSTEAD, INSTEAD)

    def test_what_was_said_beside_a_duty_is_forgotten_too(self, withdrawn, staffed, office, log):
        duty = Duty.objects.filter(fact__isnull=False).first()
        dispute = DisputeFactory(subject_id=duty.object_id, subject_title=WORDS)
        hold(withdrawn, office)
        dispute.refresh_from_db()
        assert dispute.subject_title == INSTEAD

    def test_what_stands_as_it_was_registered_is_not_held_back(self, staffed, office):
        document = register(staffed)
        assert refusal(hold, document, office) == rules.NOTHING_LEFT

    def test_not_by_the_organ_itself(self, withdrawn, staffed, office):
        assert refusal(hold, withdrawn, office, by=staffed.officer) == rules.NOT_YOURS

    @pytest.mark.parametrize(
        ("given", "template"),
        [({"ground": "A27"}, rules.NO_GROUND), ({"because": " "}, rules.NO_BECAUSE)],
    )
    def test_with_a_ground_and_a_reason(self, withdrawn, office, given, template):
        assert refusal(hold, withdrawn, office, **given) == template

    def test_once(self, withdrawn, office):
        hold(withdrawn, office)
        assert refusal(hold, withdrawn, office) == rules.NOTHING_LEFT


class TestAFact:
    @pytest.fixture
    def fact(self, staffed, log):
        made = record_fact(
            organ=staffed.organ,
            kind="document_issued",
            title=WORDS,
            happened_on=datetime.date(2026, 9, 18),
            recorded_for=staffed.organ,
            number="示发〔2026〕9号",
            is_on_register=True,
            evidence=f"{WORDS}的会议纪要",
            by=staffed.officer,
            at=AT,
        )
        return correct_fact(
            fact=made,
            because="日期、标题写错了",
            title="名单",
            evidence="会议纪要",
            happened_on=datetime.date(2026, 9, 21),
            by=staffed.officer,
            at=AT + HOUR,
        )

    def test_its_old_title_and_evidence(self, fact, staffed, office, log, client):
        assert WORDS in "".join(pages(client, staffed.organ))
        hold_fact(fact.corrects, office)

        assert WORDS not in everything_public()
        told = "".join(pages(client, staffed.organ))
        assert WORDS not in told
        assert "写了当事人的商业秘密" in told
        assert "日期、标题写错了" in told
        assert Duty.objects.get().title == "规范性文件：名单"
        assert misfits(staffed, log) == []

    @pytest.mark.parametrize("with_reasons", [True, False])
    def test_all_of_one_that_was_withdrawn(self, fact, staffed, office, log, client, with_reasons):
        withdraw_fact(fact=fact, because="误登", by=staffed.officer, at=AT + 2 * HOUR)
        log.publish()
        hold_fact(fact, office, with_reasons=with_reasons)

        assert set(Fact.objects.values_list("title", "evidence")) == {(INSTEAD, INSTEAD)}
        assert Duty.objects.get().title == f"规范性文件：{INSTEAD}"
        assert misfits(staffed, log) == []

    def test_withdrawn_after_it_was_held_back(self, fact, staffed, office, log):
        hold_fact(fact, office, at=AT + 2 * HOUR)
        withdraw_fact(fact=fact, because="误登", by=staffed.officer, at=AT + 3 * HOUR)
        assert misfits(staffed, log) == []
        hold_fact(fact, office, at=AT + 4 * HOUR)
        assert misfits(staffed, log) == []

    def test_what_stands_as_it_was_recorded_is_not_held_back(self, staffed, office):
        fact = register(staffed).now.fact
        assert refusal(hold_fact, fact, office) == rules.NOTHING_LEFT
