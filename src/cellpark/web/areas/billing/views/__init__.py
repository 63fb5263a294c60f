"""The pages of bills, payments and accounts."""
