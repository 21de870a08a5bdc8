import datetime

import pytest
from django.urls import reverse

from mingtang.catalogue.models import Duty
from mingtang.issued.models import IssuedDocument
from mingtang.organs.choices import Role
from tests.channels.desk.registering import send, typed
from tests.channels.desk.sitting import alert, page, sit
from tests.factories.issued import IssuedDocumentFactory
from tests.factories.organs import CountyFactory, OrganFactory
from tests.issued.registers import catalogue

pytestmark = pytest.mark.usefixtures("wall_clock")


@pytest.fixture
def items(county):
    return catalogue(county)


def test_a_document_is_registered_and_its_page_says_which_duties_it_opened(
    client, organ, officer, items
):
    OrganFactory(county=organ.county, name="县财政局")
    response = send(
        client, organ, needs_reading="on", partners="县财政局", outside="省发展和改革委员会"
    )

    document = IssuedDocument.objects.get()
    assert response.headers["Location"] == reverse("desk:document", args=[document.object_id])
    shown = page(client.get(response.headers["Location"]))
    for duty in Duty.objects.all():
        assert duty.title in shown
    assert Duty.objects.count() == 2
    assert "县财政局、省发展和改革委员会" in shown
    assert "更正" in shown
    assert "示发〔2026〕1号 物业服务收费管理办法" in page(client.get(reverse("desk:documents")))


def test_a_joint_organ_nobody_knows_is_refused_by_name(client, organ, officer, items):
    response = send(client, organ, partners="不存在局")

    assert response.status_code == 409
    assert "本县没有叫“不存在局”的机关" in alert(response)
    assert not IssuedDocument.objects.exists()


def test_a_correction_shows_joint_organs_of_the_county_and_from_outside_apart(
    client, organ, officer, items
):
    OrganFactory(county=organ.county, name="县财政局")
    send(client, organ, partners="县财政局", outside="省发展和改革委员会")
    document = IssuedDocument.objects.get()

    form = client.get(reverse("desk:document-correct", args=[document.object_id])).context["form"]

    assert (form["partners"].value(), form["outside"].value()) == ("县财政局", "省发展和改革委员会")


def test_where_it_could_fall_under_several_items_that_is_asked(client, organ, officer, items):
    response = send(client, organ, is_normative=None)

    assert response.status_code == 422
    assert "请在最下面选定" in alert(response)
    assert not IssuedDocument.objects.exists()

    again = send(client, organ, is_normative=None, item=str(items[1].pk))

    assert again.status_code == 302
    assert IssuedDocument.objects.get().now.fact.item == items[1]


def test_an_item_that_was_not_offered_is_refused(client, organ, officer, items):
    response = send(client, organ, is_normative=None, item="0")

    assert response.status_code == 422
    assert "选的这一项现在没有了" in alert(response)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"issued_on": "2026-12-01"}, "2026年12月1日还没有到"),
        ({"number": "一号文"}, "不是文号"),
        ({"attribute": "none", "is_normative": None}, "要选定不公开的依据"),
        ({"attribute": "none", "ground": "E14a", "is_normative": None}, "只登记文号"),
        ({"attribute": "none", "ground": "E15", "is_normative": None}, "要写明理由"),
        ({"attribute": "request", "ground": "E14a", "is_normative": None}, "不能用于"),
        ({"ground": "E15"}, "不写不公开的依据"),
        ({"attribute": "request", "ground": "A27", "reason": "内部"}, "必须主动公开"),
        ({"title": ""}, "没有写标题"),
    ],
)
def test_what_cannot_be_comes_back_with_the_mend_and_all_that_was_typed(
    client, organ, officer, items, changes, said
):
    response = send(client, organ, **changes)

    assert response.status_code in {409, 422}
    assert said in alert(response)
    assert not IssuedDocument.objects.exists()


def test_a_correction_keeps_what_was_said_before_and_shows_it(client, organ, officer, items):
    send(client, organ)
    document = IssuedDocument.objects.get()
    address = reverse("desk:document-correct", args=[document.object_id])
    assert 'value="物业服务收费管理办法"' in page(client.get(address))
    changed = typed(organ, title="物业收费管理办法", because="标题抄错")

    response = client.post(address, changed)

    shown = page(client.get(response.headers["Location"]))
    assert "物业收费管理办法" in shown
    assert "物业服务收费管理办法" in shown
    assert "标题抄错" in shown


def test_a_document_that_becomes_public_asks_for_its_item(client, organ, officer, items):
    document = hidden(organ)
    address = reverse("desk:document-correct", args=[document.object_id])
    changed = typed(organ, is_normative=None, because="属性写错", issued_on="2026-09-18")
    del changed["is_normative"]

    assert "请在最下面选定" in alert(client.post(address, changed))
    client.post(address, changed | {"item": str(items[1].pk)})

    document.refresh_from_db()
    assert document.now.fact.item == items[1]


def hidden(organ, **given):
    return IssuedDocumentFactory(organ=organ, **given)


def test_a_withdrawal_stays_with_its_reason(client, organ, officer, items):
    send(client, organ)
    document = IssuedDocument.objects.get()

    client.post(
        reverse("desk:document-withdraw", args=[document.object_id]), {"because": "没有印发"}
    )

    shown = page(client.get(reverse("desk:document", args=[document.object_id])))
    assert "没有印发" in shown
    assert reverse("desk:document-correct", args=[document.object_id]) not in shown


def test_what_the_register_made_a_fact_is_put_right_in_the_register(client, organ, officer, items):
    send(client, organ)
    document = IssuedDocument.objects.get()
    fact = document.now.fact

    assert document.number in page(client.get(reverse("desk:fact", args=[fact.object_id])))
    for act in ("correct", "withdraw"):
        response = client.get(reverse(f"desk:fact-{act}", args=[fact.object_id]))
        assert response.headers["Location"] == reverse(
            f"desk:document-{act}", args=[document.object_id]
        )


def test_without_items_the_page_says_what_the_catalogue_lacks(client, organ, officer):
    response = send(client, organ, needs_reading="on")

    shown = page(client.get(response.headers["Location"]))
    assert "没有产生公开任务" in shown

    catalogue(organ.county, readings=0)
    other = send(client, organ, number="示发〔2026〕2号", needs_reading="on")
    assert "没有产生解读任务" in page(client.get(other.headers["Location"]))


def test_without_an_item_for_what_is_not_normative_the_page_says_it_too(
    client, organ, officer, items
):
    items[1].delete()

    response = send(client, organ, is_normative=None, needs_reading="on")

    shown = page(client.get(response.headers["Location"]))
    assert "没有产生公开任务" in shown
    assert "没有产生解读任务" not in shown


def test_an_officer_sees_the_own_organs_documents_and_the_office_all(client, county, organ):
    hidden(organ, said__title="教育局的")
    elsewhere = OrganFactory(county=county, name="县民政局")
    hidden(elsewhere, said__title="民政局的")
    hidden(OrganFactory(county=CountyFactory()), said__title="邻县的")

    sit(client, Role.OFFICER, organ)
    own = page(client.get(reverse("desk:documents")))
    sit(client, Role.OPENNESS_OFFICE, organ)
    every = page(client.get(reverse("desk:documents")))

    assert ("教育局的" in own, "民政局的" in own) == (True, False)
    assert ("教育局的" in every, "民政局的" in every, "邻县的" in every) == (True, True, False)


def test_the_list_is_narrowed_by_attribute_year_and_what_was_withdrawn(client, organ, officer):
    hidden(organ, said__title="依申请的")
    hidden(organ, year=2025, said__title="去年的", said__ground="E15", said__attribute="none")
    gone = hidden(organ, said__title="撤了的")
    gone.withdrawn_at, gone.withdrawn_because = gone.registered_at, "没有印发"
    gone.save()

    def titles(query):
        shown = page(client.get(reverse("desk:documents") + query))
        return [one for one in ("依申请的", "去年的", "撤了的") if one in shown]

    assert titles("") == ["依申请的", "去年的", "撤了的"]
    assert titles("?state=none") == ["去年的"]
    assert titles("?state=withdrawn") == ["撤了的"]
    assert titles("?year=2026") == ["依申请的", "撤了的"]
    assert "没有符合条件的文件" in page(client.get(reverse("desk:documents") + "?state=active"))


def test_whoever_only_reads_is_offered_nothing_to_do(client, organ):
    document = hidden(organ)
    sit(client, Role.HEAD, organ)

    listed = page(client.get(reverse("desk:documents")))
    shown = page(client.get(reverse("desk:document", args=[document.object_id])))

    assert reverse("desk:document-new") not in listed
    assert reverse("desk:document-correct", args=[document.object_id]) not in shown


def test_the_template_is_an_excel_file_or_csv(client, organ, officer):
    excel = client.get(reverse("desk:document-template", args=["xlsx"]))
    plain = client.get(reverse("desk:document-template", args=["csv"]))

    assert excel.content.startswith(b"PK")
    assert page(plain).lstrip("\ufeff").startswith("发文字号,标题,印发日期,公开属性")
    assert client.get(reverse("desk:document-template", args=["doc"])).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_lists_ask_a_fixed_number_of_queries(
    client, organ, officer, count, django_assert_num_queries
):
    for _number in range(count):
        hidden(organ)

    with django_assert_num_queries(11):
        client.get(reverse("desk:documents"))


def test_days_are_shown_in_words(client, organ, officer):
    document = hidden(organ, said__issued_on=datetime.date(2026, 9, 8))

    shown = page(client.get(reverse("desk:document", args=[document.object_id])))

    assert "2026年9月8日" in shown


def test_a_number_far_from_the_last_is_asked_about(client, organ, officer, items):
    send(client, organ)
    response = send(client, organ, number="示发〔2026〕9999号")

    assert response.status_code == 409
    assert "登记的最后一个号是1号" in alert(response)
    assert "is_jump" in response.context["form"].fields
    assert IssuedDocument.objects.count() == 1

    send(client, organ, number="示发〔2026〕9999号", is_jump="on")
    assert IssuedDocument.objects.count() == 2


def test_letters_of_another_organ_are_asked_about_once_and_the_answer_is_kept(
    client, county, organ, officer, items
):
    send(client, organ)
    other = OrganFactory(county=county, name="县卫生局")
    sit(client, "officer", other)

    response = send(client, other, number="示发〔2026〕2号")

    assert response.status_code == 409
    assert "示发是县教育局登记过的机关代字" in alert(response)
    assert "is_series" in response.context["form"].fields
    send(client, other, number="示发〔2026〕2号", is_series="on")
    document = IssuedDocument.objects.get(serial=2)
    assert document.now.confirmed == ["series"]
    shown = page(client.get(reverse("desk:document", args=[document.object_id])))
    assert "登记的人确认没有写错：机关代字" in shown
    assert send(client, other, number="示发〔2026〕3号").status_code == 302


def test_a_number_of_another_year_than_its_day_is_asked_about_and_so_is_its_correction(
    client, organ, officer, items
):
    response = send(client, organ, number="示发〔2025〕9号")
    assert response.status_code == 409
    assert "文号是2025年的" in alert(response)

    send(client, organ, number="示发〔2025〕9号", is_year="on")

    assert IssuedDocument.objects.get().now.confirmed == ["year"]


def test_no_attribute_is_chosen_beforehand(client, organ, officer, items):
    form = client.get(reverse("desk:document-new")).context["form"]

    assert form["attribute"].value() is None


def test_what_is_not_normative_cannot_go_under_the_item_of_those_that_are(
    client, organ, officer, items
):
    response = send(client, organ, is_normative=None, item=str(items[0].pk))

    assert "是规范性文件的事项" in alert(response)
    assert not IssuedDocument.objects.exists()


def test_a_document_under_the_wrong_item_goes_over_and_both_pages_say_so(
    client, organ, officer, items
):
    send(client, organ, is_normative="on")
    document = IssuedDocument.objects.get()
    old = Duty.objects.get()
    right = next(item for item in items if item.pk != old.item_id and item.code == "W-2")
    address = reverse("desk:document-refile", args=[document.object_id])
    assert "现在归在" in page(client.get(address))
    assert client.post(address, {"item": right.pk, "because": " "}).status_code == 422

    response = client.post(address, {"item": right.pk, "because": "登记时选错事项"})

    assert response.status_code == 302
    new = Duty.objects.get(item=right)
    shown = [page(client.get(f"/duties/{duty.object_id}/")) for duty in (old, new)]
    for one in shown:
        assert f"从“{old.item.level2}”改归“{right.level2}”" in one
        assert "登记时选错事项" in one
    assert f"/duties/{new.object_id}/" in shown[0]
    assert f"/duties/{old.object_id}/" in shown[1]
    register = page(client.get(f"/organs/{organ.object_id}/issued/"))
    assert f"公开事项原来是“{old.item.level2}”，改为“{right.level2}”" in register


def test_what_is_overdue_under_the_wrong_item_goes_over_by_the_openness_office(
    client, organ, officer, items
):
    send(client, organ, issued_on="2026-10-20")
    address = reverse("desk:document-refile", args=[IssuedDocument.objects.get().object_id])
    typed_in = {"item": items[1].pk, "because": "登记时选错事项"}
    assert "只有县政务公开办可以改归" in page(client.get(address))

    refused = client.post(address, typed_in)

    assert refused.status_code == 409
    assert "已经逾期" in alert(refused)
    assert "请县政务公开办改归" in alert(refused)
    assert Duty.objects.count() == 1
    sit(client, Role.OPENNESS_OFFICE, OrganFactory(county=organ.county))
    assert client.post(address, typed_in).status_code == 302
    assert Duty.objects.filter(item=items[1], state="open").count() == 1


@pytest.mark.parametrize(
    ("act", "changes", "said"),
    [
        ("correct", {"issued_on": "2026-10-20", "because": "日期抄错"}, "只有县政务公开办可以改"),
        ("withdraw", {"because": "没有印发"}, "只有县政务公开办可以撤销"),
    ],
)
def test_what_is_overdue_is_put_off_or_taken_away_by_the_openness_office_alone(
    client, organ, officer, items, act, changes, said
):
    send(client, organ, issued_on="2026-10-12")
    document = IssuedDocument.objects.get()
    duty = Duty.objects.get()
    address = reverse(f"desk:document-{act}", args=[document.object_id])
    sent = typed(organ, issued_on="2026-10-12") | changes

    refused = client.post(address, sent)

    assert (refused.status_code, duty.is_open) == (409, True)
    assert said in alert(refused)
    assert "最早应当在2026年11月9日公开" in alert(refused)

    sit(client, Role.OPENNESS_OFFICE, OrganFactory(county=organ.county))
    assert client.post(address, sent).status_code == 302
    duty.refresh_from_db()
    assert (duty.state == "void") is (act == "withdraw")
    assert (duty.due_on > datetime.date(2026, 11, 9)) is (act == "correct")
