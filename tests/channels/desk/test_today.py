import datetime
import re

import pytest
from django.test import Client
from django.urls import reverse

from mingtang.disclosure import actions
from mingtang.organs.choices import Role
from tests.channels.desk.sitting import sit
from tests.factories.cases import DisputeFactory
from tests.factories.organs import OrganFactory, PlaceFactory, holder_of
from tests.factories.supervision import AnswerFactory


def words(response):
    return response.content.decode()


def today(workplace, role):
    return words(workplace.browser(role).get(reverse("desk:today")))


def test_the_officer_sees_the_duty_with_its_days(workplace):
    page = today(workplace, "officer")

    assert workplace.scene.duty.title in page
    assert "还有8个工作日" in page
    assert "未起草" in page


def test_a_late_duty_stands_first(workplace):
    workplace.wait(24 * 14)

    page = today(workplace, "officer")

    assert "1件已逾期" in page
    assert "已逾期2个工作日" in page


@pytest.mark.parametrize("days_on", [11, 12, 13])
def test_a_duty_due_on_friday_is_late_all_weekend_and_on_monday(workplace, days_on):
    workplace.wait(24 * days_on)
    duty = workplace.scene.duty
    officer = workplace.browser("officer")

    page = today(workplace, "officer")
    listed = words(officer.get(reverse("desk:duties"), {"only": "late"}))
    public = words(officer.get(reverse("website:duty", args=[duty.object_id])))

    assert "1件已逾期，0件在3个工作日内到期" in page
    for shown in (page, listed, public):
        assert "已逾期1个工作日" in shown
        assert "今天到期" not in shown
    assert duty.title in listed


@pytest.mark.parametrize(
    ("days_on", "said"), [(10, "还有0个工作日"), (11, "还有0个工作日"), (12, "今天到期")]
)
def test_a_day_off_is_today_only_on_that_day(workplace, days_on, said):
    """Due on Sunday: on the Friday and the Saturday before no working day is left."""
    duty = workplace.scene.duty
    sunday = duty.due_on + datetime.timedelta(days=2)
    type(duty).objects.filter(pk=duty.pk).update(due_on=sunday)
    workplace.wait(24 * days_on)

    page = today(workplace, "officer")

    assert said in page
    assert ("今天到期" in page) is (said == "今天到期")


def test_a_day_of_another_year_is_shown_with_its_year(workplace):
    duty = workplace.scene.duty
    for due, shown in ((duty.due_on.replace(year=2024), True), (duty.due_on, False)):
        type(duty).objects.filter(pk=duty.pk).update(due_on=due)
        named = f"{due.year}年{due.month}月{due.day}日到期"
        assert (named in today(workplace, "officer")) is shown


def test_what_is_returned_stands_on_the_page(workplace):
    edition = workplace.start()
    workplace.submit(edition)
    workplace.browser("reviewer").post(
        reverse("desk:edition-return", args=[edition.disclosure.object_id, 1]),
        {"step": "secrecy", "text": "改"},
    )

    assert "被退回" in today(workplace, "officer")
    assert 'btn btn--main" href="/desk/e/' in today(workplace, "officer")


@pytest.mark.parametrize("role", ["head", "approver"])
def test_who_may_not_write_is_offered_a_look_at_what_is_returned(workplace, role):
    edition = workplace.start()
    workplace.submit(edition)
    workplace.browser("reviewer").post(
        reverse("desk:edition-return", args=[edition.disclosure.object_id, 1]),
        {"step": "secrecy", "text": "改"},
    )

    shown = today(workplace, role)

    returned = shown[shown.index("被退回") :]
    assert ">查看<" in returned
    assert ">修改<" not in returned


@pytest.mark.parametrize("role", ["archivist", "hotline_agent", "openness_office"])
@pytest.mark.parametrize("name", ["today", "duties"])
def test_who_may_not_open_a_draft_is_not_led_to_it(client, workplace, role, name):
    edition = workplace.start()
    sit(client, role, workplace.scene.organ)

    shown = words(client.get(reverse(f"desk:{name}")))

    assert workplace.scene.duty.title in shown
    assert str(edition.get_state_display()) in shown
    assert "/desk/e/" not in shown


def test_the_reviewer_sees_what_waits_for_him(workplace):
    workplace.submit(workplace.start())

    assert "待我审签" in today(workplace, "reviewer")
    assert "待我审签</h2>" not in today(workplace, "approver")


@pytest.mark.parametrize(
    "name", ["duties", "drafts", "publications", "internal", "deliveries", "start"]
)
def test_each_list_has_a_page_when_it_is_empty_and_when_it_is_not(workplace, name):
    browser = workplace.browser("officer")
    assert browser.get(reverse(f"desk:{name}")).status_code == 200
    workplace.publish()

    assert browser.get(reverse(f"desk:{name}")).status_code == 200


@pytest.mark.parametrize("only", ["", "late", "soon", "undrafted", "nonsense"])
def test_duties_are_chosen_by_links(workplace, only):
    page = workplace.browser("officer").get(reverse("desk:duties"), {"only": only})

    assert page.status_code == 200


def test_the_list_to_sign_is_for_who_signs(workplace):
    workplace.submit(workplace.start())

    assert "2025年决算公告" in words(workplace.browser("reviewer").get(reverse("desk:to-sign")))
    assert workplace.browser("officer").get(reverse("desk:to-sign")).status_code == 403


class TestStarting:
    def address(self, workplace):
        return reverse("desk:duty-start", args=[workplace.scene.duty.object_id])

    def test_the_page_says_how_a_duty_can_be_answered(self, workplace):
        page = words(workplace.browser("officer").get(self.address(workplace)))

        assert "无此事项" in page
        assert "依法不予公开" in page

    def test_no_answer_chosen_is_asked_again(self, workplace):
        answer = workplace.browser("officer").post(self.address(workplace), {"outcome": "x"})

        assert answer.status_code == 422

    def test_a_second_draft_for_one_duty_is_refused(self, workplace):
        workplace.start()

        answer = workplace.browser("officer").post(self.address(workplace), {"outcome": "content"})

        assert answer.status_code == 409
        assert "已经有一份" in words(answer)

    def test_content_no_duty_asks_for_starts_from_its_item(self, workplace):
        organ, item = workplace.scene.organ, workplace.scene.item
        browser = workplace.browser("officer")

        answer = browser.post(reverse("desk:start"), {"choice": f"{organ.pk}:{item.pk}"})

        assert answer.status_code == 302

    def test_an_item_must_be_chosen(self, workplace):
        answer = workplace.browser("officer").post(reverse("desk:start"), {"choice": "1:x"})

        assert answer.status_code == 422
        assert "选一个公开事项" in words(answer)


def test_the_reason_of_a_return_stands_beside_it(workplace):
    edition = workplace.start()
    workplace.submit(edition)
    workplace.browser("reviewer").post(
        reverse("desk:edition-return", args=[edition.disclosure.object_id, 1]),
        {"step": "secrecy", "text": "缺发改部门批文号，请补上再报。"},
    )

    assert "退回：“缺发改部门批文号，请补上再报。”" in today(workplace, "officer")


def test_a_sheet_that_should_hang_already_and_an_answer_that_is_late_are_pressing(workplace):
    PlaceFactory(organ=workplace.scene.organ)
    workplace.scene.item.channels = ["website", "board"]
    workplace.scene.item.save()
    workplace.publish()
    office = holder_of(Role.OPENNESS_OFFICE, organ=workplace.scene.organ)
    DisputeFactory(organ=workplace.scene.organ, due_on=workplace.at.date())
    workplace.wait(24 * 21)

    assert "1处张贴或者撤下已经过了日子。" in today(workplace, "officer")
    browser = Client()
    browser.force_login(office, backend="django.contrib.auth.backends.ModelBackend")
    page = words(browser.get(reverse("desk:today")))
    assert "1件纠错建议急等答复。" in page
    assert "今天没有要赶的任务" not in page


class TestOverseeing:
    """What the openness office sees of the whole county."""

    @pytest.fixture
    def office(self, workplace):
        elsewhere = OrganFactory(county=workplace.scene.organ.county)
        browser = Client()
        browser.force_login(
            holder_of(Role.OPENNESS_OFFICE, organ=elsewhere),
            backend="django.contrib.auth.backends.ModelBackend",
        )
        return lambda: words(browser.get(reverse("desk:today")))

    def test_who_is_behind_in_the_county(self, workplace, office):
        assert "逾期没有公开" not in office()

        workplace.wait(24 * 14)
        page = office()

        assert "全县1个机关有1件公开任务逾期。" in page
        assert workplace.scene.organ.name in page[page.index("全县逾期没有公开的") :]
        address = re.search(r'href="(/duties/\?state=late[^"]*organ=[^"]*)"', page).group(1)
        listed = words(Client().get(address.replace("&amp;", "&")))
        assert workplace.scene.duty.title in listed

    def test_who_works_in_one_organ_sees_no_other(self, workplace):
        workplace.wait(24 * 14)

        assert "全县逾期没有公开的" not in today(workplace, "officer")

    def test_what_organs_answered_and_nobody_has_settled(self, workplace, office):
        AnswerFactory(finding__organ=workplace.scene.organ)

        page = office()

        assert "1条说明等核定。" in page
        assert "机关作了说明，等核定" in page

    def test_an_objection_that_waits_for_a_decision(self, workplace, office):
        workplace.save(workplace.start())
        edition = workplace.scene.duty.disclosures.get().editions.get()
        asked = actions.ask_organ(
            edition=edition,
            organ=OrganFactory(county=workplace.county),
            question="表里的数对不对",
            by=workplace.scene.staff.officer,
            at=workplace.at,
        )
        assert "不同意见" not in office()
        head = holder_of(Role.HEAD, organ=asked.organ)

        actions.answer_consultation(
            consultation=asked, agrees=False, answer="金额不对", by=head, at=workplace.at
        )

        page = office()
        assert "1处不同意见等决定。" in page
        assert f'<a href="/desk/consultations/{asked.object_id}/">表里的数对不对</a>' in page
