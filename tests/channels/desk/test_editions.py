import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from mingtang.disclosure import actions
from tests.channels.desk.workplace import Workplace, address
from tests.disclosure.publishing import BODY
from tests.factories.organs import CountyFactory, staffed_organ


def words(response):
    return response.content.decode()


def test_a_duty_leads_to_a_draft_in_the_form_of_its_item(workplace):
    edition = workplace.start()

    page = workplace.browser("officer").get(address("edition", edition))

    assert page.status_code == 200
    assert "起草" in words(page)
    assert 'name="body"' in words(page)


@pytest.mark.parametrize(("outcome", "asked"), [("content", True), ("nil", False)])
def test_a_draft_shows_the_gates_that_it_has_to_pass(monkeypatch, db, outcome, asked):
    workplace = Workplace(monkeypatch, gates=["hearing"])
    officer = workplace.browser("officer")
    duty = workplace.scene.duty
    officer.post(reverse("desk:duty-start", args=[duty.object_id]), {"outcome": outcome})

    shown = words(officer.get(address("edition", duty.disclosures.get().editions.get())))

    assert ("还没有登记听证会" in shown) is asked


def test_what_is_there_in_any_case_is_not_answered_with_nothing(monkeypatch, db):
    workplace = Workplace(monkeypatch, never_nil=True)
    address_of_duty = reverse("desk:duty-start", args=[workplace.scene.duty.object_id])
    officer = workplace.browser("officer")

    shown = officer.get(address_of_duty).content.decode()
    answered = officer.post(address_of_duty, {"outcome": "nil"})

    assert 'value="withheld"' in shown
    assert 'value="nil"' not in shown
    assert answered.status_code == 422


def test_the_form_asks_for_the_elements_of_the_item(monkeypatch, db):
    workplace = Workplace(
        monkeypatch,
        elements=[
            {"key": "total", "label": "支出合计", "kind": "number", "hint": "万元"},
            {"key": "note", "label": "说明", "kind": "long"},
            {"key": "who", "label": "负责人"},
            {"key": "tel", "label": "监督电话", "kind": "phone", "required": True},
        ],
    )
    edition = workplace.start()

    workplace.save(edition, value_total="3960", value_note="见正文", value_tel="0000-0000000")

    edition.refresh_from_db()
    assert edition.values["total"] == "3960"
    page = words(workplace.browser("officer").get(address("edition", edition)))
    assert "支出合计" in page
    assert "万元" in page


def test_what_the_check_list_asks_for_is_not_called_optional(workplace):
    page = words(workplace.browser("officer").get(address("edition", workplace.start())))

    assert "标题 <span" not in page
    assert "文号 <span" in page


def test_of_what_is_withheld_for_others_it_asks_how_they_were_asked(workplace):
    staff, scene = workplace.scene.staff, workplace.scene
    edition = actions.start_draft(
        item=scene.item,
        organ=scene.organ,
        duty=scene.duty,
        outcome="withheld",
        by=staff.officer,
        at=workplace.at,
    )

    workplace.save(edition, exemption="E15", third_party="refused", third_party_on="2026年3月9日")

    edition.refresh_from_db()
    assert (edition.third_party, str(edition.third_party_on)) == ("refused", "2026-03-09")
    shown = words(workplace.browser("head").get(address("edition", edition)))
    assert "征求过意见，第三方不同意公开，2026年3月9日" in shown


def test_a_saved_draft_comes_back_as_it_was_typed(workplace):
    edition = workplace.start()

    saved = workplace.save(edition, follow=True)

    assert saved.status_code == 200
    assert BODY in words(saved)


def test_nothing_typed_is_lost_when_a_field_is_wrong(workplace):
    edition = workplace.start()

    refused = workplace.save(edition, formed_on="2026年2月30日", title="写了很久的标题")

    assert refused.status_code == 422
    assert "写了很久的标题" in words(refused)
    assert "2月30日" in words(refused)
    assert "有1处要改" in words(refused)
    edition.refresh_from_db()
    assert (edition.title, edition.body, edition.formed_on) == ("写了很久的标题", BODY, None)


def test_what_is_mended_after_that_is_saved(workplace):
    edition = workplace.start()
    workplace.save(edition, formed_on="2026年2月30日")
    edition.refresh_from_db()

    workplace.save(edition, formed_on="2026年2月28日")

    edition.refresh_from_db()
    assert str(edition.formed_on) == "2026-02-28"


def test_a_form_that_does_not_say_what_it_goes_on_from_keeps_nothing(workplace):
    edition = workplace.start()

    refused = workplace.save(edition, version="x", title="别的标题")

    assert refused.status_code == 422
    edition.refresh_from_db()
    assert edition.title != "别的标题"


def test_someone_elses_text_is_shown_beside_ones_own(workplace):
    edition = workplace.start()
    workplace.save(edition, title="甲的标题")

    refused = workplace.save(edition, title="乙的标题")

    assert refused.status_code == 409
    assert "甲的标题" in words(refused)
    assert "乙的标题" in words(refused)
    edition.refresh_from_db()
    assert edition.title == "甲的标题"


def test_a_draft_saves_itself(workplace):
    edition = workplace.start()
    browser = workplace.browser("officer")
    form = {"version": edition.version, "title": "自动", "body": BODY}

    said = browser.post(address("edition-autosave", edition), form).json()

    assert said["version"] == edition.version + 1
    assert "自动保存" in said["said"]
    assert said["stops"] == 0
    assert said["is_whole"]


def test_a_draft_saves_itself_but_for_the_field_that_is_wrong_and_names_it(workplace):
    edition = workplace.start()
    form = {"version": edition.version, "title": "自动", "formed_on": "2026年2月30日"}

    said = workplace.browser("officer").post(address("edition-autosave", edition), form).json()

    assert "成文日期：2月30日不存在：2026年2月只有28天" in said["said"]
    assert not said["is_whole"]
    edition.refresh_from_db()
    assert (edition.title, edition.version) == ("自动", said["version"])


@pytest.mark.parametrize(("change", "status"), [({"version": "x"}, 422), ({"version": "99"}, 409)])
def test_a_saving_that_fails_by_itself_says_so(workplace, change, status):
    edition = workplace.start()
    form = {"version": edition.version, "title": "自动", "body": BODY} | change

    said = workplace.browser("officer").post(address("edition-autosave", edition), form)

    assert said.status_code == status
    assert said.json()["problem"]


def test_text_pasted_from_word_arrives_clean(workplace):
    html = '<p class="MsoNormal" style="x"><b>一、</b>总体<o:p></o:p></p><script>alert(1)</script>'

    said = workplace.browser("officer").post(reverse("desk:paste"), {"html": html}).json()

    assert "总体" in said["text"]
    assert "script" not in said["text"]
    assert "Mso" not in said["text"]


class TestFiles:
    def upload(self, workplace, edition, content=b"a,b\n1,2\n", name="table.csv", **typed):
        return workplace.save(
            edition, follow=True, files=SimpleUploadedFile(name, content), **typed
        )

    def test_a_file_comes_with_the_text(self, workplace):
        edition = workplace.start()

        page = self.upload(workplace, edition)

        assert "table.csv" in words(page)
        edition.refresh_from_db()
        assert edition.title == "2025年决算公告"

    def test_a_file_that_cannot_be_taken_loses_nothing_else(self, workplace):
        edition = workplace.start()

        page = self.upload(workplace, edition, content=b"MZ\x90\x00" * 50, name="report.pdf")

        assert page.status_code == 422
        assert "report.pdf" in words(page)
        assert BODY in words(page)
        edition.refresh_from_db()
        assert edition.title == "2025年决算公告"

    def test_a_file_with_personal_data_waits_for_a_decision(self, workplace):
        edition = workplace.start()
        name = "11010519491231002X"
        self.upload(workplace, edition, content=f"张三,{name}\n李四,x\n".encode())
        edition.refresh_from_db()
        attachment = edition.attachments.get()
        assert "file_personal_data" in [row["code"] for row in edition.checks]

        workplace.save(
            edition,
            **{
                f"decision-{attachment.pk}": "lawful",
                f"note-{attachment.pk}": "社会救助暂行办法第五十三条",
            },
        )

        edition.refresh_from_db()
        assert edition.checks == []

    @pytest.mark.parametrize(
        ("decision", "note", "says"),
        [("lawful", "", "写明法律条款"), ("made_up", "x", "从列出的几种里选")],
    )
    def test_a_decision_that_says_nothing_is_refused(self, workplace, decision, note, says):
        edition = workplace.start()
        self.upload(workplace, edition)
        edition.refresh_from_db()
        key = edition.attachments.get().pk

        page = workplace.save(edition, **{f"decision-{key}": decision, f"note-{key}": note})

        assert page.status_code == 422
        assert says in words(page)

    def test_a_file_is_removed_by_its_button(self, workplace):
        edition = workplace.start()
        self.upload(workplace, edition)
        edition.refresh_from_db()

        workplace.save(edition, detach=edition.attachments.get().pk)

        assert edition.attachments.count() == 0


class TestSubmitting:
    def test_a_whole_draft_goes_to_review(self, workplace):
        edition = workplace.start()

        workplace.submit(edition)

        edition.refresh_from_db()
        assert edition.state == "in_review"

    def test_what_is_missing_is_said_and_what_was_typed_is_saved(self, workplace):
        edition = workplace.start()

        refused = workplace.submit(edition, title="", body=BODY)

        assert refused.status_code == 422
        assert "写上标题" in words(refused)
        edition.refresh_from_db()
        assert (edition.state, edition.body) == ("draft", BODY)

    def test_an_emergency_goes_with_its_reason(self, workplace):
        edition = workplace.start()

        workplace.submit(edition, emergency_reason="山洪红色预警")

        edition.refresh_from_db()
        assert edition.is_emergency

    def test_sent_twice_it_is_sent_once(self, workplace):
        edition = workplace.start()
        workplace.submit(edition)

        again = workplace.submit(edition)

        assert again.status_code == 409
        assert "已经送审" in words(again)


def test_a_draft_given_up_leaves_the_duty_open(workplace):
    edition = workplace.start()
    browser = workplace.browser("officer")

    browser.post(address("edition-abandon", edition))

    edition.refresh_from_db()
    assert edition.state == "abandoned"
    assert browser.post(address("edition-abandon", edition)).status_code == 409


def test_the_head_reads_a_draft_and_cannot_write_in_it(workplace):
    edition = workplace.start()

    page = workplace.browser("head").get(address("edition", edition))

    assert page.status_code == 200
    assert 'name="body"' not in words(page)


def test_whoever_is_not_signed_in_is_led_there_and_back(workplace):
    edition = workplace.start()

    answer = Client().get(address("edition", edition))

    assert answer.status_code == 302
    assert "next=" in answer.url


def test_an_edition_of_another_county_does_not_exist_here(workplace, monkeypatch):
    edition = workplace.start()
    browser = workplace.browser("officer")
    type(workplace.county).objects.filter(pk=workplace.county.pk).update(host="one.example")
    elsewhere = staffed_organ(county=CountyFactory(host="testserver"))
    browser.force_login(elsewhere.officer)

    assert browser.get(address("edition", edition)).status_code == 404
