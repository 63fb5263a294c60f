"""What of a deposit went back stands beside its bill, so that it is not credited as well."""

from decimal import Decimal

from django.db import migrations, models
from django.db.models import F, Q


class Migration(migrations.Migration):
    dependencies = [("billing", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="claim",
            name="returned",
            field=models.DecimalField(decimal_places=2, default=Decimal(0), max_digits=18),
        ),
        migrations.AddConstraint(
            model_name="claim",
            constraint=models.CheckConstraint(
                condition=Q(returned__gte=Decimal(0), returned__lte=F("gross") - F("credited")),
                name="billing_claim_returned_stands",
            ),
        ),
    ]
