from django.db import migrations

CAN = "SELECT 'lz4' = ANY (enumvals) FROM pg_settings WHERE name = 'default_toast_compression'"
PACK = "ALTER TABLE ledger_salt ALTER COLUMN content SET COMPRESSION "


def _pack_with(method):
    """A list of ten thousand duties is packed in a tenth of the time, where PostgreSQL can."""

    def pack(_apps, schema_editor):
        if schema_editor.connection.vendor != "postgresql":
            return
        with schema_editor.connection.cursor() as cursor:
            cursor.execute(CAN)
            row = cursor.fetchone()
            if row and row[0]:
                cursor.execute(PACK + method)

    return pack


class Migration(migrations.Migration):

    dependencies = [
        ('ledger', '0021_succession_proposed'),
    ]

    operations = [
        migrations.RunPython(_pack_with("lz4"), _pack_with("pglz")),
    ]
