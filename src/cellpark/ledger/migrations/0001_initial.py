import django.contrib.postgres.indexes
import django.db.models.deletion
from django.db import migrations, models

import cellpark.ledger.fields


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Checkpoint",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("size", models.BigIntegerField(unique=True)),
                ("root", models.BinaryField()),
                ("note", models.TextField()),
                ("at", models.DateTimeField()),
            ],
            options={
                "db_table": "ledger_checkpoint",
            },
        ),
        migrations.CreateModel(
            name="ErasureRequest",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("person", models.UUIDField()),
                ("requested_by", models.UUIDField()),
                ("reason", models.TextField()),
                ("requested_at", models.DateTimeField()),
            ],
            options={
                "db_table": "ledger_erasure_request",
            },
        ),
        migrations.CreateModel(
            name="SigningKey",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("vkey", models.TextField(unique=True)),
                ("since", models.DateTimeField()),
            ],
            options={
                "db_table": "ledger_signing_key",
            },
        ),
        migrations.CreateModel(
            name="StreamHead",
            fields=[
                ("stream", models.TextField(db_collation="C", primary_key=True, serialize=False)),
                ("version", models.BigIntegerField(default=0)),
                ("hash", models.BinaryField(default=b"")),
                ("organisation", models.UUIDField(null=True)),
            ],
            options={
                "db_table": "ledger_stream_head",
            },
        ),
        migrations.CreateModel(
            name="Witness",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.TextField(unique=True)),
                ("vkey", models.TextField(unique=True)),
                ("organisation", models.UUIDField(null=True)),
                ("since", models.DateTimeField()),
            ],
            options={
                "db_table": "ledger_witness",
            },
        ),
        migrations.CreateModel(
            name="Event",
            fields=[
                ("rid", models.BigAutoField(primary_key=True, serialize=False)),
                (
                    "xid",
                    cellpark.ledger.fields.Xid8Field(
                        db_default=cellpark.ledger.fields.CurrentTransaction(), editable=False
                    ),
                ),
                ("id", models.UUIDField(unique=True)),
                ("stream", models.TextField(db_collation="C")),
                ("version", models.BigIntegerField()),
                ("type", models.TextField(db_collation="C")),
                ("type_version", models.IntegerField()),
                ("actor", models.TextField(db_collation="C")),
                ("organisation", models.UUIDField(null=True)),
                ("at", models.DateTimeField()),
                ("recorded_at", models.DateTimeField()),
                ("payload", models.BinaryField()),
                ("prev", models.BinaryField()),
                ("hash", models.BinaryField()),
            ],
            options={
                "db_table": "ledger_event",
                "indexes": [
                    models.Index(fields=["xid", "rid"], name="ledger_event_sealing_order"),
                    models.Index(fields=["organisation", "rid"], name="ledger_event_organisation"),
                    models.Index(fields=["actor", "rid"], name="ledger_event_actor"),
                    models.Index(fields=["type", "rid"], name="ledger_event_type"),
                    django.contrib.postgres.indexes.BrinIndex(fields=["recorded_at"], name="ledger_event_recorded_at"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("stream", "version"), name="ledger_event_stream_version"),
                    models.CheckConstraint(
                        condition=models.Q(("version__gte", 1)), name="ledger_event_version_counts_from_one"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Leaf",
            fields=[
                ("seq", models.BigIntegerField(primary_key=True, serialize=False)),
                ("hash", models.BinaryField()),
                (
                    "rid",
                    models.OneToOneField(
                        db_column="rid",
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="leaf",
                        to="ledger.event",
                    ),
                ),
            ],
            options={
                "db_table": "ledger_leaf",
            },
        ),
        migrations.CreateModel(
            name="PersonalKey",
            fields=[
                ("person", models.UUIDField(primary_key=True, serialize=False)),
                ("wrapped", models.BinaryField()),
                ("made_at", models.DateTimeField()),
                ("destroyed_at", models.DateTimeField(null=True)),
            ],
            options={
                "db_table": "ledger_personal_key",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("destroyed_at__isnull", True), models.Q(("wrapped", b""), _negated=True)),
                            models.Q(("destroyed_at__isnull", False), ("wrapped", b"")),
                            _connector="OR",
                        ),
                        name="ledger_personal_key_whole_or_gone",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SealMark",
            fields=[
                ("single", models.BooleanField(default=True, primary_key=True, serialize=False)),
                ("cluster", models.TextField()),
                ("xid", cellpark.ledger.fields.Xid8Field()),
                ("rid", models.BigIntegerField()),
                ("floor_rid", models.BigIntegerField(default=0)),
                ("size", models.BigIntegerField()),
            ],
            options={
                "db_table": "ledger_seal_mark",
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("single", True)), name="ledger_seal_mark_is_one_row")
                ],
            },
        ),
        migrations.CreateModel(
            name="Signature",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("organisation", models.UUIDField(null=True)),
                ("person", models.UUIDField()),
                ("role", models.TextField()),
                ("kind", models.TextField()),
                ("statement", models.BinaryField()),
                ("digest", models.BinaryField(unique=True)),
                ("evidence", models.JSONField()),
                ("signed_at", models.DateTimeField()),
            ],
            options={
                "db_table": "ledger_signature",
                "indexes": [models.Index(fields=["person", "signed_at"], name="ledger_signature_person")],
            },
        ),
        migrations.CreateModel(
            name="Tile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("level", models.SmallIntegerField()),
                ("index", models.BigIntegerField()),
                ("width", models.SmallIntegerField()),
                ("hashes", models.BinaryField()),
            ],
            options={
                "db_table": "ledger_tile",
                "constraints": [
                    models.UniqueConstraint(fields=("level", "index"), name="ledger_tile_place"),
                    models.CheckConstraint(
                        condition=models.Q(("width__gte", 1), ("width__lte", 256)), name="ledger_tile_width"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ErasureConfirmation",
            fields=[
                (
                    "request",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="confirmed",
                        serialize=False,
                        to="ledger.erasurerequest",
                    ),
                ),
                ("requested_by", models.UUIDField()),
                ("confirmed_by", models.UUIDField()),
                ("confirmed_at", models.DateTimeField()),
            ],
            options={
                "db_table": "ledger_erasure_confirmation",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("confirmed_by", models.F("requested_by")), _negated=True),
                        name="ledger_erasure_needs_two_people",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SignedStream",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("stream", models.TextField(db_collation="C")),
                ("version", models.BigIntegerField()),
                ("hash", models.BinaryField()),
                (
                    "signature",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="ledger.signature"
                    ),
                ),
            ],
            options={
                "db_table": "ledger_signed_stream",
                "indexes": [models.Index(fields=["stream", "version"], name="ledger_signed_stream_head")],
                "constraints": [
                    models.UniqueConstraint(fields=("signature", "stream"), name="ledger_signed_stream_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Cosignature",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("line", models.TextField()),
                ("signed_at", models.DateTimeField()),
                ("received_at", models.DateTimeField()),
                (
                    "checkpoint",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="cosignatures", to="ledger.checkpoint"
                    ),
                ),
                (
                    "witness",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="cosignatures", to="ledger.witness"
                    ),
                ),
            ],
            options={
                "db_table": "ledger_cosignature",
                "constraints": [
                    models.UniqueConstraint(fields=("checkpoint", "witness"), name="ledger_cosignature_once")
                ],
            },
        ),
        migrations.RunSQL(
            # the stored hash is the hash of the stored bytes (RFC 9162 leaf): a slip of ours cannot part the two
            sql="""
            ALTER TABLE ledger_event ADD CONSTRAINT ledger_event_hash_is_of_payload
              CHECK (hash = sha256('\\x00'::bytea || payload));
            ALTER TABLE ledger_event ALTER COLUMN rid SET GENERATED ALWAYS;
            ALTER TABLE ledger_event ALTER COLUMN payload SET STORAGE EXTERNAL;
            ALTER TABLE ledger_tile ALTER COLUMN hashes SET STORAGE EXTERNAL;
            -- the sealer must let writers finish when the ledger has moved to another server, and its role may not lock
            CREATE FUNCTION ledger_hold_writers() RETURNS void LANGUAGE plpgsql SECURITY DEFINER
              SET search_path = public, pg_temp AS
              $$ BEGIN LOCK TABLE ledger_event IN SHARE ROW EXCLUSIVE MODE; END $$;
            """,
            reverse_sql="""
            DROP FUNCTION ledger_hold_writers();
            ALTER TABLE ledger_event DROP CONSTRAINT ledger_event_hash_is_of_payload;
            ALTER TABLE ledger_event ALTER COLUMN rid SET GENERATED BY DEFAULT;
            """,
        ),
    ]
