"""The pages and operations of bills and money."""
