import datetime
from io import BytesIO

import pytest

from mingtang.disclosure import actions
from mingtang.disclosure.choices import EditionState, Outcome, PersonalDataDecision
from mingtang.disclosure.errors import StaleDraft
from mingtang.files.actions import store
from mingtang.foundation.errors import RuleBroken
from tests.disclosure.publishing import START, draft, later, open_duty, scene, submitted
from tests.factories.organs import OrganFactory

pytestmark = pytest.mark.django_db


def text_file(words="附件内容", name="说明.txt"):
    return store(content=BytesIO(words.encode()), name=name, by=None, at=START)


def save(there, edition, **changes):
    return actions.save_draft(
        edition=edition,
        version=edition.version,
        changes=changes,
        by=there.staff.officer,
        at=later(1),
    )


def start(there, **given):
    return actions.start_draft(
        **{
            "item": there.item,
            "organ": there.organ,
            "duty": there.duty,
            "by": there.staff.officer,
            "at": START,
            **given,
        }
    )


class TestStarting:
    def test_a_draft_begins_with_the_title_of_its_duty(self):
        there = scene()

        edition = start(there)

        assert (edition.title, edition.number, edition.state) == (there.duty.title, 1, "draft")

    def test_a_draft_without_a_duty_begins_with_nothing(self):
        assert start(scene(with_duty=False)).title == ""

    def test_a_duty_has_one_draft_at_a_time(self):
        there = scene()
        start(there)

        with pytest.raises(RuleBroken, match="已经有一份"):
            start(there)

    def test_an_abandoned_draft_makes_room_for_another(self):
        there = scene()
        actions.abandon_draft(edition=start(there), by=there.staff.officer, at=START)

        assert start(there).is_editable

    def test_only_the_organs_own_officer_drafts(self):
        there = scene()
        with pytest.raises(RuleBroken, match="公开专员"):
            start(there, by=there.staff.approver)

    def test_an_item_of_another_county_is_refused(self):
        with pytest.raises(RuleBroken, match="不属于本县"):
            start(scene(), organ=OrganFactory())

    def test_a_duty_of_another_organ_is_refused(self):
        there = scene()
        other = open_duty(OrganFactory(county=there.organ.county), there.item)

        with pytest.raises(RuleBroken, match="不属于这个机关"):
            start(there, duty=other)

    def test_a_nil_return_answers_a_duty_and_nothing_else(self):
        with pytest.raises(RuleBroken, match="具体的公开任务"):
            start(scene(with_duty=False), outcome=Outcome.NIL)


class TestSaving:
    def test_what_was_typed_is_kept_cleaned_and_counted(self):
        there = scene()

        saved = save(there, start(there), title=" 公告\u202e ", document_number="示财[2026]041号")

        assert (saved.title, saved.document_number) == ("公告", "示财〔2026〕41号")
        assert saved.version == 2
        assert saved.saved_at == later(1)

    def test_the_check_list_never_stops_a_saving(self):
        there = scene()

        saved = save(there, start(there), title="")

        assert "title" in [row["code"] for row in saved.checks]

    def test_someone_elses_saving_is_not_overwritten(self):
        there = scene()
        edition = start(there)
        save(there, edition, title="甲写的")

        with pytest.raises(StaleDraft) as stale:
            save(there, edition, title="乙写的")

        assert stale.value.version == 2
        edition.refresh_from_db()
        assert edition.title == "甲写的"

    def test_what_is_too_long_is_refused_whole(self):
        there = scene()
        with pytest.raises(RuleBroken, match="太长"):
            save(there, start(there), title="县" * 301)

    def test_what_is_in_review_cannot_be_written_in(self):
        there = scene()
        with pytest.raises(RuleBroken, match="已经送审"):
            save(there, submitted(there), title="改")

    def test_elements_are_those_of_the_item(self):
        element = {"key": "total", "label": "支出合计", "required": True}
        there = scene(elements=[element])

        saved = save(there, start(there), values={"total": "39.60亿元", "other": "x"})

        assert saved.values == {"total": "39.60亿元"}


class TestSubmitting:
    def test_a_draft_with_a_fault_is_not_sent(self):
        there = scene()
        with pytest.raises(RuleBroken, match="还没有内容"):
            actions.submit(edition=start(there), by=there.staff.officer, at=START)

    def test_a_draft_is_sent_once(self):
        there = scene()
        with pytest.raises(RuleBroken, match="已经送审"):
            actions.submit(edition=submitted(there), by=there.staff.officer, at=later(2))

    def test_only_an_officer_sends(self):
        there = scene()
        with pytest.raises(RuleBroken, match="公开专员"):
            actions.submit(edition=draft(there), by=there.staff.reviewer, at=START)


class TestAttachments:
    def add(self, there, edition, file, name="说明.txt"):
        return actions.attach(
            edition=edition, file=file, name=name, by=there.staff.officer, at=later(1)
        )

    def test_a_file_belongs_to_the_draft_under_a_safe_name(self):
        there = scene()

        added = self.add(there, draft(there), text_file(), name="../../说明\u202e.txt")

        assert "/" not in added.name
        assert "\u202e" not in added.name
        assert added.edition.attachments.count() == 1

    def test_the_same_content_twice_is_one_attachment(self):
        there = scene()
        edition, file = draft(there), text_file()

        assert self.add(there, edition, file) == self.add(there, edition, file)

    def test_a_draft_has_a_bounded_number_of_files(self, monkeypatch):
        there = scene()
        edition = draft(there)
        monkeypatch.setattr("mingtang.disclosure.actions.drafts.ATTACHMENTS_MOST", 1)
        self.add(there, edition, text_file())

        with pytest.raises(RuleBroken, match="最多"):
            self.add(there, edition, text_file("另一个"))

    def test_personal_data_in_a_file_stops_it_until_someone_answers_for_it(self):
        there = scene()
        edition = draft(there)
        added = self.add(there, edition, text_file("张三 11010519491231002X"))
        with pytest.raises(RuleBroken, match="附件里有个人信息"):
            actions.submit(edition=edition, by=there.staff.officer, at=later(2))

        actions.decide_personal_data(
            attachment=added,
            decision=PersonalDataDecision.LAWFUL,
            note="社会救助暂行办法第五十三条",
            by=there.staff.officer,
            at=later(2),
        )

        sent = actions.submit(edition=edition, by=there.staff.officer, at=later(3))
        assert sent.state == EditionState.IN_REVIEW

    def test_an_answer_names_the_article(self):
        there = scene()
        added = self.add(there, draft(there), text_file())
        with pytest.raises(RuleBroken, match="写明法律条款"):
            actions.decide_personal_data(
                attachment=added,
                decision=PersonalDataDecision.LAWFUL,
                note=" ",
                by=there.staff.officer,
                at=later(2),
            )

    def test_an_answer_can_be_taken_back(self):
        there = scene()
        added = self.add(there, draft(there), text_file())

        actions.decide_personal_data(
            attachment=added,
            decision=PersonalDataDecision.NONE,
            note="",
            by=there.staff.officer,
            at=later(2),
        )

        added.refresh_from_db()
        assert added.decision == PersonalDataDecision.NONE

    def test_a_file_is_removed_and_the_checks_see_it(self):
        there = scene()
        edition = draft(there)
        added = self.add(there, edition, text_file("张三 11010519491231002X"))

        saved = actions.detach(attachment=added, by=there.staff.officer, at=later(2))

        assert saved.attachments.count() == 0
        assert saved.checks == []


def test_an_abandoned_draft_stays_on_record():
    there = scene()

    gone = actions.abandon_draft(edition=draft(there), by=there.staff.officer, at=later(1))

    assert gone.state == EditionState.ABANDONED
    assert gone.body


def test_two_counties_do_not_see_each_others_items():
    one, two = scene(with_duty=False), scene(with_duty=False)

    with pytest.raises(RuleBroken, match="不属于本县"):
        start(one, item=two.item)


def test_a_day_of_forming_after_today_stops_the_sending():
    there = scene()
    edition = draft(there, formed_on=datetime.date(2026, 3, 11))

    with pytest.raises(RuleBroken, match="成文日期"):
        actions.submit(edition=edition, by=there.staff.officer, at=START)


def test_a_form_sent_twice_is_one_draft():
    there = scene(with_duty=False)
    asked = {"item": there.item, "organ": there.organ, "by": there.staff.officer}

    first = actions.start_draft(**asked, idempotency_key="k1", at=later())
    again_sent = actions.start_draft(**asked, idempotency_key="k1", at=later(2))
    another = actions.start_draft(**asked, idempotency_key="k2", at=later(3))

    assert again_sent == first
    assert another != first
