import hashlib
import json

from django.db import migrations, models


def digest(apps, schema_editor):
    alias = schema_editor.connection.alias
    files = apps.get_model("files", "StoredFile").objects.using(alias)
    texts = apps.get_model("files", "FileText").objects.using(alias)
    for file in files.only("pk").iterator(chunk_size=500):
        passages = texts.filter(file=file).values_list("passages", flat=True).first() or []
        written = json.dumps([[place, text] for place, text in passages])
        files.filter(pk=file.pk).update(text_digest=hashlib.sha256(written.encode()).hexdigest())


class Migration(migrations.Migration):

    dependencies = [
        ('files', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='storedfile',
            name='text_digest',
            field=models.CharField(default='', help_text='SHA-256 of the words that were read from it', max_length=64),
            preserve_default=False,
        ),
        migrations.RunPython(digest, migrations.RunPython.noop),
    ]
