import datetime
import re

import pytest

from mingtang.cases.models import Dispute
from mingtang.channels.website.forms import TEXT_LONGEST
from mingtang.ledger.models import Entry
from tests.channels.website.scenery import published
from tests.factories.cases import DisputeFactory
from tests.factories.catalogue import DutyFactory, ItemFactory
from tests.factories.organs import OrganFactory, PostFactory

pytestmark = pytest.mark.django_db
TEXT = "表里的合计与各行相加不一致，应为1,268万元。"


@pytest.fixture
def organ(county):
    made = OrganFactory(county=county, name="县财政局")
    PostFactory(organ=made, role="openness_office")
    return made


@pytest.fixture
def shown(organ, county):
    return published(organ, ItemFactory(standard__county=county), title="2025年决算公告")


def form_of(subject, kind="disclosure"):
    return f"/wrong/{kind}/{subject.object_id}/"


def key_in(page):
    return re.search(r'name="key" value="([^"]+)"', page).group(1)


def sent(client, address, **given):
    return client.post(address, {"kind": "wrong", "text": TEXT, "key": "k" * 20, **given})


def test_every_kind_of_page_can_be_spoken_of(county, organ, shown, read):
    duty = DutyFactory(organ=organ, item=shown.item)

    for subject, kind in (
        (shown, "disclosure"),
        (duty, "duty"),
        (shown.item, "item"),
        (organ, "organ"),
    ):
        assert f'href="{form_of(subject, kind)}"' in read(
            {"disclosure": f"/d/{subject.object_id}/", "duty": f"/duties/{subject.object_id}/"}.get(
                kind, f"/{kind}s/{subject.object_id}/"
            )
        )
        assert "指出错误或者提出建议" in read(form_of(subject, kind))


def test_what_is_said_gets_a_receipt_that_works_without_an_account(shown, client, read):
    key = key_in(read(form_of(shown)))

    response = sent(client, form_of(shown), key=key)

    dispute = Dispute.objects.get()
    assert response.status_code == 302
    receipt = read(response.headers["Location"])
    assert "收到了，请记下回执号" in receipt
    assert dispute.receipt_number in receipt
    assert "12月1日答复" in receipt
    assert TEXT in receipt


def test_it_stands_on_the_page_it_is_about_and_so_does_the_answer(shown, client, read):
    sent(client, form_of(shown))
    open_page = read(f"/d/{shown.object_id}/")
    Dispute.objects.update(
        **{
            field: getattr(DisputeFactory.build(answered=True, organ=shown.organ), field)
            for field in ("state", "result", "answer", "answered_at")
        },
        answered_by=PostFactory(organ=shown.organ).holder,
        answered_for=shown.organ,
    )

    answered_page = read(f"/d/{shown.object_id}/")

    assert TEXT in open_page
    assert "还有3个工作日" in open_page
    assert "已改正。" in answered_page
    assert "<b>属实" in answered_page


def test_a_form_sent_twice_is_one(shown, client):
    first, second = (sent(client, form_of(shown)) for _twice in range(2))

    assert Dispute.objects.count() == 1
    assert first.headers["Location"] == second.headers["Location"]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"text": ""}, "写一句话说明"),
        ({"text": "太" * 2001}, "最多2000个字，现在是2001个字"),
        ({"kind": ""}, "选一项"),
        ({"contact": "x" * 201}, "联系方式太长"),
    ],
)
def test_a_rejected_form_says_how_to_mend_it_and_keeps_what_was_typed(shown, client, given, said):
    response = sent(client, form_of(shown), **{"contact": "留给我的", **given})

    page = response.content.decode()
    assert response.status_code == 422
    assert page.index("<title>") < page.index("有1处要改")
    assert said in page
    assert given.get("text", TEXT) in page
    assert given.get("contact", "留给我的") in page
    assert 'role="alert"' in page
    assert Dispute.objects.count() == 0


def test_what_a_rule_refuses_is_said_beside_the_text(shown, client):
    response = sent(client, form_of(shown), text="短")

    assert (response.status_code == 422) == (Dispute.objects.count() == 0)


def test_where_nobody_can_receive_it_that_is_said_and_nothing_is_lost(county, client):
    item = ItemFactory(standard__county=county)

    response = sent(client, form_of(item, "item"))

    assert response.status_code == 422
    assert "本县还没有登记机关" in response.content.decode()
    assert TEXT in response.content.decode()


@pytest.mark.parametrize("kind", ["disclosure", "duty", "item", "organ", "planet"])
def test_what_is_not_there_cannot_be_spoken_of(county, visit, kind):
    assert visit(f"/wrong/{kind}/6b1c0f8e-0000-4000-8000-000000000000/").status_code == 404


def test_the_form_hands_out_no_cookie_and_is_kept_nowhere(shown, visit):
    response = visit(f"{form_of(shown)}?kind=should_be_public")

    assert not response.cookies
    assert "no-store" in response.headers["Cache-Control"]
    page = response.content.decode()
    assert re.search(r'value="should_be_public"[^>]*checked', page)


def test_all_that_was_said_is_listed_newest_first(organ, county, read):
    DisputeFactory(organ=organ, subject_kind="organ", subject_id=organ.object_id, text="旧的说法")
    DisputeFactory(
        organ=organ,
        subject_kind="organ",
        subject_id=organ.object_id,
        hidden_because="含他人隐私",
        text="不该看见的",
    )

    page = read("/wrong/")

    assert "2件，第1—2件" in page
    assert "这段文字已隐藏：含他人隐私" in page
    assert "不该看见的" not in page
    assert f'href="/wrong/organ/{organ.object_id}/">县财政局' in page


def test_a_receipt_that_nobody_has_is_not_made_up(county, read):
    assert "没有这个回执号" in read(
        "/receipt/?number=JC12345678916", status=422
    ) or "不是回执号" in (read("/receipt/?number=JC12345678916", status=422))


@pytest.mark.parametrize(
    ("number", "said"), [("", "写上回执号"), ("x", "不是回执号"), ("9" * 33, "没有这么长")]
)
def test_what_is_no_receipt_number_is_met_with_a_sentence(county, read, number, said):
    assert said in read(f"/receipt/?number={number}", status=422)


def test_an_answered_receipt_shows_the_answer(organ, read):
    dispute = DisputeFactory(
        organ=organ, subject_kind="organ", subject_id=organ.object_id, answered=True
    )

    page = read(f"/receipt/?number={dispute.receipt_number}")

    assert "已经答复" in page
    assert "已改正。" in page


def test_the_receipt_of_another_county_is_not_there(county, organ, visit):
    dispute = DisputeFactory()

    assert visit(f"/receipt/?number={dispute.receipt_number}", SERVER_NAME="testserver")
    assert Dispute.objects.get().county != county


def test_an_answer_that_is_late_is_called_an_answer(shown, read):
    DisputeFactory(
        organ=shown.organ,
        subject_kind="disclosure",
        subject_id=shown.object_id,
        due_on=datetime.date(2026, 11, 18),
    )

    page = read(f"/d/{shown.object_id}/")

    assert "应于11月18日答复" in page
    assert "应于11月18日公开" not in page


def test_a_term_counted_before_the_holidays_are_known_is_called_provisional(shown, read):
    about = {"organ": shown.organ, "subject_kind": "disclosure", "subject_id": shown.object_id}
    next_year = {**about, "due_on": datetime.date(2030, 1, 4)}
    DisputeFactory(**next_year, answered=True)
    DisputeFactory(**about, due_is_provisional=True)
    assert "到期日暂定" not in read(f"/d/{shown.object_id}/"), "the calendar says it, no row"

    DisputeFactory(**next_year)
    assert "到期日暂定" in read(f"/d/{shown.object_id}/")


def test_a_receipt_offers_the_proof_that_it_was_received(shown, client, read):
    response = sent(client, form_of(shown))

    page = read(response.headers["Location"])

    entry = Entry.objects.get(act="dispute.received")
    assert f'href="/log/proof/{entry.index}.tlog-proof"' in page
    assert f"下载{entry.index}号条目（收到）的证明" in page
    assert "过几秒钟就能下载" in page
    number = Dispute.objects.get().receipt_number
    assert "过几秒钟就能下载" not in read(f"/receipt/?number={number}")


def test_a_receipt_whose_entry_is_barred_offers_no_proof(shown, client, read):
    response = sent(client, form_of(shown))
    Entry.objects.filter(act="dispute.received").update(barred_at=Dispute.objects.get().received_at)

    assert ".tlog-proof" not in read(response.headers["Location"])


@pytest.mark.parametrize("key", ["", "k" * 65, "k\0"])
def test_a_form_without_a_usable_key_comes_back_with_a_new_one(client, shown, key):
    response = sent(client, form_of(shown), key=key, contact="a@example.org")

    page = response.content.decode()
    assert response.status_code == 422
    assert "请再提交一次" in page
    assert f"{TEXT}</textarea>" in page
    again = sent(client, form_of(shown), key=key_in(page))
    assert again.status_code == 302
    assert Dispute.objects.count() == 1


def test_the_box_takes_no_more_than_will_be_accepted(client, shown):
    assert f'maxlength="{TEXT_LONGEST}"' in client.get(form_of(shown)).content.decode()


def test_far_too_much_text_is_told_what_to_do_about_text(client, shown):
    response = sent(client, form_of(shown), text="长" * 1_000_000)

    assert response.status_code == 413
    assert "文字太长的请改短" in response.content.decode()


def test_nobody_is_promised_a_message_that_is_not_sent(client, shown):
    page = client.get(form_of(shown)).content.decode()

    assert "也会告诉您" not in page
    assert "系统不会自动发通知" in page
