import itertools

import pytest

from tests.tlog import making
from tlog import policies
from tlog.errors import Broken
from tlog.notes import Note

TEXT = making.head(making.entries(5)).text
W1, W2, W3 = making.W1, making.W2, making.W3
NAMED = {"w1": W1, "w2": W2, "w3": W3}


def enough(groups, quorum):
    """Every set of the three witnesses that satisfies it, as checked on real signatures."""
    policy = policies.read_policy(making.policy(W1, W2, W3, groups=groups, quorum=quorum))
    found = set()
    for names in [some for count in range(4) for some in itertools.combinations(NAMED, count)]:
        note = making.signed(TEXT, making.LOG, *(NAMED[name] for name in names))
        if policy.holds(set(names)):
            assert policy.check(note) == dict.fromkeys(names, making.AT)
            found.add(" ".join(names))
        else:
            with pytest.raises(Broken, match="too few witnesses signed"):
                policy.check(note)
    return found


@pytest.mark.parametrize(
    ("groups", "quorum", "met_by"),
    [
        ("", "none", {"", "w1", "w2", "w3", "w1 w2", "w1 w3", "w2 w3", "w1 w2 w3"}),
        ("", "w2", {"w2", "w1 w2", "w2 w3", "w1 w2 w3"}),
        ("group g any w1 w3\n", "g", {"w1", "w3", "w1 w2", "w1 w3", "w2 w3", "w1 w2 w3"}),
        ("group g all w1 w2 w3\n", "g", {"w1 w2 w3"}),
        ("group g 2 w1 w2 w3\n", "g", {"w1 w2", "w1 w3", "w2 w3", "w1 w2 w3"}),
        (
            "group far any w2 w3\ngroup both all w1 far\n",
            "both",
            {"w1 w2", "w1 w3", "w1 w2 w3"},
        ),
    ],
)
def test_a_quorum_is_met_by_these_and_by_no_others(groups, quorum, met_by):
    assert enough(groups, quorum) == met_by


def policy(**given):
    return policies.read_policy(making.policy(W1, W2, **given))


def test_comments_blank_lines_tabs_and_addresses_are_read():
    found = policies.read_policy(
        f"# a comment\n\n\t log\t{making.LOG.key}  http://127.0.0.1/log/ \n"
        f"  # another\nwitness 档案馆 {W1.key} http://127.0.0.1:8010/#w\nquorum 档案馆"
    )

    assert found.logs == [making.LOG.key]
    assert found.witnesses["档案馆"].address == "http://127.0.0.1:8010/#w"
    assert found.quorum == "档案馆"


@pytest.mark.parametrize(
    "line",
    [
        "nonsense",
        "log",
        "log name+00000000+AAAA",
        f"log {making.OTHER.key} http://one/ http://two/",
        f"log {making.LOG.key}",
        "witness w4",
        f"witness w4 {making.OTHER.key}",
        f"witness w1 {W3.key}",
        f"witness none {W3.key}",
        f"witness w4 {W1.key}",
        f"witness w4 {W3.key} http://one/ http://two/",
        "group g",
        "group g any",
        "group g any w9",
        "group g any none",
        "group g 0 w1",
        "group g -1 w1",
        "group g 3 w1 w2",
        "group g two w1 w2",
        "group g any w1 w1",
        "group w1 any w2",
        "group g any w1\nx",
        "quorum",
        "quorum w1 w2",
        "quorum later",
        "quorum none\nquorum none",
    ],
)
def test_a_line_that_cannot_be_read_is_named(line):
    text = making.policy(W1, W2).replace("quorum none\n", f"{line}\nquorum w1\n")
    with pytest.raises(Broken) as told:
        policies.read_policy(text)
    number = 4 + line.count("\n")
    assert f"line {number} of the policy cannot be read" in told.value.english
    assert f"第{number}行读不懂" in told.value.chinese


def test_a_witness_counts_in_one_group_alone():
    with pytest.raises(Broken, match="line 5 of the policy"):
        policy(groups="group g any w1\ngroup h any w1 w2\n", quorum="h")


def test_one_key_under_two_names_is_not_two_witnesses():
    twice = making.secret("one", name="another.example", kind=W1.key.kind)
    assert twice.key.public == W1.key.public
    with pytest.raises(Broken, match="line 3 of the policy"):
        policies.read_policy(making.policy(W1, twice, groups="group g all w1 w2\n", quorum="g"))


@pytest.mark.parametrize("text", ["", "quorum none\n", f"log {making.LOG.key}\n"])
def test_a_policy_names_a_log_and_a_quorum(text):
    with pytest.raises(Broken, match="lacks a log or a quorum"):
        policies.read_policy(text)


def test_a_checkpoint_without_the_logs_signature_is_refused():
    for note in (making.signed(TEXT, W1, W2), Note(TEXT)):
        with pytest.raises(Broken, match="lacks the signature of the log"):
            policy().check(note)


def test_the_key_of_one_log_does_not_sign_for_another():
    both = policies.read_policy(f"log {making.LOG.key}\n" + making.policy(log=making.OTHER))
    with pytest.raises(Broken, match="lacks the signature of the log"):
        both.check(making.signed(TEXT, making.OTHER))
    assert both.check(making.signed(TEXT, making.LOG)) == {}


def test_a_checkpoint_of_a_log_that_is_not_named_is_refused():
    with pytest.raises(policies.OtherLog, match="another log"):
        policies.read_policy(making.policy(log=making.OTHER)).check(
            making.signed(TEXT, making.LOG, making.OTHER)
        )


def test_a_false_line_of_a_known_key_spoils_the_whole():
    good = making.signed(TEXT, making.LOG, W1)
    elsewhere = making.signed(making.head([]).text, making.LOG, W1)
    for lines in (
        (good.signatures[0], elsewhere.signatures[1]),
        (elsewhere.signatures[0], good.signatures[1]),
    ):
        with pytest.raises(Broken, match="is false"):
            policy().check(Note(TEXT, lines))


def test_old_and_new_key_are_both_taken_while_they_change_hands():
    new = making.secret("new")
    both = policies.read_policy(f"log {making.LOG.key}\n" + making.policy(log=new))
    for keys in ((making.LOG,), (new,), (making.LOG, new)):
        assert both.check(making.signed(TEXT, *keys)) == {}
