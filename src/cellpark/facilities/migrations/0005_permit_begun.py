"""When hot work began, and who said so."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("facilities", "0004_permit_link"),
    ]

    operations = [
        migrations.AddField(
            model_name="permit",
            name="begun_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="permit",
            name="begun_by",
            field=models.UUIDField(null=True),
        ),
    ]
