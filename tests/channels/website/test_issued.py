import csv
import datetime
import re
from dataclasses import replace

import pytest

from mingtang.catalogue.actions import correct_fact, withdraw_fact
from mingtang.catalogue.models import Duty, Fact
from mingtang.issued.actions import correct_document, refile_document, withdraw_document
from mingtang.issued.rules.registering import Partner
from mingtang.ledger.models import Entry
from mingtang.organs.choices import Role
from tests.catalogue.queries.test_lags import late
from tests.factories.issued import IssuedDocumentFactory
from tests.factories.organs import OrganFactory, holder_of, staffed_organ
from tests.issued.registers import HIDDEN, LATER, OPEN, catalogue, register

pytestmark = pytest.mark.django_db
TITLE = "关于某企业配方的函"


@pytest.fixture
def staffed(county):
    made = staffed_organ(county=county, name="发改局")
    catalogue(county)
    return made


def address(organ, rest=""):
    return f"/organs/{organ.object_id}/issued/{rest}"


def test_the_page_of_an_organ_leads_to_its_register(staffed, read):
    assert address(staffed.organ) in read(f"/organs/{staffed.organ.object_id}/")


def test_what_is_for_everyone_is_listed_with_what_it_opened(staffed, read):
    document = register(staffed)
    [duty] = document.now.fact.duties.all()

    page = read(address(staffed.organ))

    assert "示发〔2026〕1号" in page
    assert "物业服务收费管理办法" in page
    assert f"/duties/{duty.object_id}/" in page
    assert "隔10天" in page


def test_of_what_is_not_number_day_attribute_and_ground_are_shown_and_no_word_more(
    staffed, read, visit
):
    register(staffed, said=HIDDEN)

    page = read(address(staffed.organ))
    csv = visit(address(staffed.organ, "list.csv")).getvalue().decode()

    for text in (page, csv):
        assert "示发〔2026〕1号" in text
        assert "不予公开" in text
        assert TITLE not in text
        assert HIDDEN.reason not in text.replace("商业秘密、个人隐私", "")
    assert "（标题不公开）" in page
    assert "商业秘密、个人隐私" in page
    assert ",E15," in csv


def test_gaps_in_the_numbers_are_public(staffed, read):
    for serial in (1, 2, 5):
        IssuedDocumentFactory(organ=staffed.organ, serial=serial)

    page = read(address(staffed.organ))

    assert "3—4" in page
    assert f'data-label="空着的号"><a href="{address(staffed.organ, "gaps/")}?year=2026' in page


def test_a_withdrawn_number_is_told_apart_and_says_why(staffed, read):
    document = register(staffed)
    withdraw_document(document=document, because="没有印发", by=staffed.officer, at=LATER)

    page = read(address(staffed.organ))

    assert "登记过又撤销：1" in page
    assert "没有印发" in page


def test_how_late_things_came_on_record_is_public(staffed, read):
    register(staffed)

    page = read(address(staffed.organ))

    assert '<td role="cell" class="n" data-label="中位数（天）">10</td>' in page
    assert "件数少，中位数只供参考" in page
    assert "公开任务都在" not in page
    assert "没有。发生的事都在公开任务到期以前登记了。" in page


def test_what_was_recorded_after_its_duty_was_due_is_named(staffed, read, visit):
    item = staffed.organ.county.standards.get().items.first()
    duty = late(staffed.organ, item, title="晚登记的任务")

    page = read(address(staffed.organ))
    csv = visit(address(staffed.organ, "late.csv")).getvalue().decode()

    assert "公开任务到期以后才登记的1件" in page
    assert f"/duties/{duty.object_id}/" in page
    assert f"晚登记的任务,{duty.object_id},2026-09-18,2026-10-22,2026-10-23,发改局,1" in csv


def test_no_correction_takes_lateness_off_the_page_and_each_says_what_was_said_before(
    staffed, read, visit
):
    at = datetime.datetime(2026, 11, 25, 2, tzinfo=datetime.UTC)
    document = register(staffed, at=at)
    [duty] = document.now.fact.duties.all()
    said = replace(
        document.now.particulars,
        issued_on=datetime.date(2026, 11, 25),
        title="物业收费管理办法",
    )
    correct_document(
        document=document,
        said=said,
        because="日期写错",
        recorded_for=staffed.organ,
        by=holder_of(Role.OPENNESS_OFFICE, organ=staffed.organ),
        at=at,
    )

    page = read(address(staffed.organ))
    rows = visit(address(staffed.organ, "list.csv")).getvalue().decode()
    late_rows = visit(address(staffed.organ, "late.csv")).getvalue().decode()

    assert "公开任务到期以后才登记的1件" in page
    assert "隔68天" in page
    assert "更正把日期改晚了1次" in page
    told = "2026年11月25日更正：印发日期原来是2026年9月18日，改为2026年11月25日；"
    words = "标题原来是“物业服务收费管理办法”，改为“物业收费管理办法”。原因：日期写错"
    for text in (page, rows):
        assert told in plain(text)
        assert words in plain(text)
    assert ",68,1,,,2026-09-18," in rows
    assert f",{duty.object_id},2026-09-18,2026-10-22,2026-11-25,发改局,34,2026-11-25," in late_rows
    assert "发生日期原来是2026年9月18日" in plain(late_rows)
    assert "发生日期原来是2026年9月18日，改为2026年11月25日" in plain(
        read(f"/duties/{duty.object_id}/")
    )


def test_of_what_is_not_for_everyone_a_correction_tells_no_words(staffed, read):
    document = register(staffed, said=HIDDEN)
    for changes in ({"title": "关于另一企业的函"}, {"issued_on": datetime.date(2026, 9, 17)}):
        document.refresh_from_db()
        correct_document(
            document=document,
            said=replace(document.now.particulars, **changes),
            because="抄错",
            recorded_for=staffed.organ,
            by=staffed.officer,
            at=LATER,
        )

    page = plain(read(address(staffed.organ)))

    assert "更正，改动的内容不公开。原因：抄错" in page
    assert "印发日期原来是2026年9月18日，改为2026年9月17日。原因：抄错" in page
    assert "企业" not in page


def test_joint_organs_and_attributes_are_told_as_they_were(staffed, read):
    document = register(staffed, said=HIDDEN)
    joint = replace(OPEN, is_normative=True, partners=(Partner("省发展和改革委员会"),))
    correct_document(
        document=document,
        said=joint,
        because="属性写错",
        recorded_for=staffed.organ,
        by=staffed.officer,
        at=LATER,
    )

    page = plain(read(address(staffed.organ)))

    assert "公开属性原来是“不予公开”，改为“主动公开”" in page
    assert "是否规范性文件原来是“否”，改为“是”" in page
    assert "联合发文的机关原来是“（空着）”，改为“省发展和改革委员会”" in page


def test_what_was_corrected_of_a_fact_stands_on_the_page_of_its_duty(staffed, read):
    item = staffed.organ.county.standards.get().items.first()
    duty = late(staffed.organ, item)
    correct_fact(
        fact=duty.fact,
        because="抄错",
        title="另一件事",
        evidence="会议纪要",
        by=staffed.officer,
        at=LATER,
    )

    page = plain(read(f"/duties/{duty.object_id}/"))

    assert "标题原来是" in page
    assert "证据原来是“（空着）”，改为“会议纪要”。原因：抄错" in page


def test_a_joint_document_is_owed_and_shown_by_all_its_organs(staffed, read):
    other = OrganFactory(county=staffed.organ.county, name="财政局", code="ZB-1")
    third = OrganFactory(county=staffed.organ.county, name="民政局", code="ZB-2")
    joint = replace(OPEN, partners=(Partner("财政局", "ZB-1"), Partner("省发展和改革委员会")))
    document = register(staffed, said=joint)
    [duty] = document.now.fact.duties.all()

    assert [one.organ for one in duty.joint_bodies.all()] == [other]
    assert Entry.objects.filter(act="duty.shared", object_id=duty.object_id).count() == 1
    assert "财政局" in read(f"/duties/{duty.object_id}/")
    shown = read(address(other))
    assert "联合发文，由发改局登记" in shown
    assert OPEN.title in shown

    for partners in ((Partner("民政局", "ZB-2"),), ()):
        document.refresh_from_db()
        correct_document(
            document=document,
            said=replace(document.now.particulars, partners=partners),
            because="写错",
            recorded_for=staffed.organ,
            by=staffed.officer,
            at=LATER,
        )
        gone = {one.organ for one in duty.joint_bodies.all()}
        assert gone == ({third} if partners else set())
    assert "联合发文，由" not in read(address(other))


def test_a_fact_that_was_withdrawn_is_found_with_its_reason_and_what_it_had_opened(staffed, read):
    item = staffed.organ.county.standards.get().items.first()
    duty = late(staffed.organ, item, title="没有了的任务")
    assert "没有撤销登记的事实" in read(address(staffed.organ))
    withdraw_fact(fact=duty.fact, because="会没有开", by=staffed.officer, at=LATER)

    page = read(address(staffed.organ))
    own = plain(read(f"/duties/{duty.object_id}/"))
    gone = read(f"/duties/?state=void&year=2026&organ={staffed.organ.object_id}")

    assert "撤销登记的事实1件" in page
    assert "会没有开" in page
    assert f"/duties/{duty.object_id}/" in page
    assert f"/duties/?state=void&amp;organ={staffed.organ.object_id}&amp;year=2026" in page
    assert "产生这件任务的事实已经撤销登记，任务不再成立。" in own
    assert own.count("2026年9月29日撤销登记。原因：会没有开") == 2
    assert "按期" not in own
    assert "没有了的任务" in gone
    assert "不再成立" in gone
    assert "没有了的任务" not in read("/duties/?state=all")


def test_what_was_withdrawn_is_a_share_of_all_that_came_on_record(staffed, read, visit):
    item = staffed.organ.county.standards.get().items.first()
    titles = "还在的任务", "到期以后撤销的任务", "到期以前撤销的任务"
    stands, over, early = (late(staffed.organ, item, title=one) for one in titles)
    Fact.objects.filter(pk__in=[over.fact_id, early.fact_id]).update(
        withdrawn_at=LATER, withdrawn_because="会没有开"
    )
    Duty.objects.filter(pk=early.pk).update(due_on=LATER.date())
    Duty.objects.filter(pk=over.pk).update(due_on=LATER.date() - datetime.timedelta(days=1))

    page = read(address(staffed.organ))
    table = address(staffed.organ, "facts.csv?year=2026")
    text = b"".join(visit(table)).decode("utf-8-sig")
    lines = list(csv.DictReader(text.splitlines()))

    assert f'<a href="#withdrawn">2</a>/<a href="{table}">3</a>' in page
    assert '任务到期以前撤销的：<a href="#withdrawn">1</a>' in page
    assert page.count('<span class="tag">任务到期以前撤销</span>') == 1
    told = {line["任务编号"]: (line["撤销日期"], line["任务到期以前撤销"]) for line in lines}
    assert told == {
        str(stands.object_id): ("", ""),
        str(over.object_id): ("2026-09-29", ""),
        str(early.object_id): ("2026-09-29", "是"),
    }


def test_what_went_to_another_item_is_told_and_stays_among_what_was_recorded_late(
    staffed, read, visit
):
    right = staffed.organ.county.standards.get().items.get(code="W-2")
    document = register(staffed, at=LATER.replace(month=10, day=23))
    old = document.now.fact.duties.get()
    before = read(address(staffed.organ))
    assert "公开任务到期以后才登记的1件" in before
    assert "没有改归公开事项的文件。" in before

    refile_document(
        document=document,
        item=right,
        because="选错了事项",
        recorded_for=staffed.organ,
        by=holder_of(Role.OPENNESS_OFFICE, organ=staffed.organ),
        at=LATER.replace(month=10, day=26),
    )

    page = read(address(staffed.organ))
    [new] = right.duties.all()
    assert "公开任务到期以后才登记的1件" in page
    late_list = page.split('id="late"')[1].split("</table>")[0]
    assert f"/duties/{new.object_id}/" in late_list
    assert f"公开事项原来是“{old.item.level2}”，改为“{right.level2}”" in late_list
    assert "2026年10月22日" in late_list
    assert "2026年10月23日" in late_list
    assert "改归过公开事项的文件1件" in page
    gone_over = page.split('id="refiled"')[1].split("</ul>")[0]
    assert f"从“{old.item.level2}”改归“{right.level2}”" in gone_over
    assert "改归时已逾期4天。原因：选错了事项" in gone_over
    for duty in (old, new):
        assert f"/duties/{duty.object_id}/" in gone_over
    _head, line = visit(address(staffed.organ, "late.csv")).getvalue().decode().splitlines()
    assert f"{new.object_id},2026-09-18,2026-10-22,2026-10-23" in line
    assert old.item.level2 in line


def plain(text):
    return re.sub(r"<[^>]+>", "", text)


def test_the_list_is_narrowed_and_sorted(staffed, read):
    IssuedDocumentFactory(organ=staffed.organ, serial=1)
    IssuedDocumentFactory(
        organ=staffed.organ,
        serial=2,
        series="示办",
        said__issued_on=datetime.date(2026, 9, 1),
        said__attribute="none",
        said__ground="E15",
    )
    IssuedDocumentFactory(organ=staffed.organ, serial=9, year=2025)

    def numbers(query):
        page = read(address(staffed.organ) + query)
        known = ("示发〔2026〕1号", "示办〔2026〕2号", "示发〔2025〕9号")
        return sorted((one for one in known if one in page), key=page.index)

    assert numbers("") == ["示发〔2026〕1号", "示办〔2026〕2号"]
    assert numbers("?sort=oldest") == ["示办〔2026〕2号", "示发〔2026〕1号"]
    assert numbers("?sort=number") == ["示办〔2026〕2号", "示发〔2026〕1号"]
    assert numbers("?series=示办") == ["示办〔2026〕2号"]
    assert numbers("?attribute=request") == ["示发〔2026〕1号"]
    assert numbers("?year=2025") == ["示发〔2025〕9号"]
    assert "没有符合条件的文件" in read(address(staffed.organ) + "?attribute=active")


def test_without_documents_the_page_says_so(staffed, read):
    page = read(address(staffed.organ))

    assert "2026年没有登记过文件" in page
    assert "还没有登记过文件" in page


@pytest.mark.parametrize("query", ["?year=1900", "?sort=x", "?attribute=x", "?series=x"])
def test_what_is_not_offered_is_missing(staffed, read, query):
    read(address(staffed.organ) + query, status=404)


def test_an_organ_that_is_not_there_has_no_register(staffed, read):
    read("/organs/00000000-0000-4000-8000-000000000000/issued/", status=404)


def test_without_an_item_that_is_said(county, read):
    made = staffed_organ(county=county)
    register(made)

    assert "目录没有对应事项" in read(address(made.organ))


def test_where_it_has_to_be_explained_only_that_is_said_too(staffed, read):
    staffed.organ.county.standards.get().items.filter(code="W-2").delete()
    register(staffed, said=replace(OPEN, needs_reading=True), item=None)

    page = read(address(staffed.organ))

    assert "目录没有对应事项" in page
    assert "目录没有解读事项" not in page


def test_in_english_the_frame_is_english(staffed, read):
    register(staffed)

    page = read(f"/en{address(staffed.organ)}")

    assert "Numbers of 2026" in page


@pytest.mark.parametrize("count", [1, 3])
def test_it_takes_a_fixed_number_of_queries(staffed, visit, count, django_assert_num_queries):
    for number in range(count):
        register(staffed, f"示发〔2026〕{number + 1}号")

    with django_assert_num_queries(33):
        visit(address(staffed.organ))
