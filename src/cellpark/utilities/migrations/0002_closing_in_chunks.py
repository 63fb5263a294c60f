"""The charges of a period are handed in chunk by chunk; every period that stands has all of them."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("utilities", "0001_initial")]

    operations = [
        migrations.AddField(model_name="period", name="state", field=models.CharField(default="closed", max_length=10)),
        migrations.AddField(model_name="period", name="cursor", field=models.UUIDField(null=True)),
        migrations.AddField(model_name="period", name="shares_all", field=models.PositiveIntegerField(default=0)),
        migrations.AddField(model_name="period", name="shares_done", field=models.PositiveIntegerField(default=0)),
        migrations.AddConstraint(
            model_name="period",
            constraint=models.CheckConstraint(
                condition=Q(state__in=["closing", "closed"]), name="utilities_period_state_known"
            ),
        ),
    ]
