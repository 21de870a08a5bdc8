"""The register of documents, filled from tables."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from mingtang.channels.desk.pages import document_tables as pages
from mingtang.channels.desk.views import document_tables as views
from mingtang.issued.actions import tables as table_actions
from mingtang.issued.models import DocumentTable, IssuedDocument
from tests.channels.desk.sitting import alert, page

pytestmark = pytest.mark.usefixtures("wall_clock")
CSV = """发文字号,标题,印发日期,公开属性,不公开的依据,理由
示发〔2026〕1号,关于值班的通知,2026-11-20,依申请公开,A27,内部安排
示发〔2026〕2号,明天的文件,2026-12-20,依申请公开,A27,内部安排
"""


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
