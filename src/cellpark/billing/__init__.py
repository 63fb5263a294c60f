"""Bills: what leases and charges cost in a period, line by line, and the credit notes that correct them.

A run bills every lease up to a day once, however often it is run or interrupted. Each line names its term, its days and
its formula. A bill is never changed: a credit note reverses it. Other apps hand in charges; money that comes in is the
business of ``cellpark.receivables``.
"""
