import django.db.models.deletion
from django.db import migrations, models

import mingtang.disclosure.models.search


class Migration(migrations.Migration):
    dependencies = [("disclosure", "0004_text_decision")]

    operations = [
        migrations.CreateModel(
            name="SearchEntry",
            fields=[
                ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("text", models.TextField()),
                ("tokens", mingtang.disclosure.models.search.TokensField()),
                (
                    "disclosure",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="disclosure.disclosure",
                    ),
                ),
            ],
        ),
    ]
