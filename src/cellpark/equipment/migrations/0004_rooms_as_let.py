"""A clean room knows the room as it is let in whose walls it lies."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("equipment", "0003_serial_numbers")]

    operations = [
        migrations.AddField(model_name="room", name="premises_room", field=models.UUIDField(null=True)),
        migrations.AddField(
            model_name="room", name="premises_label", field=models.CharField(blank=True, default="", max_length=80)
        ),
        migrations.AddIndex(
            model_name="room",
            index=models.Index(
                condition=models.Q(("premises_room__isnull", False)),
                fields=["premises_room"],
                name="equipment_room_as_let",
            ),
        ),
    ]
