"""The end of an organ: typed, seen, proposed by one; seen anew and confirmed by another."""

import pytest
from django.urls import reverse

from mingtang.catalogue.models import Duty
from mingtang.organs.models import Succession, SuccessionProposal
from tests.channels.desk.sitting import alert, page
from tests.factories.catalogue import DutyFactory
from tests.factories.disclosure import DisclosureFactory
from tests.factories.organs import CountyFactory, OrganFactory, PostFactory, holder_of

pytestmark = pytest.mark.usefixtures("wall_clock", "office")


@pytest.fixture
def ending(county):
    return OrganFactory(county=county, name="县体育局")


@pytest.fixture
def other(organ):
    """Another of the openness office, who reads what the first one proposes."""
    return holder_of("openness_office", organ=organ)


def address(organ, name="desk:organ"):
    return reverse(name, args=[organ.object_id])


def typed(organ):
    heir = str(organ.object_id)
    return {"into": heir, "duties_to": heir, "on": "2026-11-20", "basis": "示编〔2026〕3号"}


def propose(client, ending, organ, name="desk:organ-merge", **changes):
    """Typed, seen what it does, and proposed."""
    sent, there = typed(organ) | changes, address(ending, name)
    shown = client.post(there, sent)
    assert shown.status_code == 200, alert(shown)
    return client.post(there, sent | {"seen": shown.context["seen"]})


def confirm(client, ending, shown):
    said = {"proposal": shown.context["proposal"].object_id, "seen": shown.context["seen"]}
    return client.post(address(ending, "desk:organ-end"), said)


@pytest.mark.parametrize("name", ["desk:organ-merge", "desk:organ-dissolve"])
def test_it_is_shown_before_it_is_proposed_and_changes_nothing_until_it_is_confirmed(
    client, organ, ending, other, name
):
    duty = DutyFactory(organ=ending, title="体育场馆开放情况")
    DisclosureFactory(organ=ending)
    PostFactory(organ=ending, holder__name="甲同志")
    assert "另一个有权登记机关的人" in page(client.get(address(ending, name)))

    shown = client.post(address(ending, name), typed(organ))

    text = page(shown)
    for words in ("体育场馆开放情况", "转到县教育局的", "到此结束的", "甲同志", "还没有办理"):
        assert words in text
    assert not SuccessionProposal.objects.exists()
    assert "现在没有第二个能确认的人" not in text

    done = propose(client, ending, organ, name)

    assert done.headers["Location"] == f"{address(ending)}?done=proposed"
    told = page(client.get(done.headers["Location"]))
    assert "等另一个人确认" in told
    assert "确认以前一切照旧" in told
    assert address(ending, "desk:organ-merge") not in told
    assert Duty.objects.get(pk=duty.pk).organ == ending
    assert not Succession.objects.exists()


def test_one_alone_is_told_that_nobody_can_confirm_it(client, organ, ending):
    shown = client.post(address(ending, "desk:organ-merge"), typed(organ))

    assert "现在没有第二个能确认的人" in page(shown)


def test_what_was_typed_otherwise_after_the_preview_is_shown_anew(client, organ, ending):
    there = address(ending, "desk:organ-merge")
    seen = client.post(there, typed(organ)).context["seen"]

    again = client.post(there, typed(organ) | {"seen": seen, "on": "2026-11-19"})
    back = client.post(there, typed(organ) | {"seen": seen, "change": "1"})

    assert again.status_code == 200
    assert "从2026年11月19日起" in page(again)
    assert "看会改变什么" in page(back)
    assert not SuccessionProposal.objects.exists()


def test_what_cannot_be_is_refused_before_the_preview(client, organ, ending):
    DutyFactory(organ=ending)
    sent = typed(organ) | {"duties_to": ""}

    refused = client.post(address(ending, "desk:organ-dissolve"), sent)

    assert refused.status_code == 409
    assert "还有没完成的公开任务" in alert(refused)


def test_another_finds_it_on_today_and_confirms_it(client, organ, ending, other):
    duty = DutyFactory(organ=ending)
    propose(client, ending, organ)
    assert "等您确认" not in page(client.get("/desk/"))
    client.force_login(other)
    today = page(client.get("/desk/"))
    assert "机关合并、撤销，等您确认" in today
    assert address(ending, "desk:organ-end") in today

    shown = client.get(address(ending, "desk:organ-end"))
    assert "县体育局并入县教育局" in page(shown)
    done = confirm(client, ending, shown)

    assert done.headers["Location"] == f"{address(ending)}?done=confirmed"
    told = page(client.get(done.headers["Location"]))
    assert "已经确认，马上生效" in told
    assert "提出过的合并、撤销" in told
    assert Duty.objects.get(pk=duty.pk).organ == organ
    assert Succession.objects.get().successor == organ
    assert client.get(address(ending, "desk:organ-end")).status_code == 404
    again = client.post(address(ending, "desk:organ-merge"), typed(organ))
    assert "已经在2026年11月20日撤并" in alert(again)


def test_whoever_proposed_it_is_offered_no_confirmation_and_given_none(client, organ, ending):
    propose(client, ending, organ)

    shown = client.get(address(ending, "desk:organ-end"))
    assert "确认，开始生效" not in page(shown)
    assert "这是您自己提出的" in page(shown)
    refused = confirm(client, ending, shown)

    assert refused.status_code == 409
    assert "您自己提出的" in alert(refused)
    assert not Succession.objects.exists()


def test_what_came_since_is_told_before_it_can_be_confirmed(client, organ, ending, other):
    DutyFactory(organ=ending)
    propose(client, ending, organ)
    client.force_login(other)
    shown = client.get(address(ending, "desk:organ-end"))
    assert "提出以后有变化" not in page(shown)
    DutyFactory(organ=ending)

    refused = confirm(client, ending, shown)

    assert refused.status_code == 409
    assert "又有变化" in alert(refused)
    assert "提出以后有变化" in page(refused)
    assert "提出时1" in page(refused)
    assert confirm(client, ending, refused).status_code == 302


def test_another_than_was_seen_is_not_confirmed(client, organ, ending, other):
    propose(client, ending, organ)
    client.force_login(other)
    there = address(ending, "desk:organ-end")
    seen = client.get(there).context["seen"]

    refused = client.post(there, {"proposal": "another", "seen": seen})

    assert refused.status_code == 409
    assert "换了另一份" in alert(refused)


def test_another_declines_with_a_reason_and_it_may_be_proposed_anew(client, organ, ending, other):
    propose(client, ending, organ)
    client.force_login(other)
    decline = address(ending, "desk:organ-end-decline")
    assert client.post(decline, {"because": ""}).status_code == 422

    done = client.post(decline, {"because": "文件还没有印发"}, follow=True)

    assert "已经答复不同意" in page(done)
    for words in ("从2026年11月20日起并入县教育局", "文件还没有印发", "没有同意"):
        assert words in page(done)
    propose(client, ending, organ, "desk:organ-dissolve")
    assert "从2026年11月20日起撤销，由县教育局接着负责" in page(client.get(address(ending)))


def test_whoever_proposed_it_takes_it_back(client, organ, ending):
    propose(client, ending, organ, "desk:organ-dissolve", duties_to="")
    assert "从2026年11月20日起撤销" in page(client.get(address(ending)))
    withdraw = address(ending, "desk:organ-end-withdraw")
    assert "不用再确认" in page(client.get(withdraw))

    done = client.post(withdraw, {"because": "抄错"}, follow=True)

    assert "已经收回" in page(done)
    assert client.post(withdraw, {"because": "再来"}).status_code == 404


def test_an_end_that_waits_in_another_county_is_nobodys_here(client, organ):
    elsewhere = OrganFactory(county=CountyFactory(), name="外县的局")

    assert client.get(address(elsewhere, "desk:organ-end")).status_code == 404
    assert "外县的局" not in page(client.get("/desk/"))
