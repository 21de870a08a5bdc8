"""A row adopted by mistake: proposed, confirmed by another at the desk; the next is adopted."""

import datetime

import pytest
from django.urls import reverse

from mingtang.catalogue.models import ErratumProposal
from mingtang.notices.models import Notice
from tests.catalogue.actions.on_tables import HEADING
from tests.catalogue.mending import BASIS, BECAUSE, edition, mended, mistaken, propose
from tests.channels.desk.sitting import alert, page
from tests.factories.catalogue import ImportedRowFactory, ImportedTableFactory, ItemFactory
from tests.factories.organs import CountyFactory, holder_of

pytestmark = pytest.mark.usefixtures("wall_clock", "office")
TYPED = {"matter": "item", "because": BECAUSE, "basis": BASIS}
HEADED = {
    "title": HEADING.title,
    "edition": HEADING.edition,
    "from_on": HEADING.from_on.isoformat(),
    "at_once_days": 3,
    "pre_disclosure_days": 7,
}
LIST = "/desk/standard/errata/"


@pytest.fixture
def standard(county):
    return edition(county)


@pytest.fixture
def item(standard):
    return mistaken(standard)


@pytest.fixture
def other(organ):
    return holder_of("openness_office", organ=organ)


@pytest.fixture
def table(county):
    table = ImportedTableFactory(county=county)
    ImportedRowFactory(table=table)
    return table


def new(item):
    return reverse("desk:erratum-new", args=[item.object_id])


def address(proposal, name="desk:erratum"):
    return reverse(name, args=[proposal.object_id])


def adopt(client, table, do="adopt"):
    return client.post(reverse("desk:table-adopt", args=[table.object_id]), HEADED | {"do": do})


def test_what_is_refused_today_says_where_to_go(client, item, table):
    refused = page(adopt(client, table))

    assert "新版里没有这一项" in refused
    assert f'href="{LIST}"' in refused
    assert "港口作业情况" in page(client.get(LIST))
    assert "另一个有权办理公开目录的人" in page(client.get(new(item)))


def test_it_is_proposed_and_waits_for_another(client, other, item):
    sent = client.post(new(item), TYPED)

    proposal = ErratumProposal.objects.get()
    assert sent["Location"] == f"{address(proposal)}?done=proposed"
    shown = page(client.get(sent["Location"]))
    assert "等另一个有权办理公开目录的人确认" in shown
    assert "您自己提出的" in shown
    assert "确认勘误" not in shown
    own = client.post(address(proposal))
    assert own.status_code == 409
    assert "您自己提出的" in alert(own)
    told = Notice.objects.get(recipient=other)
    assert told.subject == "目录勘误“港口作业情况”请核对后确认"
    assert told.path == address(proposal)


def test_which_are_too_many_is_chosen_and_shown(client, office, other, item):
    asked = page(client.get(new(item)))
    assert "多列了、引错了哪些公开依据" in asked
    none = client.post(new(item), TYPED | {"matter": "basis"})
    assert (none.status_code, "请选出多列了哪些" in alert(none)) == (409, True)

    chosen = {"matter": "basis", "which_basis": ["某某港口管理条例"], "which_elements": ["正文"]}
    client.post(new(item), TYPED | chosen)

    proposal = ErratumProposal.objects.get()
    assert (proposal.matter, proposal.names) == ("basis", ["某某港口管理条例"])
    client.force_login(other)
    assert "多列了哪些" in page(client.get(address(proposal)))


def test_another_finds_it_and_confirms_it(client, office, other, item):
    proposal = propose(item, by=office)
    client.force_login(other)
    today = page(client.get("/desk/"))
    assert "目录勘误，等您确认" in today
    assert address(proposal) in today
    shown = page(client.get(address(proposal)))
    for words in (BECAUSE, BASIS, "《某某港口管理条例》第三条", "确认勘误", "不同意"):
        assert words in shown

    done = client.post(address(proposal))

    assert done["Location"] == f"{address(proposal)}?done=confirmed"
    assert "放行一次" in page(client.get(done["Location"]))
    assert "已经确认，出新版时放行" in Notice.objects.get(recipient=office).subject


def test_the_next_edition_is_let_pass_and_says_why(client, office, other, item, table):
    erratum = mended(item, by=office)

    preview = page(adopt(client, table, "preview"))
    assert "更正1处" in preview
    assert BECAUSE in preview
    assert f"{office}2026年" in preview
    changes = client.get(reverse("desk:table-changes", args=[table.object_id]), HEADED)
    lines = changes.getvalue().decode()
    assert f"更正,,,港口作业情况,整项不该列入，从目录里去掉；{BECAUSE}；{BASIS}；{office}" in lines
    assert adopt(client, table)["Location"] == "/desk/standard/"
    erratum.refresh_from_db()
    assert erratum.used_in.edition == HEADING.edition
    assert "已用在2027年版" in page(client.get(LIST))
    used = client.post(address(erratum.proposal, "desk:erratum-withdraw"), {"because": "算了"})
    assert (used.status_code, "已经用在" in alert(used)) == (409, True)


def test_another_declines_it_and_says_why(client, office, other, item):
    proposal = propose(item, by=office)
    client.force_login(other)
    assert "不同意这份勘误" in page(client.get(address(proposal, "desk:erratum-decline")))

    done = client.post(address(proposal, "desk:erratum-decline"), {"because": "县里有港口"})

    assert done["Location"] == f"{address(proposal)}?done=declined"
    assert "县里有港口" in page(client.get(done["Location"]))
    assert "县里有港口" in page(client.get(LIST))
    told = Notice.objects.get(recipient=office)
    assert "没有同意" in told.subject
    assert "县里有港口" in told.text
    again = client.post(address(proposal))
    assert "已经有了结果" in alert(again)


def test_it_is_taken_back_before_and_after_it_is_confirmed(client, office, other, standard, item):
    first = propose(item, by=office)
    assert "收回这份勘误" in page(client.get(address(first, "desk:erratum-withdraw")))
    done = client.post(address(first, "desk:erratum-withdraw"), {"because": "写错了"})
    assert "已经收回，不放行" in page(client.get(done["Location"]))
    assert "已经收回，不用再确认" in Notice.objects.get(recipient=other).subject

    second = mended(item, by=other).proposal
    assert "等下一版目录使用" in page(client.get(address(second)))
    done = client.post(address(second, "desk:erratum-withdraw"), {"because": "核对有误"})
    shown = page(client.get(done["Location"]))
    assert "已收回" in shown
    assert "核对有误" in shown
    assert Notice.objects.filter(recipient=other, subject__contains="又收回").exists()


def test_what_was_typed_too_short_comes_back(client, item):
    sent = client.post(new(item), TYPED | {"because": "写错了"})

    assert sent.status_code == 409
    assert "至少写20个字" in alert(sent)
    assert BASIS in page(sent)


def test_what_the_law_asks_for_is_refused_and_not_offered(client, standard):
    asked = ItemFactory(standard=standard, level2="法定的一项")

    listed = page(client.get(LIST))
    assert "法定的一项" not in listed
    assert "现行目录里没有可以勘误的事项" in listed
    refused = client.post(new(asked), TYPED)
    assert refused.status_code == 409
    assert "法律法规要求公开的，本县不能勘误" in alert(refused)


def test_the_list_says_where_there_is_nothing_and_finds_by_words(client, standard, item):
    mistaken(standard, "另外一件")
    shown = page(client.get(LIST))
    assert "没有等确认的勘误" in shown
    assert "还没有确认过勘误" in shown
    assert "提出过、没有确认的" not in shown

    found = page(client.get(LIST, {"find": "港 口"}))
    assert "港口作业情况" in found
    assert "另外一件" not in found
    assert "没有找到名称里有这几个字" in page(client.get(LIST, {"find": "机场"}))


def test_a_long_list_says_that_it_is_cut(client, standard, monkeypatch):
    monkeypatch.setattr("mingtang.channels.desk.pages.errata.SHOWN_MOST", 1)
    mistaken(standard, "甲"), mistaken(standard, "乙")

    assert "共2项，这里列出前1项" in page(client.get(LIST))


def test_what_it_rests_on_may_change_meanwhile(client, office, other, standard, item):
    proposal = propose(item, by=other)
    standard.to_on = datetime.date(2026, 12, 31)
    standard.save()

    assert "已经有新版接替：不能再确认" in page(client.get(address(proposal)))
    refused = client.post(address(proposal))
    assert refused.status_code == 409
    assert "已经有新版接替" in alert(refused)


def test_what_is_nobodys_here_is_missing(client, item):
    elsewhere = mistaken(edition(CountyFactory()))

    assert client.get(new(elsewhere)).status_code == 404
    assert client.get(address(propose(elsewhere))).status_code == 404


def test_an_office_of_one_is_told_that_it_needs_a_second(client, item, organ):
    assert "现在没有别的人能确认" in page(client.get(new(item)))
    holder_of("openness_office", organ=organ)
    assert "现在没有别的人能确认" not in page(client.get(new(item)))
