"""Receivables: payments, what they settle, what is overdue and for how long.

A payment settles bills in part or whole; late fees follow the rule of the lease. Ageing, reminders and statements are
read from bills and payments alone. The books leave as CSV, and requests for electronic invoices through one interface.
"""
