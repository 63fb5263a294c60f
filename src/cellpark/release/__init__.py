"""Whether a batch may leave, who decided so, and what happens when it may not.

The checklist is computed from the records and never ticked. Quality certifies with a second factor and took no part in
the batch. A release may have two stages when results come late. What is out of specification is never released: it is
rejected, or supplied to one patient on the physician's request, with its own records and clocks.
"""
