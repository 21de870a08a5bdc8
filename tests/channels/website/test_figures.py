"""Every figure leads to the list of what it counts, and the list has as many rows."""

import datetime
from urllib.parse import quote

import pytest

from mingtang.catalogue.actions import recount
from mingtang.catalogue.models import Duty
from mingtang.disclosure.models import Disclosure
from mingtang.issued.actions import withdraw_document
from mingtang.organs.models import Organ
from mingtang.withheld import actions
from tests.channels.website.figures import numbers_of, rows_at
from tests.channels.website.scenery import TODAY, furnished, published
from tests.disclosure import publishing
from tests.factories.catalogue import DutyFactory, ItemFactory, StandardFactory, ended_duty
from tests.factories.organs import OrganFactory, VillageFactory, staffed_organ
from tests.factories.supervision import AnswerFactory, FindingFactory
from tests.issued.registers import HIDDEN, LATER, catalogue, register
from tests.withheld.scenes import REASON, beside, hidden_document, withholding

pytestmark = pytest.mark.django_db
LAW = "政府信息公开条例"
OTHER_LAW = "某部/某局通知"
LONG_AGO = datetime.datetime(2025, 3, 3, 2, tzinfo=datetime.UTC)


@pytest.fixture
def led(read):
    """Every figure of a page, with the rows that were found behind it."""

    def look(address, *, without=()):
        found = [one for one in numbers_of(read(address)) if not one[0].startswith(without)]
        assert [(way, rows_at(read, way)) for way, _said in found] == found
        return found

    return look


@pytest.fixture
def furniture(county):
    """Three organs with duties in every state, what was withdrawn, and one that is gone."""
    furnished(county, 3)
    gone = Organ.objects.filter(kind="department").order_by("id").last()
    gone.dissolved_on = datetime.date(2026, 11, 1)
    gone.save()
    return Organ.objects.order_by("id").first()


def test_the_figures_of_the_home_page(furniture, led):
    found = dict(led("/"))

    for state, count in (("late", 3), ("late_done", 3), ("nil", 3), ("withheld", 3)):
        assert found[f"/duties/?year=2026&state={state}"] == count
    assert found["/duties/?year=2026&state=due"] == 15
    assert found["/d/?state=standing"] == 9
    assert found["/d/?tier=county&state=standing"] == 9
    assert found["/duties/?state=not_due&year=all&until=2026-12-10"] == 3


def test_the_figures_of_an_organ_and_of_its_year(furniture, led):
    found = led(f"/organs/{furniture.object_id}/")

    of_organ = f"/duties/?organ={furniture.object_id}&year=2026"
    assert (f"{of_organ}&state=late", 1) in found
    assert (f"{of_organ}&state=due", 5) in found
    assert (f"{of_organ}&part=11&state=late", 1) in found
    assert (f"{of_organ}&part=10&state=nil", 1) in found
    assert (f"{of_organ}&part=10&state=withheld", 1) in found
    assert (f"{of_organ}&part=12&state=not_due", 1) in found


@pytest.mark.parametrize("state", ["nil", "withheld"])
def test_what_was_answered_late_is_counted_on_the_home_page_of_its_organ_and_of_its_item(
    county, led, state
):
    item, organ = ItemFactory(standard__county=county), OrganFactory(county=county)
    for late_by in (0, 1, 4):
        ended_duty(state, organ=organ, item=item, late_by=late_by)

    of_organ = f"/duties/?organ={organ.object_id}&year=2026"
    of_item = f"/duties/?item={item.object_id}&year=2026"
    assert (f"/duties/?year=2026&state={state}_late", 2) in led("/")
    assert (f"{of_item}&state={state}_late", 2) in led(f"/items/{item.object_id}/")
    own = led(f"/organs/{organ.object_id}/")
    assert (f"{of_organ}&state={state}_late", 2) in own
    assert (f"{of_organ}&part=10&state={state}_late", 2) in own


def test_the_figures_of_the_directory_and_of_the_catalogue(furniture, led):
    assert len(led("/organs/")) == 2
    assert len(led("/items/")) == 3


def test_what_was_published_under_an_edition_before_counts_for_its_item(county, led, read):
    organ = OrganFactory(county=county)
    before, now = (
        ItemFactory(
            standard=StandardFactory(
                county=county, edition=year, from_on=f"{year}-01-01", to_on=to
            ),
            code="G-1",
        )
        for year, to in (("2025", "2025-12-31"), ("2026", None))
    )
    for item in (before, now):
        published(organ, item)

    assert led("/items/") == [(f"/d/?item={now.object_id}&state=standing", 2)]
    assert rows_at(read, f"/d/?item={before.object_id}") == 2


def test_the_figures_of_the_scoreboard_are_shares_of_what_they_say(furniture, led):
    found = led("/duties/")

    assert ("/duties/?state=owed", 9) in found
    assert ("/duties/?state=due", 15) in found
    assert (f"/duties/?organ={furniture.object_id}&state=owed", 3) in found


@pytest.fixture
def laws(county):
    """Two items of one law, one of which rests on another too; owed by two organs."""
    standard = StandardFactory(county=county)
    cited = [{"law": LAW, "article": "第二十条第（七）项"}]
    both = [*cited, {"law": OTHER_LAW, "article": "", "mark": "W"}]
    owed = {"kinds": ["department"]}
    items = [
        ItemFactory(standard=standard, basis=cited, bodies=owed),
        ItemFactory(standard=standard, basis=both, bodies=owed),
        ItemFactory(standard=standard, basis=[], bodies=owed),
    ]
    organs = [OrganFactory(county=county, kind="department") for _each in range(2)]
    VillageFactory(county=county)
    for item in items:
        ended_duty(organ=organs[0], item=item)
        ended_duty(organ=organs[1], item=item, late_by=2)
        DutyFactory(organ=organs[1], item=item, due_on=TODAY - datetime.timedelta(days=8))
    recount(county=county)


def test_the_figures_of_laws(laws, led):
    found = led("/laws/")

    name = quote(LAW)
    assert (f"/items/?law={name}", 2) in found
    assert (f"/duties/?year=all&law={name}&state=kept", 2) in found
    assert (f"/duties/?year=all&law={name}&state=owed", 6) in found
    assert (f"/duties/?year=all&law={name}&state=late", 2) in found


def test_the_figures_of_one_law(laws, led):
    found = led(f"/laws/{quote(LAW)}/")

    assert (f"/organs/?law={quote(LAW)}", 2) in found
    assert sorted(count for way, count in found if way.endswith("state=owed")) == [3, 3]


@pytest.mark.parametrize("by", ["organ", "tier", "item", "field", "month"])
def test_a_scoreboard_of_what_a_law_asks_for_says_what_its_duties_say(laws, led, by):
    found = led(f"/duties/?year=all&by={by}&law={quote(LAW)}")

    assert max(count for way, count in found if way.endswith("state=owed")) == 6


@pytest.mark.parametrize("address", ["/items/", "/organs/", "/duties/"])
def test_a_law_that_is_not_cited_narrows_nothing(laws, visit, address):
    assert visit(f"{address}?law={quote('教育法')}").status_code == 404


def test_the_figures_of_substance(furniture, county, led):
    FindingFactory(organ=furniture, bunched=True)
    for state in ("open", "accepted"):
        AnswerFactory(
            finding__organ=furniture, finding__disclosure__organ=furniture, finding__state=state
        )
    Disclosure.objects.filter(organ=furniture, withdrawn_at=None).update(outcome="content")

    whole = led("/substance/")
    own = led(f"/organs/{furniture.object_id}/substance/?year=2026")

    of_organ = f"/organs/{furniture.object_id}/substance/?year=2026"
    assert (f"{of_organ}&state=standing", 2) in whole
    assert (f"{of_organ}&state=standing&kind=bunched", 1) in own
    assert (f"{of_organ}&state=accepted", 1) in own
    duties = f"/duties/?organ={furniture.object_id}&year=2026&emphasis=general"
    assert (f"{duties}&state=done", 2) in whole
    assert (f"{duties}&state=owed", 3) in own
    out = f"/d/?organ={furniture.object_id}&year=2026&outcome=content"
    assert [way for way, _count in own if way == out]


@pytest.mark.parametrize("part", ["Q3", "Q4", "10", "11"])
def test_the_figures_of_substance_in_a_part_of_a_year(furniture, county, led, part):
    FindingFactory(organ=furniture, bunched=True)
    AnswerFactory(finding__organ=furniture, finding__disclosure__organ=furniture)
    Disclosure.objects.filter(withdrawn_at=None).update(outcome="content")
    early = Disclosure.objects.filter(organ=furniture).first()
    early.first_published_at = datetime.datetime(2026, 9, 30, 15, 59, tzinfo=datetime.UTC)
    early.save()
    asked = f"year=2026&part={part}"

    whole = led(f"/substance/?{asked}")
    own = led(f"/organs/{furniture.object_id}/substance/?{asked}")

    assert whole
    assert own
    assert all(asked in way for way, _count in [*whole, *own])


def test_publications_of_a_part_of_a_year_are_those_of_its_days(county, read, visit):
    """The last moment of a quarter here is 16:00 of that day in Greenwich."""
    item = ItemFactory(standard__county=county)
    for day, hour in ((29, 1), (30, 15), (30, 16)):
        at = datetime.datetime(2026, 9, day, hour, 59, tzinfo=datetime.UTC)
        published(OrganFactory(county=county), item, first_published_at=at, published_at=at)

    for part, count in (("", 3), ("Q2", 0), ("Q3", 2), ("09", 2), ("Q4", 1), ("10", 1)):
        assert rows_at(read, f"/d/?year=2026&part={part}") == count
        table = visit(f"/d/list.csv?year=2026&part={part}").getvalue().decode()
        assert len(table.strip().splitlines()) == count + 1
    assert 'href="/d/list.csv?year=2026&amp;part=Q3"' in read("/d/?year=2026&part=Q3")
    assert 'href="/d/"' in read("/d/?year=2026&part=Q3")


def test_the_table_of_publications_tells_what_the_list_tells(furniture, visit):
    organ = f"organ={furniture.object_id}"
    lines = visit(f"/d/list.csv?{organ}").getvalue().decode().strip().splitlines()

    assert lines[0].startswith("\ufeff编号,标题,机关,机关代码,公开事项,事项代码,重点或一般,结果,")
    assert len(lines) == 5
    (gone,) = (line for line in lines if "撤回的" in line)
    assert gone.endswith(",2026-11-02,2026-11-02,,,")
    assert visit(f"/d/list.csv?{organ}&kind=x").status_code == 400


@pytest.fixture
def withheld(county):
    """Of two organs: one looked at in time, one late, one not at all, one that is public now."""
    scene = publishing.scene(organ=OrganFactory(county=county, name="县教育局"))
    at = {
        "in_time": datetime.datetime(2026, 3, 3, 1, tzinfo=datetime.UTC),
        "late": datetime.datetime(2026, 9, 3, 1, tzinfo=datetime.UTC),
        "released": datetime.datetime(2026, 3, 1, 1, tzinfo=datetime.UTC),
    }
    looked, _ = withholding(scene)
    late, _ = withholding(beside(scene), exemption="E16b")
    released, _ = withholding(beside(scene))
    withholding(beside(scene))
    Disclosure.objects.update(first_published_at=LONG_AGO)
    hidden_document(scene.staff)
    by = {"reason": REASON, "by": scene.staff.approver}
    actions.confirm_publication(disclosure=looked, at=at["in_time"], **by)
    actions.confirm_publication(disclosure=late, at=at["late"], **by)
    actions.release_publication(disclosure=released, at=at["released"], **by)
    return scene.organ


def test_the_figures_of_what_is_withheld(withheld, led, read):
    found = dict(led("/withheld/"))

    of_organ = f"organ={withheld.object_id}"
    assert found[f"/withheld/?state=now&{of_organ}"] == 4
    assert found[f"/withheld/?state=now&{of_organ}&ground=E16b"] == 1
    assert found[f"/withheld/?state=in_time&year=2026&{of_organ}"] == 2
    assert found[f"/withheld/?state=due&year=2026&{of_organ}"] == 4
    assert found[f"/withheld/?state=waiting&{of_organ}"] == 1
    assert found[f"/withheld/?state=released&year=2026&{of_organ}"] == 1
    assert found["/withheld/?state=due&year=2026"] == 4
    assert rows_at(read, "/withheld/?state=late&year=2026") == 1
    late = read("/withheld/?state=late&year=2026&ground=E16b")
    assert "逾期128个工作日" in late
    assert rows_at(read, f"/withheld/?state=late&year=2026&{of_organ}&ground=E14a") == 0
    led(f"/organs/{withheld.object_id}/")


def test_of_a_document_that_is_withheld_only_the_number_is_listed(withheld, read):
    page = read("/withheld/?state=now")

    assert HIDDEN.title not in page
    assert f'href="/organs/{withheld.object_id}/issued/?year=2026"' in page


@pytest.mark.parametrize(
    "query",
    [
        "state=nonsense",
        "state=now&organ=nonsense",
        "state=now&organ=6f9619ff-8b86-4011-b42d-00cf4fc964ff",
        "state=now&ground=E99",
        "ground=E15",
    ],
)
def test_what_is_not_offered_of_what_is_withheld_is_not_guessed(withheld, visit, query):
    assert visit(f"/withheld/?{query}").status_code == 404


@pytest.mark.parametrize(
    "query", ["year=26", "year=０２６１", "outcome=x", "state=gone", "part=Q1"]
)
def test_a_filter_of_publications_that_makes_no_sense_is_refused(county, visit, query):
    assert visit(f"/d/?{query}").status_code == 404


def test_the_figures_of_a_register_of_documents(county, led, read):
    """How many are registered, and how many of them opened nothing; withdrawn ones are neither."""
    staffed = staffed_organ(county=county)
    catalogue(county)
    register(staffed)
    register(staffed, "示发〔2026〕2号", HIDDEN)
    gone = register(staffed, "示发〔2026〕3号")
    withdraw_document(document=gone, because="没有印发", by=staffed.officer, at=LATER)
    address = f"/organs/{staffed.organ.object_id}/issued/"

    # The table of all facts is counted where it is read (test_issued).
    found = dict(led(address, without=(f"{address}gaps/", f"{address}facts.csv")))

    asked = f"?year=2026&series={quote('示发')}&state=standing#list"
    assert found[address + asked] == 2
    assert found[f"{address}?year=2026&state=without#list"] == 1
    assert rows_at(read, f"{address}?state=withdrawn&year=2026") == 1
    assert rows_at(read, f"{address}?year=2026") == 3
    opened = found[f"{address}opened/?year=2026&by=own"]
    assert opened == Duty.objects.exclude(state="void").count() > 0
