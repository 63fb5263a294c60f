"""Deposits that went back before their bills kept it; one that was credited as well is counted as far as it stands."""

from django.db import migrations

RETURNED = (
    "UPDATE billing_claim c SET returned = LEAST(p.amount, c.gross - c.credited) FROM"
    " (SELECT bill_id, sum(amount) AS amount FROM receivables_payout"
    " WHERE bill_id IS NOT NULL AND state <> 'declined' GROUP BY bill_id) p WHERE p.bill_id = c.bill_id"
)


class Migration(migrations.Migration):
    dependencies = [("receivables", "0001_initial"), ("billing", "0002_returned_deposits")]

    operations = [migrations.RunSQL(sql=RETURNED, reverse_sql=migrations.RunSQL.noop)]
