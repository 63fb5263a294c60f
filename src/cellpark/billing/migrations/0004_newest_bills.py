"""The newest bills stand first, however many there are."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("billing", "0003_waiting_charges"),
        ("identity", "0004_account_home"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="bill",
            index=models.Index(fields=["-number", "-id"], name="billing_bill_newest"),
        ),
    ]
