import datetime
import json

import pytest

from tests.tlog import making
from tests.tlog.verifying.opening import committed, extra, opened
from tlog.errors import Broken
from tlog.folder import Folder
from tlog.policies import read_policy
from tlog.proofs import Proof
from tlog.verifying.reports import Report
from tlog.verifying.single import check_proof

TITLE, FILES = {"title": "关于某事的公告"}, ["one.pdf"]
LEAF = making.act(
    3,
    commitments=committed(text=TITLE, files=FILES, person={"name": "x"}),
    due_on=datetime.date(2026, 12, 18),
)
ENTRIES = [making.act(0, act="key.announced"), making.act(1), LEAF, making.act(2)]
POLICY = making.policy(making.W1, quorum="w1")


@pytest.fixture
def prove(tmp_path):
    """A proof of the third entry with that extra, checked; the report."""
    folder = Folder(tmp_path / "log")
    making.fill(folder, ENTRIES)

    def prove(said, *, keys=(making.LOG, making.W1), policy=POLICY, at=making.AT, index=2):
        note = making.signed(making.head(ENTRIES).text, *keys, at=at)
        proof = Proof(index, tuple(folder.inclusion(index, 4)), note, said)
        report = Report()
        check_proof(str(proof).encode(), read_policy(policy), report)
        return report

    return prove


def english(words):
    return [one.english for one in words]


def test_a_proof_with_its_content_says_what_was_put_on_record_and_when(prove):
    report = prove(extra(LEAF, text=TITLE, files=FILES))

    assert report.findings == report.notes == []
    assert english(report.facts) == [
        f"log {making.ORIGIN}, entry 2: published",
        f"organ {making.ORGAN}, object {3:032x}, 2026-11-23 10:23:00 (UTC+8)",
        "due by 2026-12-18",
        "seen by w1 2025-10-09 08:53:20Z",
        "title: 关于某事的公告",
    ]
    assert [one.chinese for one in report.facts][:2] == [
        f"日志{making.ORIGIN}，2号条目：公开",
        f"机关{making.ORGAN}，事项{3:032x}，2026年11月23日 10:23:00",
    ]
    assert report.data["leaf"] == json.loads(LEAF)


def test_what_is_not_opened_is_named_but_for_what_is_a_persons(prove):
    report = prove(extra(LEAF))

    assert report.findings == []
    assert english(report.notes) == [
        "parts that are not opened: files, text (not public, withdrawn or erased)"
    ]


def test_content_that_is_not_what_was_recorded_is_found(prove):
    report = prove(extra(LEAF, text={"title": "另一个"}, files=FILES))

    assert [(one.kind, one.index) for one in report.findings] == [("content", 2)]
    assert "title: 另一个" not in english(report.facts)


def test_an_entry_that_is_not_the_one_proved_is_found(prove):
    report = prove(extra(making.act(9)))

    assert [one.kind for one in report.findings] == ["proof"]
    assert report.facts == []


def test_a_proof_that_too_few_witnesses_signed_is_found(prove):
    report = prove(extra(LEAF), keys=(making.LOG,))
    assert english(one.words for one in report.findings) == ["too few witnesses signed: none"]


def test_a_proof_without_witnesses_is_good_and_says_what_that_is_worth(prove):
    report = prove(extra(LEAF), keys=(making.LOG,), policy=making.policy())

    assert report.findings == []
    assert "no witness signed" in english(report.notes)[0]


def test_a_witness_whose_clock_said_nonsense_upsets_nothing(prove):
    report = prove(extra(LEAF), at=2**64 - 1)
    assert "seen by w1 18446744073709551615 s" in english(report.facts)


def test_an_act_without_a_name_is_shown_by_its_code(prove):
    report = prove(extra(ENTRIES[0]), index=0)
    assert english(report.facts)[0].endswith("entry 0: key.announced")
    assert not [one for one in english(report.facts) if one.startswith("due")]


@pytest.mark.parametrize(
    "said",
    [
        b"",
        b"{",
        b"[]",
        b"7",
        b"[" * 100_000,
        json.dumps({"c": {}}).encode(),
        json.dumps({"leaf": 7}).encode(),
        json.dumps({"leaf": "\ud800"}).encode(),
        json.dumps({"leaf": "x", "c": 7}).encode(),
        b"\xff",
    ],
)
def test_a_proof_without_the_entry_itself_cannot_be_checked(prove, said):
    with pytest.raises(Broken, match="does not bring the entry itself"):
        prove(said)


def test_an_entry_that_is_no_act_cannot_be_read(tmp_path):
    note = making.signed(making.head([b"one"]).text, making.LOG)
    with pytest.raises(Broken, match="not the record of a public act"):
        check_proof(
            str(Proof(0, (), note, extra(b"one"))).encode(),
            read_policy(making.policy()),
            Report(),
        )


def test_a_title_is_shown_where_there_is_one(tmp_path):
    leaf = making.act(1, act="duties.opened", commitments=committed(text={}))
    note = making.signed(making.head([leaf]).text, making.LOG)
    said = json.dumps({"leaf": leaf.decode(), "c": {"text": opened({})}}).encode()
    report = Report()
    check_proof(str(Proof(0, (), note, said)).encode(), read_policy(making.policy()), report)

    assert english(report.facts)[0].endswith("entry 0: duties opened")
    assert english(report.facts)[-1] == "title: "
