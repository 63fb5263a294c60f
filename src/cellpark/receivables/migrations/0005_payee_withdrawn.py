"""Bank details may be withdrawn before anybody decided about them."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("receivables", "0004_tax_code")]

    operations = [
        migrations.RemoveConstraint(model_name="payee", name="receivables_payee_state_known"),
        migrations.AddConstraint(
            model_name="payee",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["proposed", "agreed", "declined", "withdrawn"])),
                name="receivables_payee_state_known",
            ),
        ),
    ]
