import dataclasses
import datetime
import json

import pytest

from mingtang.audit.models import AuditRecord
from mingtang.catalogue.actions import adopt_standard, withdraw_standard
from mingtang.catalogue.models import Item, Standard
from mingtang.catalogue.queries import in_force, shipped_standard
from mingtang.foundation.clock import day_of
from mingtang.foundation.errors import RuleBroken
from mingtang.ledger.choices import Act, FieldGroup
from mingtang.ledger.models import Entry, Salt
from tests.factories.catalogue import ADOPTED_AT, DutyFactory, adopted
from tests.factories.jobs import ScheduleFactory
from tests.factories.organs import CountyFactory

DAY = datetime.date
TEXT = shipped_standard()
WHY = "施行日期写错了"


@pytest.mark.django_db
def test_a_county_adopts_the_model_standard_word_for_word(clerk):
    county = CountyFactory()

    standard = adopted(county, by=clerk)

    items = list(Item.objects.filter(standard=standard).order_by("order"))
    assert str(standard) == "政务公开事项标准目录（示范文本） 2025年第7版"
    assert (standard.from_on, standard.to_on) == (DAY(2026, 1, 1), None)
    assert (standard.at_once_days, standard.pre_disclosure_days) == (3, 7)
    assert [item.code for item in items] == [text.code for text in TEXT.items]
    for item, text in zip(items, TEXT.items, strict=True):
        assert item.due_rule == text.due.as_json()
        assert item.bodies == text.bodies.as_json()
        assert item.basis == [cited.as_json() for cited in text.basis]
        assert item.elements == [element.as_json() for element in text.elements]
        assert (item.channels, item.gates) == (list(text.channels), list(text.gates))
        assert (item.notice_days, item.pre_disclosure_days) == (
            text.notice_days,
            text.pre_disclosure_days,
        )
        assert (item.emphasis, item.audience) == (text.emphasis, text.audience)
        assert (item.clause, item.level1, item.level2) == (text.clause, text.level1, text.level2)
        item.clean_fields(exclude=["channels", "gates"])  # which may be empty
    entry = Entry.objects.get(object_id=county.object_id)
    assert (entry.act, entry.basis) == (Act.STANDARD_ADOPTED, "ogi-regulation.12")
    assert AuditRecord.objects.get(entry=entry).by == clerk


@pytest.mark.django_db
@pytest.mark.parametrize(("days_ahead", "is_soon"), [(0, True), (1, False)])
def test_what_is_in_force_from_today_has_its_duties_opened_without_waiting_for_the_night(
    clerk, days_ahead, is_soon
):
    night = ADOPTED_AT + datetime.timedelta(hours=14)
    job = ScheduleFactory(name="open_duties", next_at=night)
    today = day_of(ADOPTED_AT)

    adopt_standard(
        county=CountyFactory(),
        standard=TEXT,
        by=clerk,
        at=ADOPTED_AT,
        from_on=today + datetime.timedelta(days=days_ahead),
    )

    job.refresh_from_db()
    assert job.next_at == (ADOPTED_AT if is_soon else night)


@pytest.mark.django_db
def test_adopting_the_same_edition_again_changes_nothing(clerk):
    county = CountyFactory()
    first = adopted(county)

    again = adopted(county, at=ADOPTED_AT + datetime.timedelta(days=9))

    assert again == first
    assert (Standard.objects.count(), Entry.objects.count()) == (1, 1)


@pytest.mark.django_db
def test_an_edition_once_published_never_says_anything_else(clerk):
    county = CountyFactory()
    adopted(county)

    with pytest.raises(RuleBroken, match="发布过的版本不能改，请换一个版本号"):
        adopted(county, standard=dataclasses.replace(TEXT, at_once_days=9))


@pytest.mark.django_db
def test_a_new_edition_ends_the_one_before_it(clerk):
    county = CountyFactory()
    old = adopted(county)
    text = dataclasses.replace(TEXT, edition="2026年版")

    new = adopt_standard(
        county=county, standard=text, by=clerk, at=ADOPTED_AT, from_on=DAY(2026, 7, 1)
    )

    old.refresh_from_db()
    assert (old.to_on, new.from_on) == (DAY(2026, 6, 30), DAY(2026, 7, 1))


@pytest.mark.django_db
def test_a_new_edition_does_not_begin_before_the_one_in_force(clerk):
    county = CountyFactory()
    adopted(county)
    text = dataclasses.replace(TEXT, edition="2026年版")

    with pytest.raises(RuleBroken, match="新版的施行日期要在这以后"):
        adopted(county, standard=text)


@pytest.mark.django_db
def test_a_standard_is_in_force_from_its_own_first_day_at_the_earliest(clerk):
    text = dataclasses.replace(TEXT, from_on=DAY(2026, 5, 1))

    assert adopted(CountyFactory(), standard=text).from_on == DAY(2026, 5, 1)
    with pytest.raises(RuleBroken, match="从2026-05-01起才有"):
        adopt_standard(
            county=CountyFactory(),
            standard=text,
            by=clerk,
            at=ADOPTED_AT,
            from_on=DAY(2026, 4, 30),
        )


@pytest.mark.django_db
def test_what_one_county_adopts_is_in_force_in_no_other(clerk):
    adopted(CountyFactory())
    other = CountyFactory()

    assert not other.standards.exists()
    assert adopted(other).items.count() == len(TEXT.items)


@pytest.mark.django_db
class TestWithdrawing:
    """An edition was adopted from a day that was typed wrong."""

    AT = ADOPTED_AT + datetime.timedelta(days=3)
    NEXT = dataclasses.replace(TEXT, edition="2027年版")

    @pytest.fixture
    def county(self):
        return CountyFactory()

    @pytest.fixture
    def current(self, county):
        return adopted(county)

    @pytest.fixture
    def coming(self, county, current, clerk):
        return self.adopt(county, clerk, DAY(2026, 9, 1))

    def adopt(self, county, clerk, from_on, **text):
        text = dataclasses.replace(self.NEXT, **text)
        return adopt_standard(county=county, standard=text, from_on=from_on, by=clerk, at=self.AT)

    def test_the_one_it_was_to_replace_goes_on(self, county, current, coming, clerk):
        withdraw_standard(standard=coming, because=WHY, by=clerk, at=self.AT)

        current.refresh_from_db()
        coming.refresh_from_db()
        assert (current.to_on, coming.is_withdrawn) == (None, True)
        for day in (DAY(2026, 8, 31), DAY(2026, 9, 1), DAY(2027, 9, 1)):
            assert list(in_force(county, day)) == [current]
        entry = Entry.objects.latest("index")
        assert (entry.act, entry.object_id) == (Act.STANDARD_WITHDRAWN, county.object_id)

    def test_why_stands_with_it_and_with_its_entry(self, coming, clerk):
        withdraw_standard(standard=coming, because=f" {WHY} ", by=clerk, at=self.AT)

        coming.refresh_from_db()
        assert coming.withdrawn_because == WHY
        kept = Salt.objects.get(entry=Entry.objects.latest("index"), group=FieldGroup.STRUCTURED)
        said = {"standard": str(coming.object_id), "because": WHY}
        assert json.loads(bytes(kept.content)) == said

    @pytest.mark.parametrize(
        ("because", "why_not"), [(" ", "写明为什么撤回"), ("字" * 201, "最多200个字")]
    )
    def test_nobody_withdraws_it_without_saying_why(self, coming, clerk, because, why_not):
        with pytest.raises(RuleBroken, match=why_not):
            withdraw_standard(standard=coming, because=because, by=clerk, at=self.AT)

        coming.refresh_from_db()
        assert not coming.is_withdrawn

    def test_it_is_adopted_again_from_another_day(self, county, current, coming, clerk):
        withdraw_standard(standard=coming, because=WHY, by=clerk, at=self.AT)

        again = self.adopt(county, clerk, DAY(2026, 3, 1))

        current.refresh_from_db()
        assert (again, again.items.count()) == (coming, len(TEXT.items))
        assert (again.from_on, again.to_on, again.withdrawn_because) == (DAY(2026, 3, 1), None, "")
        assert current.to_on == DAY(2026, 2, 28)

    def test_but_with_other_words_under_another_number_alone(self, county, coming, clerk):
        withdraw_standard(standard=coming, because=WHY, by=clerk, at=self.AT)

        with pytest.raises(RuleBroken, match="已经发布"):
            self.adopt(county, clerk, DAY(2026, 3, 1), items=TEXT.items[:-1])

    def test_two_that_were_to_begin_on_one_day_leave_each_other_alone(
        self, county, current, coming, clerk
    ):
        withdraw_standard(standard=coming, because=WHY, by=clerk, at=self.AT)
        other = self.adopt(county, clerk, coming.from_on, edition="2027年第2版")

        withdraw_standard(standard=other, because=WHY, by=clerk, at=self.AT)

        coming.refresh_from_db()
        assert coming.is_withdrawn
        assert list(in_force(county, DAY(2027, 1, 1))) == [current]

    def test_on_its_first_day_it_is_taken_back_until_a_duty_has_arisen(
        self, county, current, coming, clerk
    ):
        first_day = datetime.datetime(2026, 9, 1, 2, tzinfo=datetime.UTC)
        duty = DutyFactory(item=coming.items.first())
        with pytest.raises(RuleBroken, match="已经产生了公开任务"):
            withdraw_standard(standard=coming, because=WHY, by=clerk, at=first_day)
        duty.delete()

        withdraw_standard(standard=coming, because=WHY, by=clerk, at=first_day)

        assert list(in_force(county, DAY(2026, 9, 1))) == [current]

    def test_after_its_first_day_or_once_withdrawn_it_is_refused(self, coming, clerk):
        with pytest.raises(RuleBroken, match="已经施行"):
            withdraw_standard(
                standard=coming,
                because=WHY,
                by=clerk,
                at=datetime.datetime(2026, 9, 2, 2, tzinfo=datetime.UTC),
            )
        withdraw_standard(standard=coming, because=WHY, by=clerk, at=self.AT)
        with pytest.raises(RuleBroken, match="已经撤回"):
            withdraw_standard(standard=coming, because=WHY, by=clerk, at=self.AT)
