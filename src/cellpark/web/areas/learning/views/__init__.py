"""The views of this area."""
