"""The pages of the quality-control laboratory."""
