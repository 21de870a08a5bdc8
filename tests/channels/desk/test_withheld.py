"""Looking again at what is withheld, at the desk: when it is due, and what may be said."""

import csv
import datetime
import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.http import urlencode

from mingtang.audit.models import AuditRecord
from mingtang.catalogue.choices import DutyState
from mingtang.catalogue.models import Duty, Item
from mingtang.withheld.models import Examination
from tests.channels.desk.sitting import alert, page, sit
from tests.factories.organs import OrganFactory
from tests.issued.registers import AT, HIDDEN, SECRET
from tests.withheld.scenes import REASON, hidden_document, inside, withholding

YEAR_AND_A_WEEK = 24 * 372


@pytest.fixture
def withheld(workplace):
    """Withheld by the organ of the workplace, a year and a week ago."""
    disclosure, _scene = withholding(workplace.scene)
    workplace.wait(YEAR_AND_A_WEEK)
    return disclosure


def examine(workplace, name, thing, **typed):
    address = reverse(f"desk:withheld-{name}", args=[thing.object_id])
    role = "approver" if name == "publication" else "officer"
    return workplace.browser(role).post(address, typed)


def test_what_was_not_looked_at_in_time_stands_on_the_page_of_today_and_in_its_list(
    workplace, withheld
):
    today = page(workplace.browser("approver").get(reverse("desk:today")))
    listed = page(workplace.browser("officer").get(reverse("desk:withheld")))
    address = reverse("desk:withheld-publication", args=[withheld.object_id])

    assert "不予公开的，该评估审查了" in today
    assert address in today
    assert "现在有1件逾期没有评估审查" in listed
    assert "已逾期" in listed
    assert "2026年3月10日起不予公开" in listed
    assert address not in listed  # it is the approver's


def test_the_approver_confirms_and_it_is_next_year_that_it_comes_again(workplace, withheld):
    short = examine(workplace, "publication", withheld, result="confirmed", reason="没变")
    said = examine(workplace, "publication", withheld, result="confirmed", reason=REASON)

    assert short.status_code == 409
    assert "至少10个字" in alert(short)
    assert said.status_code == 302
    assert Examination.objects.get().late_by > 0
    listed = page(workplace.browser("approver").get(reverse("desk:withheld")))
    assert "上次2027年3月17日评估审查" in listed


def test_what_may_be_public_is_owed_again_from_today(workplace, withheld):
    said = examine(workplace, "publication", withheld, result="released", reason=REASON)

    assert said.url == reverse("desk:duties")
    duty = Duty.objects.get(pk=workplace.scene.duty.pk)
    assert duty.state == DutyState.OPEN
    assert duty.counts_from == datetime.date(2027, 3, 17)


def test_before_it_is_sent_the_page_says_by_when_it_will_be_owed(workplace):
    disclosure, _scene = withholding(workplace.scene)
    address = reverse("desk:withheld-publication", args=[disclosure.object_id])
    workplace.wait(24 * 7)

    in_time = page(workplace.browser("approver").get(address))
    Duty.objects.filter(pk=workplace.scene.duty.pk).update(due_on=datetime.date(2026, 3, 2))
    too_late = page(workplace.browser("approver").get(address))

    assert "期限从今天算起，2026年4月15日" in in_time
    assert "期限不重新算：2026年3月10日" in too_late
    assert "已经过了到期日（2026年3月2日" in too_late


def test_of_a_document_it_says_so_for_each_item_where_the_days_are_not_the_same(workplace):
    late = datetime.datetime(2026, 10, 26, 2, tzinfo=datetime.UTC)
    document = hidden_document(workplace.scene.staff, at=late)
    workplace.at = late
    address = reverse("desk:withheld-document-release", args=[document.object_id])

    same = page(workplace.browser("officer").get(address))
    rule = {"after": "formed_or_changed", "n": 40, "unit": "wd"}
    Item.objects.filter(code="W-2").update(due_rule=rule)
    each = page(workplace.browser("officer").get(address))

    assert "期限不重新算：2026年10月26日" in same
    assert "归入" not in same
    assert "归入“规范性文件”、“第" in each
    assert each.count("期限不重新算") == 1
    assert "归入“其他文件”的：应当公开的，期限从今天算起" in each


def test_a_document_is_confirmed_or_becomes_one_for_everyone(workplace):
    document = hidden_document(workplace.scene.staff)
    secret = hidden_document(workplace.scene.staff, said=SECRET, number="示发〔2026〕2号")
    workplace.at = AT
    workplace.wait(YEAR_AND_A_WEEK)

    kept = examine(workplace, "document", document, reason=REASON)
    kept_secret = examine(workplace, "document", secret)
    form = page(
        workplace.browser("officer").get(
            reverse("desk:withheld-document", args=[document.object_id])
        )
    )
    release = reverse("desk:withheld-document-release", args=[document.object_id])
    typed = {"title": "关于某企业配方的函", "because": "配方已经公开"}
    which = workplace.browser("officer").post(release, typed)
    chosen = Item.objects.get(code="W-2").pk
    done = workplace.browser("officer").post(release, {**typed, "item": chosen})

    assert (kept.status_code, kept_secret.status_code) == (302, 302)
    assert release in form
    assert which.status_code == 422
    assert done.url == reverse("desk:document", args=[document.object_id])
    document.refresh_from_db()
    assert document.now.attribute == "active"
    assert Duty.objects.get(fact=document.now.fact).counts_from == workplace.at.date()


def test_the_list_asks_no_more_for_more_and_shows_what_is_inside_to_its_own_people(workplace):
    withholding(workplace.scene)
    browser, address = workplace.browser("approver"), reverse("desk:withheld")
    browser.get(address)

    with CaptureQueriesContext(connection) as one:
        browser.get(address)
    for _ in range(2):
        withholding(inside(workplace.scene))
    browser.get(address)
    with CaptureQueriesContext(connection) as three:
        listed = page(browser.get(address))

    assert len(three) == len(one)
    assert listed.count("不予公开的说明") >= 3


def test_who_oversees_the_county_sees_every_organ_and_looks_again_at_documents_alone(
    workplace, withheld, client
):
    document = hidden_document(workplace.scene.staff)
    office = OrganFactory(county=workplace.county)
    sit(client, "openness_office", office)

    listed = page(client.get(reverse("desk:withheld")))

    assert "不予公开的说明" in listed
    assert reverse("desk:withheld-document", args=[document.object_id]) in listed
    assert reverse("desk:withheld-publication", args=[withheld.object_id]) not in listed


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        ({}, ["不予公开的说明", "示发〔2026〕2号 关于某企业配方的函"]),
        ({"due": "late"}, ["不予公开的说明"]),
        ({"due": "soon"}, []),
        ({"due": "later"}, ["示发〔2026〕2号 关于某企业配方的函"]),
        ({"kind": "document"}, ["示发〔2026〕2号 关于某企业配方的函"]),
        ({"ground": "E16c"}, []),
        ({"q": "配方"}, ["示发〔2026〕2号 关于某企业配方的函"]),
        ({"q": "没有这样的"}, []),
        ({"order": "longest"}, ["不予公开的说明", "示发〔2026〕2号 关于某企业配方的函"]),
        ({"order": "organ"}, ["不予公开的说明", "示发〔2026〕2号 关于某企业配方的函"]),
    ],
)
def test_the_list_is_narrowed_searched_and_sorted_and_goes_out_as_a_table_of_the_same(
    workplace, withheld, asked, shown
):
    hidden_document(
        workplace.scene.staff,
        number="示发〔2026〕2号",
        said=HIDDEN,
    )
    browser = workplace.browser("officer")
    query = f"?{urlencode(asked)}" if asked else ""

    response = browser.get(reverse("desk:withheld") + query)
    table = browser.post(reverse("desk:withheld-export") + query)

    assert [row.one.title for row in response.context["rows"]] == shown
    assert ("没有符合条件的" in page(response)) is not bool(shown)
    text = b"".join(table.streaming_content).decode().removeprefix("\ufeff")
    head, *lines = csv.reader(io.StringIO(text))
    assert head[1] == "标题"
    assert [line[1] for line in lines] == shown
    assert AuditRecord.objects.filter(kind="exported").count() == 1


def test_a_filter_that_is_not_offered_is_no_page(workplace):
    answer = workplace.browser("officer").get(reverse("desk:withheld"), {"order": "x"})

    assert answer.status_code == 404
