"""Equipment carries the serial number of its maker."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("equipment", "0002_signed_clearances")]

    operations = [
        migrations.AddField(
            model_name="equipment", name="serial", field=models.CharField(blank=True, default="", max_length=60)
        ),
    ]
