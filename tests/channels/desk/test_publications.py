import pytest
from django.urls import reverse

from mingtang.catalogue.models import Duty
from tests.channels.desk.sitting import sit
from tests.channels.desk.workplace import Workplace
from tests.factories.catalogue import FactFactory


def words(response):
    return response.content.decode()


def at(name, disclosure):
    return reverse(f"desk:{name}", args=[disclosure.object_id])


@pytest.fixture
def disclosure(workplace):
    made = workplace.publish().disclosure
    made.refresh_from_db()
    return made


def test_a_publication_shows_what_can_still_be_done(workplace, disclosure):
    officer = words(workplace.browser("officer").get(at("publication", disclosure)))
    approver = words(workplace.browser("approver").get(at("publication", disclosure)))

    assert "起草更正" in officer
    assert "办理撤回" not in officer
    assert "办理撤回" in approver


def test_where_its_fact_never_happened_the_way_to_take_it_back_is_told(workplace, disclosure):
    assert "任务不再成立" not in words(
        workplace.browser("officer").get(at("publication", disclosure))
    )
    fact = FactFactory(
        organ=disclosure.organ,
        withdrawn_at=disclosure.published_at,
        withdrawn_because="会议没有召开",
    )
    Duty.objects.filter(pk=disclosure.duty_id).update(fact=fact)

    shown = words(workplace.browser("officer").get(at("publication", disclosure)))

    assert "任务不再成立" in shown
    assert "会议没有召开" in shown
    assert "撤回原因选“内容有误”" in shown


@pytest.mark.parametrize("role", ["openness_office", "archivist", "security_admin"])
def test_who_may_not_open_its_drafts_is_led_to_what_the_public_reads(
    client, workplace, disclosure, role
):
    sit(client, role, workplace.scene.organ)
    workplace.browser("officer").post(at("publication-correct", disclosure))

    shown = words(client.get(at("publication", disclosure)))

    assert "第1版</a>" in shown
    assert "更正稿正在办理" in shown
    assert "/desk/e/" not in shown
    assert f'href="{reverse("website:edition", args=[disclosure.object_id, 1])}"' in shown
    assert "<b>第2版</b>" in shown


def test_whoever_works_on_it_opens_each_edition_at_the_desk(workplace, disclosure):
    workplace.browser("officer").post(at("publication-correct", disclosure))

    shown = words(workplace.browser("head").get(at("publication", disclosure)))

    for number in (1, 2):
        assert reverse("desk:edition", args=[disclosure.object_id, number]) in shown


def test_a_correction_is_started_once(workplace, disclosure):
    browser = workplace.browser("officer")

    first = browser.post(at("publication-correct", disclosure))
    second = browser.post(at("publication-correct", disclosure))

    assert first.status_code == 302
    assert second.status_code == 409
    page = words(browser.get(reverse("desk:edition", args=[disclosure.object_id, 2])))
    assert "更正说明" in page


def test_a_withdrawal_asks_first_and_then_takes_back(workplace, disclosure):
    browser = workplace.browser("approver")
    asked = browser.get(at("publication-withdraw", disclosure))
    assert "撤回以后" in words(asked)

    answer = browser.post(
        at("publication-withdraw", disclosure), {"ground": "error", "reason": "名单有误"}
    )

    assert answer.status_code == 302
    disclosure.refresh_from_db()
    assert disclosure.is_withdrawn


@pytest.mark.parametrize(
    ("form", "status"),
    [
        ({}, 422),
        ({"ground": "superseded", "reason": "有新版"}, 409),
        ({"ground": "superseded", "reason": "有新版", "replacement": "没有这个号"}, 422),
    ],
)
def test_a_withdrawal_that_cannot_be_made_keeps_what_was_typed(workplace, disclosure, form, status):
    answer = workplace.browser("approver").post(at("publication-withdraw", disclosure), form)

    assert answer.status_code == status
    assert form.get("reason", "") in words(answer)


def test_validity_is_marked_by_the_approver(workplace):
    edition = workplace.start()
    workplace.submit(edition, document_number="示财〔2026〕41号")
    workplace.sign(edition, "reviewer", "secrecy")
    workplace.sign(edition, "approver", "approval")
    disclosure = edition.disclosure
    browser = workplace.browser("approver")

    wrong = browser.post(at("publication-validity", disclosure), {"validity": "x"})
    empty = browser.post(at("publication-validity", disclosure), {"validity": "repealed"})
    right = browser.post(
        at("publication-validity", disclosure),
        {"validity": "repealed", "note": "被示政发〔2026〕2号废止"},
    )

    assert [wrong.status_code, empty.status_code, right.status_code] == [422, 409, 302]
    disclosure.refresh_from_db()
    assert disclosure.validity == "repealed"


def test_an_internal_disclosure_is_read_inside(monkeypatch, db):
    workplace = Workplace(monkeypatch, audience="internal", channels=[])
    disclosure = workplace.publish().disclosure

    page = workplace.browser("head").get(at("internal-detail", disclosure))

    assert "只对本机关人员公开" in words(page)
    assert "2025年决算公告" in words(workplace.browser("head").get(reverse("desk:internal")))
