import datetime
import hashlib

import pytest
from django.core.files.base import ContentFile

from mingtang.audit.choices import Agent
from mingtang.disclosure.models import Attachment, Disclosure
from mingtang.files.models import StoredFile
from mingtang.ledger.choices import Act, FieldGroup
from mingtang.organs.actions import record_act
from tests.channels.website.scenery import (
    AT,
    ELEMENTS,
    board,
    corrected,
    published,
    withdrawn,
)
from tests.factories.catalogue import DutyFactory, FactFactory, ItemFactory, ended_duty
from tests.factories.disclosure import EditionFactory
from tests.factories.organs import OrganFactory, VillageFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def organ(county):
    return OrganFactory(county=county, name="县财政局")


@pytest.fixture
def item(county):
    return ItemFactory(standard__county=county, level2="预算决算", elements=ELEMENTS)


def address(disclosure, rest=""):
    return f"/d/{disclosure.object_id}/{rest}"


def a_file(content=b"%PDF-1.7 x", media_type="application/pdf"):
    stored = StoredFile(
        sha256=hashlib.sha256(content).hexdigest(),
        size=len(content),
        media_type=media_type,
        text_state="read",
        stored_at=AT,
        latest_offered_at=AT,
    )
    stored.content.save("x", ContentFile(content), save=True)
    return stored


def attach(edition, name="决算表.pdf", file=None):
    return Attachment.objects.create(edition=edition, file=file or a_file(), name=name)


@pytest.mark.parametrize("is_withdrawn", [False, True])
def test_a_publication_says_that_what_it_rests_on_never_happened(
    organ, item, read, visit, is_withdrawn
):
    duty = DutyFactory(
        organ=organ,
        item=item,
        state="void",
        ended_at=AT,
        fact__withdrawn_at=AT,
        fact__withdrawn_because="会议没有召开",
    )
    shown = published(organ, item, duty=duty, late_by=0)
    if is_withdrawn:
        withdrawn(shown)

    page, duty_page, every = (
        read(where, status)
        for where, status in (
            (address(shown), 410 if is_withdrawn else 200),
            (f"/duties/{duty.object_id}/", 200),
            ("/d/", 200),
        )
    )
    [row] = visit("/api/v1/disclosures").json()["disclosures"]
    table = b"".join(visit("/d/list.csv").streaming_content).decode("utf-8-sig").splitlines()

    assert "任务不再成立：产生任务的事实已经撤销登记" in page
    assert "2026年11月2日撤销登记。原因：会议没有召开" in page
    for one in (page, duty_page, every):
        assert "按期</span>" not in one
    assert ("任务不再成立</span>" in every) == (not is_withdrawn)
    assert row["late_by"] is None
    assert row["fact_withdrawn"] == {
        "fact": duty.fact.object_id.hex,
        "at": AT.isoformat(),
        "because": "会议没有召开",
    }
    assert table[1].endswith(",,是")


def test_a_publication_says_what_it_is_and_which_law_demanded_it(organ, item, read):
    shown = published(organ, item, title="2025年决算公告", index_number="SF0100/2026-00417")

    page = read(address(shown))

    for said in (
        '<h1 data-said="title">2025年决算公告</h1>',
        "SF0100/2026-00417",
        "《政府信息公开条例》第二十六条",
        "一句话说完。",
        "<p>正文在此。</p>",
        "<dd>1,268</dd>",
        "<table",
        '<meta name="ArticleTitle" content="2025年决算公告">',
        '<meta name="PubDate" content="2026-11-02 09:30">',
        '<meta name="ContentSource" content="县财政局">',
    ):
        assert said in page, said


def test_a_publication_shows_how_it_became_public_and_what_stood_before_it(organ, county, read):
    item = ItemFactory(standard__county=county, gates=["congress"])
    duty = ended_duty(organ=organ, item=item, late_by=-5)
    FactFactory(
        organ=organ,
        kind="congress_approved",
        title="批准2025年决算的决议",
        duty=duty,
        happened_on=datetime.date(2026, 8, 27),
    )
    shown = published(organ, item, duty=duty, late_by=-5)

    page = read(address(shown))

    assert "提前5个工作日" in page
    assert "任务产生" in page
    assert "批准2025年决算的决议（2026年8月27日）" in page
    assert "人大批准" in page


def test_a_gate_without_evidence_is_shown_as_not_passed(organ, county, read):
    item = ItemFactory(standard__county=county, gates=["pre_disclosure"])
    shown = published(organ, item)

    page = read(address(shown))

    assert 'class="shut"' in page
    assert "还没有登记方案预公开。" in page


@pytest.mark.parametrize(
    ("outcome", "given", "said"),
    [
        ("nil", {}, "这一期没有需要公开的内容"),
        ("withheld", {"edition__exemption": "E14a"}, "依法不予公开：国家秘密"),
    ],
)
def test_a_duty_answered_without_content_says_why(organ, item, read, outcome, given, said):
    shown = published(organ, item, outcome=outcome, **given)

    assert said in read(address(shown))


@pytest.mark.parametrize(
    ("outcome", "words"),
    [
        ("nil", "无此事项，逾期4个工作日后答复"),
        ("withheld", "依法不予公开，逾期4个工作日后答复"),
    ],
)
def test_what_answers_a_duty_late_without_publishing_says_so_in_the_list_too(
    organ, item, read, outcome, words
):
    about = {"edition__exemption": "E14a"} if outcome == "withheld" else {}
    late = published(organ, item, outcome=outcome, late_by=4, **about)

    assert words in read(address(late))
    assert words in read("/d/")


def test_what_is_withheld_for_others_says_how_they_were_asked(organ, item, read):
    given = {"edition__exemption": "E15", "edition__third_party": "refused"}
    asked_on = datetime.date(2026, 3, 9)

    shown = published(organ, item, outcome="withheld", edition__third_party_on=asked_on, **given)
    silent = published(organ, item, outcome="withheld", edition__exemption="E15")

    assert "征求过意见，第三方不同意公开，2026年3月9日" in read(address(shown))
    assert "第三方的意见" not in read(address(silent))


def test_validity_is_said_in_the_voice_of_the_state(organ, item, read):
    shown = published(
        organ,
        item,
        validity="repealed",
        validity_note="由示府〔2026〕1号废止",
        valid_until=datetime.date(2026, 10, 1),
    )

    page = read(address(shown))

    assert '<span class="tag tag--state">已废止</span>' in page
    assert "已废止，至2026年10月1日，由示府〔2026〕1号废止" in page


def test_a_correction_is_a_new_edition_and_says_what_changed(organ, item, read):
    shown = published(organ, item, edition__body="支出1,286万元。")
    corrected(shown, body="支出1,268万元。")

    page = read(address(shown))
    difference = read(address(shown, "v/2/diff/"))

    assert "第2版，共2版" in page
    assert "更正：数字录入有误" in page
    assert "2026年11月9日更正" in page
    assert "<ins>" in difference
    assert "<del>" in difference
    assert "数字录入有误" in difference


def test_an_earlier_edition_stays_and_says_that_there_is_a_newer_one(organ, item, read):
    shown = published(organ, item)
    corrected(shown)

    page = read(address(shown, "v/1/"))

    assert "这是第1版，已经有新版" in page
    assert '<meta name="robots" content="noindex">' in page


@pytest.mark.parametrize("rest", ["v/9/", "v/1/diff/", "v/9/diff/", "f/1/x.pdf"])
def test_what_a_publication_does_not_have_is_missing(organ, item, read, rest):
    shown = published(organ, item)

    assert "没有" in read(address(shown, rest), status=404) or "第一版" in read(
        address(shown, rest), status=404
    )


@pytest.mark.parametrize("rest", ["", "v/1/", "v/1/diff/", "f/1/x.pdf"])
def test_of_what_was_withdrawn_only_the_tombstone_remains(organ, item, read, rest):
    shown = published(organ, item, title="临时救助对象名单")
    attach(shown.current)
    other = published(organ, item, title="名单（遮盖件）")
    withdrawn(shown, replaced_by=other)

    page = read(address(shown, rest), status=410)

    for said in ("临时救助对象名单", "涉及个人信息", "遮盖不全", "第十五条", "名单（遮盖件）"):
        assert said in page, said
    for gone in ("正文在此", "一句话说完", "1,268", "决算表.pdf"):
        assert gone not in page, gone


def test_a_tombstone_lists_where_it_still_hangs(organ, item, read):
    shown = published(organ, item)
    hung = board(shown, VillageFactory(county=organ.county))
    hung.state, hung.posted_at = "to_remove", AT
    hung.save()
    shown.current.deliveries.filter(channel="website").update(state="removed", removed_at=AT)
    withdrawn(shown)

    page = read(address(shown), status=410)

    assert "还没有撤下的回执。" in page
    assert "撤下，保留本页。" in page
    assert "没有替代的信息。" in page


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({}, "还没有张贴回执，应在11月5日前张贴。"),
        ({"post_by": None}, "还没有张贴回执。"),
        ({"state": "posted", "posted_at": AT}, "11月2日 09:30张贴。"),
        (
            {
                "state": "posted",
                "posted_at": AT,
                "notice_days": 10,
                "remove_from": datetime.date(2026, 11, 13),
            },
            "公示10天，11月13日起可以撤下。",
        ),
        (
            {
                "state": "posted",
                "posted_at": AT,
                "remove_from": datetime.date(2026, 11, 13),
                "objection_address": "县财政局，0000-0000000",
            },
            "有异议，请找：县财政局，0000-0000000",
        ),
        (
            {"state": "removed", "posted_at": AT, "removed_at": AT},
            "11月2日 09:30撤下，公示期已满。",
        ),
    ],
)
def test_a_publication_says_where_it_hangs(organ, item, read, given, said):
    shown = published(organ, item)
    hung = board(shown, VillageFactory(county=organ.county))
    type(hung).objects.filter(pk=hung.pk).update(**given)

    assert said in read(address(shown))


def test_the_ledger_is_named_beside_the_publication(organ, item, read):
    shown = published(organ, item)
    record_act(
        act=Act.PUBLISHED,
        about=shown,
        basis="",
        fields={FieldGroup.TEXT: b"{}"},
        by=None,
        agent=Agent.SETUP,
        at=AT,
    )

    page = read(address(shown))

    assert "0号条目（公开）" in page
    assert "日志只增不改" in page


def test_a_file_is_fetched_as_it_was_published(organ, item, visit, read):
    shown = published(organ, item)
    attached = attach(shown.current)

    page = read(address(shown))
    response = visit(address(shown, f"f/{attached.pk}/x.pdf"))

    assert "决算表.pdf" in page
    assert "PDF 文档 · 10 B" in page
    assert b"".join(response.streaming_content) == b"%PDF-1.7 x"
    assert response.headers["Content-Type"] == "application/pdf"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Content-Security-Policy"] == "default-src 'none'"
    assert response.headers["Cache-Control"] == "public, max-age=300"


def test_a_file_of_an_earlier_edition_stays_to_be_had(organ, item, visit):
    shown = published(organ, item)
    attached = attach(shown.current)
    corrected(shown)

    assert visit(address(shown, f"f/{attached.pk}/x.pdf")).status_code == 200


def test_a_file_of_a_draft_or_of_another_publication_is_not_there(organ, item, visit):
    shown, other = published(organ, item), published(organ, item)
    draft = EditionFactory(disclosure=shown, number=2, state="draft", published_at=None)
    hidden = attach(draft)

    assert visit(address(shown, f"f/{hidden.pk}/x.pdf")).status_code == 404
    foreign = attach(other.current, file=hidden.file)
    assert visit(address(shown, f"f/{foreign.pk}/x.pdf")).status_code == 404


def test_a_file_published_unmasked_names_the_law_that_says_so(organ, item, read):
    shown = published(organ, item)
    attached = attach(shown.current)
    attached.decision, attached.decision_note = "lawful", "《招标投标法》第四十五条"
    attached.save()

    assert "按法律要求公开原文：《招标投标法》第四十五条" in read(address(shown))


def test_drafts_are_not_there(organ, item, visit):
    draft = published(organ, item, first_published_at=None)

    assert visit(address(draft)).status_code == 404


def test_a_publication_whose_edition_is_gone_is_missing_and_not_broken(organ, item, visit):
    shown = published(organ, item)
    Disclosure.objects.filter(pk=shown.pk).update(current=None)

    assert visit(address(shown)).status_code == 404


def test_the_list_is_narrowed_by_links(county, item, read):
    village = OrganFactory(county=county, tier="township", name="青石镇")
    published(OrganFactory(county=county), item, title="县里的")
    there = published(village, item, title="镇里的")

    narrowed = read("/d/?tier=township")

    assert "镇里的" in narrowed
    assert "县里的" not in narrowed
    assert "镇里的" in read(f"/d/?organ={there.organ.object_id}")
    assert "镇里的" in read(f"/d/?item={item.object_id}&emphasis=general")
    assert "没有符合条件的公开信息" in read("/d/?emphasis=key")


@pytest.mark.parametrize("query", ["organ=x", "item=1", "on=2026-13-01", "tier=x", "emphasis=x"])
def test_a_filter_that_is_not_offered_is_said_to_be_wrong(county, visit, query):
    assert visit(f"/d/?{query}").status_code == 404


@pytest.mark.parametrize("query", ["organ", "item"])
def test_a_filter_for_what_has_nothing_is_empty(county, read, query):
    page = read(f"/d/?{query}=6b1c0f8e-0000-4000-8000-000000000000")

    assert "没有符合条件的公开信息" in page


def test_an_english_page_says_which_of_its_words_are_chinese(organ, item, read):
    shown = published(organ, item, title="2025年决算公告", index_number="SF0100/2026-00417")

    page = read("/en" + address(shown))

    assert '<h1 data-said="title" lang="zh-Hans">2025年决算公告</h1>' in page
    assert '<div class="doc section" data-said="text" lang="zh-Hans">' in page
    assert '<dd lang="zh-Hans"><a href="/en/organs/' in page
    assert "<dd>SF0100/2026-00417</dd>" in page
    chinese = read(address(shown)).split('id="main"')[1].split("<footer")[0]
    assert "lang=" not in chinese
