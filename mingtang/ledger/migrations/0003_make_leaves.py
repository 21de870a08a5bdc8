from django.db import migrations

from mingtang.ledger import rules
from tlog.merkle import leaf_hash

BATCH = 2000
CITIZENS = ("dispute.received",)


def make_leaves(apps, schema_editor):
    """Gives what was recorded before its place in the tree, in its order."""
    Entry = apps.get_model("ledger", "Entry")
    entries = Entry.objects.filter(hash=b"").select_related("previous").order_by("id")
    while batch := list(entries[:BATCH]):
        for entry in batch:
            entry.basis = rules.basis_code(entry.basis)
            entry.at = rules.moment(entry.at, by_citizen=entry.act in CITIZENS)
            entry.hash = leaf_hash(
                rules.written(
                    act=entry.act,
                    object_id=entry.object_id,
                    organ_code=entry.organ_code,
                    at=entry.at,
                    basis=entry.basis,
                    due_on=entry.due_on,
                    previous=entry.previous.index if entry.previous else None,
                    commitments=entry.commitments,
                )
            )
        Entry.objects.bulk_update(batch, ["basis", "at", "hash"])


class Migration(migrations.Migration):
    dependencies = [("ledger", "0002_leaves")]
    operations = [migrations.RunPython(make_leaves, migrations.RunPython.noop)]
