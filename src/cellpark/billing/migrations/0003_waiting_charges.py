"""A charge that stands instead of a billed one waits for the credit note over that one."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("billing", "0002_returned_deposits")]

    operations = [
        migrations.AddField(
            model_name="charge",
            name="waits_for",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="billing.creditnote"
            ),
        ),
    ]
