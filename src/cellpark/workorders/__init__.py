"""Work orders of the facility: what is broken, who mends it, by when, and who bears the cost.

A report becomes an order with a clock of service level, is assigned, done and accepted. Hot work and waste need a
permit. Alarms of building systems come in as reports. Costs of a tenant become charges in ``cellpark.billing``.
"""
