from django.db import migrations

from mingtang.ledger.migrations import _leaves_of_0003 as frozen

BATCH = 2000


def make_leaves(apps, schema_editor):
    """Gives what was recorded before its place in the tree, in its order."""
    Entry = apps.get_model("ledger", "Entry")
    entries = Entry.objects.filter(hash=b"").select_related("previous").order_by("id")
    while batch := list(entries[:BATCH]):
        for entry in batch:
            entry.basis = frozen.basis_code(entry.basis)
            entry.at = frozen.moment(entry.at, entry.act)
            entry.hash = frozen.leaf_hash(frozen.leaf(entry))
        Entry.objects.bulk_update(batch, ["basis", "at", "hash"])


class Migration(migrations.Migration):
    dependencies = [("ledger", "0002_leaves")]
    operations = [migrations.RunPython(make_leaves, migrations.RunPython.noop)]
