"""The day for which a booking gave way to a lease."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("booking", "0002_refusal"),
    ]

    operations = [
        migrations.AddField(
            model_name="booking",
            name="let_on",
            field=models.DateField(null=True),
        ),
    ]
