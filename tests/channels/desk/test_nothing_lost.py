"""A form that is refused loses nothing, and what is read is what is signed."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.channels.desk.workplace import address

ID_NUMBER = "11010519491231002X"  # made up: the example of the standard


def words(response):
    return response.content.decode()


def table(name="支出表.csv", row="教育,100"):
    return SimpleUploadedFile(name, f"项目,金额\n{row}\n".encode())


@pytest.fixture
def with_personal_data(workplace):
    """A draft with a file in which somebody's number stands."""
    edition = workplace.start()
    workplace.save(edition, files=table(row=f"张三,{ID_NUMBER}"))
    edition.refresh_from_db()
    return edition


def test_files_of_a_form_with_a_wrong_day_are_kept(workplace):
    edition = workplace.start()

    refused = workplace.save(edition, formed_on="2026年2月30日", files=table())

    assert refused.status_code == 422
    assert edition.attachments.get().name == "支出表.csv"
    assert "按我的保存" not in words(refused)


def test_after_that_the_form_can_be_sent_again_as_the_page_shows_it(workplace):
    edition = workplace.start()
    page = words(workplace.save(edition, formed_on="2026年2月30日", files=table()))
    version = re.search(r'name="version" value="(\d+)"', page)[1]

    assert workplace.save(edition, version=version).status_code == 302


def test_files_sent_beside_an_old_text_are_kept_and_the_old_text_is_not(workplace):
    edition = workplace.start()
    workplace.save(edition, title="甲的标题")

    refused = workplace.save(edition, title="乙的标题", files=table())

    assert refused.status_code == 409
    assert "按我的保存" in words(refused)
    assert edition.attachments.count() == 1
    edition.refresh_from_db()
    assert edition.title == "甲的标题"


def test_the_same_form_sent_twice_is_saved_once(workplace):
    edition = workplace.start()

    assert workplace.save(edition).status_code == 302
    assert workplace.save(edition).status_code == 302

    saved = edition.version
    edition.refresh_from_db()
    assert edition.version == saved + 1


def test_the_reason_for_urgency_stays_in_the_form(workplace):
    edition = workplace.start()

    refused = workplace.submit(edition, title="", emergency_reason="山洪预警，来不及签发")

    assert refused.status_code == 422
    assert "山洪预警，来不及签发" in words(refused)


def test_urgency_with_too_long_a_reason_is_not_sent_as_an_ordinary_draft(workplace):
    edition = workplace.start()

    refused = workplace.submit(edition, emergency_reason="洪" * 301)

    edition.refresh_from_db()
    assert refused.status_code == 422
    assert edition.is_editable


def test_what_was_decided_of_a_file_stays_in_the_form(workplace, with_personal_data):
    file = with_personal_data.attachments.get()
    typed = {f"decision-{file.pk}": "lawful", f"note-{file.pk}": "某条例第三条"}

    refused = workplace.save(with_personal_data, formed_on="昨天", **typed)

    assert "某条例第三条" in words(refused)


def test_a_note_that_cannot_be_kept_whole_is_refused_and_stays(workplace, with_personal_data):
    file = with_personal_data.attachments.get()
    typed = {f"decision-{file.pk}": "lawful", f"note-{file.pk}": "条" * 201}

    refused = workplace.save(with_personal_data, **typed)

    assert refused.status_code == 422
    assert "超过200个字" in words(refused)
    assert "条" * 201 in words(refused)


def test_a_file_is_not_removed_from_a_draft_that_went_to_review_meanwhile(
    workplace, with_personal_data, monkeypatch
):
    file = with_personal_data.attachments.get()
    monkeypatch.setattr("mingtang.disclosure.actions.drafts.EDITABLE", ())
    monkeypatch.setattr(
        "mingtang.channels.desk.views.editions._save", lambda _seat, edition, _form: edition
    )

    refused = workplace.save(with_personal_data, detach=str(file.pk))

    assert refused.status_code == 422
    assert "草稿已经送审" in words(refused)


def test_personal_data_in_the_name_of_a_file_stops_a_draft(workplace):
    edition = workplace.start()

    workplace.submit(edition, files=table(f"张三{ID_NUMBER}.csv"))

    edition.refresh_from_db()
    assert edition.is_editable
    assert any(row["code"] == "file_name_personal_data" for row in edition.checks)


def test_nobody_signs_what_he_has_not_read(workplace):
    edition = workplace.start()
    workplace.submit(edition)
    edition.refresh_from_db()
    read = edition.version
    workplace.browser("officer").post(address("edition-recall", edition))
    workplace.submit(edition, body="后来换上的内容，审查的人打开页面时还没有这些话。" * 3)

    refused = workplace.sign(edition, "reviewer", "secrecy", version=read)

    assert refused.status_code == 409
    assert "又改过" in words(refused)
    assert "后来换上的内容" in words(refused)


@pytest.mark.parametrize("version", ["", "x", "9" * 30])
def test_a_page_that_is_not_whole_signs_nothing_and_says_so(workplace, version):
    edition = workplace.start()
    workplace.submit(edition)

    refused = workplace.sign(edition, "reviewer", "secrecy", version=version)

    assert refused.status_code == 422
    assert "页面不完整" in words(refused)
    assert "可以公开" in words(refused)


def test_a_return_without_its_step_says_so_and_keeps_the_reason(workplace):
    edition = workplace.start()
    workplace.submit(edition)

    refused = workplace.browser("reviewer").post(
        address("edition-return", edition), {"text": "第三段数字对不上"}
    )

    assert refused.status_code == 422
    assert "页面不完整" in words(refused)
    assert "第三段数字对不上" in words(refused)


def test_the_reason_stays_on_the_page_when_there_is_no_approval_left_to_take_back(workplace):
    edition = workplace.publish()

    refused = workplace.browser("approver").post(
        address("edition-withdraw-approval", edition), {"text": "还要等会议纪要"}
    )

    assert refused.status_code == 409
    assert "还要等会议纪要" in words(refused)


@pytest.mark.parametrize("year", ["2027-06-01T09:00", "2999-01-01T00:00", "9999-12-31T23:59"])
def test_a_time_with_a_wrong_year_is_seen(workplace, year):
    edition = workplace.start()
    workplace.submit(edition)
    workplace.sign(edition, "reviewer", "secrecy")

    refused = workplace.sign(edition, "approver", "approval", publish_at=year)

    assert refused.status_code == 409
    assert "核对年份" in words(refused)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"ground": "moved", "replacement": "没有/2026-1"}, "没有这个索引号"),
        (
            {"ground": "personal_data", "reason": f"误写了{ID_NUMBER}"},
            "请改用不涉及个人信息的说法",
        ),
    ],
)
def test_a_withdrawal_that_would_mislead_or_tell_more_is_refused(workplace, typed, said):
    edition = workplace.publish()
    form = {"ground": "moved", "reason": "已经移交，由另一机关公开", **typed}

    refused = workplace.browser("approver").post(
        reverse("desk:publication-withdraw", args=[edition.disclosure.object_id]), form
    )

    assert refused.status_code in (409, 422)
    assert said in words(refused)
    assert form["reason"] in words(refused)
    edition.disclosure.refresh_from_db()
    assert not edition.disclosure.is_withdrawn


def test_a_field_that_did_not_come_is_not_emptied(workplace):
    edition = workplace.start()
    workplace.save(edition, summary="支出三十九亿六千万元")
    edition.refresh_from_db()
    kept = edition.body

    workplace.browser("officer").post(
        address("edition-save", edition), {"version": edition.version, "title": "只有标题"}
    )

    edition.refresh_from_db()
    assert (edition.title, edition.body, edition.summary) == (
        "只有标题",
        kept,
        "支出三十九亿六千万元",
    )
