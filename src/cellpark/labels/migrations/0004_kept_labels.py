"""Labels that stay on with an amount that was corrected, by the word of two people."""

from django.db import migrations, models
from django.db.models import F, Q


class Migration(migrations.Migration):
    dependencies = [("identity", "0004_account_home"), ("labels", "0003_waiting_labels")]

    operations = [
        migrations.AddField(model_name="label", name="keep_checked_by", field=models.UUIDField(null=True)),
        migrations.AddField(model_name="label", name="kept_by", field=models.UUIDField(null=True)),
        migrations.AddField(
            model_name="label", name="kept_for", field=models.CharField(blank=True, default="", max_length=60)
        ),
        migrations.AddConstraint(
            model_name="label",
            constraint=models.CheckConstraint(
                condition=Q(keep_checked_by=None) | ~Q(keep_checked_by=F("kept_by")), name="labels_label_kept_by_two"
            ),
        ),
    ]
