import json
from pathlib import Path

from django.db import migrations

SHIPPED = Path(__file__).resolve().parents[1] / "notices.json"


def announce(apps, schema_editor):
    notices = apps.get_model("terms", "CalendarNotice").objects.using(schema_editor.connection.alias)
    for notice in json.loads(SHIPPED.read_text(encoding="utf-8"))["notices"]:
        notices.get_or_create(
            county_code="",
            year=notice["year"],
            version=1,
            defaults={
                name: notice[name] for name in ("number", "published_on", "days_off", "days_worked")
            },
        )


def retract(apps, schema_editor):
    notices = apps.get_model("terms", "CalendarNotice").objects.using(schema_editor.connection.alias)
    notices.filter(recorded_by__isnull=True).delete()


class Migration(migrations.Migration):

    dependencies = [
        ('terms', '0001_initial'),
    ]

    operations = [
        migrations.RunPython(announce, retract),
    ]
