"""Searches for a place without a hit are kept."""

import django.db.models.deletion
from django.db import migrations, models

import cellpark.base.fields


class Migration(migrations.Migration):
    dependencies = [
        ("identity", "0004_account_home"),
        ("space", "0001_initial"),
        ("premises", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="MissedPlace",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=cellpark.base.fields.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("day", models.DateField()),
                ("uses", models.CharField(blank=True, default="", max_length=100)),
                ("grade", models.CharField(blank=True, default="", max_length=5)),
                ("wanted", models.JSONField(default=dict)),
                ("visitor", models.BooleanField(default=False)),
                ("once", models.CharField(max_length=64)),
                ("version", models.BigIntegerField(default=0)),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="identity.organisation"
                    ),
                ),
                (
                    "park",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="space.park"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["organisation", "day"], name="premises_missedplace_by_day")],
                "constraints": [
                    models.UniqueConstraint(fields=("organisation", "once"), name="premises_missedplace_once_a_day"),
                ],
            },
        ),
    ]
