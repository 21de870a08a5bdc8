import pytest

from mingtang.catalogue.rules import gates
from tests.channels.desk.workplace import Workplace, address


def words(response):
    return response.content.decode()


@pytest.fixture
def in_review(workplace):
    edition = workplace.start()
    workplace.submit(edition)
    edition.refresh_from_db()
    return edition


def test_three_people_publish(workplace):
    edition = workplace.publish()

    assert edition.state == "published"
    assert edition.disclosure.index_number


def test_the_page_offers_the_step_to_whose_turn_it_is(workplace, in_review):
    offered = words(workplace.browser("reviewer").get(address("edition", in_review)))
    not_offered = words(workplace.browser("approver").get(address("edition", in_review)))

    assert "审查通过" in offered
    assert address("edition-sign", in_review) in offered
    assert address("edition-sign", in_review) not in not_offered


def test_the_elements_read_as_the_public_will_read_them(monkeypatch, db):
    workplace = Workplace(
        monkeypatch,
        elements=[
            {"key": "total", "label": "合同金额", "kind": "number", "unit": "万元"},
            {"key": "list", "label": "明细", "kind": "table"},
            {"key": "day", "label": "日期", "kind": "date"},
        ],
    )
    edition = workplace.start()
    table = "| 项目 | 金额 |\n| --- | --- |\n| 道路 | 12 |"
    workplace.submit(edition, value_total="12500", value_list=table, value_day="2026-05-18")

    shown = workplace.browser("head").get(address("edition", edition)).content.decode()

    assert "12,500万元" in shown
    assert "| ---" not in shown
    assert "<h2>明细</h2>" in shown
    assert "<table" in shown
    assert "2026年5月18日" in shown


def test_the_last_step_says_what_will_happen(workplace, in_review):
    workplace.sign(in_review, "reviewer", "secrecy")

    page = words(workplace.browser("approver").get(address("edition", in_review)))

    assert "签发并公开" in page
    assert "公开以后不能改" in page


def test_a_step_out_of_turn_is_refused_on_the_page(workplace, in_review):
    refused = workplace.sign(in_review, "approver", "approval")

    assert refused.status_code == 409
    assert "还没有轮到" in words(refused)


@pytest.mark.parametrize("typed", [{"step": "nonsense"}, {"publish_at": "明天"}])
def test_a_form_that_cannot_be_read_is_sent_back(workplace, in_review, typed):
    answer = workplace.sign(in_review, "reviewer", typed.pop("step", "secrecy"), **typed)

    assert answer.status_code == 422


def test_a_set_time_is_kept_and_can_be_taken_back(workplace, in_review):
    workplace.sign(in_review, "reviewer", "secrecy")
    workplace.sign(in_review, "approver", "approval", publish_at="2026-03-12T09:00")
    in_review.refresh_from_db()
    assert in_review.state == "scheduled"
    browser = workplace.browser("approver")
    assert "定时" in words(browser.get(address("edition", in_review)))

    browser.post(address("edition-withdraw-approval", in_review), {"text": "数字要核对"})

    in_review.refresh_from_db()
    assert in_review.state == "returned"


@pytest.mark.parametrize(
    ("text", "status", "says"),
    [("", 422, "写明为什么撤回签发"), ("x", 409, ""), ("字" * 501, 422, "最多500个字，现在是501")],
)
def test_taking_an_approval_back_can_be_refused(workplace, in_review, text, status, says):
    answer = workplace.browser("approver").post(
        address("edition-withdraw-approval", in_review), {"text": text}
    )

    assert answer.status_code == status
    assert says in words(answer)


def test_a_return_goes_to_the_drafter_with_its_reason(workplace, in_review):
    workplace.browser("reviewer").post(
        address("edition-return", in_review), {"step": "secrecy", "text": "缺批文号"}
    )

    page = words(workplace.browser("officer").get(address("edition", in_review)))
    assert "缺批文号" in page
    assert 'name="body"' in page


@pytest.mark.parametrize(
    ("form", "status"),
    [
        ({"step": "secrecy", "text": ""}, 422),
        ({"step": "x", "text": "改"}, 422),
        ({"step": "meeting", "text": "改"}, 409),
    ],
)
def test_a_return_that_cannot_be_made_says_why(workplace, in_review, form, status):
    answer = workplace.browser("reviewer").post(address("edition-return", in_review), form)

    assert answer.status_code == status


def test_the_drafter_takes_a_draft_back_out_of_review(workplace, in_review):
    browser = workplace.browser("officer")
    assert "撤回送审" in words(browser.get(address("edition", in_review)))

    browser.post(address("edition-recall", in_review))

    in_review.refresh_from_db()
    assert in_review.state == "draft"
    assert browser.post(address("edition-recall", in_review)).status_code == 409


def test_only_a_held_edition_is_let_out(workplace, in_review):
    answer = workplace.browser("approver").post(address("edition-release", in_review))

    assert answer.status_code == 409


def test_a_held_edition_is_let_out_when_its_cause_is_gone(workplace, in_review):
    workplace.sign(in_review, "reviewer", "secrecy")
    workplace.sign(in_review, "approver", "approval", publish_at="2026-03-12T09:00")
    type(in_review).objects.filter(pk=in_review.pk).update(state="held", held_because="x")
    page = words(workplace.browser("approver").get(address("edition", in_review)))
    assert "现在公开" in page

    workplace.browser("approver").post(address("edition-release", in_review))

    in_review.refresh_from_db()
    assert in_review.state == "published"


def test_an_emergency_is_approved_afterwards(workplace):
    edition = workplace.start()
    workplace.submit(edition, emergency_reason="山洪红色预警")
    workplace.sign(edition, "reviewer", "secrecy")
    edition.refresh_from_db()
    assert edition.state == "published"
    page = words(workplace.browser("approver").get(address("edition", edition)))
    assert "补签发" in page

    workplace.sign(edition, "approver", "approval")

    assert edition.signatures.get(step="approval").is_afterwards


def test_why_it_was_held_is_told_in_the_language_of_who_reads(workplace, in_review):
    kept = f"{gates.NO_CONGRESS}{gates.CONGRESS_HOW}"
    type(in_review).objects.filter(pk=in_review.pk).update(state="held", held_because=kept)

    for role, at in (("approver", address("edition", in_review)), ("officer", "/desk/")):
        said = words(workplace.browser(role).get(f"/en{at}"))
        assert gates.CONGRESS_HOW not in said
        assert gates.NO_CONGRESS not in said
