"""A bench stands in a room."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("premises", "0002_missed_place")]

    operations = [
        migrations.AddField(
            model_name="room", name="inside", field=models.CharField(blank=True, default="", max_length=30)
        ),
    ]
