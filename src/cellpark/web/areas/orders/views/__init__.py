"""The views of treatment orders and hospitals."""
