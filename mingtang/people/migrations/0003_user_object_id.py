import uuid

from django.db import migrations, models


def give(apps, schema_editor):
    accounts = apps.get_model("people", "User").objects.using(schema_editor.connection.alias)
    for account in accounts.only("pk").iterator():
        accounts.filter(pk=account.pk).update(object_id=uuid.uuid4())


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0002_user_must_change_password'),
    ]

    operations = [
        migrations.AddField(
            model_name='user',
            name='object_id',
            field=models.UUIDField(default=uuid.uuid4, editable=False, null=True),
        ),
        migrations.RunPython(give, migrations.RunPython.noop),
        migrations.AlterField(
            model_name='user',
            name='object_id',
            field=models.UUIDField(default=uuid.uuid4, editable=False, unique=True),
        ),
    ]
