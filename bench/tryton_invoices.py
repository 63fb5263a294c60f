"""The peer of the billing benchmark: Tryton creates and posts customer invoices, many in one transaction.

Run by ``bench/park.py`` in an environment of its own with ``trytond_account_invoice`` installed, against the same
server (PGHOST, PGUSER), on an empty database TRYTON_DATABASE. Prints one line of JSON: bills, lines, seconds.
"""

import json
import os
import sys
import time
from datetime import UTC, datetime
from decimal import Decimal
from importlib.metadata import version

from trytond.config import config

config.set("database", "uri", "postgresql:///")
os.environ["DB_NAME"] = os.environ["TRYTON_DATABASE"]

from proteus import Model  # noqa: E402
from trytond.modules.account.tests.tools import create_chart, create_fiscalyear, get_accounts  # noqa: E402
from trytond.modules.account_invoice.tests.tools import set_fiscalyear_invoice_sequences  # noqa: E402
from trytond.modules.company.tests.tools import create_company, get_company  # noqa: E402
from trytond.pool import Pool  # noqa: E402
from trytond.tests.tools import activate_modules  # noqa: E402
from trytond.transaction import Transaction, TransactionError  # noqa: E402

BILLS, LINES, CHUNK = (int(each) for each in sys.argv[1:4])


def post(bills, party, address, company, currency, receivable, revenue, today):
    """Create and post ``bills`` invoices of LINES lines each."""
    pool = Pool()
    invoices, journals = pool.get("account.invoice"), pool.get("account.journal")
    (journal,) = journals.search([("type", "=", "revenue")], limit=1)
    line = {
        "type": "line",
        "quantity": 1.0,
        "unit_price": Decimal("1234.5600"),
        "account": revenue,
        "company": company,
        "currency": currency,
    }
    made = invoices.create(
        [
            {
                "type": "out",
                "party": party,
                "invoice_address": address,
                "company": company,
                "currency": currency,
                "account": receivable,
                "journal": journal.id,
                "invoice_date": today,
                "payment_term_date": today,
                "lines": [("create", [{**line, "description": f"Rent of room {n}"} for n in range(LINES)])],
            }
            for _ in range(bills)
        ]
    )
    invoices.post(made)


def main():
    today = datetime.now(tz=UTC).date()
    activate_modules("account_invoice", create_company, create_chart)
    company = get_company()
    year = set_fiscalyear_invoice_sequences(create_fiscalyear(today=today))
    year.click("create_period")
    accounts = get_accounts()
    party = Model.get("party.party")(name="Tenant")
    if not party.addresses:
        party.addresses.new()
    party.save()
    receivable, revenue = accounts["receivable"].id, accounts["revenue"].id
    address_id, party_id, company_id, currency = party.addresses[0].id, party.id, company.id, company.currency.id
    done, started = 0, time.perf_counter()
    locks = {}
    while done < BILLS:
        now = min(CHUNK, BILLS - done)
        with Transaction().start(os.environ["DB_NAME"], 1, context={"company": company_id}, **locks) as transaction:
            try:
                post(now, party_id, address_id, company_id, currency, receivable, revenue, today)
            except TransactionError as error:  # Tryton's own way to ask for a lock: begin again with it
                transaction.rollback()
                error.fix(locks)
                continue
            transaction.commit()
        locks, done = {}, done + now
    print(
        json.dumps(
            {"bills": BILLS, "lines": LINES, "seconds": time.perf_counter() - started, "version": version("trytond")}
        )
    )


main()
