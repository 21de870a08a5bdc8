import hashlib
import http.client
import socket
import threading
import urllib.error
import urllib.request

import pytest

from tests.tlog import making
from tlog import asked
from tlog import witness as witnessing
from tlog.checkpoints import Checkpoint
from tlog.cosignatures import cosigned_at, signed_by
from tlog.errors import Broken
from tlog.folder import Folder
from tlog.merkle import EMPTY_ROOT
from tlog.notes import Note, read_note

ENTRIES = making.entries(20)
LOG_NAME = hashlib.sha256(making.ORIGIN.encode()).hexdigest()


def tree(size):
    return making.head(ENTRIES[:size])


@pytest.fixture
def log(tmp_path):
    folder = Folder(tmp_path / "log")
    making.fill(folder, ENTRIES, batch=5)
    return folder


@pytest.fixture
def witness(make_witness):
    """A witness that has seen five entries, and how it is asked."""
    address, own = make_witness()
    own.address = address
    code, _body, _kind = add(own, making.signed(tree(5).text, making.LOG), old=0)
    assert code == 200
    return own


def send(address, body, **how):
    request = urllib.request.Request(address, data=body, **how)
    try:
        answer = urllib.request.urlopen(request, timeout=20)
    except urllib.error.HTTPError as refusal:
        answer = refusal
    with answer:
        return answer.status, answer.read(), answer.headers["Content-Type"]


def add(witness, note, *, old, proof=()):
    body = asked.written(old, proof, str(note).encode())
    return send(f"{witness.address}/add-checkpoint", body)


def get(witness, path):
    return send(f"{witness.address}{path}", None)


def state(witness):
    files = (path for path in witness.folder.rglob("*") if path.is_file())
    return {str(path): path.read_bytes() for path in files}


def seen(witness):
    return witness.heads.latest(making.ORIGIN)


def signed(head, *keys):
    return making.signed(head.text, *(keys or (making.LOG,)))


def test_a_log_that_grew_is_cosigned_and_that_is_on_disk_by_then(witness, log):
    note = signed(tree(12))
    code, body, kind = add(witness, note, old=5, proof=log.consistency(5, 12))

    assert (code, kind) == (200, "text/plain; charset=utf-8")
    cosigned = read_note(f"{note.text}\n".encode() + body)
    assert cosigned_at(cosigned, witness.secret.key) == making.AT
    again = witnessing.Witness(witness.folder, lambda: 0.0)
    assert again.heads.latest(making.ORIGIN) == seen(witness)
    assert seen(witness).size == 12


def test_the_same_checkpoint_is_cosigned_again_with_the_time_of_now(witness, clock):
    clock.at += 60
    note = signed(tree(5))
    code, body, _kind = add(witness, note, old=5)

    assert code == 200
    cosigned = read_note(f"{note.text}\n".encode() + body)
    assert cosigned_at(cosigned, witness.secret.key) == making.AT + 60


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"old 5\n",
        b"old five\n\n" + str(signed(tree(5))).encode(),
        b"old 5\nno hash\n\n" + str(signed(tree(5))).encode(),
        b"old 5\n\nno note\n",
        b"old 5\n\n" + str(making.signed("no checkpoint\n", making.LOG)).encode(),
    ],
)
def test_400_what_cannot_be_read(witness, body):
    before = state(witness)
    code, said, _kind = send(f"{witness.address}/add-checkpoint", body)

    assert code == 400
    assert said
    assert state(witness) == before


def test_400_an_old_size_beyond_the_new_one(witness):
    before = state(witness)
    assert add(witness, signed(tree(3)), old=5)[0] == 400
    assert state(witness) == before


def test_404_a_log_that_it_does_not_know(witness):
    before = state(witness)
    other = Checkpoint(making.OTHER.key.name, 5, tree(5).root)
    code, said, _kind = add(witness, signed(other, making.OTHER), old=0)

    assert code == 404
    assert b"unknown log: other.example.gov.cn/log" in said
    assert state(witness) == before


STRANGER = making.secret("stranger")


@pytest.mark.parametrize(
    "note",
    [
        signed(tree(12), STRANGER),
        signed(tree(12), making.OTHER),
        signed(tree(12), making.W1),
        Note(tree(12).text, signed(tree(5)).signatures),
        Note(tree(12).text, (*signed(tree(12), STRANGER).signatures, *signed(tree(5)).signatures)),
    ],
)
def test_403_no_good_signature_of_the_log(witness, log, note):
    before = state(witness)
    assert add(witness, note, old=5, proof=log.consistency(5, 12))[0] == 403
    assert state(witness) == before


@pytest.mark.parametrize(("old", "new"), [(0, 5), (0, 12), (3, 12), (3, 3), (7, 12), (0, 0)])
def test_409_another_old_size_is_answered_with_the_latest_one(witness, log, old, new):
    before = state(witness)
    answer = add(witness, signed(tree(new)), old=old, proof=log.consistency(old, new))

    assert answer == (409, b"5\n", "text/x.tlog.size")
    assert state(witness) == before


FORK = making.head([b"fork", *ENTRIES[1:12]])
OTHER_ROOT = Checkpoint(making.ORIGIN, 5, bytes(32))


@pytest.mark.parametrize(
    ("head", "proof_of"),
    [(tree(12), None), (tree(12), (6, 12)), (FORK, (5, 12)), (OTHER_ROOT, None)],
)
def test_422_a_bad_proof_or_another_root_at_the_same_size(witness, log, head, proof_of):
    before = state(witness)
    proof = log.consistency(*proof_of) if proof_of else ()
    code, said, _kind = add(witness, signed(head), old=5, proof=proof)

    assert code == 422
    assert b"contradicts" in said
    assert state(witness) == before


@pytest.mark.parametrize(
    ("head", "proof"),
    [
        (tree(5), [bytes(32)]),
        (Checkpoint(making.ORIGIN, 0, EMPTY_ROOT), [bytes(32)]),
        (Checkpoint(making.ORIGIN, 0, bytes(32)), []),
    ],
)
def test_422_a_proof_from_nothing_or_nothing_with_a_root_of_its_own(make_witness, head, proof):
    address, own = make_witness()
    own.address = address
    assert add(own, signed(head), old=0, proof=proof)[0] == 422
    assert seen(own) is None
    assert add(own, signed(tree(0)), old=0)[0] == 200


def test_503_a_clock_that_was_set_back(witness, log, clock):
    clock.at -= 86_400
    before = state(witness)
    assert add(witness, signed(tree(12)), old=5, proof=log.consistency(5, 12))[0] == 503
    assert state(witness) == before


def block(path):
    """So that nothing can be written there, not even by root."""
    path.unlink()
    path.mkdir()


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda own: next(own.heads.folder.glob("*.json")).write_text("{"), b"is damaged"),
        (lambda own: (own.folder / witnessing.LOGS).write_text("nonsense\n"), b"not a key"),
        (lambda own: (own.folder / witnessing.LOGS).write_bytes(b"\xff\n"), b"not a key"),
        (lambda own: (own.folder / witnessing.LOGS).unlink(), b"cannot be opened"),
        (lambda own: block(own.heads.folder / ".lock"), b"cannot be opened"),
    ],
)
def test_500_what_is_damaged_gives_no_signature(witness, log, change, said):
    change(witness)
    before = state(witness)
    code, body, _kind = add(witness, signed(tree(12)), old=5, proof=log.consistency(5, 12))

    assert code == 500
    assert said in body
    assert "—".encode() not in body
    assert state(witness) == before


def test_500_what_cannot_be_shown_to_monitors_is_not_signed_until_it_can(witness, log):
    shown = witness.seen / LOG_NAME
    block(shown)
    note = signed(tree(12))
    code, body, _kind = add(witness, note, old=5, proof=log.consistency(5, 12))
    assert code == 500
    assert b"cannot be written" in body
    assert "—".encode() not in body

    shown.rmdir()
    assert add(witness, note, old=5, proof=log.consistency(5, 12))[:2] == (409, b"12\n")
    assert add(witness, note, old=12)[0] == 200


def raw(witness, *lines):
    """Said as it is; gives the code of the answer."""
    host, port = witness.address.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), timeout=20) as line:
        line.sendall("\r\n".join([*lines, "", ""]).encode())
        answer = http.client.HTTPResponse(line)
        answer.begin()
        return answer.status


def test_411_and_413_how_long_is_said_before_and_has_an_end(witness):
    post = "POST /add-checkpoint HTTP/1.1"

    assert raw(witness, post) == 411
    assert raw(witness, post, "Content-Length: many") == 411
    assert raw(witness, post, "Content-Length: -1") == 411
    assert raw(witness, post, f"Content-Length: {asked.LONGEST + 1}") == 413


def test_404_another_place(witness):
    body = asked.written(5, (), str(signed(tree(5))).encode())
    assert send(f"{witness.address}/add-nothing", body)[0] == 404
    assert send(f"{witness.address}/below/add-checkpoint", body)[0] == 200
    for path in ("/nothing", f"/{LOG_NAME}", "/checkpoint", f"/{LOG_NAME}/checkpoints"):
        assert get(witness, path)[0] == 404


def test_a_monitor_is_shown_the_latest_checkpoint_with_both_signatures(witness, log):
    add(witness, signed(tree(12)), old=5, proof=log.consistency(5, 12))
    code, body, _kind = get(witness, f"/{LOG_NAME}/checkpoint")

    assert code == 200
    note = read_note(body)
    assert note.text == tree(12).text
    assert signed_by(note, [making.LOG.key, witness.secret.key]) == [
        making.LOG.key,
        witness.secret.key,
    ]


def test_what_strangers_put_under_a_checkpoint_is_not_shown_to_monitors(witness):
    """A false line in the witness's own name would spoil what it shows."""
    false = making.signed(tree(6).text, witness.secret).signatures
    note = signed(tree(5), making.LOG, STRANGER)
    code, _body, _kind = add(witness, Note(note.text, (*note.signatures, *false)), old=5)
    shown = read_note(get(witness, f"/{LOG_NAME}/checkpoint")[1])

    assert code == 200
    assert signed_by(shown, [making.LOG.key, witness.secret.key]) == [
        making.LOG.key,
        witness.secret.key,
    ]
    assert len(shown.signatures) == 2


@pytest.mark.parametrize("name", ["0" * 64, "A" * 64, "..%2f..%2fwitness.key", ".."])
def test_a_monitor_is_shown_nothing_else(witness, name):
    assert get(witness, f"/{name}/checkpoint")[0] == 404


def test_it_says_who_it_is(witness):
    for path in ("/", "/healthz"):
        assert get(witness, path)[:2] == (200, f"{witness.secret.key}\n".encode())


def test_of_several_advances_from_the_same_size_exactly_one_wins(witness, log):
    together, codes = threading.Barrier(6), {}

    def ask(new):
        note, proof = signed(tree(new)), log.consistency(5, new)
        together.wait()
        codes[new] = add(witness, note, old=5, proof=proof)

    threads = [threading.Thread(target=ask, args=(new,)) for new in range(6, 12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    (winner,) = [new for new, answer in codes.items() if answer[0] == 200]
    others = [answer for new, answer in codes.items() if new != winner]
    assert others == [(409, f"{winner}\n".encode(), "text/x.tlog.size")] * 5
    assert seen(witness).size == winner


def test_started_again_it_knows_what_it_saw(witness, log, clock):
    again = witnessing.Witness(witness.folder, clock)
    note = str(signed(tree(12))).encode()

    assert again.add_checkpoint(asked.written(0, (), note)).code == 409
    proof = log.consistency(5, 12)
    assert again.add_checkpoint(asked.written(5, proof, note)).code == 200


def test_a_log_whose_key_is_added_to_the_list_is_known_at_once(witness):
    new = making.secret("new")
    assert add(witness, signed(tree(5), new), old=5)[0] == 403
    logs = witness.folder / witnessing.LOGS
    logs.write_text(f"{logs.read_text()}\nlog {new.key} # the second key\n")

    assert add(witness, signed(tree(5), new), old=5)[0] == 200
    assert add(witness, signed(tree(5)), old=5)[0] == 200


def test_a_new_witness_keeps_its_key_to_itself_and_is_made_once(tmp_path):
    folder = tmp_path / "w"
    key = witnessing.make(folder, "w.example/w1")

    assert (folder / witnessing.KEY).stat().st_mode & 0o777 == 0o600
    assert witnessing.Witness(folder, lambda: 0.0).secret.key == key
    assert witnessing.Witness(folder, lambda: 0.0).logs() == {}
    with pytest.raises(Broken, match="there is a witness in"):
        witnessing.make(folder, "w.example/w1")


def test_the_list_of_logs_outlives_a_key_that_is_made_anew(tmp_path):
    folder = tmp_path / "w"
    witnessing.make(folder, "w.example/w1")
    (folder / witnessing.LOGS).write_text(f"{making.LOG.key}\n")
    (folder / witnessing.KEY).unlink()
    witnessing.make(folder, "w.example/w1")

    assert list(witnessing.Witness(folder, lambda: 0.0).logs()) == [making.ORIGIN]
