"""Links with which a firm reads its permit."""

import django.db.models.deletion
from django.db import migrations, models

import cellpark.base.fields


class Migration(migrations.Migration):
    dependencies = [
        ("facilities", "0003_beside"),
        ("identity", "0004_account_home"),
    ]

    operations = [
        migrations.CreateModel(
            name="PermitLink",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=cellpark.base.fields.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("act", models.CharField(max_length=20)),
                ("digest", models.CharField(max_length=64, unique=True)),
                ("state", models.CharField(default="open", max_length=20)),
                ("made_by", models.UUIDField(null=True)),
                ("made_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="identity.organisation"
                    ),
                ),
                (
                    "permit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="links", to="facilities.permit"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["open", "used", "revoked"])),
                        name="facilities_permit_link_state_known",
                    )
                ],
            },
        ),
    ]
