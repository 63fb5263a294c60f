"""The pages of treatment orders and hospitals."""
