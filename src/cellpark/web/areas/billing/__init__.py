"""The pages of bills, payments and statements."""
