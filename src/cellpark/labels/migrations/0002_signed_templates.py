"""An approval is a signature: its number stands with the template. Approvals from before have none."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("labels", "0001_initial")]

    operations = [
        migrations.AddField(model_name="labeltemplate", name="signature", field=models.UUIDField(null=True)),
    ]
