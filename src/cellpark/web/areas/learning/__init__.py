"""Learning: what executed batches say of a recipe's planning overlay, kept as editions."""
