"""Bookings that could not be had are kept."""

import django.db.models.deletion
from django.db import migrations, models

import cellpark.base.fields
import cellpark.booking.states


class Migration(migrations.Migration):
    dependencies = [
        ("identity", "0004_account_home"),
        ("booking", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Refusal",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=cellpark.base.fields.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("company_id", models.UUIDField()),
                ("day", models.DateField()),
                ("starts_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField()),
                ("codes", models.CharField(max_length=200)),
                ("via", models.CharField(default=cellpark.booking.states.Via["PAGE"], max_length=10)),
                ("asked_at", models.DateTimeField()),
                ("version", models.BigIntegerField(default=0)),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="identity.organisation"
                    ),
                ),
                (
                    "resource",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="refusals", to="booking.resource"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["organisation", "day"], name="booking_refusal_by_day")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("resource", "company_id", "day"), name="booking_refusal_once_a_day"
                    ),
                ],
            },
        ),
    ]
