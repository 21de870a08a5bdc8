"""Does what is published say anything: every figure with its parts, every finding a question."""

import datetime

import pytest
from django.urls import reverse

from mingtang.catalogue.actions import recount
from mingtang.files.models import FileText
from tests.channels.website.figures import words
from tests.channels.website.scenery import published
from tests.factories.catalogue import DutyFactory, ItemFactory, ended_duty
from tests.factories.disclosure import DisclosureFactory
from tests.factories.files import StoredFileFactory
from tests.factories.organs import CountyFactory, OrganFactory
from tests.factories.supervision import AnswerFactory, FindingFactory, InspectionDayFactory
from tests.supervision.texts import body

pytestmark = pytest.mark.django_db
DUE = datetime.date(2026, 8, 20)
SUBSTANCE, CSV = "/substance/", "/substance/list.csv"
COPIED = {"alike": 96, "figures": 4, "same_figures": 4, "others": 2}


@pytest.fixture
def organ(county):
    return OrganFactory(county=county, name="县交通运输局")


@pytest.fixture
def copy(organ):
    """Of a neighbour's text, with a figure changed."""
    other = DisclosureFactory(
        organ=OrganFactory(county=organ.county, name="县水务局"),
        edition__body=f"{body(1)}\n\n| 项目 | 万元 |\n| --- | --- |\n| 道路 | 12 |",
    )
    mine = DisclosureFactory(
        organ=organ,
        edition__body=f"{body(1)}\n\n| 项目 | 万元 |\n| --- | --- |\n| 道路 | 15 |",
    )
    return FindingFactory(
        organ=organ,
        kind="copy_of_other",
        disclosure=mine,
        edition=mine.current,
        other=other.current,
        evidence=COPIED,
    )


def address(organ, **asked):
    query = "&".join(f"{name}={value}" for name, value in asked.items())
    return f"/organs/{organ.object_id}/substance/?{query}".removesuffix("?")


def page_of(finding):
    return reverse("website:finding", args=[finding.object_id])


def owed(organ, emphasis, done, left):
    item = ItemFactory(standard__county=organ.county, emphasis=emphasis)
    for _one in range(done):
        ended_duty(organ=organ, item=item, due_on=DUE)
    for _one in range(left):
        DutyFactory(organ=organ, item=item, due_on=DUE)
    recount(county=organ.county)


def test_key_and_general_items_stand_beside_each_other_with_their_denominators(organ, read):
    owed(organ, "key", 3, 9)
    owed(organ, "general", 1, 1)

    for shown in (words(read(SUBSTANCE)), words(read(address(organ)))):
        assert "25.0%" in shown
        assert "3/12" in shown
        assert "1/2 （数量少）" in shown
        assert "50.0%" not in shown


@pytest.mark.parametrize(
    ("key", "general", "shown", "not_shown"),
    [(3, 2, "3/5 （数量少）", "60.0%"), (6, 4, "60.0%", "（数量少）")],
)
def test_of_few_publications_no_share_is_told(organ, read, key, general, shown, not_shown):
    for emphasis, count in (("key", key), ("general", general)):
        item = ItemFactory(standard__county=organ.county, emphasis=emphasis)
        for _one in range(count):
            published(organ, item)

    told = words(read(SUBSTANCE))

    assert shown in told
    assert not_shown not in told


def test_who_stays_behind_most_comes_first_where_that_is_asked(organ, read, county):
    owed(organ, "key", 3, 9)
    owed(organ, "general", 10, 0)
    few = OrganFactory(county=county, name="县乡村振兴局", order=0)
    FindingFactory(organ=few, bunched=True)
    OrganFactory(county=county, name="没有到期任务的局")
    by_gap, by_count = read(f"{SUBSTANCE}?sort=gap"), read(f"{SUBSTANCE}?sort=count")

    assert by_gap.index("县交通运输局") < by_gap.index("县乡村振兴局")
    assert by_count.index("县乡村振兴局") < by_count.index("县交通运输局")
    assert "没有到期任务的局" not in by_gap


def test_an_empty_year_says_so(organ, read):
    assert "还没有到期的任务" in read(SUBSTANCE)
    shown = read(address(organ))
    assert "没有提出过问题" in shown
    assert "没有登记2026年的检查日" in shown


def test_the_organs_page_and_the_scoreboard_lead_there(organ, read):
    assert f"/organs/{organ.object_id}/substance/" in read(f"/organs/{organ.object_id}/")
    assert 'href="/substance/"' in read("/duties/")


def test_findings_of_an_organ_are_narrowed_and_keep_their_answers(organ, read):
    InspectionDayFactory(organ=organ)
    AnswerFactory(finding__organ=organ, finding__disclosure__organ=organ)
    FindingFactory(organ=organ, bunched=True)

    shown = read(address(organ))
    assert "请机关说明，不是结论" in shown
    assert "本期没有数字可报" in shown
    assert "等机关说明 1" in shown
    assert "机关已说明 1" in shown
    assert "检查日由县政务公开办登记" in shown
    assert "本期没有数字可报" not in read(address(organ, kind="bunched"))
    assert "没有符合条件的问题" in read(address(organ, state="kept"))
    read(address(organ, kind="nonsense"), status=404)


def test_a_near_copy_is_shown_beside_what_it_is_like(copy, read):
    shown = read(page_of(copy))

    assert "文字有96%相同；4个数字里4个相同；另有2件也这样。" in shown
    assert "90%以上相同" in shown
    assert "不是法律规定" in shown
    assert "<del>12</del>" in shown
    assert "<ins>15</ins>" in shown
    assert "机关还没有说明" in shown


def test_what_could_be_read_of_files_stands_beside_each_other(copy, read):
    for edition, text in ((copy.other, "全年收入<12>万元"), (copy.edition, "全年收入<15>万元")):
        file = StoredFileFactory()
        FileText.objects.create(file=file, passages=[["第1页", text]])
        edition.attachments.create(file=file, name="决算.pdf")
    copy.edition.attachments.create(file=StoredFileFactory(text_state="no_text"), name="图.pdf")

    shown = read(page_of(copy))

    assert "附件里的文字" in shown
    assert "全年收入&lt;<del>12</del>&gt;万元" in shown
    assert "全年收入&lt;<ins>15</ins>&gt;万元" in shown


def test_of_what_was_withdrawn_no_word_is_shown(copy, read):
    text = copy.edition.body[:20]
    assert text in read(page_of(copy))
    other = copy.other.disclosure
    other.withdrawn_at, other.withdrawal_ground, other.withdrawal_reason = (
        copy.found_at,
        "error",
        "有误",
    )
    other.save()

    shown = read(page_of(copy))
    assert text not in shown
    assert "不再并排显示" in shown


def test_a_finding_shows_how_it_was_answered_settled_and_closed(organ, read):
    answered = AnswerFactory(finding__organ=organ, finding__disclosure__organ=organ).finding
    answered.state, answered.settlement = "kept", "台账里有数字，请补上。"
    answered.settled_at, answered.settled_for = answered.found_at, organ
    answered.settled_by = answered.answer.by
    answered.save()
    shown = read(page_of(answered))
    assert "本期没有数字可报" in shown
    assert "核定：仍然保留" in shown
    assert "台账里有数字" in shown

    answered.state, answered.closed_at = "closed", answered.found_at
    answered.closed_because, answered.mended_by = "mended", answered.edition
    answered.save()
    shown = read(page_of(answered))
    assert "2026年11月10日了结：新版已经改好" in shown
    assert "看改好的那一版" in shown


def test_until_when_the_organ_is_to_answer_is_told_until_it_has(organ, read):
    waiting = FindingFactory(organ=organ)
    answered = AnswerFactory(finding__organ=organ, finding__state="answered").finding

    assert "应于2026年11月24日前说明（本县设定，不是法律规定）" in read(page_of(waiting))
    assert "前说明（" not in read(page_of(answered))


def test_a_finding_of_another_county_is_not_here(organ, read):
    read(page_of(FindingFactory(organ__county=CountyFactory(host="there.example"))), status=404)


def test_tables_hold_each_figure_and_each_finding(organ, copy, visit):
    owed(organ, "key", 3, 9)
    FindingFactory(organ=organ, bunched=True)
    AnswerFactory(finding__organ=organ, finding__disclosure__organ=organ)
    county_rows = visit(CSV).getvalue().decode().splitlines()
    mine = next(row for row in county_rows if row.startswith("县交通运输局"))
    assert ",2026,,3,12,25.0,,0,0,,是," in mine

    rows = visit(f"/organs/{organ.object_id}/substance/list.csv").getvalue().decode()
    assert len(rows.strip().splitlines()) == 4
    assert "2026-07-01,2026-09-30" in rows
    assert "与其他机关公开的几乎相同,copy_of_other" in rows
    assert visit(f"/organs/{copy.object_id}/substance/list.csv").status_code == 404


def test_a_quarter_is_a_period_of_its_own(organ, read, visit):
    owed(organ, "key", 3, 9)
    FindingFactory(organ=organ, bunched=True)
    asked, other = {"year": 2026, "part": "Q3"}, {"year": 2026, "part": "Q4"}

    for shown in (read(f"{SUBSTANCE}?year=2026&part=Q3"), read(address(organ, **asked))):
        assert "3/12" in words(shown)
        assert f"organ={organ.object_id}&amp;year=2026&amp;part=Q3&amp;emphasis=key" in shown
        assert "list.csv?year=2026&amp;part=Q3" in shown
    assert "2026年三季度提出的问题" in read(address(organ, **asked))
    assert "集中在检查前公开" in words(read(address(organ, **asked)))
    shown = read(address(organ, **other))
    assert "2026年四季度没有提出过问题" in shown
    assert "3/12" not in words(shown)
    assert "2026年四季度还没有到期的任务" in read(f"{SUBSTANCE}?year=2026&part=Q4")


def test_the_tables_of_a_quarter_hold_its_rows_alone(organ, visit):
    owed(organ, "key", 3, 9)
    FindingFactory(organ=organ, bunched=True)

    def rows(path, part):
        return visit(f"{path}?year=2026&part={part}").getvalue().decode().strip().splitlines()[1:]

    assert [",2026,Q3,3,12,25.0," in row for row in rows(CSV, "Q3")] == [True]
    assert rows(CSV, "Q4") == []
    own = f"/organs/{organ.object_id}/substance/list.csv"
    assert [len(rows(own, part)) for part in ("Q3", "09", "Q4", "08")] == [1, 1, 0, 0]


@pytest.mark.parametrize("part", ["Q5", "13", "q1", "1"])
def test_a_period_that_is_not_offered_is_not_guessed(organ, visit, part):
    for path in (SUBSTANCE, CSV, f"/organs/{organ.object_id}/substance/", "/d/", "/d/list.csv"):
        assert visit(f"{path}?year=2026&part={part}").status_code == 404
