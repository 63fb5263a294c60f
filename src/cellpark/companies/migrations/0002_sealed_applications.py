"""What an application says, and its file, lie sealed under the key of its contact."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("companies", "0001_initial")]

    operations = [
        migrations.RemoveField(model_name="application", name="file_name"),
        migrations.AddField(
            model_name="application",
            name="nonce",
            field=models.CharField(default="", max_length=40),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="application", name="ciphertext", field=models.TextField(default=""), preserve_default=False
        ),
        migrations.AlterField(
            model_name="application",
            name="contact",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="companies.contact"
            ),
        ),
    ]
