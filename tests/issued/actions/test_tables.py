import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from mingtang.catalogue.models import Duty
from mingtang.catalogue.rules.facts import OVERDUE_ANEW
from mingtang.foundation.errors import RuleBroken
from mingtang.issued.actions import (
    discard_table,
    read_table,
    register_rows,
    withdraw_document,
)
from mingtang.issued.actions import tables as actions
from mingtang.issued.models import DocumentTable, IssuedDocument
from mingtang.issued.rules import registering as rules
from mingtang.issued.rules.doubts import ANOTHERS_SERIES
from mingtang.issued.rules.numbers import NUMBER_JUMPS
from mingtang.organs.choices import Role
from tests.factories.organs import OrganFactory, holder_of, staffed_organ
from tests.issued.registers import AT, LATER, register
from tests.issued.registers import HIDDEN as HIDDEN_ONE

HEAD = "发文字号,标题,印发日期,公开属性,不公开的依据,理由,是否规范性文件,公开事项"
OPEN = "示发〔2026〕{n}号,第{n}号办法,2026-09-18,主动公开,,,是,"
HIDDEN = "示发〔2026〕{n}号,第{n}号通知,2026-09-18,依申请公开,A27,内部,否,"


def table(staffed, *lines, by=None, name="发文.csv", encoding="utf-8", head=HEAD):
    content = "\n".join([head, *(line.format(n=n) for n, line in enumerate(lines, 1))])
    return read_table(
        organ=staffed.organ,
        content=content.encode(encoding),
        name=name,
        by=by or staffed.officer,
        at=AT,
    )


def states(found):
    return [row["state"] for row in found.rows]


def templates(found):
    return [(one["row"], one["template"]) for one in found.problems]


def test_reading_a_table_registers_nothing(staffed):
    found = table(staffed, OPEN, HIDDEN)

    assert states(found) == ["new", "new"]
    assert (found.problems, found.left, found.is_shown) == ([], 2, True)
    assert str(found) == "发文.csv"
    assert not IssuedDocument.objects.exists()


def test_the_same_file_again_is_the_table_that_waits(staffed):
    assert table(staffed, OPEN) == table(staffed, OPEN)
    assert DocumentTable.objects.count() == 1


def test_joint_organs_are_looked_up_row_by_row(staffed):
    OrganFactory(county=staffed.organ.county, name="财政局")
    lines = [
        "发文字号,标题,印发日期,公开属性,是否规范性文件,联合发文的机关,县外机关",
        "示发〔2026〕1号,甲办法,2026-09-18,主动公开,是,财政局,省发展和改革委员会",
        "示发〔2026〕2号,乙办法,2026-09-18,主动公开,是,不存在局,",
    ]

    found = read_table(
        organ=staffed.organ,
        content="\n".join(lines).encode(),
        name="联合.csv",
        by=staffed.officer,
        at=AT,
    )

    assert states(found) == ["new", "wrong"]
    [problem] = found.problems
    assert (problem["row"], problem["column"], problem["read"]) == (3, "partners", "不存在局")


def test_old_systems_write_their_files_in_another_encoding(staffed):
    assert states(table(staffed, OPEN, encoding="gb18030")) == ["new"]


def test_what_is_no_text_is_refused(staffed):
    with pytest.raises(RuleBroken):
        read_table(
            organ=staffed.organ,
            content=b"\x81\x00\xff\xfe\x00\xd8",
            name="发文.csv",
            by=staffed.officer,
            at=AT,
        )


def test_a_table_without_a_head_is_refused(staffed):
    with pytest.raises(RuleBroken, match="没有找到表头"):
        read_table(
            organ=staffed.organ,
            content="甲,乙".encode(),
            name="发文.csv",
            by=staffed.officer,
            at=AT,
        )


def test_each_row_is_checked_against_the_register_the_organ_and_the_catalogue(staffed):
    register(staffed, "示发〔2026〕1号")
    other = staffed_organ(county=staffed.organ.county, name="民政局")
    register(other, "民发〔2026〕2号")

    found = table(
        staffed,
        "示发〔2026〕1号,物业服务收费管理办法,2026-09-18,主动公开,,,是,",
        "民发〔2026〕2号,物业服务收费管理办法,2026-09-18,主动公开,,,是,",
        "示发〔2026〕1号,另一件,2026-09-18,主动公开,,,是,",
        "示发〔2026〕4号,将来的,2026-10-18,主动公开,,,是,",
        "示发〔2026〕5号,没说哪项,2026-09-18,主动公开,,,否,",
        "示发〔2026〕6号,没有这项,2026-09-18,主动公开,,,否,别的",
        "示发〔2026〕7号,有这项,2026-09-18,主动公开,,,否,其他文件",
        "七号,看不懂,2026-09-18,主动公开,,,否,",
    )

    assert states(found) == ["known", "wrong", "wrong", "wrong", "wrong", "wrong", "new", "wrong"]
    assert templates(found)[:5] == [
        (3, rules.REGISTERED_BY_ANOTHER),
        (4, "这个文号在第%(first)s行已经有了。同一个文号只是一件文件，请核对。"),
        (5, "%(day)s还没有到。事实只能在发生以后登记，请核对日期，或者到那天再登记。"),
        (6, rules.WHICH_ITEM),
        (7, rules.NO_SUCH_ITEM),
    ]


def test_what_is_registered_and_says_otherwise_is_not_corrected_by_a_table(staffed):
    register(staffed, "示发〔2026〕1号")

    assert templates(table(staffed, OPEN)) == [(2, rules.DIFFERENT)]


def test_the_rows_are_registered_some_at_a_time(staffed, monkeypatch):
    monkeypatch.setattr(actions, "AT_A_TIME", 2)
    found = table(staffed, OPEN, HIDDEN, OPEN)

    half = register_rows(table=found, by=staffed.officer, at=LATER)
    assert (half.done, half.registered, half.is_shown) == (2, 2, True)
    whole = register_rows(table=half, by=staffed.officer, at=LATER)

    assert (whole.done, whole.registered, whole.state) == (3, 3, "done")
    assert Duty.objects.count() == 2
    assert {one.now.way for one in IssuedDocument.objects.all()} == {"table"}


def test_what_has_become_wrong_or_known_since_is_told(staffed):
    found = table(staffed, OPEN, HIDDEN, "坏号,x,2026-09-18,主动公开,,,否,")
    register(staffed, "示发〔2026〕1号")
    found.rows[1]["words"]["number"] = "坏号"
    found.save()

    done = register_rows(table=found, by=staffed.officer, at=LATER)

    assert (done.registered, done.known, done.state) == (0, 0, "done")
    assert [row for row, _template in templates(done)] == [4, 2, 3]


def test_the_same_table_once_more_finds_its_documents_there(staffed):
    register_rows(table=table(staffed, OPEN, HIDDEN), by=staffed.officer, at=LATER)
    waiting = table(staffed, OPEN, HIDDEN)
    assert states(waiting) == ["known", "known"]

    done = register_rows(table=waiting, by=staffed.officer, at=LATER)

    assert (done.registered, done.known) == (0, 2)
    assert IssuedDocument.objects.count() == 2


def test_one_that_somebody_registered_meanwhile_is_known(staffed):
    waiting = table(staffed, HIDDEN)
    again = table(staffed, HIDDEN, OPEN)
    register_rows(table=again, by=staffed.officer, at=LATER)

    done = register_rows(table=waiting, by=staffed.officer, at=LATER)

    assert (done.registered, done.known) == (0, 1)


def test_an_item_may_be_named_by_its_code(staffed):
    found = table(staffed, "示发〔2026〕1号,其他,2026-09-18,主动公开,,,否,w-2".replace("w", "W"))

    register_rows(table=found, by=staffed.officer, at=LATER)

    assert IssuedDocument.objects.get().now.fact.item.code == "W-2"


def test_a_table_may_be_given_up_and_is_done_with_then(staffed):
    found = table(staffed, OPEN)

    discard_table(table=found, by=staffed.officer, at=LATER)

    with pytest.raises(RuleBroken, match="重新上传"):
        register_rows(table=found, by=staffed.officer, at=LATER)


def test_only_who_may_register_there_reads_and_registers_tables(staffed):
    stranger = holder_of(Role.OFFICER, organ=OrganFactory(county=staffed.organ.county))
    found = table(staffed, OPEN)

    for act in (
        lambda: table(staffed, HIDDEN, by=stranger),
        lambda: register_rows(table=found, by=stranger, at=LATER),
        lambda: discard_table(table=found, by=stranger, at=LATER),
    ):
        with pytest.raises(RuleBroken) as broken:
            act()
        assert broken.value.template == rules.NOT_YOURS


def test_a_number_far_from_the_last_is_told_at_the_number_unless_it_is_confirmed(staffed):
    far = HIDDEN.replace("{n}号,第", "9999号,第")
    found = table(staffed, OPEN, HIDDEN, far)
    [problem] = found.problems

    assert states(found) == ["new", "new", "wrong"]
    assert (problem["column"], problem["read"]) == ("number", "示发〔2026〕9999号")
    assert problem["params"]["last"] == 2


def test_a_document_that_is_not_normative_is_refused_at_its_item(staffed):
    other = OPEN.replace(",是,", ",否,W-1")
    found = table(staffed, other)

    [problem] = found.problems
    assert (problem["column"], problem["read"]) == ("item", "W-1")
    assert problem["template"] == rules.NOT_NORMATIVE


def test_a_block_of_numbers_typed_wrong_alike_is_refused_whole(staffed):
    found = table(staffed, HIDDEN, *(HIDDEN.replace("{n}", str(10001 + n)) for n in range(10)))

    assert states(found) == ["new", *["wrong"] * 10]
    assert {template for _row, template in templates(found)} == {NUMBER_JUMPS}


def test_names_of_organs_are_looked_up_once_however_many_documents_name_them(staffed):
    OrganFactory(county=staffed.organ.county, name="财政局")
    found = table(staffed, *[f"{HIDDEN},财政局"] * 3, head=f"{HEAD},联合发文的机关")

    with CaptureQueriesContext(connection) as queries:
        register_rows(table=found, by=staffed.officer, at=AT)

    assert IssuedDocument.objects.count() == 3
    assert sum(asks_for_names(one["sql"]) for one in queries) == 1


def asks_for_names(sql):
    return sql.startswith("SELECT") and 'FROM "organs_organname"' in sql


def test_confirmed_numbers_far_apart_are_registered(staffed):
    content = f"{HEAD},确认跳号\n{HIDDEN.format(n=300)},是\n{HIDDEN.format(n=301)},".encode()
    found = read_table(
        organ=staffed.organ, content=content, name="跳.csv", by=staffed.officer, at=AT
    )
    assert states(found) == ["new", "new"]

    register_rows(table=found, by=staffed.officer, at=AT)

    assert IssuedDocument.objects.count() == 2


def test_letters_of_another_organ_and_another_year_are_told_unless_they_are_confirmed(staffed):
    other = staffed_organ(county=staffed.organ.county, name="财政局")
    register(other, "示发〔2026〕1号", said=HIDDEN_ONE)
    late = HIDDEN.replace("2026〕{n}", "2025〕1{n}").replace("{n}", "1")
    known = table(staffed, "示发〔2026〕2号,通知,2026-09-18,依申请公开,A27,内部,否,", late)
    assert templates(known) == [(2, ANOTHERS_SERIES), (3, ANOTHERS_SERIES)]

    head = f"{HEAD},确认机关代字,确认年份"
    sure = table(
        staffed, f"{HIDDEN.replace('{n}', '3')},是,", f"{late},是,是", f"{late},是,", head=head
    )

    assert states(sure) == ["new", "new", "wrong"]
    register_rows(table=sure, by=staffed.officer, at=LATER)
    kept = {one.year: one.now.confirmed for one in IssuedDocument.objects.filter(serial__gte=3)}
    assert kept == {2026: ["series"], 2025: ["year"]}


def test_what_was_withdrawn_and_would_be_overdue_comes_by_no_table(staffed):
    document = register(staffed)
    withdraw_document(document=document, because="没有印发", by=staffed.officer, at=AT)

    found = table(staffed, OPEN, OPEN)
    done = register_rows(table=found, by=staffed.officer, at=AT.replace(month=11))

    assert (done.registered, templates(done)) == (1, [(2, OVERDUE_ANEW)])
