"""Rolls at the desk: looked through first, registered then, by whoever has the power."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import load_workbook

from mingtang.channels.desk.forms import rolls as forms
from mingtang.channels.desk.views import rolls as views
from mingtang.ledger.models import Entry
from mingtang.organs.choices import Role
from mingtang.organs.models import Organ, Post
from mingtang.people.models import User
from tests.channels.desk.sitting import alert, page, sit
from tests.factories.organs import OrganFactory

ORGANS = """机关名称,类别,层级,上级机关
水务局,工作部门,,
水务站,基层站所,乡级,水务局
粮站,基层站所队,乡级,没有的局
"""
STAFF = "姓名,用户名,机关,岗位\n甲某,jiamou,水务局,公开专员\n乙某,yimou,水务局,签发人\n"
SEALED = 'name="rows" value="'

pytestmark = pytest.mark.usefixtures("wall_clock")


@pytest.fixture
def at(client, county):
    """The page of a roll, as one of its people sees it."""
    office = OrganFactory(county=county, name="县政府办")

    def sitting(role, name):
        sit(client, role, office)
        return reverse(f"desk:{name}")

    return sitting


def upload(client, address, content, name="名册.csv"):
    data = content if isinstance(content, bytes) else content.encode()
    return client.post(address, {"file": SimpleUploadedFile(name, data)})


def sealed(response):
    return page(response).split(SEALED)[1].split('"')[0]


def test_bodies_are_shown_row_by_row_before_one_is_registered(client, at):
    address = at(Role.OPENNESS_OFFICE, "organ-roll")
    entries = Entry.objects.count()

    shown = page(upload(client, address, ORGANS))

    assert "还没有登记，先看一遍" in shown
    assert "登记这2行" in shown
    assert "上级机关“没有的局”不在名册里" in shown
    assert not Organ.objects.filter(name="水务局").exists()
    assert Entry.objects.count() == entries


def test_what_was_shown_is_registered_and_once(client, at, county):
    address = at(Role.OPENNESS_OFFICE, "organ-roll")
    rows = sealed(upload(client, address, ORGANS.replace("基层站所,", "受委托组织,")))

    first = page(client.post(address, {"rows": rows}))
    again = page(client.post(address, {"rows": rows}))

    assert "办好了" in first
    assert "已经有，不变" in again
    assert Organ.objects.filter(county=county, name="水务局").count() == 1
    assert SEALED not in first


def test_one_administrator_opens_the_accounts_and_another_fills_the_posts(
    client, at, county, monkeypatch
):
    monkeypatch.setattr(views, "ACCOUNTS_AT_A_TIME", 1)
    OrganFactory(county=county, name="水务局")
    address = at(Role.SYSTEM_ADMIN, "account-roll")
    tried = upload(client, address, STAFF)
    assert not User.objects.filter(username="jiamou").exists()

    first = client.post(address, {"rows": sealed(tried)})
    second = page(client.post(address, {"rows": sealed(first)}))

    assert "接着办下面1行" in page(first)
    assert ("甲某" in second, "乙某" in second, SEALED in second) == (False, True, False)
    password = second.split("yimou</td>")[1].split('<td class="num">')[1].split("<")[0]
    assert User.objects.get(username="yimou").check_password(password)

    address = at(Role.SECURITY_ADMIN, "post-roll")
    page(client.post(address, {"rows": sealed(upload(client, address, STAFF))}))
    held = Post.objects.filter(organ__name="水务局").values_list("holder__name", "role")
    assert sorted(held) == [("乙某", "approver"), ("甲某", "officer")]


def test_a_file_that_is_no_roll_comes_back_with_the_mend(client, at):
    address = at(Role.OPENNESS_OFFICE, "organ-roll")

    assert "没有找到表头" in alert(upload(client, address, "甲,乙\n1,2\n"))
    assert "不是 Excel 表格" in alert(upload(client, address, b"nothing", name="名册.xlsx"))
    assert "请填写这一栏" in alert(client.post(address))


def test_a_roll_with_too_many_words_is_to_be_parted(client, at, monkeypatch):
    monkeypatch.setattr(forms, "LARGEST", 10)

    refused = upload(client, at(Role.OPENNESS_OFFICE, "organ-roll"), ORGANS)

    assert "请拆成几份" in alert(refused)


def test_what_was_sealed_for_another_or_too_long_ago_is_not_registered(client, at, monkeypatch):
    address = at(Role.OPENNESS_OFFICE, "organ-roll")
    rows = sealed(upload(client, address, ORGANS))

    other = reverse("desk:organ-roll")
    monkeypatch.setattr(forms, "A_DAY", -1)
    assert "超过一天" in alert(client.post(other, {"rows": rows}))
    monkeypatch.undo()
    assert "超过一天" in alert(client.post(address, {"rows": f"{rows}x"}))
    at(Role.OPENNESS_OFFICE, "organ-roll")
    assert "超过一天" in alert(client.post(address, {"rows": rows}))
    assert not Organ.objects.filter(name="水务局").exists()


@pytest.mark.parametrize(
    ("role", "name", "head"),
    [
        (Role.OPENNESS_OFFICE, "organ-roll-template", "机关名称"),
        (Role.SYSTEM_ADMIN, "account-roll-template", "姓名"),
        (Role.SECURITY_ADMIN, "post-roll-template", "姓名"),
    ],
)
def test_the_template_is_an_excel_file_with_notes_or_csv(client, at, role, name, head):
    at(role, name.removesuffix("-template"))

    excel = client.get(reverse(f"desk:{name}", args=["xlsx"]))
    plain = client.get(reverse(f"desk:{name}", args=["csv"]))

    book = load_workbook(io.BytesIO(excel.content))
    assert [sheet.title for sheet in book][1] == "填写说明"
    assert book.worksheets[0]["A1"].value == head
    assert page(plain).lstrip("\ufeff").startswith(f"{head},")
    assert client.get(reverse(f"desk:{name}", args=["doc"])).status_code == 404


@pytest.mark.parametrize(
    ("role", "name", "roll"),
    [
        (Role.OPENNESS_OFFICE, "organs", "organ-roll"),
        (Role.SYSTEM_ADMIN, "accounts", "account-roll"),
        (Role.SECURITY_ADMIN, "posts", "post-roll"),
    ],
)
def test_the_lists_lead_there_and_the_page_back(client, at, role, name, roll):
    address = at(role, roll)

    assert f'href="{address}"' in page(client.get(reverse(f"desk:{name}")))
    assert f'href="{reverse(f"desk:{name}")}"' in page(client.get(address))
