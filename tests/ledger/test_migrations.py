"""Leaves that a migration makes: the same bytes for ever, whatever the rules become."""

import datetime
import hashlib
import importlib
import types
import uuid

from mingtang.ledger.migrations import _leaves_of_0003 as frozen
from tests.ledger.publishing import AT
from tlog.leaves import read_leaf
from tlog.merkle import leaf_hash

migration = importlib.import_module("mingtang.ledger.migrations.0003_make_leaves")
ARTICLES = (
    "",
    ":26",
    ":第二十条第（七）项",
    ":第一百一十八条",
    ":13012345678",
    ":10.2.3.4",
    ":没有",
)
BASES = [
    *(f"{law}{article}" for law in (*frozen.LAWS, "《预算法》", "某法") for article in ARTICLES),
    *("", "withdrawn-personal-data", "ogi-regulation.20.7", "other", "张某某的来信"),
]


def entry(number, basis):
    act = ("disclosure.published", "dispute.received")[number % 2]
    return types.SimpleNamespace(
        act=act,
        object_id=uuid.UUID(int=number),
        organ_code="11320400MB1234567X",
        at=frozen.moment(AT + datetime.timedelta(seconds=61.5 * number), act),
        basis=frozen.basis_code(basis),
        due_on=datetime.date(2026, 12, 18) if number % 3 else None,
        previous=types.SimpleNamespace(index=number) if number % 5 else None,
        commitments={"text": f"{number:064x}", "data": "ab" * 32} if number % 7 else {},
    )


def test_the_bytes_are_those_of_the_day_on_which_they_were_first_made():
    leaves = [frozen.leaf(entry(*one)) for one in enumerate(BASES)]

    assert leaves[2].startswith(
        b'{"act":"disclosure.published","at":"2026-03-10T09:02:03Z","basis":"ogi-regulation.20.7"'
        b',"c":{"data":"hmac-sha256:abab'
    )
    assert leaves[2].endswith(
        b'2"},"due":"2026-12-18","obj":"00000000000000000000000000000002"'
        b',"org":"11320400MB1234567X","prev":2,"v":1}'
    )
    assert all(read_leaf(one) for one in leaves)
    assert hashlib.sha256(b"\n".join(leaves)).hexdigest() == DIGEST
    assert frozen.leaf_hash(leaves[2]) == leaf_hash(leaves[2])


DIGEST = "c83ee30290e966a184dbab3d4a88349255fe2cce9187adb4caf93b4a6c07e8da"


class Table:
    """Entries without a place in the tree yet, as the migration finds them."""

    def __init__(self, entries):
        self.entries, self.objects = entries, self

    def filter(self, **_which):
        return self

    def select_related(self, _name):
        return self

    def order_by(self, _name):
        return self

    def __getitem__(self, most):
        return [one for one in self.entries if one.hash == b""][most]

    def bulk_update(self, _batch, names):
        assert names == ["basis", "at", "hash"]


def test_what_was_recorded_before_the_tree_gets_its_leaf(monkeypatch):
    monkeypatch.setattr(migration, "BATCH", 2)
    entries = [entry(number, "") for number in range(3)]
    for one in entries:
        one.hash, one.basis, one.at = b"", "预算法:第十四条", AT.replace(microsecond=9, minute=5)

    migration.make_leaves(types.SimpleNamespace(get_model=lambda *_name: Table(entries)), None)

    assert [one.basis for one in entries] == ["budget-law.14"] * 3
    assert [one.at.minute for one in entries] == [5, 0, 5], "a citizen's to the hour"
    assert [one.hash for one in entries] == [leaf_hash(frozen.leaf(one)) for one in entries]
