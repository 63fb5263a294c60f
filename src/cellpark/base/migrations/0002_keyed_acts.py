"""What was sent is kept under a key of the site, and forgotten when no retry can come."""

from typing import Any

from django.db import migrations, models

from cellpark.base.guards import APPLICATION_ROLE
from cellpark.base.idempotency import KEPT, digest_of
from cellpark.base.time import now

FREE = (
    "DROP TRIGGER IF EXISTS base_performedact_written_once ON base_performedact",
    "DROP TRIGGER IF EXISTS base_performedact_never_emptied ON base_performedact",
    f"GRANT DELETE ON base_performedact TO {APPLICATION_ROLE}",
)


def seal(apps: Any, schema_editor: Any) -> None:
    """What a retry may still ask for stays findable: the HMAC is made of the digest that stands there."""
    rows = apps.get_model("base", "PerformedAct").objects.using(schema_editor.connection.alias)
    rows.filter(performed_at__lt=now() - KEPT).delete()
    for row in rows.order_by("id").iterator(2_000):
        row.request_digest = digest_of(bytes(row.request_digest))
        row.save(update_fields=["request_digest"])


class Migration(migrations.Migration):
    dependencies = [("base", "0001_initial")]

    operations = [
        migrations.RunSQL(sql=list(FREE), reverse_sql=migrations.RunSQL.noop),
        migrations.RunPython(seal, migrations.RunPython.noop),
        migrations.AlterField(
            model_name="performedact", name="performed_at", field=models.DateTimeField(db_index=True)
        ),
    ]
