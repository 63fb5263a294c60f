"""The pages of meters and readings."""
