"""A batch that was let go from quarantine waits undecided: what was decided before no longer stands on its file."""

from django.db import migrations

WITHDRAWN = (
    "UPDATE release_batchdisposition SET decided_at = NULL, decided_by = NULL, signature = NULL WHERE state = 'pending'"
)


class Migration(migrations.Migration):
    dependencies = [("release", "0003_destruction_by_two")]

    operations = [migrations.RunSQL(sql=WITHDRAWN, reverse_sql=migrations.RunSQL.noop)]
