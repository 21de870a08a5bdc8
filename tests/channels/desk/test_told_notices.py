"""Notices are kept in Chinese, as they were sent; the desk shows them to who reads."""

import datetime

import pytest
from django.utils import translation

from mingtang.channels.desk.told_notices import subject_told, text_told
from mingtang.journeys import consulting, rules
from mingtang.notices.models import Notice
from mingtang.organs.choices import Role
from tests.disclosure.publishing import later, reviewed, scene
from tests.factories.organs import OrganFactory, holder_of


@pytest.mark.django_db
def test_who_is_asked_to_confirm_a_draft_reads_it_in_english_and_the_question_as_written():
    there = scene()
    finance = OrganFactory(county=there.organ.county, name="县财政局")
    holder_of(Role.OFFICER, organ=finance)
    consulting.ask_organ(
        edition=reviewed(there),
        organ=finance,
        question="拨款数是否一致",
        by=there.staff.officer,
        at=later(4),
    )
    notice = Notice.objects.get(kind="consultation")

    with translation.override("en"):
        subject, text = subject_told(notice.subject), text_told(notice.text)

    assert "县财政局" in subject
    assert "请答复" not in subject
    question, until = text.split("\n")
    assert question == "拨款数是否一致"
    assert "17 Mar 2026" in until
    assert "视为" not in until
    assert subject_told(notice.subject) == notice.subject


@pytest.mark.parametrize(
    ("subject", "is_known"),
    [("退回：县住建局《决算》", True), ("只有一句话", False), ("没有的类别：《决算》", False)],
)
def test_the_kind_before_the_colon_is_told_and_what_is_not_ours_stays(subject, is_known):
    with translation.override("en"):
        told = subject_told(subject)

    assert (told.split("：")[0].split(":")[0] != subject.split("：")[0]) is is_known
    assert told.endswith(subject.partition("：")[2])


def test_every_step_of_a_reminder_is_told_with_its_number():
    for steps in (rules.DUTY_STEPS, rules.DISPUTE_STEPS):
        lines = [rules.Line(step, datetime.date(2026, 3, 5), "县局", "年报") for step in steps]
        subject, _text = rules.reminder("公开任务", lines)

        with translation.override("en"):
            told = subject_told(subject)

        assert told.isascii()
        assert told.count("1") >= len(steps)


def test_lines_of_a_reminder():
    on = datetime.date(2026, 3, 5)
    kept = (
        f"{on.year}年{on.month}月{on.day}日到期，县住建局：年报\n另有3项没有列出，请到工作台查看。"
    )

    with translation.override("en"):
        first, second = text_told(kept).split("\n")

    assert "5 Mar 2026" in first
    assert "县住建局" in first
    assert "3" in second
    assert second.isascii()
