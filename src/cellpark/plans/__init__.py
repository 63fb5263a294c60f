"""Plans of the living plant: drawn up, published by two people, changed after disturbances, promised from.

The engines are pure (``cellpark.planning``); this app keeps what they made and who answered for it (docs/plans.md).
"""
