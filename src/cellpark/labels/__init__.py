"""Labels: templates for each product and country, printing on demand, verification by two, reconciliation.

A label is issued for one container, printed from a controlled version of a template, verified, and ends applied, kept
as specimen, voided or destroyed; the sum always balances. The codes on a label can be read back from its picture.
"""
