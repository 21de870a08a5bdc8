import json

import pytest

from mingtang.catalogue.choices import Audience
from mingtang.channels.shared.counties import known
from mingtang.disclosure.models import Attachment, Delivery, Disclosure, Signature
from mingtang.files.actions import store
from mingtang.ledger.models import Entry
from mingtang.ledger.queries import hashes
from mingtang.organs.actions import dissolve_organ, merge_organ, rename_organ
from mingtang.organs.actions.logs import begin_anew
from mingtang.organs.models import County
from tests.disclosure.publishing import later, published, scene
from tests.factories.cases import DisputeFactory
from tests.factories.catalogue import DutyFactory, FactFactory, ItemFactory
from tests.factories.organs import OrganFactory, PlaceFactory
from tests.factories.people import UserFactory
from tlog.checkpoints import Checkpoint
from tlog.merkle import root_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def shown():
    return published(scene()).disclosure


@pytest.fixture
def ask(shown, client):
    def get(address, **given):
        return client.get(address, HTTP_HOST=shown.organ.county.host, **given)

    return get


def test_the_feed_ascends_without_a_gap_and_goes_on_where_one_was(ask, shown):
    whole = ask("/api/v1/acts").json()
    first = ask("/api/v1/acts?limit=2").json()
    rest = ask(f"/api/v1/acts?since={first['next']}").json()

    assert [row["index"] for row in whole["acts"]] == list(range(whole["size"]))
    assert first["acts"] + rest["acts"] == whole["acts"]
    assert whole["origin"] == shown.organ.county.log_origin
    assert rest["next"] == whole["size"]


def test_at_its_end_the_feed_waits_with_the_same_cursor(ask):
    size = ask("/api/v1/acts").json()["size"]

    assert ask(f"/api/v1/acts?since={size}").json()["acts"] == []
    assert ask(f"/api/v1/acts?since={size}").json()["next"] == size


@pytest.mark.parametrize("beyond", [1, 10**17])
def test_nobody_can_have_read_beyond_the_end(ask, shown, beyond):
    size = ask("/api/v1/acts").json()["size"]

    asked = ask(f"/api/v1/acts?since={size + beyond}")
    assert asked.status_code == 409
    assert (asked.json()["size"], asked.json()["origin"]) == (size, _origin(shown))
    assert f"{size}条" in asked.json()["error"]
    assert ask("/api/v1/acts", HTTP_LAST_EVENT_ID=str(size - 1)).json()["acts"] == []
    assert ask("/api/v1/acts", HTTP_LAST_EVENT_ID=str(size)).status_code == 409
    event = f"{_origin(shown)} {size + beyond}"
    assert ask("/api/v1/acts", HTTP_LAST_EVENT_ID=event).status_code == 409


@pytest.mark.parametrize("event", ["1" * 26, "-1", "one", "zwgk.example/log x"])
def test_an_event_that_never_was_is_refused_and_replays_nothing(ask, event):
    asked = ask("/api/v1/acts", HTTP_ACCEPT="text/event-stream", HTTP_LAST_EVENT_ID=event)

    assert asked.status_code == 400
    assert "Last-Event-ID" in asked.json()["error"]


def test_as_a_stream_it_goes_on_after_the_latest_event_seen(ask, shown):
    answer = ask("/api/v1/acts", HTTP_ACCEPT="text/event-stream", HTTP_LAST_EVENT_ID="1")

    assert answer.headers["Content-Type"] == "text/event-stream"
    events = [part for part in answer.content.decode().split("\n\n") if part.startswith("id: ")]
    first, _, rest = events[0].partition("\n")
    assert first == f"id: {_origin(shown)} 2"
    assert rest.startswith("event: act\ndata: ")
    assert json.loads(rest.split("data: ")[1])["index"] == 2
    again = ask(
        "/api/v1/acts",
        HTTP_ACCEPT="text/event-stream",
        HTTP_LAST_EVENT_ID=first.removeprefix("id: "),
    )
    assert again.content.decode().split("\n\n")[1:] == [*events[1:], ""]


def begun_anew(shown, *, new, kept):
    """The county's log is given up, and another goes on with `kept` of its entries."""
    county = County.objects.get(pk=shown.organ.county_id)
    origin = county.log_origin
    rows = hashes(origin, 99)
    lost = [*rows[:kept], bytes(32), *rows[kept + 1 :]]
    ended = Checkpoint(origin, len(lost), root_of(lost))
    entry = begin_anew(
        county=county, origin=new, ended=ended, shown=lost, because="丢失", at=later(99)
    )
    known.forget()
    return origin, entry.index


def test_a_cursor_of_the_log_before_holds_as_far_as_that_is_left(ask, shown):
    was, index = begun_anew(shown, new="second.example/log", kept=3)

    for since in (0, 3):
        told = ask(f"/api/v1/acts?since={since}&origin={was}")
        assert (told.status_code, told.json()["origin"]) == (200, "second.example/log")
    for asked in (
        ask(f"/api/v1/acts?since=4&origin={was}"),
        ask("/api/v1/acts", HTTP_LAST_EVENT_ID=f"{was} 3", HTTP_ACCEPT="text/event-stream"),
    ):
        assert asked.status_code == 409
        told = asked.json()
        assert (told["origin"], told["kept"]) == ("second.example/log", 3)
        assert "最前面的3条" in told["error"]
    assert ask(f"/api/v1/acts?since={index}&origin=second.example/log").status_code == 200


def test_each_break_takes_away_what_it_lost(ask, shown):
    first, _index = begun_anew(shown, new="second.example/log", kept=3)
    begun_anew(shown, new="third.example/log", kept=2)

    assert ask(f"/api/v1/acts?since=2&origin={first}").status_code == 200
    assert ask(f"/api/v1/acts?since=3&origin={first}").status_code == 409
    assert ask("/api/v1/acts?since=3&origin=second.example/log").json()["kept"] == 2


def test_a_cursor_of_a_log_that_was_never_here_is_refused(ask):
    asked = ask("/api/v1/acts?since=1&origin=nobody.example/log")
    assert (asked.status_code, asked.json()["kept"]) == (409, 0)
    assert ask("/api/v1/acts?since=0&origin=nobody.example/log").status_code == 200


def test_whoever_follows_the_address_that_is_given_names_the_log(ask, shown):
    following = ask("/api/v1/acts?limit=2").json()["following"]
    assert ask(following).json()["acts"][0]["index"] == 2
    begun_anew(shown, new="second.example/log", kept=1)
    assert ask(following).status_code == 409


@pytest.mark.parametrize("since", ["x", "-1", "1.5", "9" * 30, "１"])
@pytest.mark.parametrize("path", ["acts", "openings"])
def test_a_cursor_that_is_none_is_refused_with_the_mend(ask, path, since):
    answer = ask(f"/api/v1/{path}?since={since}")

    assert answer.status_code == 400
    assert "since=0" in answer.json()["error"]


@pytest.mark.parametrize(
    "path", ["disclosures", "duties", "disputes", "postings", "organs", "facts", "counties"]
)
def test_so_is_that_of_what_the_site_shows(ask, path):
    assert ask(f"/api/v1/{path}?after=x").status_code == 400


def test_nothing_of_another_county_is_told(ask, client, shown):
    other = published(scene(organ=OrganFactory())).disclosure
    here = ask("/api/v1/acts").content + ask("/api/v1/disclosures").content
    DisputeFactory(organ=other.organ, subject_id=other.object_id)
    for path in (
        "openings",
        "duties",
        "disputes",
        "postings",
        "organs",
        "facts",
        "standards",
        "counties",
    ):
        here += ask(f"/api/v1/{path}").content

    assert other.object_id.hex not in here.decode()
    assert shown.object_id.hex in here.decode()


def test_only_what_is_public_is_opened(ask, shown):
    rows = ask("/api/v1/openings").json()["openings"]

    acts = {
        Entry.objects.get(index=row["index"], log__origin=_origin(shown)).act: row["c"]
        for row in rows
    }
    assert set(acts["disclosure.published"]) == {"text", "data", "files", "person"}
    assert set(acts["disclosure.published"]["person"]) == {"commitment"}
    for act in ("disclosure.secrecy_passed", "disclosure.approved"):
        assert set(acts.pop(act)) == {"person"}
    assert set(acts.pop("duty.fulfilled")) == {"data"}
    assert set(acts) == {"disclosure.published"}


def test_who_signed_is_told_by_what_it_commits_to_and_no_name(ask, shown):
    def given():
        answer = ask("/api/v1/openings")
        rows = {row["index"]: row["c"] for row in answer.json()["openings"]}
        return answer.content.decode(), rows[entry.index].get("person")

    entry = Entry.objects.get(act="disclosure.approved", log__origin=_origin(shown))
    signature = Signature.objects.get(step="approval")
    whole, person = given()

    assert person == {"commitment": entry.commitments["person"]}
    assert signature.by.username not in whole
    Signature.objects.filter(step="approval").update(by=UserFactory())
    assert given()[1]["commitment"] != entry.commitments["person"]


def test_internal_disclosure_is_in_none_of_it(client):
    inside = published(scene(audience=Audience.INTERNAL, channels=[])).disclosure

    def ask(path):
        return client.get(f"/api/v1/{path}", HTTP_HOST=inside.organ.county.host)

    assert ask("disclosures").json()["disclosures"] == []
    assert ask("duties").json()["duties"] == []
    assert ask("openings").json()["openings"] == []


def test_each_list_asks_as_much_for_one_as_for_three(ask, shown, django_assert_num_queries):
    lists = {
        "acts": 3,
        "openings": 16,
        "disclosures": 4,
        "duties": 4,
        "disputes": 2,
        "postings": 2,
        "places": 2,
        "documents": 2,
        "organs": 9,
        "counties": 4,
        "facts": 2,
        "standards": 4,
        "findings": 2,
        "transfers": 2,
        "consultations": 2,
        "examinations": 2,
        "gaps": 2,
    }
    for path, count in lists.items():
        ask(f"/api/v1/{path}")
        with django_assert_num_queries(count):
            ask(f"/api/v1/{path}")
    for _number in range(2):
        published(scene(organ=OrganFactory(county=shown.organ.county)))
    for path, count in lists.items():
        ask(f"/api/v1/{path}")
        with django_assert_num_queries(count):
            ask(f"/api/v1/{path}")


def test_a_publication_names_its_files_and_where_they_are(ask, shown):
    file = store(content=b"1,2\n", name="a.csv", by=None, at=later(0))
    Attachment.objects.create(edition=shown.current, file=file, name="附表 1.csv")

    (row,) = ask("/api/v1/disclosures").json()["disclosures"]
    (listed,) = row["files"]
    fetched = ask(f"/{listed['path']}")

    assert listed["sha256"] == file.sha256
    assert b"".join(fetched.streaming_content) == b"1,2\n"
    Disclosure.objects.update(
        withdrawn_at=later(9), withdrawal_ground="error", withdrawal_reason="有误"
    )
    assert ask("/api/v1/disclosures").json()["disclosures"][0]["files"] == []


def test_a_publication_that_shows_the_edition_of_another_has_none(ask, shown):
    assert ask("/api/v1/disclosures").json()["disclosures"][0]["edition"] == 1
    other = published(scene()).disclosure
    Disclosure.objects.filter(pk=other.pk).update(current=None)
    Disclosure.objects.filter(pk=shown.pk).update(current=other.current)

    (row,) = ask("/api/v1/disclosures").json()["disclosures"]
    assert row["edition"] is None


def test_a_dispute_is_told_without_a_word_of_it(ask, shown):
    open_one = DisputeFactory(organ=shown.organ, text="表里的合计不对")
    answered = DisputeFactory(organ=shown.organ, answered=True, hidden_because="言语不当")
    answer = ask("/api/v1/disputes")

    one, other = answer.json()["disputes"]
    assert (one["object"], one["state"], one["answered_at"]) == (
        open_one.object_id.hex,
        "received",
        None,
    )
    assert (other["object"], other["result"], other["is_hidden"]) == (
        answered.object_id.hex,
        "upheld",
        True,
    )
    assert "合计" not in answer.content.decode()


def test_the_register_is_told_with_what_has_ended(ask, shown):
    part = OrganFactory(county=shown.organ.county, parent=shown.organ, dissolved_on=later(0).date())

    rows = {row["code"]: row for row in ask("/api/v1/organs").json()["organs"]}
    assert rows[shown.organ.code]["name"] == shown.organ.name
    assert rows[part.code]["parent"] == shown.organ.code
    assert rows[part.code]["dissolved_on"] == later(0).date().isoformat()


def test_of_an_organ_that_has_ended_whoever_asks_can_follow_what_it_owed(ask, shown):
    """From the organ that a duty and a fact name, to the one that took its place, and on."""
    county, by_code = shown.organ.county, ("ended_by", "successor")
    first, second, last = (OrganFactory(county=county) for _number in range(3))
    rename_organ(organ=last, name="县新局", on=later(0).date(), basis="文", by=None, at=later(0))
    merge_organ(organ=first, into=second, on=later(0).date(), basis="文", by=None, at=later(0))
    dissolve_organ(
        organ=second, successor=last, on=later(24).date(), basis="文", by=None, at=later(24)
    )
    fact = FactFactory(organ=first, item=ItemFactory(standard__county=county))
    duty = DutyFactory(organ=last, taken_over_from=first, item=fact.item, fact=fact)

    rows = {row["code"]: row for row in ask("/api/v1/organs").json()["organs"]}
    [of_fact] = ask("/api/v1/facts").json()["facts"]
    of_duty = {row["object"]: row for row in ask("/api/v1/duties").json()["duties"]}

    followed = [of_fact["organ"]]
    while successor := rows[followed[-1]]["successor"]:
        followed.append(successor)
    assert followed == [first.code, second.code, last.code]
    named = of_duty[duty.object_id.hex]
    assert (named["organ"], named["taken_over_from"]) == (last.code, first.code)
    ends = [[rows[code][name] for name in by_code] for code in followed]
    assert ends == [["merged", second.code], ["dissolved", last.code], [None, None]]


def test_what_hangs_and_hung_on_boards_is_told_with_its_times(ask, shown):
    for state, times in (
        ("posted", {"posted_at": later(1)}),
        ("removed", {"posted_at": later(1), "removed_at": later(9)}),
        ("waiting", {}),
    ):
        Delivery.objects.create(
            organ=shown.organ,
            edition=shown.current,
            channel="board",
            place=PlaceFactory(organ=shown.organ),
            state=state,
            created_at=later(0),
            **times,
        )

    hangs, hung, waits = ask("/api/v1/postings").json()["postings"]
    assert (hangs["posted_at"], hangs["removed_at"]) == (later(1).isoformat(), None)
    assert hung["removed_at"] == later(9).isoformat()
    assert (waits["posted_at"], waits["state"], waits["edition"]) == (None, "waiting", 1)
    assert waits["disclosure"] == shown.object_id.hex
    Disclosure.objects.update(audience=Audience.INTERNAL)
    inside = ask("/api/v1/postings").json()["postings"]
    assert inside == [{name: row[name] for name in inside[0]} for row in (hangs, hung)]
    assert set(inside[0]) == {"object", "posted_at", "removed_at"}


def _origin(disclosure):
    return disclosure.organ.county.log_origin
