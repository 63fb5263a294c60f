"""The pages of companies and their life cycle."""
