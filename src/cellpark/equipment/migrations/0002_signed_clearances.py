"""Line clearances are signed: what stood without signatures waits for the first one, or holds no longer."""

from django.db import migrations, models
from django.db.models import Q

UNSIGNED = (
    "UPDATE equipment_lineclearance SET state = CASE state WHEN 'checked' THEN 'noted' ELSE 'void' END"
    " WHERE state IN ('checked', 'in_force')"
)


class Migration(migrations.Migration):
    dependencies = [("equipment", "0001_initial")]

    operations = [
        migrations.RemoveConstraint(model_name="lineclearance", name="equipment_clearance_state_known"),
        migrations.RemoveConstraint(model_name="lineclearance", name="equipment_clearance_in_force_verified"),
        migrations.AddField(model_name="lineclearance", name="checked_signature", field=models.UUIDField(null=True)),
        migrations.AddField(model_name="lineclearance", name="verified_signature", field=models.UUIDField(null=True)),
        migrations.AlterField(
            model_name="lineclearance", name="state", field=models.CharField(default="noted", max_length=10)
        ),
        migrations.RunSQL(sql=UNSIGNED, reverse_sql=migrations.RunSQL.noop),
        migrations.AddConstraint(
            model_name="lineclearance",
            constraint=models.CheckConstraint(
                condition=Q(state__in=["noted", "checked", "in_force", "void"]),
                name="equipment_clearance_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="lineclearance",
            constraint=models.CheckConstraint(
                condition=~Q(state="in_force")
                | Q(checked_signature__isnull=False, verified_at__isnull=False, verified_signature__isnull=False),
                name="equipment_clearance_signed_by_two",
            ),
        ),
    ]
