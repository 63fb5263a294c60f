"""A membership names its person together with the person's side: the database itself keeps CN-2d."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("identity", "0001_initial")]

    operations = [
        migrations.RunSQL(
            sql=(
                "ALTER TABLE identity_membership ADD CONSTRAINT identity_membership_one_side"
                " FOREIGN KEY (person_id, duty) REFERENCES identity_person (id, duty)"
            ),
            reverse_sql="ALTER TABLE identity_membership DROP CONSTRAINT identity_membership_one_side",
        ),
    ]
