"""The pages, one file a field."""
