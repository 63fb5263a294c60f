"""What was cancelled with a part of its bundle, and when a company needs nothing in the place of what gave way."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("booking", "0003_let_on"),
    ]

    operations = [
        migrations.AddField(
            model_name="booking",
            name="gone_with",
            field=models.UUIDField(null=True),
        ),
        migrations.AddField(
            model_name="booking",
            name="let_be_at",
            field=models.DateTimeField(null=True),
        ),
    ]
