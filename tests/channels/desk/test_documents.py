import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from mingtang.catalogue.models import Duty
from mingtang.channels.desk.pages import document_tables as pages
from mingtang.channels.desk.views import document_tables as views
from mingtang.issued.actions import tables as table_actions
from mingtang.issued.models import DocumentTable, IssuedDocument
from mingtang.organs.choices import Role
from tests.channels.desk.sitting import alert, page, sit
from tests.factories.catalogue import FactFactory
from tests.factories.issued import IssuedDocumentFactory
from tests.factories.organs import CountyFactory, OrganFactory
from tests.issued.registers import catalogue

pytestmark = pytest.mark.usefixtures("wall_clock")
CSV = """发文字号,标题,印发日期,公开属性,不公开的依据,理由
示发〔2026〕1号,关于值班的通知,2026-11-20,依申请公开,A27,内部安排
示发〔2026〕2号,明天的文件,2026-12-20,依申请公开,A27,内部安排
"""


@pytest.fixture
def items(county):
    return catalogue(county)


def typed(organ, **changes):
    return {
        "organ": str(organ.object_id),
        "number": "示发[2026]1号",
        "title": "物业服务收费管理办法",
        "issued_on": "2026-11-20",
        "attribute": "active",
        "ground": "",
        "reason": "",
        "is_normative": "on",
        "partners": "",
        "outside": "",
    } | changes


def send(client, organ, **changes):
    sent = {name: value for name, value in typed(organ, **changes).items() if value is not None}
    return client.post(reverse("desk:document-new"), sent)


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


def upload(client, organ, content=CSV, name="发文.csv"):
    file = SimpleUploadedFile(name, content.encode())
    sent = {"organ": str(organ.object_id), "file": file}
    return client.post(reverse("desk:document-tables"), sent)


def test_a_table_is_shown_row_by_row_before_anything_is_registered(client, organ, officer):
    response = upload(client, organ)

    shown = page(client.get(response.headers["Location"]))
    assert "可以登记的1件，已经登记过的0件，有问题的1件" in shown
    assert "2026年12月20日还没有到" in shown
    assert "第3行" in shown
    assert "登记这1件" in shown
    assert not IssuedDocument.objects.exists()


def test_a_day_that_no_month_has_is_told_in_its_row(client, organ, officer):
    response = upload(client, organ, CSV.replace("2026-12-20", "2026-02-30"))

    shown = page(client.get(response.headers["Location"]))

    assert "2月30日不存在：2026年2月只有28天" in shown


def test_its_good_rows_are_registered_and_the_same_table_again_changes_nothing(
    client, organ, officer
):
    told = []
    for _time in range(2):
        upload(client, organ)
        table = DocumentTable.objects.latest("pk")
        register = reverse("desk:document-table-register", args=[table.object_id])
        shown = page(client.post(register, follow=True))

        told.append("已登记</span>" in shown)

    assert told == [True, False]
    assert IssuedDocument.objects.get().number == "示发〔2026〕1号"
    assert "新登记了0件，1件原来就有" in shown
    assert client.post(register).status_code == 409


def test_the_rows_of_a_table_are_narrowed(client, organ, officer):
    address = upload(client, organ).headers["Location"]

    wrong = page(client.get(f"{address}?state=wrong"))
    known = page(client.get(f"{address}?state=known"))

    assert ("明天的文件" in wrong, "关于值班" in wrong) == (True, False)
    assert "这里没有" in known


def test_a_table_may_be_given_up(client, organ, officer):
    upload(client, organ)
    table = DocumentTable.objects.get()

    client.post(reverse("desk:document-table-discard", args=[table.object_id]))

    table.refresh_from_db()
    assert table.state == "discarded"


def test_what_is_no_table_comes_back_with_the_mend(client, organ, officer):
    assert "没有找到表头" in alert(upload(client, organ, "甲,乙\n1,2\n"))
    assert "请填写这一栏" in alert(client.post(reverse("desk:document-tables")))


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


class TestWordsThatShouldNotHaveBeenPublic:
    WORDS = "处置名单"

    @pytest.fixture
    def withdrawn(self, client, organ, officer, items):
        send(client, organ, title=self.WORDS)
        document = IssuedDocument.objects.get()
        because = {"because": "应当不予公开，误登为主动公开"}
        client.post(reverse("desk:document-withdraw", args=[document.object_id]), because)
        return document

    def test_the_officer_is_told_who_can_hold_them_back(self, client, withdrawn):
        shown = page(client.get(reverse("desk:document", args=[withdrawn.object_id])))
        assert "公众现在还看得到" in shown
        assert "隐去由县政务公开办办理" in shown

    def test_one_that_is_registered_anew_for_nobody_leads_there(
        self, client, organ, county, withdrawn
    ):
        hidden = {
            "attribute": "none",
            "ground": "E14b",
            "reason": "《统计法》第九条",
            "title": "名单",
        }
        assert "县政务公开办" in page(send(client, organ, is_normative=None, **hidden))
        sit(client, Role.OPENNESS_OFFICE, OrganFactory(county=county))
        response = send(client, organ, is_normative=None, **hidden)
        address = reverse("desk:document-hold-back", args=[withdrawn.object_id])
        assert address in page(client.get(response.headers["Location"]))

        assert f"要隐去的标题：“{self.WORDS}”" in page(client.get(address))

        sent = {"ground": "E14b", "because": "误登为主动公开", "with_reasons": ""}
        answer = client.post(address, sent)
        shown = page(client.get(answer.headers["Location"]))
        assert "以前的文字已隐去" in shown
        assert self.WORDS not in shown
        assert "以前的标题没有公众还看得到的" in page(client.get(address))
        assert address not in page(client.get(response.headers["Location"]))

    def test_a_document_leads_to_itself_from_its_fact(self, client, county, withdrawn):
        sit(client, Role.OPENNESS_OFFICE, OrganFactory(county=county))
        fact = withdrawn.registrations.get().fact
        address = reverse("desk:fact-hold-back", args=[fact.object_id])
        assert client.get(address).headers["Location"] == reverse(
            "desk:document-hold-back", args=[withdrawn.object_id]
        )


def test_an_old_title_of_a_fact_is_held_back_at_the_desk(client, county):
    organ = OrganFactory(county=county)
    sit(client, Role.OPENNESS_OFFICE, organ)
    gone_at = datetime.datetime(2026, 9, 19, 2, tzinfo=datetime.UTC)
    fact = FactFactory(organ=organ, withdrawn_because="误登", withdrawn_at=gone_at)
    address = reverse("desk:fact-hold-back", args=[fact.object_id])
    assert address in page(client.get(reverse("desk:fact", args=[fact.object_id])))
    assert f"要隐去的标题：“{fact.title}”" in page(client.get(address))
    client.post(address, {"ground": "E15", "because": "误登"})
    fact.refresh_from_db()
    assert fact.is_held_back


def test_columns_that_are_not_read_and_days_with_a_time_are_told(client, organ, officer):
    content = (
        "发文字号,标题,印发日期,公开属性,不公开的依据,理由,公开事项类\n"
        "示发〔2026〕1号,关于值班的通知,2026-11-20 23:30,依申请公开,A27,内部安排,甲\n"
    )
    shown = page(client.get(upload(client, organ, content).headers["Location"]))
    assert "G列“公开事项类”读不懂，没有读。是“公开事项”的，请改成“公开事项”再传" in shown
    assert "2026-11-20 23:30（按2026年11月20日登记）" in shown
    wrong = content.replace("2026-11-20 23:30", "2026-02-30 23:30")
    shown = page(client.get(upload(client, organ, wrong).headers["Location"]))
    assert "2026-02-30 23:30" in shown


def test_the_button_says_how_many_come_now_and_how_many_are_left(
    client, organ, officer, monkeypatch
):
    monkeypatch.setattr(pages, "AT_ONCE", 1)
    monkeypatch.setattr(views, "AT_ONCE", 1)
    monkeypatch.setattr(table_actions, "AT_A_TIME", 1)
    more = (
        CSV.replace("2026-12-20", "2026-11-20")
        + "示发〔2026〕3号,通知,2026-11-20,依申请公开,A27,内部\n"
    )
    address = upload(client, organ, more).headers["Location"]
    assert "先登记1件（还剩2件）" in page(client.get(address))
    register = reverse("desk:document-table-register", args=[DocumentTable.objects.get().object_id])
    shown = page(client.post(register, follow=True))
    assert "可以登记的2件" in shown
    assert "接着登记1件（还剩1件）" in shown
    assert "登记这1件" in page(client.post(register, follow=True))


def test_a_tab_that_came_too_late_has_no_dead_button(client, organ, officer):
    upload(client, organ)
    register = reverse("desk:document-table-register", args=[DocumentTable.objects.get().object_id])
    client.post(register)
    answer = client.post(register)
    assert answer.status_code == 409
    assert f'action="{register}"' not in page(answer)
