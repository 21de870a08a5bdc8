"""A proof of a publication, and what may be done to it."""

import base64
import json

from django.test import Client

from mingtang.ledger.models import Entry
from tests.ledger.put_out import Published
from tlog.cosignatures import cosign
from tlog.notes import COSIGNATURE, SecretKey
from tlog.proofs import Proof, read_proof

WITNESS = SecretKey.of_seed("witness.example.edu.cn/w1", b"w" * 32, kind=COSIGNATURE)
SECONDS = 1_773_130_000
POLICY = f"witness w1 {WITNESS.key}\ngroup quorum-group 1 w1\nquorum quorum-group\n"


class Proved:
    """One publication with its proof, as a citizen has downloaded it."""

    def __init__(self, town, settings, tmp_path, rules="quorum none\n"):
        self.edition = town.published()
        self.log = Published(town.county, settings, tmp_path, rules=rules)
        self.log.publish()
        self.entry = Entry.objects.get(act="disclosure.published")
        answer = Client().get(f"/log/proof/{self.entry.index}.tlog-proof")
        self.proof = read_proof(answer.content)

    @property
    def extra(self):
        return json.loads(self.proof.extra)

    def with_extra(self, said):
        return self._changed(extra=json.dumps(said, ensure_ascii=False).encode())

    def with_content(self, old, new):
        said = self.extra
        said["c"]["text"]["content"] = said["c"]["text"]["content"].replace(old, new)
        assert said != self.extra
        return self.with_extra(said)

    def with_leaf(self, old, new):
        said = self.extra
        said["leaf"] = said["leaf"].replace(old, new)
        assert said != self.extra
        return self.with_extra(said)

    def with_hash(self):
        first, *rest = self.proof.hashes
        return self._changed(hashes=(bytes([first[0] ^ 1]) + first[1:], *rest))

    def with_signature(self):
        """One bit of the log's own signature."""
        (line,) = self.proof.note.signatures
        value = line.value[:-1] + bytes([line.value[-1] ^ 1])
        forged = f"{self.proof.note.text}\n{self._line(line, value)}"
        return self._with_note(forged)

    def cosigned(self):
        """With the line of a witness that the policy asks for."""
        line = cosign(WITNESS, self.proof.note.text, SECONDS).line
        return self._with_note(f"{self.proof.note}{line}")

    def _line(self, line, value):
        return f"— {line.name} {base64.b64encode(line.key_id + value).decode()}\n"

    def _with_note(self, note):
        return str(self.proof).replace(str(self.proof.note), note)

    def _changed(self, **given):
        fields = {name: getattr(self.proof, name) for name in ("index", "hashes", "note", "extra")}
        return str(Proof(**{**fields, **given}))
