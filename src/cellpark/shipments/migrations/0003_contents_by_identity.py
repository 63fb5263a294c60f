"""What is in a shipment as rows, so that a container and a chain of identity find theirs by an index."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

import cellpark.base.fields

FILL = (
    "INSERT INTO shipments_shipmentcontent (id, organisation_id, parties, shipment_id, container, coi)"
    " SELECT gen_random_uuid(), s.organisation_id, s.parties, s.id, (c ->> 'container')::uuid, c ->> 'coi'"
    " FROM shipments_shipment s, jsonb_array_elements(s.contents) c"
)


class Migration(migrations.Migration):
    dependencies = [
        ("identity", "0004_account_home"),
        ("shipments", "0002_purpose"),
    ]

    operations = [
        migrations.CreateModel(
            name="ShipmentContent",
            fields=[
                (
                    "parties",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.UUIDField(), blank=True, default=list, size=None
                    ),
                ),
                (
                    "id",
                    models.UUIDField(
                        default=cellpark.base.fields.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("container", models.UUIDField()),
                ("coi", models.CharField(blank=True, default="", max_length=40)),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="identity.organisation"
                    ),
                ),
                (
                    "shipment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="carried", to="shipments.shipment"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("coi", ""), _negated=True), fields=["coi"], name="shipments_content_by_coi"
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("container", "shipment"), name="shipments_content_once")
                ],
            },
        ),
        migrations.RunSQL(sql=FILL, reverse_sql=migrations.RunSQL.noop),
    ]
