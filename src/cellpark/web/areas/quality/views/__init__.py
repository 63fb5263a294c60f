"""The views of the quality-control laboratory."""
