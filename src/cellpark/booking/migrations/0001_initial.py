import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

import cellpark.base.fields
import cellpark.booking.states

# the number of a resource far apart from every other one's, plus the seconds of an instant: two ranges of one resource
# overlap when their times do, and ranges of two resources never meet; PostgreSQL needs no extension for it
SLOT = """
CREATE FUNCTION booking_slot(number bigint, starts timestamptz, ends timestamptz) RETURNS numrange
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT numrange(
    number * 1000000000000::numeric + extract(epoch FROM starts AT TIME ZONE 'UTC'),
    number * 1000000000000::numeric + extract(epoch FROM ends AT TIME ZONE 'UTC'), '[)')
$$
"""


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("identity", "0004_account_home"),
    ]

    operations = [
        migrations.RunSQL(sql=SLOT, reverse_sql="DROP FUNCTION booking_slot"),
        # a number is given once and never again
        migrations.RunSQL(
            sql="CREATE SEQUENCE booking_resource_number", reverse_sql="DROP SEQUENCE booking_resource_number"
        ),
        migrations.CreateModel(
            name="Feed",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=cellpark.base.fields.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("digest", models.CharField(max_length=64, unique=True)),
                ("resource_id", models.UUIDField(null=True)),
                ("person_id", models.UUIDField(null=True)),
                ("state", models.CharField(default=cellpark.booking.states.FeedState["OPEN"], max_length=10)),
                ("made_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                ("version", models.BigIntegerField(default=0)),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="identity.organisation"
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Resource",
            fields=[
                (
                    "parties",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.UUIDField(), blank=True, default=list, size=None
                    ),
                ),
                ("name_zh", models.CharField(blank=True, default="", max_length=200)),
                ("name_en", models.CharField(blank=True, default="", max_length=200)),
                (
                    "id",
                    models.UUIDField(
                        default=cellpark.base.fields.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("number", models.BigIntegerField(unique=True)),
                ("code", models.CharField(max_length=40)),
                ("kind", models.CharField(max_length=20)),
                ("source_kind", models.CharField(blank=True, default="", max_length=30)),
                ("source_id", models.UUIDField(null=True)),
                ("place", models.CharField(blank=True, default="", max_length=200)),
                ("pool", models.CharField(blank=True, default="", max_length=40)),
                ("open_to_all", models.BooleanField(default=True)),
                ("price_fen", models.BigIntegerField(default=0)),
                ("tax_per_10000", models.IntegerField(default=0)),
                ("charge_by", models.CharField(default=cellpark.booking.states.ChargeBy["RESERVATION"], max_length=20)),
                ("rules", models.JSONField(default=dict)),
                ("state", models.CharField(default=cellpark.booking.states.ResourceState["OPEN"], max_length=10)),
                ("example", models.BooleanField(default=False)),
                ("version", models.BigIntegerField(default=0)),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="identity.organisation"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["organisation", "pool"], name="booking_resource_pool"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("name_zh", ""), _negated=True),
                            models.Q(("name_en", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="booking_resource_has_a_name",
                    ),
                    models.UniqueConstraint(fields=("organisation", "code"), name="booking_resource_code_once"),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["room", "equipment", "other"])),
                        name="booking_resource_kind_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("source_kind__in", ["", "premises.room", "equipment.equipment"])),
                        name="booking_resource_source_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("charge_by__in", ["reservation", "usage", "overage"])),
                        name="booking_resource_charge_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["open", "closed"])), name="booking_resource_state_known"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("price_fen__gte", 0), ("tax_per_10000__gte", 0)),
                        name="booking_resource_price_not_negative",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Booking",
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
                ("number", models.BigIntegerField()),
                ("company_id", models.UUIDField()),
                ("person_id", models.UUIDField(null=True)),
                ("starts_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField()),
                ("hold_from", models.DateTimeField()),
                ("hold_until", models.DateTimeField()),
                ("state", models.CharField(default=cellpark.booking.states.BookingState["BOOKED"], max_length=10)),
                ("purpose", models.CharField(blank=True, default="", max_length=200)),
                ("bundle", models.UUIDField(null=True)),
                ("series", models.UUIDField(null=True)),
                ("via", models.CharField(default=cellpark.booking.states.Via["PAGE"], max_length=10)),
                ("price_fen", models.BigIntegerField(default=0)),
                ("tax_per_10000", models.IntegerField(default=0)),
                ("charge_by", models.CharField(default=cellpark.booking.states.ChargeBy["RESERVATION"], max_length=20)),
                ("offer_until", models.DateTimeField(null=True)),
                ("checked_in_at", models.DateTimeField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                ("late", models.BooleanField(default=False)),
                ("charge_id", models.UUIDField(null=True)),
                ("made_at", models.DateTimeField()),
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="bookings", to="booking.resource"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["resource", "starts_at"], name="booking_booking_by_time"),
                    models.Index(fields=["company_id", "starts_at"], name="booking_booking_by_company"),
                    models.Index(
                        condition=models.Q(("bundle__isnull", False)), fields=["bundle"], name="booking_booking_bundle"
                    ),
                    models.Index(
                        condition=models.Q(("series__isnull", False)), fields=["series"], name="booking_booking_series"
                    ),
                    models.Index(
                        condition=models.Q(("state__in", ["booked", "in_use", "offered"])),
                        fields=["ends_at"],
                        name="booking_booking_holding",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ends_at__gt", models.F("starts_at"))), name="booking_booking_ends_after"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("hold_from__lte", models.F("starts_at")), ("hold_until__gt", models.F("hold_from"))
                        ),
                        name="booking_booking_holds",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["offered", "booked", "in_use", "done", "cancelled", "no_show", "lapsed"])
                        ),
                        name="booking_booking_state_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("charge_by__in", ["reservation", "usage", "overage"])),
                        name="booking_booking_charge_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("via__in", ["page", "api", "import", "offer", "walk_up"])),
                        name="booking_booking_via_known",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        condition=models.Q(("state__in", ["booked", "in_use", "offered"])),
                        expressions=[(models.Func("number", "hold_from", "hold_until", function="booking_slot"), "&&")],
                        name="booking_booked_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Wait",
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
                ("company_id", models.UUIDField()),
                ("person_id", models.UUIDField(null=True)),
                ("starts_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField()),
                ("purpose", models.CharField(blank=True, default="", max_length=200)),
                ("state", models.CharField(default=cellpark.booking.states.WaitState["WAITING"], max_length=10)),
                ("asked_at", models.DateTimeField()),
                ("offer_until", models.DateTimeField(null=True)),
                ("booking_id", models.UUIDField(null=True)),
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="waits", to="booking.resource"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["resource", "state", "starts_at"], name="booking_wait_by_time"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["waiting", "offered", "taken", "ended"])),
                        name="booking_wait_state_known",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state__in", ["offered", "waiting"])),
                        fields=("resource", "company_id", "starts_at", "ends_at"),
                        name="booking_wait_once",
                    ),
                ],
            },
        ),
    ]
