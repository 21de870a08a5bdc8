import datetime

import pytest
from django.urls import reverse

from mingtang.audit.choices import AuditKind
from mingtang.audit.models import AuditRecord
from mingtang.cases import actions
from mingtang.cases.models import Dispute
from mingtang.foundation.working_days import Due
from tests.channels.desk.sitting import alert, page, sit
from tests.factories.cases import DisputeFactory
from tests.factories.disclosure import DisclosureFactory
from tests.factories.organs import CountyFactory, OrganFactory

pytestmark = pytest.mark.usefixtures("wall_clock")
AT = datetime.datetime(2026, 11, 24, 1, tzinfo=datetime.UTC)
PHONE = "13912345678"


@pytest.fixture
def dispute(county, organ):
    """Raised as citizens do, with a contact and with personal data in the text."""
    disclosure = DisclosureFactory(organ=organ)
    return actions.receive_dispute(
        county=county,
        organ=organ,
        kind="wrong",
        subject_kind="disclosure",
        subject_id=disclosure.object_id,
        subject_title=disclosure.title,
        text=f"表里的合计不对，请给我打电话{PHONE}。",
        contact="citizen@example.org",
        idempotency_key="one",
        due=Due(datetime.date(2026, 11, 27), is_provisional=False),
        at=AT,
    )


def address(dispute, name="desk:dispute"):
    return reverse(name, args=[dispute.object_id])


def test_overdue_ones_come_first_and_answered_ones_stand_apart(client, county, organ, office):
    DisputeFactory(organ=organ, subject_title="还没到期的", due_on=datetime.date(2026, 11, 30))
    DisputeFactory(organ=organ, subject_title="已经逾期的", due_on=datetime.date(2026, 11, 20))
    DisputeFactory(organ=organ, subject_title="答复过的", answered=True)
    DisputeFactory(subject_title="外县的")

    shown = page(client.get(reverse("desk:disputes")))

    assert shown.index("已经逾期的") < shown.index("还没到期的") < shown.index("答复过的")
    assert "已逾期4个工作日" in shown
    assert "等答复2件，其中逾期1件；已答复1件。" in shown
    assert "外县的" not in shown


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_the_same_number_of_questions(
    client, organ, office, django_assert_num_queries, count
):
    DisputeFactory.create_batch(count, organ=organ)
    DisputeFactory.create_batch(count, organ=organ, answered=True)
    client.get(reverse("desk:disputes"))

    with django_assert_num_queries(11):
        client.get(reverse("desk:disputes"))


def test_an_answer_is_published_once(client, dispute, office):
    answer = {"result": "upheld", "answer": "合计已经改正，原因是漏加一行。"}

    response = client.post(address(dispute), answer)

    assert response.headers["Location"] == address(dispute)
    dispute.refresh_from_db()
    assert (dispute.result, dispute.answered_by) == ("upheld", office)
    shown = page(client.get(address(dispute)))
    assert "合计已经改正" in shown
    assert "公布答复</button>" not in shown
    again = client.post(address(dispute), answer)
    assert again.status_code == 409
    assert "已经答复过" in alert(again)


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ({"result": "", "answer": "查过了。"}, "选一项"),
        ({"result": "rejected", "answer": ""}, "请填写这一栏"),
        ({"result": "rejected", "answer": f"请打{PHONE}。"}, "139"),
    ],
)
def test_an_answer_that_cannot_be_published_comes_back_as_typed(
    client, dispute, office, answer, said
):
    response = client.post(address(dispute), answer)

    assert response.status_code in {409, 422}
    assert said in alert(response)
    assert answer["answer"] in page(response)
    dispute.refresh_from_db()
    assert dispute.is_open


@pytest.mark.parametrize(
    ("name", "secret"),
    [("desk:dispute-contact", "citizen@example.org"), ("desk:dispute-original", PHONE)],
)
def test_who_wrote_is_shown_at_a_button_and_the_look_is_on_record(
    client, dispute, office, name, secret
):
    assert secret not in page(client.get(address(dispute)))

    response = client.post(address(dispute, name))

    assert secret in page(response)
    assert response.headers["Cache-Control"] == "no-store"
    look = AuditRecord.objects.get(kind=AuditKind.LOOKED)
    assert (look.by, look.object_id) == (office, dispute.object_id)
    assert secret not in page(client.get(address(dispute)))


@pytest.mark.parametrize(
    ("name", "because", "status"),
    [
        ("desk:dispute-contact", "", 200),
        ("desk:dispute-original", "", 200),
        ("desk:dispute-hide", "文字里侮辱他人", 200),
        ("desk:dispute-hide", "", 422),
    ],
)
def test_an_answer_begun_stays_whichever_button_is_pressed(
    client, dispute, office, name, because, status
):
    typed = {"result": "upheld", "answer": "正在核对，先写一半", "because": because}

    response = client.post(address(dispute, name), typed)

    assert response.status_code == status
    shown = page(response)
    assert "正在核对，先写一半</textarea>" in shown
    assert 'value="upheld"' in shown[: shown.index("checked")].rsplit("<input", 1)[1]


def test_a_reason_begun_stays_while_the_contact_is_looked_at(client, dispute, office):
    response = client.post(address(dispute, "desk:dispute-contact"), {"because": "侮辱他人"})

    assert 'value="侮辱他人"' in page(response)


def test_the_key_enter_presses_none_of_the_buttons(client, dispute, office):
    shown = page(client.get(address(dispute)))

    form = shown[shown.index('id="main"') :]
    assert form[form.index("<button") :].startswith('<button hidden name="stay"')
    assert form.count("<form") == 1

    typed = {"stay": "1", "result": "upheld", "answer": "先写一半"}
    assert "先写一半</textarea>" in page(client.post(address(dispute), typed))
    dispute.refresh_from_db()
    assert dispute.is_open


def test_nobody_looks_by_opening_an_address(client, dispute, office):
    assert client.get(address(dispute, "desk:dispute-contact")).status_code == 405
    assert not AuditRecord.objects.filter(kind=AuditKind.LOOKED).exists()


@pytest.mark.parametrize("name", ["desk:dispute-contact", "desk:dispute-original"])
def test_where_nothing_was_left_there_is_no_button_and_it_is_said(client, organ, office, name):
    bare = DisputeFactory(organ=organ)

    assert address(bare, name) not in page(client.get(address(bare)))
    response = client.post(address(bare, name))
    assert response.status_code == 409
    assert "按期删除" in alert(response)


def test_a_text_is_shown_no_more_for_a_reason(client, dispute, office):
    hide = address(dispute, "desk:dispute-hide")

    assert client.post(hide, {"because": ""}).status_code == 422
    client.post(hide, {"because": "文字里侮辱他人"})

    dispute.refresh_from_db()
    assert dispute.hidden_because == "文字里侮辱他人"
    assert hide not in page(client.get(address(dispute)))
    assert "文字已不再显示" in page(client.get(reverse("desk:disputes")))
    assert client.post(hide, {"because": "再来"}).status_code == 409


@pytest.mark.parametrize(
    "name",
    ["desk:dispute", "desk:dispute-contact", "desk:dispute-original", "desk:dispute-hide"],
)
def test_only_the_openness_office_answers_and_only_in_its_county(client, county, dispute, name):
    sit(client, "officer", OrganFactory(county=county))
    assert client.post(address(dispute, name)).status_code == 403

    beyond = DisputeFactory(organ=OrganFactory(county=CountyFactory()))
    sit(client, "openness_office", OrganFactory(county=county))
    assert client.post(address(beyond, name)).status_code == 404
    assert Dispute.objects.filter(answered_at__isnull=False).count() == 0


@pytest.mark.parametrize("kind", ["disclosure", "duty", "item", "organ"])
def test_the_page_it_speaks_of_is_one_click_away(client, organ, office, kind):
    dispute = DisputeFactory(organ=organ, subject_kind=kind)

    assert str(dispute.subject_id) in page(client.get(address(dispute)))


def test_what_waits_for_an_answer_stands_on_the_page_of_today(client, organ, office):
    DisputeFactory(organ=organ, subject_title="等答复的", due_on=datetime.date(2026, 11, 30))

    assert "等答复的" in page(client.get("/desk/"))


def test_who_does_not_answer_sees_no_disputes_today(client, organ, officer):
    DisputeFactory(organ=organ, subject_title="等答复的")

    assert "等答复的" not in page(client.get("/desk/"))
